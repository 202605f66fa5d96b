// Entry `whosaid/element`: the class of <who-said>, without registering it. Importing it touches neither the
// DOM nor the network.

import { extract } from "../dom/extract.js";
import { canPaint } from "../dom/paint.js";
import { createAnalyzer } from "../lib/whosaid.js";
import { Card } from "./card.js";
import { SHOW_ALL, showsAttribution } from "./filter.js";
import { drawLegend, toggleSpeaker } from "./legend.js";
import { MarksView } from "./marks-view.js";
import { PaintedView } from "./painted-view.js";
import { elementSheet } from "./style.js";
import { TargetWatch } from "./target.js";
import { Walker } from "./walker.js";
import { wordsFor } from "./words.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Filter } from "./filter.js" */
/** @import { Words } from "./words.js" */

/** Milliseconds that a page's article must rest before it is analysed again. */
const REST = 150;

/** @type {ReturnType<typeof createAnalyzer> | undefined} */
let shared;

/** The analyzer of every element that was not given one: a single fetch for a page. */
function sharedAnalyzer() {
  shared ??= createAnalyzer();
  return shared;
}

/** Node and server rendering know no HTMLElement; the class can be imported there all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * An article with its attributions marked. Attributes: `for` (a selector: paint over that element instead of
 * showing a text of its own), `min-confidence`, `renderer` (`marks` or `highlights`, where `for` is given),
 * `legend` ("none" hides it), `theme`, `lang`.
 * @fires WhoSaid#whosaid-analysis detail: { text, analysis }
 * @fires WhoSaid#whosaid-activate detail: { attribution, speaker }; on click or Enter
 * @fires WhoSaid#whosaid-filter detail: { filter }
 * @fires WhoSaid#whosaid-error detail: { error }
 */
export class WhoSaid extends Base {
  static observedAttributes = ["for", "min-confidence", "renderer", "lang", "legend"];

  /** What analyses the text: anything with `analyze(text, { signal })`. @type {{ analyze: Function } | null} */
  analyzer = null;

  #text = "";
  /** @type {Analysis | null} */
  #analysis = null;
  /** @type {Filter} */
  #filter = SHOW_ALL;
  /** @type {Words | null} */
  #words = null;
  /** @type {number | null} */
  #current = null;
  /** Whether the current attribution was gone to without the pointer, which then does not take its card away. */
  #walked = false;
  /** @type {MarksView | PaintedView | null} */
  #view = null;
  /** @type {HTMLElement} made when first connected */
  #legend = /** @type {any} */ (null);
  /** @type {Card} made when first connected */
  #card = /** @type {any} */ (null);
  /** @type {Walker} made when first connected */
  #walker = /** @type {any} */ (null);
  /** @type {TargetWatch | null} */
  #watch = null;
  /** @type {MutationObserver | null} */
  #observer = null;
  #running = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** Whether the text came from a script, not from the page. */
  #given = false;

  /** The text shown. Setting it has it analysed. */
  get text() {
    return this.#text;
  }

  set text(text) {
    this.#given = true;
    this.#analyze(text);
  }

  /** @returns {Analysis | null} the last analysis */
  get analysis() {
    return this.#analysis;
  }

  /** What is shown. @returns {Filter} */
  get filter() {
    return this.#filter;
  }

  set filter(filter) {
    this.#filter = { ...SHOW_ALL, ...filter };
    this.#applyFilter();
  }

  /** The words shown or spoken; a page may give its own translation. @returns {Words} */
  get words() {
    return this.#words ?? wordsFor(this.closest("[lang]")?.getAttribute("lang") ?? "en");
  }

  set words(words) {
    this.#words = words;
    this.#refresh();
  }

  /** Index of the attribution that a reader is at. */
  get current() {
    return this.#current;
  }

