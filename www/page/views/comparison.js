// Who is quoted in which of the open articles.

import { matrix } from "../charts/matrix.js";
import { h, replace } from "../h.js";
import { titleOf } from "../store.js";
import { watch } from "../view.js";

/** @import { App } from "../app.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function comparison(app) {
  const section = h("section", { class: "comparison", tabIndex: 0, "aria-labelledby": "comparison-title" });
  const { store } = app;
  watch(
    store,
    () => [app.words, store.state.comparing, store.state.articles],
    ([words, comparing, articles]) => {
      section.hidden = !comparing;
      if (!comparing) return section.replaceChildren();
      const read = articles.flatMap(({ text, analysis }) =>
        analysis ? [{ title: titleOf(text) || words.untitled, analysis }] : [],
      );
      const { names, counts } = matrix(read);
      const head = h(
        "tr",
        {},
        h("th", { scope: "col" }, words.speaker),
        ...read.map(({ title }) => h("th", { scope: "col", dir: "auto" }, title)),
      );
      const rows = names.map((name, row) =>
        h("tr", {}, h("th", { scope: "row", dir: "auto" }, name), ...counts[row].map(cell)),
      );
      replace(
        section,
        h("h2", { id: "comparison-title" }, words.matrix),
        h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)),
      );
    },
  );
  return section;
}

/** @param {number} count of attributions; more are darker, up to five steps */
function cell(count) {
  return h("td", { class: `heat-${Math.min(5, count)}` }, count ? String(count) : "·");
}
