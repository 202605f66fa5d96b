// Named against unnamed sources.

import { BAR, LABEL, picture, ROW } from "./chart.js";
import { s } from "./svg.js";

/** @import { Analysis } from "../../lib/analysis.js" */
/** @import { PageWords } from "../words.js" */
/** @import { Chart } from "./chart.js" */

/**
 * Attributions to named, unnamed and unknown sources.
 * @param {Analysis} analysis
 * @param {PageWords} words
 * @returns {Chart}
 */
export function sourcesChart(analysis, words) {
  const counts = { named: 0, unnamed: 0, unknown: 0 };
  for (const { speaker } of analysis.attributions) {
    counts[speaker === null ? "unknown" : analysis.speakers[speaker].named ? "named" : "unnamed"] += 1;
  }
  const groups = /** @type {(keyof typeof counts)[]} */ (Object.keys(counts));
  const longest = Math.max(1, ...Object.values(counts));
  const bars = groups.flatMap((group, row) => [
    s("text", { x: 0, y: row * ROW + 16 }, words[group]),
    s("rect", {
      x: LABEL,
      y: row * ROW + 4,
      width: (counts[group] / longest) * BAR,
      height: ROW - 8,
      class: `source ${group}`,
      rx: 2,
    }),
    s(
      "text",
      { x: LABEL + (counts[group] / longest) * BAR + 4, y: row * ROW + 16, class: "value" },
      String(counts[group]),
    ),
  ]);
  const rows = groups.map((group) => [words[group], counts[group]]);
  return {
    title: words.sources,
    note: "",
    svg: picture(words.sources, groups.length, bars),
    head: [words.sources, words.attributions],
    rows,
  };
}
