// Overlapping ranges over a text, woven into properly nested pieces: pure, linear in the number of ranges.

/**
 * A stretch of the text that something is said about; offsets are UTF-16 code units.
 * @typedef {object} Range
 * @property {number} start
 * @property {number} end
 * @property {"content" | "source" | "cue" | "mention"} layer
 * @property {number} index which attribution or mention it belongs to
 * @property {boolean} lead whether it is the first piece of that attribution or mention
 */

/**
 * What receives the pieces, in text order; `open` and `close` always pair up.
 * @typedef {object} Sink
 * @property {(range: Range, lead: boolean) => void} open
 * @property {(start: number, end: number) => void} text
 * @property {(range: Range) => void} close
 */

const RANK = { content: 0, source: 1, cue: 2, mention: 3 };

/**
 * Order in which ranges open: by start, the longest outermost.
 * @param {Range} a
 * @param {Range} b
 */
export function outermostFirst(a, b) {
  return a.start - b.start || b.end - a.end || RANK[a.layer] - RANK[b.layer];
}

/**
 * Walk [start, end) once, opening and closing `ranges` (sorted by `outermostFirst`, within the limits).
 * A range that crosses another is closed and opened again.
 * @param {Range[]} ranges
 * @param {number} start
 * @param {number} end
 * @param {Sink} sink
 */
export function weave(ranges, start, end, sink) {
  /** @type {Range[]} */
  const open = [];
  let next = 0;
  for (let at = start; at < end; ) {
    while (ranges[next]?.start === at) {
      open.push(ranges[next]);
      sink.open(ranges[next], ranges[next].lead);
      next += 1;
    }
    const stop = Math.min(end, ranges[next]?.start ?? end, ...open.map((range) => range.end));
    sink.text(at, stop);
    closeEnded(open, stop, sink);
    at = stop;
  }
}

/**
 * Close every range that ends at `at`, and reopen those that had to be closed on the way.
 * @param {Range[]} open innermost last
 * @param {number} at
 * @param {Sink} sink
 */
function closeEnded(open, at, sink) {
  const first = open.findIndex((range) => range.end === at);
  if (first < 0) return;
  const closed = open.splice(first);
  for (const range of closed.toReversed()) sink.close(range);
  for (const range of closed) {
    if (range.end === at) continue;
    open.push(range);
    sink.open(range, false);
  }
}

/**
 * The paragraphs of a text (its non-blank lines), each with the ranges inside it, cut at its limits.
 * @param {string} text
 * @param {Range[]} ranges sorted by `outermostFirst`
 * @returns {Generator<{ start: number, end: number, ranges: Range[] }>}
 */
export function* paragraphs(text, ranges) {
  let next = 0;
  /** @type {Range[]} */
  let running = [];
  for (const line of text.matchAll(/[^\r\n]*\S[^\r\n]*/g)) {
    const [start, end] = [line.index, line.index + line[0].length];
    while (next < ranges.length && ranges[next].start < end) running.push(ranges[next++]);
    running = running.filter((range) => range.end > start);
    const inside = running.map((range) => cut(range, start, end));
    yield { start, end, ranges: inside.sort(outermostFirst) };
  }
}

/**
 * @param {Range} range
 * @param {number} start
 * @param {number} end
 * @returns {Range} the part of `range` within [start, end)
 */
function cut(range, start, end) {
  const lead = range.lead && range.start >= start;
  return { ...range, start: Math.max(range.start, start), end: Math.min(range.end, end), lead };
}
