// Share of voice.

import { BAR, bar, DRAWN, LABEL, label, noteFor, percent, picture, ROW, speaking, total } from "./chart.js";
import { s } from "./svg.js";

/** @import { Analysis } from "../../lib/analysis.js" */
/** @import { PageWords } from "../words.js" */
/** @import { Chart } from "./chart.js" */

/**
 * Words per speaker, direct and indirect.
 * @param {Analysis} analysis
 * @param {PageWords} words
 * @returns {Chart}
 */
export function shareChart(analysis, words) {
  const indices = speaking(analysis);
  const all = indices.reduce((sum, index) => sum + total(analysis.speakers[index]), 0) || 1;
  const longest = Math.max(1, ...indices.map((index) => total(analysis.speakers[index])));
  const drawn = indices.slice(0, DRAWN);
  const bars = drawn.flatMap((index, row) => {
    const { direct, indirect } = analysis.speakers[index].words;
    const [wide, thin] = [(direct / longest) * BAR, (indirect / longest) * BAR];
    return [
      label(analysis, index, row),
      bar(index, LABEL, row, wide, 1),
      bar(index, LABEL + wide, row, thin, 0.4),
      s(
        "text",
        { x: LABEL + wide + thin + 4, y: row * ROW + 16, class: "value" },
        percent((direct + indirect) / all),
      ),
    ];
  });
  const rows = indices.map((index) => {
    const { name, words: said } = analysis.speakers[index];
    return [name, said.direct, said.indirect, percent(total(analysis.speakers[index]) / all)];
  });
  const head = [words.speaker, words.direct, words.indirect, words.share];
  return {
    title: words.share,
    note: noteFor(words.shareNote, indices.length, words),
    svg: picture(words.share, drawn.length, bars),
    head,
    rows,
  };
}
