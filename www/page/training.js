// Corrections as training data: JSON Lines with offsets in code points.

import { codePoints } from "whosaid/export";

/** @import { Analysis, EntityType, Span } from "../lib/analysis.js" */

/** The labels of the training data, by our types. @type {Partial<Record<EntityType, string>>} */
const LABELS = {
  person: "Person",
  location: "Location",
  organization: "Organization",
  norp: "NORP",
  date: "Date",
  money: "Money",
  misc: "Misc",
};

/**
 * @param {string} id
 * @param {string} text
 * @param {Analysis} analysis as corrected
 * @returns {string} one line: `{ id, text, entities, attributions, speakers }`
 */
export function trainingLine(id, text, analysis) {
  const at = codePoints(text);
  const pairs = (/** @type {Span[]} */ spans) => spans.map(({ start, end }) => [at(start), at(end)]);
  const entities = analysis.mentions
    .filter(({ kind, type }) => (kind === "name" || kind === "value") && LABELS[type])
    .map(({ start, end, type }) => [at(start), at(end), LABELS[type]]);
  const attributions = analysis.attributions.map(({ source, cue, content }, index) => ({
    id: `E${index + 1}`,
    source: pairs(source),
    cue: pairs(cue),
    content: pairs(content),
  }));
  const speakers = Object.fromEntries(
    analysis.attributions.map(({ speaker }, index) => [`E${index + 1}`, who(analysis, speaker)]),
  );
  return `${JSON.stringify({ id, text, entities, attributions, speakers })}\n`;
}

/**
 * @param {Analysis} analysis
 * @param {number | null} index of a speaker
 * @returns {{ type: string, name: string | null }}
 */
function who({ speakers, entities }, index) {
  if (index === null) return { type: "none", name: null };
  const { name, named, entity } = speakers[index];
  if (!named) return { type: "unnamed", name };
  const type = entity === null ? "person" : entities[entity].type;
  return { type: type === "person" ? "person" : type === "organization" ? "org" : "group", name };
}
