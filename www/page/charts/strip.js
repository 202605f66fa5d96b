// Who speaks where.

import { swatch } from "whosaid/define";
import { DRAWN, LABEL, label, noteFor, percent, picture, ROW, speaking, WIDTH } from "./chart.js";
import { s } from "./svg.js";

/** @import { Analysis } from "../../lib/analysis.js" */
/** @import { PageWords } from "../words.js" */
/** @import { Chart } from "./chart.js" */

/**
 * Where in the article each speaker speaks.
 * @param {Analysis} analysis
 * @param {PageWords} words
 * @returns {Chart}
 */
export function stripChart(analysis, words) {
  const indices = speaking(analysis);
  const scale = (WIDTH - LABEL - 4) / Math.max(1, analysis.length);
  const said = indices.map((index) => placesOf(analysis, index));
  const rows = said.flatMap((places, row) =>
    places.map(({ start, end }) => {
      const { name } = analysis.speakers[indices[row]];
      return [name, percent(start / analysis.length), percent(end / analysis.length)];
    }),
  );
  const drawn = indices.slice(0, DRAWN);
  const bars = drawn.flatMap((index, row) => {
    const y = row * ROW + 12;
    const line = s("line", { x1: LABEL, x2: WIDTH - 4, y1: y, y2: y, class: "axis" });
    return [label(analysis, index, row), line, ...places(index, row, visible(said[row], scale), scale)];
  });
  const svg = picture(words.strip, drawn.length, bars);
  return {
    title: words.strip,
    note: noteFor(words.stripNote, indices.length, words),
    svg,
    head: [words.speaker, words.from, words.to],
    rows,
  };
}

/**
 * @param {Analysis} analysis
 * @param {number} speaker
 * @returns {{ start: number, end: number, direct: boolean }[]}
 */
function placesOf({ attributions, speakers }, speaker) {
  return speakers[speaker].attributions.flatMap((index) => {
    const { content, kind } = attributions[index];
    return content.map(({ start, end }) => ({ start, end, direct: kind === "direct" }));
  });
}

/**
 * The places as one shape for all that is direct and one for the rest: a long article has thousands.
 * @param {number} index of a speaker
 * @param {number} row
 * @param {{ start: number, end: number, direct: boolean }[]} all
 * @param {number} scale pixels per code unit
 */
function places(index, row, all, scale) {
  const shape = (/** @type {boolean} */ direct) =>
    all
      .filter((place) => place.direct === direct)
      .map(({ start, end }) => {
        const width = Math.max(2, (end - start) * scale);
        return `M${LABEL + start * scale} ${row * ROW + 4}h${width}v${ROW - 8}h${-width}z`;
      })
      .join("");
  const look = { class: `hue-${swatch(index).slot}` };
  return [
    s("path", { ...look, d: shape(false), "fill-opacity": 0.4 }),
    s("path", { ...look, d: shape(true), "fill-opacity": 1 }),
  ];
}

/**
 * Of the places that fall on the same pixel, the first.
 * @template {{ start: number }} T
 * @param {T[]} places
 * @param {number} scale pixels per code unit
 * @returns {T[]}
 */
function visible(places, scale) {
  const pixels = new Map(places.toReversed().map((place) => [Math.round(place.start * scale), place]));
  return [...pixels.values()];
}
