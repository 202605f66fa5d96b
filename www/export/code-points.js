// From UTF-16 offsets to code points.

/**
 * @param {string} text
 * @returns {(offset: number) => number} how many code points stand before a UTF-16 offset
 */
export function codePoints(text) {
  const pairs = Array.from(text.matchAll(/[\u{10000}-\u{10FFFF}]/gu), (match) => match.index);
  return (offset) => offset - countBelow(pairs, offset);
}

/**
 * @param {number[]} sorted
 * @param {number} limit
 * @returns {number} how many are smaller than `limit`
 */
function countBelow(sorted, limit) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
