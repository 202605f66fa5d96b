// The words behind spans, as exports show them.

/** @import { Analysis, Attribution, Span } from "../lib/analysis.js" */

/**
 * @param {string} text
 * @param {Span[]} spans
 * @returns {string} their words on one line; what stands between two of them becomes an ellipsis
 */
export function surface(text, spans) {
  const words = spans.map(({ start, end }) => text.slice(start, end)).join(" […] ");
  return words.replace(/\s+/g, " ").trim();
}

/**
 * @param {Analysis} analysis
 * @param {Attribution} attribution
 * @returns {string} the speaker's name, or "" when nobody knows
 */
export function nameOf(analysis, { speaker }) {
  return speaker === null ? "" : analysis.speakers[speaker].name;
}

/**
 * @param {Analysis} analysis
 * @param {Attribution} attribution
 * @returns {string[]} what the article calls the speaker: "Russian Foreign Minister"
 */
export function rolesOf(analysis, { speaker }) {
  const entity = speaker === null ? null : analysis.speakers[speaker].entity;
  return entity === null ? [] : analysis.entities[entity].roles;
}
