// Text from the clipboard and from files. Markup is parsed into an inert document and only its text is taken.

import { extract } from "whosaid/dom";

/** How each kind of file becomes text, by its extension. @type {Record<string, (file: File) => Promise<string>>} */
const READERS = {
  txt: (file) => file.text(),
  md: async (file) => fromMarkdown(await file.text()),
  html: async (file) => fromHtml(await file.text()),
  htm: async (file) => fromHtml(await file.text()),
  docx: async (file) => (await import("./docx.js")).fromDocx(await file.arrayBuffer()),
};

/** What a file dialogue offers. */
export const ACCEPTED = Object.keys(READERS)
  .map((extension) => `.${extension}`)
  .join();

/**
 * @param {File} file
 * @returns {Promise<string>} its text; rejects for kinds of file that the page does not know
 */
export async function fromFile(file) {
  const extension = file.name.split(".").pop()?.toLowerCase() ?? "";
  const read = READERS[extension] ?? (file.type.startsWith("text/") ? READERS.txt : null);
  if (!read) throw new Error(`.${extension}?`);
  return normalize(await read(file));
}

/**
 * @param {DataTransfer} data of a paste or drop
 * @returns {string} its text: the rich form's paragraphs where there is one
 */
export function fromTransfer(data) {
  const html = data.getData("text/html");
  return normalize((html && fromHtml(html)) || data.getData("text/plain"));
}

/**
 * @param {string} html
 * @returns {string} its paragraphs; scripts never run, nothing is loaded
 */
export function fromHtml(html) {
  return extract(new DOMParser().parseFromString(html, "text/html").body).text;
}

/**
 * @param {string} markdown
 * @returns {string} without the signs that only format
 */
export function fromMarkdown(markdown) {
  return markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^#{1,6}\s+|^>\s?|^\s*[-*+]\s+/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)/g, "$1")
    .replace(/(?<=\S) *\n(?=\S)/g, " ");
}

/** @param {string} text @returns {string} with the line ends of a text box, so that offsets agree */
function normalize(text) {
  return text.replace(/\r\n?/g, "\n").replace(/^\uFEFF/, "");
}
