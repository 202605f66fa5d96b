// Correcting what the engine found.

import { anchor } from "../../anchor.js";
import { h, replace } from "../../h.js";
import { watch } from "../../view.js";
import { fill } from "../../words.js";
import { button, checkbox } from "../controls.js";
import { chosenForm } from "./chosen.js";
import { typing } from "./entities.js";
import { merging, splitting } from "./speakers.js";

/** @import { App } from "../../app.js" */
/** @import { Article } from "../../store.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function correct(app) {
  const title = h("h2", { id: "correct-title" });
  const section = h(
    "section",
    { class: "correct", "aria-labelledby": "correct-title" },
    title,
    chosen(app),
    others(app),
    keeping(app),
  );
  watch(
    app.store,
    () => [app.words, Boolean(app.store.article?.analysis)],
    ([words, read]) => {
      title.textContent = words.correct;
      section.hidden = !read;
    },
  );
  return section;
}

/**
 * The attribution that is chosen, or how to choose one.
 * @param {App} app
 */
function chosen(app) {
  const { store } = app;
  const part = h("div", { class: "chosen" });
  watch(
    store,
    () => [store.state.selected, store.article?.analysis, app.words],
    () => {
      if (store.article?.analysis)
        replace(part, ...chosenForm(app, store.article), markForm(app, store.article));
    },
  );
  // Back to the article, from where Enter led here.
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    app.element.select(store.state.selected);
    event.preventDefault();
  });
  return part;
}

/**
 * What is corrected for a whole article. Choosing an attribution meanwhile leaves these forms as they are.
 * @param {App} app
 */
function others(app) {
  const { store } = app;
  const part = h("div", { class: "others" });
  watch(
    store,
    () => [store.article?.analysis, app.words],
    () => {
      const { article } = store;
      if (article?.analysis)
        replace(part, ...merging(app, article), ...splitting(app, article), ...typing(app, article));
    },
  );
  return part;
}

/**
 * How many corrections there are, and whether they stay on this device.
 * @param {App} app
 */
function keeping(app) {
  const { store } = app;
  const part = h("div", { class: "keeping" });
  watch(
    store,
    () => [app.words, store.state.remember, store.article?.history],
    ([words, remember, history]) =>
      replace(
        part,
        h("p", { class: "counts" }, fill(words.correctionsCount, { count: history?.present.length ?? 0 })),
        checkbox(words.remember, remember, (on) => app.remember(on), "remember"),
      ),
  );
  return part;
}

/**
 * Mark the words selected in the article.
 * @param {App} app
 * @param {Article} article
 */
function markForm(app, { analysedText }) {
  const mark = () => {
    const span = app.element.selection();
    if (!span) return app.say(app.words.nothingSelected);
    const at = anchor(analysedText, span);
    const kind = /^["“«„'‘]/.test(at.exact) ? "direct" : "indirect";
    app.correct({ op: "mark", at, kind, name: null });
  };
  const keepSelection = (/** @type {Event} */ event) => event.preventDefault();
  return button(app.words.markSelection, mark, {
    id: "mark",
    data: { key: "mark" },
    on: { click: mark, mousedown: keepSelection },
  });
}
