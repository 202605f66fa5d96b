// The pictures: each an SVG from an analysis, and the same numbers as rows of a table.

import { swatch, tag } from "whosaid/define";
import { shorten } from "../shorten.js";
import { s } from "./svg.js";

/** @import { Analysis, Speaker } from "../../lib/analysis.js" */
/** @import { PageWords } from "../words.js" */
/** @typedef {{ title: string, note: string, svg: SVGElement, head: string[], rows: (string | number)[][] }} Chart */

const WIDTH = 340;
const ROW = 24;
const LABEL = 136;
const BAR = WIDTH - LABEL - 34;

/** @param {Speaker} speaker */
const total = ({ words }) => words.direct + words.indirect;

/**
 * @param {Analysis} analysis
 * @returns {number[]} the speakers who say something, most words first
 */
function speaking({ speakers }) {
  return [...speakers.keys()]
    .filter((index) => speakers[index].attributions.length > 0)
    .sort((a, b) => total(speakers[b]) - total(speakers[a]));
}

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
  const bars = indices.flatMap((index, row) => {
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
    note: words.shareNote,
    svg: picture(words.share, indices.length, bars),
    head,
    rows,
  };
}

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
  const bars = indices.flatMap((index, row) => {
    const y = row * ROW + 12;
    const line = s("line", { x1: LABEL, x2: WIDTH - 4, y1: y, y2: y, class: "axis" });
    const marks = visible(said[row], scale).map(({ start, end, direct }) =>
      bar(index, LABEL + start * scale, row, Math.max(2, (end - start) * scale), direct ? 1 : 0.4),
    );
    return [label(analysis, index, row), line, ...marks];
  });
  const svg = picture(words.strip, indices.length, bars);
  return {
    title: words.strip,
    note: words.stripNote,
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

/**
 * Who is quoted in which article: a table is the picture here.
 * @param {{ title: string, analysis: Analysis }[]} articles
 * @returns {{ names: string[], counts: number[][] }} the attributions of each name (rows) in each article (columns);
 *   those in the most articles first
 */
export function matrix(articles) {
  /** @type {Map<string, number[]>} */
  const counts = new Map();
  articles.forEach(({ analysis }, column) => {
    for (const { name, attributions } of analysis.speakers) {
      const row = counts.get(name) ?? articles.map(() => 0);
      row[column] += attributions.length;
      if (attributions.length) counts.set(name, row);
    }
  });
  const weight = (/** @type {number[]} */ row) =>
    row.filter(Boolean).length * 1e6 + row.reduce((a, b) => a + b, 0);
  const sorted = [...counts].sort(([, a], [, b]) => weight(b) - weight(a));
  return { names: sorted.map(([name]) => name), counts: sorted.map(([, row]) => row) };
}

/**
 * @param {Analysis} analysis
 * @param {number} index of a speaker
 * @param {number} row
 */
function label(analysis, index, row) {
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
function bar(index, x, row, width, opacity) {
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
function picture(title, rows, children) {
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
function percent(share) {
  return `${Math.round(share * 100)}%`;
}
