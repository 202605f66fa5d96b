// One tab per article, and one to compare them.

import { h, replace } from "../h.js";
import { titleOf } from "../store.js";
import { watch } from "../view.js";
import { fill } from "../words.js";
import { button } from "./controls.js";

/** @import { App } from "../app.js" */
/** @import { Article } from "../store.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function tabs(app) {
  const bar = h("nav", { class: "tabs" });
  // A tab that was drawn anew under the pointer would lose its click, so only a new title does that.
  const titles = () => app.store.state.articles.map(({ id, text }) => `${id} ${titleOf(text)}`).join("\n");
  watch(
    app.store,
    () => [app.words, titles(), app.store.state.current, app.store.state.comparing],
    ([words]) => {
      const { articles } = app.store.state;
      bar.hidden = articles.length === 0;
      bar.setAttribute("aria-label", words.articles);
      replace(bar, ...articles.map((article) => tab(app, article)), articles.length > 1 && compareTab(app));
    },
  );
  return bar;
}

/**
 * @param {App} app
 * @param {Article} article
 */
function tab(app, { id, text }) {
  const { words, store } = app;
  const title = titleOf(text) || words.untitled;
  const here = store.state.current === id && !store.state.comparing;
  return h(
    "span",
    { class: "tab", data: { here } },
    button(title, () => app.show(id), {
      data: { key: id },
      title,
      "aria-current": here ? "page" : null,
      dir: "auto",
    }),
    button("×", () => app.close(id), { class: "close", "aria-label": fill(words.closeTab, { title }) }),
  );
}

/** @param {App} app */
function compareTab(app) {
  const { words, store } = app;
  const here = store.state.comparing;
  const open = button(words.compare, () => app.compare(), {
    id: "compare",
    data: { key: "compare" },
    "aria-current": here ? "page" : null,
  });
  return h("span", { class: "tab", data: { here } }, open);
}
