// What a person can do with the page: every action of the interface, in one place.

import { applyCorrections, findAttribution } from "./corrections.js";
import { advance, emptyHistory, redo, undo } from "./history.js";
import { fromFile, fromTransfer } from "./intake.js";
import { keep } from "./keep.js";
import { Reader } from "./reader.js";
import { helpSheet, takeAwaySheet } from "./views/sheets.js";
import { fill, LANGUAGES } from "./words.js";

/** @import { Correction } from "./corrections.js" */
/** @import { History } from "./history.js" */
/** @import { Store } from "./store.js" */

/** Milliseconds of rest in typing before the text is read again. */
const REST = 120;

export class App {
  /** Articles to try the page with. @type {string[]} */
  samples = [];
  /**
   * Tells the reader something, also by voice; quietly, it comes into no view by itself.
   * @type {(message: string, how?: { quietly?: boolean }) => void}
   */
  say = () => {};
  /** Shows whether a reading is going on. @type {(busy: boolean) => void} */
  showBusy = () => {};
  /** Opens the system's dialogue. @type {() => void} */
  openFiles = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /**
   * @param {Store} store
   * @param {{ analyze: Function }} analyzer
   * @param {any} element the <who-said> that shows the article
   */
  constructor(store, analyzer, element) {
    this.store = store;
    this.element = element;
    this.reader = new Reader(store, analyzer, {
      done: () => this.#done(),
      failed: (error) => this.#failed(error),
      busy: (busy) => this.showBusy(busy),
    });
  }

  /** The words of the interface. */
  get words() {
    return LANGUAGES[this.store.state.settings.lang];
  }

  /**
   * Open texts as articles and show the first of them.
   * @param {string[]} texts
   */
  add(texts) {
    const articles = texts.map((text) => newArticle(text));
    if (articles.length === 0) return;
    this.store.set({ articles: [...this.store.state.articles, ...articles], editing: false });
    this.show(articles[0].id);
    for (const { id } of articles) this.reader.read(id);
  }

