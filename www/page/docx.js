// Word documents; loaded only when one is opened.

import mammoth from "mammoth/mammoth.browser.js";

/**
 * @param {ArrayBuffer} arrayBuffer of a .docx file
 * @returns {Promise<string>} its paragraphs
 */
export async function fromDocx(arrayBuffer) {
  const { value } = await mammoth.extractRawText({ arrayBuffer });
  return value.trim();
}
