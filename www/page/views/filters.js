// What to show: kinds of attribution, types of entity, least confidence.

import { wordsFor } from "whosaid/define";
import { h, replace } from "../h.js";
import { watch } from "../view.js";
import { button, checkbox } from "./controls.js";

/** @import { App } from "../app.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function filters(app) {
  const section = h("details", { class: "filters", open: true });
  const { store } = app;
  watch(
    store,
    () => [app.words, store.state.settings],
    ([words, settings]) => {
      const own = wordsFor(words.lang);
      replace(
        section,
        h("summary", {}, words.filters),
        group(app, words.kinds, own.kinds, "kinds", (kind) =>
          h("span", { class: `look ${kind}`, "aria-hidden": true }, "Aa"),
        ),
        group(app, words.entities, own.types, "types", (type) =>
          h(
            "span",
            { class: "look letter", "aria-hidden": true },
            own.letters[/** @type {keyof typeof own.letters} */ (type)],
          ),
        ),
        confidence(app, settings.minConfidence),
        button(words.everything, () => app.showEverything(), { data: { key: "everything" } }),
      );
    },
  );
  return section;
}

/**
 * A checkbox for each value of one filter.
 * @param {App} app
 * @param {string} title
 * @param {Record<string, string>} values with their labels
 * @param {"kinds" | "types"} filter
 * @param {(value: string) => HTMLElement} sample of how it looks
 */
function group({ store }, title, values, filter, sample) {
  const all = Object.keys(values);
  const chosen = store.state.settings[filter] ?? all;
  const boxes = all.map((value) => {
    const toggle = (/** @type {boolean} */ on) => {
      const next = all.filter((other) => (other === value ? on : chosen.includes(other)));
      store.setSettings({ [filter]: next.length === all.length ? null : next });
    };
    const box = checkbox(values[value], chosen.includes(value), toggle, `${filter}-${value}`);
    box.append(sample(value));
    return box;
  });
  return h("fieldset", {}, h("legend", {}, title), ...boxes);
}

/**
 * @param {App} app
 * @param {number} least
 */
function confidence({ store, words }, least) {
  const change = (/** @type {any} */ event) =>
    store.setSettings({ minConfidence: Number(event.target.value) });
  const slider = h("input", {
    type: "range",
    id: "sure",
    data: { key: "sure" },
    min: 0,
    max: 1,
    step: 0.05,
    on: { input: change },
  });
  /** @type {HTMLInputElement} */ (slider).value = String(least);
  return h(
    "div",
    { class: "slider" },
    h("label", { for: "sure" }, words.confidence),
    slider,
    h("output", { for: "sure" }, `${Math.round(least * 100)}%`),
  );
}
