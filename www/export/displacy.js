// What spaCy's displaCy draws: `displacy.render(json, style="ent", manual=True)` for entities, "span" for attributions.

import { codePoints } from "./code-points.js";
import { nameOf } from "./surface.js";

/** @import { Analysis, EntityType } from "../lib/analysis.js" */

/** spaCy's names for our types. @type {Record<EntityType, string>} */
const LABELS = {
  person: "PERSON",
  organization: "ORG",
  location: "GPE",
  norp: "NORP",
  date: "DATE",
  time: "TIME",
  money: "MONEY",
  percent: "PERCENT",
  quantity: "QUANTITY",
  misc: "MISC",
};

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {{ title?: string }} [options]
 * @returns {string} `{ text, ents, spans, title }`; offsets are code points, as Python counts
 */
export function toDisplacy(text, analysis, { title } = {}) {
  const at = codePoints(text);
  const ents = analysis.mentions
    .filter(({ kind }) => kind === "name" || kind === "value")
    .map(({ start, end, type }) => ({ start: at(start), end: at(end), label: LABELS[type] }));
  const spans = analysis.attributions.flatMap((attribution) =>
    attribution.content.map(({ start, end }) => ({
      start: at(start),
      end: at(end),
      label: `${nameOf(analysis, attribution) || "?"} (${attribution.kind})`,
    })),
  );
  return `${JSON.stringify({ text, ents, spans, title: title ?? null }, null, 2)}\n`;
}
