// The types of names.

import { wordsFor } from "whosaid/define";
import { h } from "../../h.js";
import { disclosure, select } from "../controls.js";

/** @import { Analysis, EntityType } from "../../../lib/analysis.js" */
/** @import { App } from "../../app.js" */

/**
 * @param {App} app
 * @param {Analysis} analysis
 */
export function typeForm(app, { entities }) {
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
  const choose = (/** @type {string} */ value) => {
    name = value;
    type = named.find((entity) => entity.name === value)?.type ?? type;
    /** @type {HTMLSelectElement} */ (what.querySelector("select")).value = type;
  };
  const which = select(words.entityName, names, name, choose, { id: "entity-name" });
  const what = select(words.entityType, types, type, (value) => (type = /** @type {EntityType} */ (value)), {
    id: "entity-type",
  });
  return [
    disclosure(
      words.entityType,
      "correct-types",
      h("form", { on: { submit } }, which, what, h("button", { type: "submit", id: "retype" }, words.apply)),
    ),
  ];
}