  /**
   * Take what was typed. The first letters begin an article.
   * @param {string} text
   */
  type(text) {
    const { article } = this.store;
    const id = article?.id ?? this.#begin();
    this.store.setArticle(id, { text });
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.reader.read(id), REST);
  }

  /** @returns {string} the id of a new, empty article being edited */
  #begin() {
    const article = newArticle("");
    this.store.set({
      articles: [...this.store.state.articles, article],
      current: article.id,
      editing: true,
      comparing: false,
    });
    return article.id;
  }

  #done() {
    this.#keep();
    this.#sayCounts();
  }

  /** What was found in the article shown. */
  #sayCounts() {
    const analysis = this.store.article?.analysis;
    if (!analysis) return;
    const speakers = analysis.speakers.filter(({ attributions }) => attributions.length > 0).length;
    const counts = { attributions: analysis.attributions.length, speakers };
    this.say(fill(this.words.done, counts), { quietly: true });
  }

  /** @param {unknown} error */
  #failed(error) {
    this.say(fill(this.words.failed, { message: error instanceof Error ? error.message : String(error) }));
    this.#showText();
  }

  /** Give up the readings that are going on. */
  cancel() {
    this.reader.cancelAll();
    this.say(this.words.cancelled);
    this.#showText();
  }

  /** An article that was never analysed has nothing to show but its text. */
  #showText() {
    if (this.store.article?.analysis === null) this.store.set({ editing: true });
  }

  /**
   * Take dropped files, or words dragged from elsewhere.
   * @param {DataTransfer} data
   */
  drop(data) {
    if (data.files.length) return this.take([...data.files]);
    const text = fromTransfer(data);
    if (text) this.add([text]);
  }

  /** @param {File[]} files */
  async take(files) {
    const texts = await Promise.all(
      files.map((file) => fromFile(file).catch((error) => this.#badFile(file, error))),
    );
    this.add(texts.filter((text) => text !== null));
  }

  /**
   * @param {File} file
   * @param {Error} error
   */
  #badFile({ name }, { message }) {
    this.say(fill(this.words.badFile, { name, message }));
    return null;
  }

  /** @param {string} id */
  show(id) {
    this.store.set({ current: id, comparing: false, selected: null });
    this.#sayCounts();
  }

  compare() {
    this.store.set({ comparing: true, selected: null });
    this.say(this.words.matrix, { quietly: true });
  }

  /** @param {1 | -1} step */
  showNext(step) {
    const { articles, current } = this.store.state;
    const next = articles[articles.findIndex(({ id }) => id === current) + step];
    if (next) this.show(next.id);
  }

  /** @param {string} id */
  close(id) {
    this.reader.cancel(id);
    const articles = this.store.state.articles.filter((article) => article.id !== id);
    const current =
      this.store.state.current === id ? (articles.at(-1)?.id ?? null) : this.store.state.current;
    this.store.set({
      articles,
      current,
      comparing: this.store.state.comparing && articles.length > 1,
      selected: null,
    });
    this.#keep();
  }

  startNew() {
    this.store.set({ current: null, comparing: false, editing: false, selected: null });
    this.#focusText();
  }

  /** The box is as high as the window: going there shall not scroll the page. */
  #focusText() {
    document.getElementById("text")?.focus({ preventScroll: true });
  }

  toggleEditing() {
    this.store.set({ editing: !this.store.state.editing });
    if (this.store.state.editing) this.#focusText();
  }

  /** @param {number} index of the attribution to bring into view */
  goTo(index) {
    this.element.select(index);
    this.store.set({ selected: index });
  }

  /**
   * @param {number} speaker
   * @param {number[]} all that there are
   */
  toggleSpeaker(speaker, all) {
    const { article } = this.store;
    if (!article) return;
    const shown = article.speakers ?? all;
    const next = all.filter((other) => (other === speaker) !== shown.includes(other));
    this.store.setArticle(article.id, { speakers: next.length === all.length ? null : next });
  }

  showEverything() {
    if (this.store.article) this.store.setArticle(this.store.article.id, { speakers: null });
    this.store.setSettings({ kinds: null, types: null, minConfidence: 0 });
  }

  /**
   * The attribution that it is about stays chosen; a new one becomes so, to be given its speaker.
   * @param {Correction} correction
   */
  correct(correction) {
    this.#revise((history) => advance(history, [...history.present, correction]));
    const { article } = this.store;
    if (!article?.analysis || !("at" in correction) || correction.op === "split") return;
    const chosen = findAttribution(article.analysedText, article.analysis, correction.at);
    this.store.set({ selected: chosen < 0 ? null : chosen });
  }

  undo() {
    this.#revise(undo);
  }

  redo() {
    this.#revise(redo);
  }

  /** @param {(history: History) => History} change */
  #revise(change) {
    const { article } = this.store;
    if (!article?.found) return;
    const history = change(article.history);
    const analysis = applyCorrections(article.analysedText, article.found, history.present);
    this.store.setArticle(article.id, { history, analysis });
    this.store.set({ selected: null });
    this.#keep();
  }

  /** @param {boolean} on */
  remember(on) {
    this.store.set({ remember: on });
    if (on) this.#keep();
    else keep(null);
  }

  #keep() {
    if (this.store.state.remember && !keep(this.store.state.articles)) this.say(this.words.keepFailed);
  }

  openHelp() {
    helpSheet(this);
  }

  openTakeAway() {
    takeAwaySheet(this);
  }
}

/**
 * @param {string} text
 * @returns {import("./store.js").Article}
 */
export function newArticle(text) {
  return {
    id: crypto.randomUUID(),
    text,
    analysedText: "",
    found: null,
    analysis: null,
    history: emptyHistory(),
    speakers: null,
  };
}
