// The analysis itself, with its text, as indented JSON.

/** @import { Analysis } from "../lib/analysis.js" */

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @returns {string} `{ "text": …, …analysis }`; offsets are UTF-16 code units
 */
export function toJson(text, analysis) {
  return `${JSON.stringify({ text, ...analysis }, null, 2)}\n`;
}
