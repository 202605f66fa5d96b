// The article as <who-said> shows it, in step with the filters.

import { SHOW_ALL, wordsFor } from "whosaid/define";
import { h } from "../h.js";
import { shorten } from "../shorten.js";
import { watch } from "../view.js";
import { fill } from "../words.js";

/** @import { App } from "../app.js" */

const MOST_WARNINGS = 3;

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function article(app) {
  const { element, store } = app;
  const dateline = h("p", { class: "dateline" });
  const notices = h("ul", { class: "notices" });
  element.addEventListener("whosaid-activate", (/** @type {any} */ { detail }) =>
    store.set({ selected: detail.attribution }),
  );
  watch(
    store,
    () => [store.article?.analysis, app.words],
    () => {
      draw(app, dateline);
      notices.replaceChildren(...warnings(app));
    },
  );
  watch(
    store,
    () => [store.article?.speakers, store.state.settings, store.article?.analysis],
    () => {
      const { kinds, types, minConfidence } = store.state.settings;
      element.filter = /** @type {any} */ ({
        ...SHOW_ALL,
        kinds,
        types,
        minConfidence,
        speakers: store.article?.speakers ?? null,
      });
    },
  );
  return h("section", { class: "article" }, dateline, notices, element);
}

/**
 * @param {App} app
 * @param {HTMLElement} dateline
 */
function draw({ element, store, words }, dateline) {
  const shown = store.article;
  dateline.textContent = "";
  if (!shown?.analysis) return;
  element.words = wordsFor(words.lang);
  element.show(shown.analysedText, shown.analysis);
  const { dateline: found } = shown.analysis;
  const slice = (/** @type {{ start: number, end: number } | null} */ span) =>
    span && shown.analysedText.slice(span.start, span.end);
  const parts = found ? [slice(found.place), slice(found.agency), found.date].filter(Boolean) : [];
  if (parts.length) dateline.textContent = `${words.dateline}: ${parts.join(" · ")}`;
}

/**
 * What the engine warns of, in the reader's words; of many alike, the first few.
 * @param {App} app
 */
function warnings({ store, words }) {
  const { analysis, analysedText = "" } = store.article ?? {};
  return (analysis?.warnings ?? []).slice(0, MOST_WARNINGS).map(({ code, message, span }) => {
    const place = span ? shorten(analysedText.slice(span.start, span.start + 60), 40) : "";
    return h("li", {}, fill(words.warnings[code] ?? message, { place }));
  });
}
