// Long words of others in little room. Pure.

/**
 * @param {string} text
 * @param {number} most UTF-16 code units to keep
 * @returns {string} it on one line; what is cut off leaves an ellipsis, and no half of a character
 */
export function shorten(text, most) {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  return `${line
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}
