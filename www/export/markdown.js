// A report for people: each speaker with what was said.

import { nameOf, rolesOf, surface } from "./surface.js";

/** @import { Analysis } from "../lib/analysis.js" */

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {{ title?: string }} [options]
 * @returns {string}
 */
export function toMarkdown(text, analysis, { title = "Who said what" } = {}) {
  const unknown = analysis.attributions.flatMap((attribution, index) =>
    attribution.speaker === null ? [index] : [],
  );
  const parts = analysis.speakers.map(({ name, attributions }) =>
    section(text, analysis, name, attributions),
  );
  if (unknown.length) parts.push(section(text, analysis, "Unknown speaker", unknown));
  return [`# ${plain(title)}\n`, ...parts].join("\n");
}

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {string} name
 * @param {number[]} indices of the attributions
 */
function section(text, analysis, name, indices) {
  const first = analysis.attributions[indices[0]];
  const roles = first && nameOf(analysis, first) === name ? rolesOf(analysis, first).join(", ") : "";
  const items = indices.map((index) => {
    const { kind, content, confidence } = analysis.attributions[index];
    return `- ${plain(surface(text, content))} *(${kind}, ${Math.round(confidence * 100)}%)*\n`;
  });
  return `## ${plain(name)}\n\n${roles ? `${plain(roles)}\n\n` : ""}${items.join("")}`;
}

/** @param {string} text @returns {string} with every character that Markdown or HTML would read as markup escaped */
function plain(text) {
  return text
    .replace(/[\\`*_{}[\]<>&#+!|~$]/g, "\\$&")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2")
    .replace(/^(\s*)-/, "$1\\-");
}
