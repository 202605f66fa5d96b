// What the charts have in common: rows of a speaker each, as wide as a telephone.

import { swatch, tag } from "whosaid/define";
import { shorten } from "../shorten.js";
import { fill } from "../words.js";
import { s } from "./svg.js";

/** @import { Analysis, Speaker } from "../../lib/analysis.js" */
/** @import { PageWords } from "../words.js" */
/** @typedef {{ title: string, note: string, svg: SVGElement, head: string[], rows: (string | number)[][] }} Chart */

export const WIDTH = 340;
export const ROW = 24;
export const LABEL = 136;
export const BAR = WIDTH - LABEL - 34;

/** Speakers drawn; the table has all. */
export const DRAWN = 30;

/** @param {Speaker} speaker */
export const total = ({ words }) => words.direct + words.indirect;

/**
 * @param {Analysis} analysis
 * @returns {number[]} the speakers who say something, most words first
 */
export function speaking({ speakers }) {
  return [...speakers.keys()]
    .filter((index) => speakers[index].attributions.length > 0)
    .sort((a, b) => total(speakers[b]) - total(speakers[a]));
}

/**
 * @param {string} note of a chart
 * @param {number} speakers that there are
 * @param {PageWords} words
 * @returns {string} the note, with how many speakers are not drawn
 */
export function noteFor(note, speakers, words) {
  return speakers > DRAWN ? `${note} ${fill(words.othersNote, { count: speakers - DRAWN })}` : note;
}

/**
 * @param {Analysis} analysis
 * @param {number} index of a speaker
 * @param {number} row
 */
export function label(analysis, index, row) {
  const name = shorten(analysis.speakers[index].name, 16);
  return s("text", { x: 0, y: row * ROW + 16 }, `${tag(index)} ${name}`);
}

/**
 * @param {number} index of a speaker
 * @param {number} x
 * @param {number} row
 * @param {number} width
 * @param {number} opacity
 */
export function bar(index, x, row, width, opacity) {
  return s("rect", {
    x,
    y: row * ROW + 4,
    width,
    height: ROW - 8,
    class: `hue-${swatch(index).slot}`,
    "fill-opacity": opacity,
  });
}

/**
 * @param {string} title
 * @param {number} rows
 * @param {SVGElement[]} children
 */
export function picture(title, rows, children) {
  const height = Math.max(1, rows) * ROW;
  return s(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "aria-label": title,
      direction: "ltr",
    },
    ...children,
  );
}

/** @param {number} share 0..1 */
export function percent(share) {
  return `${Math.round(share * 100)}%`;
}