  /**
   * Show a text with an analysis that the page already has.
   * @param {string} text
   * @param {Analysis} analysis of exactly this text
   * @returns {Promise<void>} settles once it is drawn
   */
  show(text, analysis) {
    this.#given = true;
    this.#running.abort();
    return this.#present(text, analysis);
  }

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.#connect();
  }

  disconnectedCallback() {
    this.#disconnect();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "min-confidence")
      this.filter = { ...this.#filter, minConfidence: Number(this.getAttribute(name)) || 0 };
    else if (name === "lang" || name === "legend") this.#refresh();
    else if (this.isConnected && this.shadowRoot) {
      this.#disconnect();
      this.#connect();
    }
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [elementSheet()];
    this.#legend = document.createElement("div");
    this.#legend.id = "legend";
    this.#legend.setAttribute("role", "group");
    this.#legend.part.add("legend");
    this.#walker = new Walker(root, () => this.#onWalker());
    root.append(this.#legend);
    this.#card = new Card(root);
    this.#legend.addEventListener("click", (event) => this.#onLegend(event));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("focusout", () => this.#card.hide());
  }

  /** Find what this element is for, and follow it when a framework replaces it. */
  #connect() {
    const selector = this.getAttribute("for");
    if (!selector) return this.#start(this);
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    this.#watch = new TargetWatch(root, selector, (target) => {
      this.#stop();
      if (target) this.#start(target);
    });
    if (this.#watch.target) this.#start(this.#watch.target);
    else this.#whenLoaded(selector);
  }

  #disconnect() {
    this.#watch?.stop();
    this.#watch = null;
    this.#stop();
  }

  /**
   * Begin to show the text of an element, and to follow its changes.
   * @param {Element} target
   */
  #start(target) {
    this.#view = this.#createView(target);
    if (this.#given && target === this) return this.#refresh();
    this.#observer = new MutationObserver(() => this.#onMutation(target));
    this.#observer.observe(target, { childList: true, characterData: true, subtree: true });
    this.#analyze(this.#view.read());
  }

  /**
   * Once the page is complete, it is an error if the target is missing; it may still come.
   * @param {string} selector
   */
  #whenLoaded(selector) {
    if (document.readyState === "loading") {
      const again = () => this.isConnected && !this.#view && this.#whenLoaded(selector);
      document.addEventListener("DOMContentLoaded", again, { once: true });
    } else this.#emit("error", { error: new Error(`who-said: nothing matches for="${selector}"`) });
  }

  #stop() {
    clearTimeout(this.#resting);
    this.#observer?.disconnect();
    this.#running.abort();
    this.#view?.remove();
    this.#view = null;
    this.#current = null;
    this.#walker?.show(this.words, 0);
    this.#card?.hide();
  }

  /** @param {Element} target */
  #createView(target) {
    const host = {
      enter: (/** @type {number} */ index) => this.#onPointer(() => this.#showCard(index)),
      leave: () => this.#walked || this.#card.hide(),
      focus: (/** @type {number} */ index) => this.#onFocus(index),
      activate: (/** @type {number} */ index) => this.#onPointer(() => this.#activate(index)),
    };
    const painted = target !== this && this.getAttribute("renderer") !== "marks" && canPaint();
    return painted ? new PaintedView(target, host) : new MarksView(this, target, host);
  }

  /** @param {number} index of an attribution that the Tab key or `select` focused: the keys go on from there */
  #onFocus(index) {
    this.#current = index;
    this.#view?.setCurrent(index);
    this.#showCard(index);
    this.#walked = true;
  }

  /** @param {() => void} act on what the pointer is at: its card goes when the pointer goes */
  #onPointer(act) {
    act();
    this.#walked = false;
  }

  /** @param {Element} target */
  #onMutation(target) {
    this.#view?.invalidate();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const text = this.#view?.read() ?? extract(target).text;
      if (text === this.#text) this.#refresh();
      else this.#analyze(text);
    }, REST);
  }

  /** @param {string} text */
  async #analyze(text) {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const analyzer = this.analyzer ?? sharedAnalyzer();
      const analysis = await analyzer.analyze(text, { signal: running.signal });
      if (!running.signal.aborted) await this.#present(text, analysis);
    } catch (error) {
      if (!running.signal.aborted) this.#emit("error", { error });
    }
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   */
  async #present(text, analysis) {
    const here = this.#current ?? 0;
    if (text !== this.#text || here >= analysis.attributions.length) this.#current = null;
    this.#text = text;
    this.#analysis = analysis;
    await this.#refresh();
    this.#emit("analysis", { text, analysis });
  }

  async #refresh() {
    if (!this.#analysis || !this.#view) return;
    this.#card.hide();
    const drawing = { text: this.#text, analysis: this.#analysis, words: this.words };
    await this.#view.draw(drawing);
    this.#applyFilter();
  }

  #applyFilter() {
    if (!this.#analysis || !this.#view) return;
    if (this.getAttribute("legend") !== "none")
      drawLegend(this.#legend, { analysis: this.#analysis, words: this.words, filter: this.#filter });
    this.#view.filter(this.#analysis, this.#filter);
    const shown = this.#shown();
    this.#view.setTabStop(this.#current ?? shown[0] ?? null);
    this.#walker.show(this.words, this.#view instanceof PaintedView ? shown.length : 0);
  }

  /** @returns {number[]} the attributions that the filter lets through, in text order */
  #shown() {
    const attributions = this.#analysis?.attributions ?? [];
    return [...attributions.keys()].filter((index) => showsAttribution(this.#filter, attributions[index]));
  }

  /**
   * Bring an attribution into view, focus it and show its card.
   * @param {number | null} index null: leave the current one
   */
  select(index) {
    this.#current = index;
    this.#walked = index !== null;
    this.#view?.setCurrent(index);
    if (this.#view instanceof PaintedView && this.#analysis)
      this.#walker.speak({ text: this.#text, analysis: this.#analysis, words: this.words }, index);
    if (index === null) return this.#card.hide();
    this.#view?.reveal(index);
    if (this.#view instanceof PaintedView) this.#walker.take();
    this.#showCard(index);
  }

  /** @returns {{ start: number, end: number } | null} the words that the reader selected, as a span of the text */
  selection() {
    return this.#view?.selection() ?? null;
  }

  /** @param {1 | -1} step */
  move(step) {
    const shown = this.#shown();
    if (shown.length === 0) return;
    const at = this.#current === null ? -1 : shown.indexOf(this.#current);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
    this.select(shown[next]);
  }

  /** @param {number} index */
  #showCard(index) {
    if (!this.#analysis) return;
    const subject = { text: this.#text, analysis: this.#analysis, words: this.words };
    this.#card.show(subject, index, () => this.#view?.anchor(index) ?? null);
  }

  /** @param {number} index */
  #activate(index) {
    this.select(index);
    this.#emit("activate", {
      attribution: index,
      speaker: this.#analysis?.attributions[index].speaker ?? null,
    });
  }

  /** @param {MouseEvent} event */
  #onLegend(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || !this.#analysis) return;
    const speaker = Number(button.dataset.speaker);
    this.filter = toggleSpeaker(this.#filter, this.#analysis, speaker);
    /** @type {HTMLElement | null} */ (this.#legend.querySelector(`[data-speaker="${speaker}"]`))?.focus();
    this.#emit("filter", { filter: this.#filter });
  }

  /** Enter where the keyboard walks: go to the first attribution, or activate the one that it is at. */
  #onWalker() {
    if (this.#current === null) this.move(1);
    else this.#activate(this.#current);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step) this.move(/** @type {1 | -1} */ (step));
    else if (event.key === "Escape") this.select(null);
    else if (event.key === "Enter" && this.#current !== null && !isButton(event.composedPath()[0]))
      this.#activate(this.#current);
    if (step) event.preventDefault();
  }

  /**
   * @param {"analysis" | "activate" | "filter" | "error"} name
   * @param {object} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`whosaid-${name}`, { detail, bubbles: true, composed: true }));
  }
}

/** @param {EventTarget} target @returns {boolean} whether Enter has a meaning of its own there */
function isButton(target) {
  return Boolean(/** @type {Element} */ (target).closest?.("button"));
}

export { SHOW_ALL, UNKNOWN } from "./filter.js";
export { HUES, hueDeclarations, swatch, tag } from "./palette.js";
export { confidenceInWords, speakerName, wordsFor } from "./words.js";
