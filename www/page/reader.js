// Has articles analysed: the newest text of each, one run at a time, the last result kept until the next is ready.

import { applyCorrections } from "./corrections.js";

/** @import { Store } from "./store.js" */

/**
 * @typedef {object} Report
 * @property {() => void} done an article has a new analysis
 * @property {(error: unknown) => void} failed
 * @property {(busy: boolean) => void} busy whether any article is being read
 */

export class Reader {
  /** @type {Map<string, AbortController>} by article */
  #running = new Map();

  /**
   * @param {Store} store
   * @param {{ analyze: Function }} analyzer
   * @param {Report} report
   */
  constructor(store, analyzer, report) {
    this.store = store;
    this.analyzer = analyzer;
    this.report = report;
  }

  /**
   * Analyse an article's present text; an older run of the same article is given up.
   * @param {string} id
   */
  async read(id) {
    this.cancel(id);
    const running = new AbortController();
    this.#running.set(id, running);
    this.report.busy(true);
    const text = this.store.state.articles.find((article) => article.id === id)?.text ?? "";
    try {
      const found = await this.analyzer.analyze(text, { signal: running.signal });
      // A long analysis takes a while to arrive: it is shown in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (!running.signal.aborted) this.#keep(id, text, found);
    } catch (error) {
      if (!running.signal.aborted) this.report.failed(error);
    } finally {
      if (this.#running.get(id) === running) this.#forget(id);
    }
  }

  /** @param {string} id */
  cancel(id) {
    this.#running.get(id)?.abort();
    this.#forget(id);
  }

  /** Give up every reading that is going on. */
  cancelAll() {
    for (const id of [...this.#running.keys()]) this.cancel(id);
  }

  /** @param {string} id */
  #forget(id) {
    if (this.#running.delete(id)) this.report.busy(this.#running.size > 0);
  }

  /**
   * @param {string} id
   * @param {string} text
   * @param {import("../lib/analysis.js").Analysis} found
   */
  #keep(id, text, found) {
    const article = this.store.state.articles.find((other) => other.id === id);
    if (!article) return;
    const analysis = applyCorrections(text, found, article.history.present);
    this.store.setArticle(id, { analysedText: text, found, analysis });
    this.report.done();
  }
}
