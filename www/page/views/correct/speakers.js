// Two speakers who are one, and one who is two.

import { anchorOf } from "../../corrections.js";
import { h } from "../../h.js";
import { shorten } from "../../shorten.js";
import { checkbox, disclosure, nameBox, select } from "../controls.js";

/** @import { Analysis } from "../../../lib/analysis.js" */
/** @import { Anchor } from "../../anchor.js" */
/** @import { App } from "../../app.js" */
/** @import { Article } from "../../store.js" */

/** Characters of an attribution shown beside its box. */
const SHOWN = 90;

/**
 * @param {App} app
 * @param {Article} article
 */
export function mergeForm(app, { analysis }) {
  const { words } = app;
  const options = speaking(analysis);
  if (options.length < 2) return [];
  let [[into], [name]] = options;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name !== into) app.correct({ op: "merge", name, into });
  };
  const from = select(words.mergeFrom, options, name, (value) => (name = value), { id: "merge-from" });
  const to = select(words.mergeInto, options, into, (value) => (into = value), { id: "merge-into" });
  const apply = h("button", { type: "submit", id: "merge" }, words.apply);
  return [disclosure(words.merge, "correct-merge", h("form", { on: { submit } }, from, to, apply))];
}

/**
 * Some of what one speaker said gets another.
 * @param {App} app
 * @param {Article} article
 */
export function splitForm(app, article) {
  const { words } = app;
  const options = speaking(article.analysis).filter(([name]) => said(article, name).length > 1);
  if (options.length === 0) return [];
  let [[name]] = options;
  /** @type {Set<Anchor>} */
  let at = new Set();
  const into = nameBox(words.newName, "split-into");
  const boxes = h("fieldset");
  const offer = (/** @type {string} */ chosen) => {
    name = chosen;
    at = new Set();
    boxes.replaceChildren(
      h("legend", {}, words.splitPick),
      ...said(article, name).map((place) => pick(place, at)),
    );
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const other = into.value.trim();
    if (other && other !== name && at.size) app.correct({ op: "split", at: [...at], name, into: other });
  };
  const which = select(words.speaker, options, name, (value) => offer(value), { id: "split-from" });
  const apply = h("button", { type: "submit", id: "split" }, words.apply);
  const who = h("label", { class: "select" }, h("span", {}, words.splitInto), into);
  offer(name);
  return [disclosure(words.split, "correct-split", h("form", { on: { submit } }, which, boxes, who, apply))];
}

/**
 * @param {Analysis | null} analysis
 * @returns {[string, string][]} the names of those who say something, as options
 */
function speaking(analysis) {
  const speakers = analysis?.speakers.filter(({ attributions }) => attributions.length > 0) ?? [];
  return [...new Set(speakers.map(({ name }) => name))].map((name) => [name, name]);
}

/**
 * @param {Article} article
 * @param {string} name of a speaker
 * @returns {Anchor[]} of what that speaker said
 */
function said({ analysedText, analysis }, name) {
  if (!analysis) return [];
  const speaker = analysis.speakers.find((other) => other.name === name);
  return (speaker?.attributions ?? []).map((index) => anchorOf(analysedText, analysis.attributions[index]));
}

/**
 * @param {Anchor} place
 * @param {Set<Anchor>} chosen
 */
function pick(place, chosen) {
  const toggle = (/** @type {boolean} */ on) => (on ? chosen.add(place) : chosen.delete(place));
  return checkbox(shorten(place.exact, SHOWN), false, toggle, "");
}
