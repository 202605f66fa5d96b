// The bar at the top: what the page is, and what can be done.

import { h, replace } from "../h.js";
import { watch } from "../view.js";
import { LANGUAGES } from "../words.js";
import { button, select } from "./controls.js";

/** @import { App } from "../app.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function header(app) {
  const bar = h("header", { class: "bar" });
  watch(
    app.store,
    () => {
      const { state, article } = app.store;
      return [app.words, state.editing, state.current, state.settings.theme, article?.history];
    },
    () => replace(bar, brand(app), actions(app), choices(app)),
  );
  return bar;
}

/** @param {App} app */
function brand({ words }) {
  return h("div", { class: "brand" }, h("h1", {}, "whosaid"), h("p", {}, words.tagline));
}

/** @param {App} app */
function actions(app) {
  const { words, store } = app;
  const { article } = store;
  const key = (/** @type {string} */ name) => ({ data: { key: name }, id: `do-${name}` });
  return h(
    "div",
    { class: "actions", role: "toolbar", "aria-label": words.article },
    button(words.newArticle, () => app.startNew(), { ...key("new"), disabled: !article }),
    button(words.open, () => app.openFiles(), key("open")),
    article &&
      button(words.edit, () => app.toggleEditing(), { ...key("edit"), "aria-pressed": store.state.editing }),
    article &&
      button(words.undo, () => app.undo(), { ...key("undo"), disabled: article.history.past.length === 0 }),
    article &&
      button(words.redo, () => app.redo(), { ...key("redo"), disabled: article.history.future.length === 0 }),
    article && button(words.takeAway, () => app.openTakeAway(), key("export")),
    button(words.help, () => app.openHelp(), key("help")),
  );
}

/** @param {App} app */
function choices({ words, store }) {
  const { settings } = store.state;
  const languages = Object.entries(LANGUAGES).map(
    ([code, { language }]) => /** @type {[string, string]} */ ([code, language]),
  );
  const themes = /** @type {[string, string][]} */ (Object.entries(words.themes));
  return h(
    "div",
    { class: "choices" },
    select(
      words.theme,
      themes,
      settings.theme,
      (theme) => store.setSettings({ theme: /** @type {any} */ (theme) }),
      { id: "theme" },
    ),
    select(words.interfaceLanguage, languages, settings.lang, (lang) => store.setSettings({ lang }), {
      id: "language",
    }),
  );
}
