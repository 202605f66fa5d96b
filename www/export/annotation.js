// W3C Web Annotations: one per attribution, anchored by position (code points) and by its exact words.

import { codePoints } from "./code-points.js";
import { nameOf } from "./surface.js";

/** @import { Analysis, Attribution, Span } from "../lib/analysis.js" */

/** Characters of context on either side, enough to find the place again after an edit. */
const CONTEXT = 32;

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {{ source?: string }} [options] source: the address of the annotated page
 * @returns {string} an AnnotationCollection in JSON-LD
 */
export function toWebAnnotation(text, analysis, { source = "urn:whosaid:article" } = {}) {
  const at = codePoints(text);
  const items = analysis.attributions.map((attribution, index) => ({
    id: `#attribution-${index + 1}`,
    type: "Annotation",
    motivation: "identifying",
    body: bodies(analysis, attribution),
    target: attribution.content.map((span) => ({ source, selector: selectors(text, span, at) })),
  }));
  const collection = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "AnnotationCollection",
    total: items.length,
    generator: { type: "Software", name: `${analysis.engine.name} ${analysis.engine.version}` },
    first: { type: "AnnotationPage", startIndex: 0, items },
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

/**
 * @param {Analysis} analysis
 * @param {Attribution} attribution
 */
function bodies(analysis, attribution) {
  const body = (/** @type {string} */ purpose, /** @type {string} */ value) => ({
    type: "TextualBody",
    purpose,
    value,
  });
  const speaker = nameOf(analysis, attribution);
  return [...(speaker ? [body("identifying", speaker)] : []), body("classifying", attribution.kind)];
}

/**
 * @param {string} text
 * @param {Span} span
 * @param {(offset: number) => number} at
 */
function selectors(text, { start, end }, at) {
  return [
    { type: "TextPositionSelector", start: at(start), end: at(end) },
    {
      type: "TextQuoteSelector",
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start).toWellFormed(),
      suffix: text.slice(end, end + CONTEXT).toWellFormed(),
    },
  ];
}
