// Paints an analysis over the nodes of a page with CSS Custom Highlights: no node is changed, and highlights that
// belong to others are left alone.

import { SHOW_ALL, showsAttribution, showsType } from "../element/filter.js";
import { swatch } from "../element/palette.js";
import { UNCERTAIN } from "../element/ranges.js";
import { highlightName, highlightSheet } from "../element/style.js";

/** @import { Analysis, Attribution, Span } from "../lib/analysis.js" */
/** @import { Extraction, Piece } from "./extract.js" */
/** @import { Filter } from "../element/filter.js" */

/** @returns {boolean} whether this browser has CSS Custom Highlights */
export function canPaint() {
  return typeof Highlight === "function" && "highlights" in CSS;
}

/** How many painters use the shared sheet of each document. @type {WeakMap<Document, number>} */
const users = new WeakMap();

/** What one article shows. Several painters may share a document. */
export class Painter {
  /** @type {Extraction} */
  #extraction;
  /** By highlight: each range with the piece that it paints. @type {Map<string, Map<StaticRange, Piece>>} */
  #painted = new Map();
  /** @type {Document | null} */
  #document = null;
  /** @type {Analysis | null} */
  #analysis = null;
  #filter = SHOW_ALL;

  /** @param {Extraction} extraction of the element to paint over */
  constructor(extraction) {
    this.#extraction = extraction;
  }

  /**
   * Paint, in place of whatever this painter painted before.
   * @param {Analysis} analysis of the extracted text
   * @param {Filter} [filter]
   */
  paint(analysis, filter = SHOW_ALL) {
    this.#unpaint();
    this.#analysis = analysis;
    this.#filter = filter;
    this.#adopt(this.#extraction.pieces[0]?.node.ownerDocument ?? document);
    analysis.attributions.forEach((attribution) => {
      if (showsAttribution(filter, attribution)) this.#add(lookOf(attribution), attribution.content);
    });
    const named = analysis.mentions.filter(
      ({ kind, type }) => (kind === "name" || kind === "value") && showsType(filter, type),
    );
    this.#add("whosaid-entity", named);
  }

  /** @param {number | null} index of the attribution to set off, or null for none */
  setCurrent(index) {
    this.#remove("whosaid-current");
    if (index !== null && this.#analysis)
      this.#add("whosaid-current", this.#analysis.attributions[index].content);
  }

  /**
   * @param {number} x in viewport coordinates
   * @param {number} y
   * @returns {number | null} the innermost shown attribution there
   */
  attributionAt(x, y) {
    const offset = this.#offsetAt(x, y);
    if (offset === null || !this.#analysis) return null;
    const holds = (/** @type {Span} */ { start, end }) => start <= offset && offset <= end;
    const found = this.#analysis.attributions.findLastIndex(
      (attribution) => showsAttribution(this.#filter, attribution) && attribution.content.some(holds),
    );
    const near = (/** @type {DOMRect} */ r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;
    return found >= 0 && this.rectsOf(found).some(near) ? found : null;
  }

  /**
   * @param {number} index of an attribution
   * @returns {DOMRect[]} where its content stands, in viewport coordinates
   */
  rectsOf(index) {
    const spans = this.#analysis?.attributions[index].content ?? [];
    return spans
      .flatMap((span) => this.#rangesOf(span))
      .flatMap(({ range }) => {
        const live = new Range();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        return [...live.getClientRects()];
      });
  }

  /**
   * @param {number} index of an attribution
   * @returns {Element | null} the element in which its content begins
   */
  elementOf(index) {
    const span = this.#analysis?.attributions[index].content[0];
    return (span && this.#rangesOf(span)[0]?.piece.node.parentElement) ?? null;
  }

  /** Take the paint off wherever the page's text is no longer the analysed one. */
  prune() {
    for (const [name, ranges] of this.#painted) {
      const highlight = CSS.highlights.get(name);
      for (const [range, piece] of ranges) {
        if (isCurrent(piece, this.#extraction.text)) continue;
        highlight?.delete(range);
        ranges.delete(range);
      }
    }
  }

  /** Take away all that was painted, and the style sheet with the last painter. */
  clear() {
    this.#unpaint();
    this.#analysis = null;
    if (!this.#document) return;
    const left = (users.get(this.#document) ?? 1) - 1;
    users.set(this.#document, left);
    if (left === 0) {
      this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter(
        (sheet) => sheet !== highlightSheet(),
      );
    }
    this.#document = null;
  }

  #unpaint() {
    for (const name of [...this.#painted.keys()]) this.#remove(name);
  }

  /** @param {string} name */
  #remove(name) {
    const highlight = CSS.highlights.get(name);
    for (const range of this.#painted.get(name)?.keys() ?? []) highlight?.delete(range);
    this.#painted.delete(name);
    if (highlight?.size === 0) CSS.highlights.delete(name);
  }

  /**
   * @param {string} name
   * @param {Span[]} spans
   */
  #add(name, spans) {
    const ranges = spans.flatMap((span) => this.#rangesOf(span));
    if (ranges.length === 0) return;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    const painted = this.#painted.get(name) ?? new Map();
    for (const { range, piece } of ranges) {
      highlight.add(range);
      painted.set(range, piece);
    }
    if (name === "whosaid-current") highlight.priority = 1;
    CSS.highlights.set(name, highlight);
    this.#painted.set(name, painted);
  }

  /**
   * @param {Span} span
   * @returns {{ range: StaticRange, piece: Piece }[]} one for every piece it touches; none where the page's text is no longer the same
   */
  #rangesOf({ start, end }) {
    const { pieces, text } = this.#extraction;
    const ranges = [];
    for (let i = firstAfter(pieces, start); i < pieces.length && pieces[i].start < end; i++) {
      const piece = pieces[i];
      if (!isCurrent(piece, text)) return [];
      const from = piece.from + Math.max(0, start - piece.start);
      const to = piece.from + Math.min(piece.length, end - piece.start);
      const range = new StaticRange({
        startContainer: piece.node,
        startOffset: from,
        endContainer: piece.node,
        endOffset: to,
      });
      ranges.push({ range, piece });
    }
    return ranges;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {number | null} the offset in the extracted text
   */
  #offsetAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? null : document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? range?.startContainer;
    return node ? this.textOffset(node, caret?.offset ?? range?.startOffset ?? 0) : null;
  }

  /**
   * @param {Node} node
   * @param {number} offset in the node's data
   * @returns {number | null} the offset in the extracted text; null where nothing was extracted
   */
  textOffset(node, offset) {
    const piece = this.#extraction.pieces.findLast((p) => p.node === node && p.from <= offset);
    return piece ? piece.start + Math.min(offset - piece.from, piece.length) : null;
  }

  /** @param {Document} owner */
  #adopt(owner) {
    if (this.#document === owner) return;
    this.#document = owner;
    const count = users.get(owner) ?? 0;
    users.set(owner, count + 1);
    if (count === 0) owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, highlightSheet()];
  }
}

/** @param {Attribution} attribution @returns {string} the highlight for it */
function lookOf({ kind, speaker, confidence }) {
  const { slot, round } = swatch(speaker);
  return highlightName(slot, confidence < UNCERTAIN ? "uncertain" : kind, round);
}

/**
 * @param {Piece[]} pieces
 * @param {number} offset
 * @returns {number} the first piece that ends after `offset`
 */
function firstAfter(pieces, offset) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].start + pieces[middle].length > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * @param {Piece} piece
 * @param {string} text
 */
function isCurrent({ node, from, start, length }, text) {
  return node.isConnected && node.data.slice(from, from + length) === text.slice(start, start + length);
}
