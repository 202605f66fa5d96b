// A document that stands alone: the marked article and its legend, without scripts.

import { swatch, tag } from "../element/palette.js";
import { ranges, UNCERTAIN } from "../element/ranges.js";
import { articleRules } from "../element/style.js";
import { paragraphs, weave } from "../element/weave.js";
import { nameOf } from "./surface.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Range } from "../element/weave.js" */

const PAGE = `:root { color-scheme: light dark; } body { max-width: 65ch; margin: 2rem auto; padding: 0 1rem;
font: 1.125rem/1.7 Georgia, "Times New Roman", serif; }`;

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {{ title?: string }} [options]
 * @returns {string} a whole HTML document; every word of the article is escaped
 */
export function toHtml(text, analysis, { title = "Who said what" } = {}) {
  const body = [...paragraphs(text, ranges(analysis))].map((paragraph) =>
    paragraphHtml(text, analysis, paragraph),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
${PAGE}
${articleRules}
</style>
</head>
<body>
<ul id="legend">
${analysis.speakers.map(({ name }, index) => legendEntry(name, index)).join("\n")}
</ul>
<article id="article">
${body.join("\n")}
</article>
</body>
</html>
`;
}

/**
 * @param {string} name
 * @param {number} speaker
 */
function legendEntry(name, speaker) {
  const { slot, round } = swatch(speaker);
  return `<li data-slot="${slot}" data-round="${round}"><span class="number">${tag(speaker)}</span> ${escapeHtml(name)}</li>`;
}

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {{ start: number, end: number, ranges: Range[] }} paragraph
 */
function paragraphHtml(text, analysis, paragraph) {
  let html = '<p dir="auto">';
  weave(paragraph.ranges, paragraph.start, paragraph.end, {
    open: (range, lead) => (html += openTag(analysis, range, lead)),
    text: (start, end) => (html += escapeHtml(text.slice(start, end))),
    close: (range) => (html += range.layer === "content" ? "</mark>" : "</span>"),
  });
  return `${html}</p>`;
}

/**
 * @param {Analysis} analysis
 * @param {Range} range
 * @param {boolean} lead
 */
function openTag(analysis, range, lead) {
  if (range.layer === "mention") {
    const { type } = analysis.mentions[range.index];
    return `<span data-layer="mention" data-type="${type}" title="${type}">`;
  }
  const attribution = analysis.attributions[range.index];
  const { slot, round } = swatch(attribution.speaker);
  const doubt = attribution.confidence < UNCERTAIN ? ' data-uncertain=""' : "";
  const name = nameOf(analysis, attribution) || "Unknown speaker";
  const element = range.layer === "content" ? "mark" : "span";
  const open = `<${element} data-layer="${range.layer}" data-kind="${attribution.kind}" data-slot="${slot}" data-round="${round}"${doubt}>`;
  if (!lead) return open;
  return `${open}<span class="extra spoken">${escapeHtml(name)}, ${attribution.kind}: </span><span class="extra badge" aria-hidden="true"><span class="number">${tag(attribution.speaker)}</span></span>`;
}

/** @param {string} text */
function escapeHtml(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
