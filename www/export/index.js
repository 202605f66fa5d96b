// Entry `whosaid/export`: an analysed text in the formats that other programs read. Pure: strings in, strings out.

import { toWebAnnotation } from "./annotation.js";
import { toCsv } from "./csv.js";
import { toDisplacy } from "./displacy.js";
import { toHtml } from "./html.js";
import { toJson } from "./json.js";
import { toMarkdown } from "./markdown.js";

export { codePoints } from "./code-points.js";
export { toCsv, toDisplacy, toHtml, toJson, toMarkdown, toWebAnnotation };

/**
 * Every format: its usual file extension, its media type, and what makes it from a text and its analysis.
 * @type {Record<string, { extension: string, mediaType: string, make: (text: string, analysis: import("../lib/analysis.js").Analysis, options?: { title?: string, source?: string }) => string }>}
 */
export const FORMATS = {
  json: { extension: "json", mediaType: "application/json", make: toJson },
  csv: { extension: "csv", mediaType: "text/csv", make: toCsv },
  html: { extension: "html", mediaType: "text/html", make: toHtml },
  markdown: { extension: "md", mediaType: "text/markdown", make: toMarkdown },
  annotation: { extension: "jsonld", mediaType: "application/ld+json", make: toWebAnnotation },
  displacy: { extension: "displacy.json", mediaType: "application/json", make: toDisplacy },
};
