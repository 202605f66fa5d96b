// The text of an element as a reader sees it, with the way back to its nodes.

/**
 * Characters copied one to one from a text node. Offsets are UTF-16 code units.
 * @typedef {object} Piece
 * @property {Text} node
 * @property {number} from offset in the node's data
 * @property {number} start offset in the extracted text
 * @property {number} length
 */

/** @typedef {{ text: string, pieces: Piece[] }} Extraction pieces are in text order */

const SKIPPED = new Set(
  "SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT BUTTON IFRAME OBJECT SVG CANVAS AUDIO VIDEO WHO-SAID HEAD".split(
    " ",
  ),
);
const BLOCKS = new Set(
  (
    "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER " +
    "HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TH THEAD TR UL"
  ).split(" "),
);

/**
 * Block elements become paragraphs, runs of white space one space; scripts, styles and hidden elements are left out.
 * @param {Element} root
 * @returns {Extraction}
 */
export function extract(root) {
  const collector = new Collector();
  visit(root, collector);
  return { text: collector.text, pieces: collector.pieces };
}

/**
 * @param {Element} element
 * @param {Collector} collector
 */
function visit(element, collector) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) collector.add(/** @type {Text} */ (node));
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const child = /** @type {HTMLElement} */ (node);
    const flow = flowOf(child);
    if (flow === "none") continue;
    if (flow === "break") collector.gap("\n");
    if (flow === "block") collector.gap("\n\n");
    visit(child, collector);
    if (flow === "block") collector.gap("\n\n");
  }
}

/**
 * @param {HTMLElement} element
 * @returns {"none" | "break" | "block" | "inline"}
 */
function flowOf(element) {
  const name = element.tagName.toUpperCase();
  if (SKIPPED.has(name) || element.hidden) return "none";
  const display =
    element.isConnected && element.ownerDocument.defaultView ? getComputedStyle(element).display : "";
  if (display === "none") return "none";
  if (name === "BR") return "break";
  if (display === "") return BLOCKS.has(name) ? "block" : "inline";
  return /^(inline|contents|ruby)/.test(display) ? "inline" : "block";
}

/** Gathers text, keeping gaps pending so that none stands at either end. */
class Collector {
  text = "";
  /** @type {Piece[]} */
  pieces = [];
  #gap = "";

  /** @param {string} gap the widest of several neighbouring gaps counts */
  gap(gap) {
    if (this.text && gap.length + Number(gap !== " ") > this.#gap.length) this.#gap = gap;
  }

  /** @param {Text} node */
  add(node) {
    let from = 0;
    for (const space of node.data.matchAll(/\s{2,}|[^\S ]/g)) {
      this.#copy(node, from, space.index);
      this.gap(" ");
      from = space.index + space[0].length;
    }
    this.#copy(node, from, node.data.length);
  }

  /**
   * @param {Text} node
   * @param {number} from
   * @param {number} to
   */
  #copy(node, from, to) {
    const data = node.data.slice(from, to);
    const words = data.trim();
    if (data.startsWith(" ")) this.gap(" ");
    if (words) {
      this.text += this.#gap;
      this.#gap = "";
      const indent = data.length - data.trimStart().length;
      this.pieces.push({ node, from: from + indent, start: this.text.length, length: words.length });
      this.text += words;
    }
    if (data.endsWith(" ")) this.gap(" ");
  }
}
