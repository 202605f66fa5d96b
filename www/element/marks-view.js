// The view that shows the text itself, inside the element's shadow root.

import { extract } from "../dom/extract.js";
import { applyFilter, draw, textOffset } from "./marks.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Filter } from "./filter.js" */
/** @import { Drawing } from "./marks.js" */
/** @typedef {{ enter(index: number): void, leave(): void, focus(index: number): void, activate(index: number): void }} ViewHost */

export class MarksView {
  #target;
  #container = document.createElement("div");
  #drawing = new AbortController();
  #filtering = new AbortController();

  /**
   * @param {HTMLElement} element with an open shadow root, which gets the text
   * @param {Element} target whose text is read
   * @param {ViewHost} host
   */
  constructor(element, target, host) {
    this.#target = target;
    this.#container.id = "article";
    this.#container.part.add("article");
    element.shadowRoot?.append(this.#container);
    this.#listen(host);
  }

  /** @param {ViewHost} host */
  #listen(host) {
    const over = (/** @type {Event} */ event, /** @type {(index: number) => void} */ act) => {
      const mark = /** @type {HTMLElement} */ (event.target).closest?.("[data-attribution]:not([data-off])");
      if (mark) act(Number(/** @type {HTMLElement} */ (mark).dataset.attribution));
    };
    this.#container.addEventListener("pointerover", (event) => over(event, host.enter));
    this.#container.addEventListener("pointerout", host.leave);
    this.#container.addEventListener("focusin", (event) => over(event, host.focus));
    this.#container.addEventListener("click", (event) => over(event, host.activate));
  }

  /** @returns {string} the text to analyse */
  read() {
    return extract(this.#target).text;
  }

  /** Nothing to do: what is drawn stays until the next drawing is ready. */
  invalidate() {}

  /** @param {Drawing} drawing */
  async draw(drawing) {
    this.#drawing.abort();
    this.#drawing = new AbortController();
    await draw(this.#container, drawing, this.#drawing.signal);
  }

  /**
   * @param {Analysis} analysis
   * @param {Filter} filter
   */
  filter(analysis, filter) {
    this.#filtering.abort();
    this.#filtering = new AbortController();
    applyFilter(this.#container, analysis, filter, this.#filtering.signal);
  }

  /** @param {number | null} index the attribution that the Tab key reaches */
  setTabStop(index) {
    for (const lead of this.#all('[tabindex="0"]')) lead.tabIndex = -1;
    const lead = this.#lead(index);
    if (lead) lead.tabIndex = 0;
  }

  /** @param {number | null} index */
  setCurrent(index) {
    for (const mark of this.#all("[data-current]")) delete mark.dataset.current;
    for (const mark of this.#all(`[data-attribution="${index}"][data-layer="content"]`))
      mark.dataset.current = "";
    for (const mark of this.#all("[aria-describedby]")) mark.removeAttribute("aria-describedby");
    this.#lead(index)?.setAttribute("aria-describedby", "card");
    if (index !== null) this.setTabStop(index);
  }

  /** @param {number} index scroll to it and focus it */
  reveal(index) {
    const lead = this.#lead(index);
    lead?.focus({ preventScroll: true });
    lead?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /**
   * @param {number} index
   * @returns {DOMRect | null} where its card belongs
   */
  anchor(index) {
    return this.#lead(index)?.getBoundingClientRect() ?? null;
  }

  /** @returns {{ start: number, end: number } | null} the selected words, as a span of the text */
  selection() {
    const root = /** @type {ShadowRoot} */ (this.#container.getRootNode());
    const [range] = getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
    if (!range || range.collapsed || !this.#container.contains(range.startContainer)) return null;
    const start = textOffset(range.startContainer, range.startOffset);
    const end = textOffset(range.endContainer, range.endOffset);
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  remove() {
    this.#drawing.abort();
    this.#filtering.abort();
    this.#container.remove();
  }

  /** @param {number | null} index */
  #lead(index) {
    return /** @type {HTMLElement | null} */ (this.#container.querySelector(`[data-lead="${index}"]`));
  }

  /** @param {string} selector */
  #all(selector) {
    return /** @type {NodeListOf<HTMLElement>} */ (this.#container.querySelectorAll(selector));
  }
}
