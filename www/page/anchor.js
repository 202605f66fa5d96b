// Places in a text that survive its edits: the exact words and some context on either side. Pure.

/**
 * @typedef {object} Anchor
 * @property {string} exact
 * @property {string} prefix
 * @property {string} suffix
 */

/** Characters of context kept on either side. */
const CONTEXT = 32;

/**
 * @param {string} text
 * @param {{ start: number, end: number }} span
 * @returns {Anchor}
 */
export function anchor(text, { start, end }) {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}

/**
 * @param {string} text
 * @param {Anchor} anchor
 * @returns {{ start: number, end: number } | null} where its words stand with the most of their context; null
 *   when they are gone
 */
export function resolve(text, { exact, prefix, suffix }) {
  let best = null;
  let bestScore = -1;
  if (exact === "") return null;
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
    const end = start + exact.length;
    const score =
      sharedEnd(text.slice(Math.max(0, start - CONTEXT), start), prefix) +
      sharedStart(text.slice(end, end + CONTEXT), suffix);
    if (score > bestScore) [best, bestScore] = [{ start, end }, score];
  }
  return best;
}

/** @param {string} a @param {string} b @returns {number} characters that both begin with */
function sharedStart(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

/** @param {string} a @param {string} b @returns {number} characters that both end with */
function sharedEnd(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}
