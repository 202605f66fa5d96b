// Correcting what the engine found.

import { wordsFor } from "whosaid/define";
import { anchor } from "../anchor.js";
import { anchorOf } from "../corrections.js";
import { h, replace } from "../h.js";
import { watch } from "../view.js";
import { fill } from "../words.js";
import { button, checkbox, select } from "./controls.js";

/** @import { Analysis, EntityType } from "../../lib/analysis.js" */
/** @import { App } from "../app.js" */
/** @import { Article } from "../store.js" */

/** Values of the list of speakers that are no names. */
const NOBODY = "\u0000nobody";
const OTHER = "\u0000other";

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function correct(app) {
  const section = h("section", { class: "correct", "aria-labelledby": "correct-title" });
  const { store } = app;
  watch(
    store,
    () => [
      app.words,
      store.article?.analysis,
      store.state.selected,
      store.state.remember,
      store.article?.history,
    ],
    ([words]) => {
      const { article } = store;
      if (!article?.analysis) return section.replaceChildren();
      replace(
        section,
        h("h2", { id: "correct-title" }, words.correct),
        ...selectedForm(app, article),
        markForm(app, article),
        ...mergeForm(app, article.analysis),
        ...typeForm(app, article.analysis),
        h("p", { class: "counts" }, fill(words.correctionsCount, { count: article.history.present.length })),
        checkbox(words.remember, store.state.remember, (on) => app.remember(on), "remember"),
      );
    },
  );
  return section;
}

/**
 * Who said the attribution that is chosen in the article.
 * @param {App} app
 * @param {Article} article
 */
function selectedForm(app, article) {
  const { words, store } = app;
  const attribution = article.analysis?.attributions[store.state.selected ?? -1];
  if (!attribution) return [h("p", {}, words.correctHint)];
  const at = anchorOf(article.analysedText, attribution);
  const shown = at.exact.length > 90 ? `${at.exact.slice(0, 88)}…` : at.exact;
  const now =
    attribution.speaker === null
      ? null
      : /** @type {Analysis} */ (article.analysis).speakers[attribution.speaker].name;
  return [
    h("blockquote", { dir: "auto" }, shown),
    speakerChoice(app, words.saidBy, now, "correct-speaker", (name) =>
      app.correct({ op: "speaker", at, name }),
    ),
    button(words.notAttribution, () => app.correct({ op: "unmark", at }), {
      id: "unmark",
      data: { key: "unmark" },
    }),
  ];
}

/**
 * A list of the speakers, with nobody and somebody else.
 * @param {App} app
 * @param {string} label
 * @param {string | null} now
 * @param {string} key
 * @param {(name: string | null) => void} act
 */
function speakerChoice({ words, store }, label, now, key, act) {
  const names = store.article?.analysis?.speakers.map(({ name }) => name) ?? [];
  const options = [...names.map((name) => [name, name]), [NOBODY, words.unknown], [OTHER, words.someoneElse]];
  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "text",
      hidden: true,
      "aria-label": words.newName,
      placeholder: words.newName,
      id: `${key}-name`,
    })
  );
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (input.value.trim()) act(input.value.trim());
  };
  const choose = (/** @type {string} */ value) => {
    input.hidden = apply.hidden = value !== OTHER;
    if (value === OTHER) input.focus();
    else act(value === NOBODY ? null : value);
  };
  const apply = h("button", { type: "submit", hidden: true }, words.apply);
  const list = select(label, /** @type {[string, string][]} */ (options), now ?? NOBODY, choose, {
    id: key,
    data: { key },
  });
  return h("form", { class: "choice", on: { submit } }, list, input, apply);
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

/**
 * @param {App} app
 * @param {Analysis} analysis
 */
function mergeForm(app, { speakers }) {
  const { words } = app;
  const names = speakers.filter(({ attributions }) => attributions.length > 0).map(({ name }) => name);
  if (names.length < 2) return [];
  const options = names.map((name) => /** @type {[string, string]} */ ([name, name]));
  let [into, name] = names;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name !== into) app.correct({ op: "merge", name, into });
  };
  const from = select(words.mergeFrom, options, name, (value) => (name = value), { id: "merge-from" });
  const to = select(words.mergeInto, options, into, (value) => (into = value), { id: "merge-into" });
  return [
    disclosure(
      words.merge,
      "merge",
      h("form", { on: { submit } }, from, to, h("button", { type: "submit", id: "merge" }, words.apply)),
    ),
  ];
}

/**
 * @param {App} app
 * @param {Analysis} analysis
 */
function typeForm(app, { entities }) {
  const { words } = app;
  const named = entities.filter(({ name }) => name);
  if (named.length === 0) return [];
  const types = /** @type {[string, string][]} */ (Object.entries(wordsFor(words.lang).types));
  let [{ name, type }] = named;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    app.correct({ op: "type", name, type });
  };
  const names = [...new Set(named.map((entity) => entity.name))].map(
    (each) => /** @type {[string, string]} */ ([each, each]),
  );
  const which = select(words.entityName, names, name, (value) => (name = value), { id: "entity-name" });
  const what = select(words.entityType, types, type, (value) => (type = /** @type {EntityType} */ (value)), {
    id: "entity-type",
  });
  return [
    disclosure(
      words.entityType,
      "types",
      h("form", { on: { submit } }, which, what, h("button", { type: "submit", id: "retype" }, words.apply)),
    ),
  ];
}

/**
 * @param {string} title
 * @param {string} key
 * @param {HTMLElement} content
 */
function disclosure(title, key, content) {
  return h("details", { open: false, data: { key: `correct-${key}` } }, h("summary", {}, title), content);
}
