// The types of names.

import { wordsFor } from "whosaid/define";
import { h } from "../../h.js";
import { applyButton, disclosure, select } from "../controls.js";

/** @import { Entity, EntityType } from "../../../lib/analysis.js" */
/** @import { App } from "../../app.js" */
/** @import { Article } from "../../store.js" */

/**
 * @param {App} app
 * @param {Article} article
 */
export function typing(app, { analysis }) {
  const key = "correct-types";
  const named = analysis?.entities.filter(({ name }) => name) ?? [];
  return named.length ? [disclosure(app.words.entityType, key, () => typeForm(app, named, key))] : [];
}

/**
 * @param {App} app
 * @param {Entity[]} named
 * @param {string} key
 */
function typeForm(app, named, key) {
  const { words } = app;
  const types = /** @type {[string, string][]} */ (Object.entries(wordsFor(words.lang).types));
  const names = [...new Set(named.map(({ name }) => name))];
  let [{ name, type }] = named;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    app.correct({ op: "type", name, type });
  };
  const retype = (/** @type {string} */ value) => (type = /** @type {EntityType} */ (value));
  const what = select(words.entityType, types, type, retype, { id: "entity-type" });
  const choose = (/** @type {string} */ value) => {
    name = value;
    type = named.find((entity) => entity.name === value)?.type ?? type;
    /** @type {HTMLSelectElement} */ (what.querySelector("select")).value = type;
  };
  const which = select(
    words.entityName,
    names.map((each) => [each, each]),
    name,
    choose,
    { id: "entity-name" },
  );
  return h("form", { on: { submit } }, which, what, applyButton(words.apply, "retype", key));
}
