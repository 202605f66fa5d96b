// The text of an element told another way than the package does: characters and borders in a row, runs of them cut after.

const BLOCK = Symbol("block");
const BREAK = Symbol("break");

/** Of samples.js: what has no text, and what is a block when nothing is laid out. */
const SILENT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "BUTTON", "WHO-SAID", "SVG"]);
const BLOCKS = new Set([
  "DIV",
  "P",
  "LI",
  "UL",
  "BLOCKQUOTE",
  "H2",
  "SECTION",
  "TR",
  "TD",
  "PRE",
  "TABLE",
  "HR",
]);

/** @param {Element} root */
export function plainText(root) {
  let text = "";
  let gap = null;
  for (const item of items(root)) {
    const space = typeof item === "symbol" || /\s/.test(item);
    if (space) gap = wider(gap, item);
    else {
      if (gap && text) text += gap === BLOCK ? "\n\n" : gap === BREAK ? "\n" : " ";
      gap = null;
      text += item;
    }
  }
  return text;
}

function wider(gap, item) {
  if (gap === BLOCK || item === BLOCK) return BLOCK;
  return gap === BREAK || item === BREAK ? BREAK : " ";
}

/** UTF-16 code units and borders. */
function* items(element) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield* node.data.split("");
    if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName.toUpperCase()) || node.hidden)
      continue;
    const border = borderOf(node);
    if (border === null) continue;
    if (border) yield border;
    yield* items(node);
    if (border === BLOCK) yield border;
  }
}

/** What stands round an element: null for one that is not shown. */
function borderOf(element) {
  const { display } = element.style;
  if (element.isConnected && display === "none") return null;
  // Of <br> CSS makes “contents” the same as “none”.
  if (element.tagName === "BR") return element.isConnected && display === "contents" ? null : BREAK;
  if (!element.isConnected || display === "") return BLOCKS.has(element.tagName) ? BLOCK : undefined;
  return display === "block" ? BLOCK : undefined;
}
