// One row per attribution, as RFC 4180 has it.

import { nameOf, rolesOf, surface } from "./surface.js";

/** @import { Analysis } from "../lib/analysis.js" */

const HEADER = [
  "number",
  "kind",
  "speaker",
  "role",
  "source",
  "cue",
  "content",
  "confidence",
  "start",
  "end",
];

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @returns {string} with CRLF line ends; start and end are UTF-16 code units
 */
export function toCsv(text, analysis) {
  const rows = analysis.attributions.map((attribution, index) => [
    index + 1,
    attribution.kind,
    nameOf(analysis, attribution),
    rolesOf(analysis, attribution).join("; "),
    surface(text, attribution.source),
    surface(text, attribution.cue),
    surface(text, attribution.content),
    attribution.confidence,
    attribution.content[0]?.start ?? "",
    attribution.content.at(-1)?.end ?? "",
  ]);
  return [HEADER, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/**
 * @param {string | number} value
 * @returns {string} quoted where needed; text that a spreadsheet would take for a formula gets an apostrophe
 */
function field(value) {
  const text =
    typeof value === "string" && /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
