// The view over a page's own article: highlights only, no node of the page is changed.

import { extract } from "../dom/extract.js";
import { Painter } from "../dom/paint.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Filter } from "./filter.js" */
/** @import { ViewHost } from "./marks-view.js" */

export class PaintedView {
  #target;
  #host;
  /** @type {Painter | null} */
  #painter = null;
  #extraction;
  /** @type {number | null} */
  #hovered = null;
  #listening = new AbortController();

  /**
   * @param {Element} target to read and to paint over
   * @param {ViewHost} host
   */
  constructor(target, host) {
    this.#target = target;
    this.#host = host;
    this.#extraction = extract(target);
    const { signal } = this.#listening;
    target.addEventListener("pointermove", (event) => this.#onMove(/** @type {PointerEvent} */ (event)), {
      signal,
      passive: true,
    });
    target.addEventListener("pointerleave", () => this.#hover(null), { signal, passive: true });
    target.addEventListener("click", (event) => this.#onClick(/** @type {MouseEvent} */ (event)), { signal });
  }

  /** @returns {string} the text to analyse */
  read() {
    this.#extraction = extract(this.#target);
    return this.#extraction.text;
  }

  /** Take the paint off at once where the text under it has changed; the rest stays until the next drawing. */
  invalidate() {
    this.#painter?.prune();
  }

  /** Make ready for a new analysis; `filter`, which always follows, paints it. */
  async draw() {
    this.#painter?.clear();
    this.#painter = new Painter(this.#extraction);
  }

  /**
   * @param {Analysis} analysis
   * @param {Filter} filter
   */
  filter(analysis, filter) {
    this.#painter?.paint(analysis, filter);
  }

  /** The page's own text takes no focus from us. */
  setTabStop() {}

  /** @param {number | null} index */
  setCurrent(index) {
    this.#painter?.setCurrent(index);
  }

  /** @param {number} index */
  reveal(index) {
    this.#painter?.elementOf(index)?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /**
   * @param {number} index
   * @returns {DOMRect | null}
   */
  anchor(index) {
    const rects = this.#painter?.rectsOf(index) ?? [];
    const [first, last] = [rects[0], rects.at(-1)];
    return first && last ? new DOMRect(first.left, first.top, first.width, last.bottom - first.top) : null;
  }

  /** @returns {{ start: number, end: number } | null} the selected words, as a span of the text */
  selection() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return null;
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    const start = this.#painter?.textOffset(startContainer, startOffset) ?? null;
    const end = this.#painter?.textOffset(endContainer, endOffset) ?? null;
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  remove() {
    this.#listening.abort();
    this.#painter?.clear();
  }

  /** @param {PointerEvent} event */
  #onMove({ clientX, clientY }) {
    this.#hover(this.#painter?.attributionAt(clientX, clientY) ?? null);
  }

  /** @param {number | null} index */
  #hover(index) {
    if (index === this.#hovered) return;
    this.#hovered = index;
    if (index === null) this.#host.leave();
    else this.#host.enter(index);
  }

  /** @param {MouseEvent} event */
  #onClick({ clientX, clientY }) {
    const index = this.#painter?.attributionAt(clientX, clientY) ?? null;
    if (index !== null) this.#host.activate(index);
  }
}
