// What every example does with an analysis: one line per attribution.

/** @param {string} text @param {import("whosaid").Analysis} analysis */
export function lines(text, { attributions, speakers }) {
  return attributions.map(({ content, speaker }) => {
    const name = speaker === null ? "unknown" : speakers[speaker].name;
    return `${name}: ${content.map(({ start, end }) => text.slice(start, end)).join(" … ")}`;
  });
}
