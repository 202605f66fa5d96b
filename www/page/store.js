// The page's state: articles, which one is shown, settings. Views read it and listen for "change".

import { shorten } from "./shorten.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Settings } from "./settings.js" */
/** @import { History } from "./history.js" */

/**
 * @typedef {object} Article
 * @property {string} id
 * @property {string} text as typed
 * @property {string} analysedText the text that `analysis` is of
 * @property {Analysis | null} found by the engine
 * @property {Analysis | null} analysis the same with the reader's corrections
 * @property {History} history of the corrections
 * @property {number[] | null} speakers shown; null: all
 */

/**
 * @typedef {object} State
 * @property {Article[]} articles
 * @property {string | null} current id of the article shown; null: the paste box
 * @property {boolean} comparing whether the comparison is shown
 * @property {boolean} editing whether the text box is beside the article
 * @property {number | null} selected attribution to correct
 * @property {boolean} remember whether to keep articles on this device
 * @property {Settings} settings
 */

export class Store extends EventTarget {
  /** @param {State} state */
  constructor(state) {
    super();
    this.state = state;
  }

  /** @returns {Article | null} the article shown */
  get article() {
    return this.state.articles.find(({ id }) => id === this.state.current) ?? null;
  }

  /**
   * Change some of the state.
   * @param {Partial<State>} part
   */
  set(part) {
    this.state = { ...this.state, ...part };
    this.dispatchEvent(new Event("change"));
  }

  /**
   * Change some of one article; one that was closed meanwhile stays closed.
   * @param {string} id
   * @param {Partial<Article>} part
   */
  setArticle(id, part) {
    this.set({
      articles: this.state.articles.map((article) => (article.id === id ? { ...article, ...part } : article)),
    });
  }

  /** @param {Partial<Settings>} part */
  setSettings(part) {
    this.set({ settings: { ...this.state.settings, ...part } });
  }
}

/**
 * @param {string} text
 * @returns {string} its first line, short enough for a tab
 */
export function titleOf(text) {
  return shorten(text.trimStart().split("\n", 1)[0], 40);
}
