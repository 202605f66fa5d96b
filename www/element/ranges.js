// From an analysis to the ranges that a reader sees marked. Pure.

import { outermostFirst } from "./weave.js";

/** @import { Analysis, Attribution, Mention, Span } from "../lib/analysis.js" */
/** @import { Range } from "./weave.js" */

/** Below this confidence an attribution looks uncertain: fewer than two in three such are right. */
export const UNCERTAIN = 0.65;

/**
 * Everything to mark, sorted for weaving. Spans that do not lie inside the text are dropped, so that a
 * stale analysis never paints outside it.
 * @param {Analysis} analysis
 * @returns {Range[]}
 */
export function ranges(analysis) {
  const all = [
    ...analysis.attributions.flatMap(attributionRanges),
    ...analysis.mentions.flatMap((mention, index) => mentionRange(mention, index)),
  ];
  const fits = (/** @type {Range} */ r) => r.start >= 0 && r.start < r.end && r.end <= analysis.length;
  return all.filter(fits).sort(outermostFirst);
}

/**
 * @param {Attribution} attribution
 * @param {number} index
 * @returns {Range[]}
 */
function attributionRanges(attribution, index) {
  const layered = (/** @type {Span[]} */ spans, /** @type {Range["layer"]} */ layer) =>
    spans.map(({ start, end }, nth) => ({
      start,
      end,
      layer,
      index,
      lead: layer === "content" && nth === 0,
    }));
  return [
    ...layered(attribution.content, "content"),
    ...layered(attribution.source, "source"),
    ...layered(attribution.cue, "cue"),
  ];
}

/**
 * Names and values are marked; pronouns and common nouns would only make noise.
 * @param {Mention} mention
 * @param {number} index
 * @returns {Range[]}
 */
function mentionRange(mention, index) {
  if (mention.kind !== "name" && mention.kind !== "value") return [];
  return [{ start: mention.start, end: mention.end, layer: "mention", index, lead: true }];
}
