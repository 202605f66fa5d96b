// Two speakers who are one, and one who is two.

import { anchorOf } from "../../corrections.js";
import { h } from "../../h.js";
import { shorten } from "../../shorten.js";
import { applyButton, checkbox, disclosure, nameBox, select } from "../controls.js";

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
export function merging(app, article) {
  const options = speaking(article.analysis);
  const key = "correct-merge";
  return options.length < 2 ? [] : [disclosure(app.words.merge, key, () => mergeForm(app, options, key))];
}

/**
 * @param {App} app
 * @param {[string, string][]} options
 * @param {string} key
 */
function mergeForm(app, options, key) {
  const { words } = app;
  let [[into], [name]] = options;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name !== into) app.correct({ op: "merge", name, into });
  };
  const from = select(words.mergeFrom, options, name, (value) => (name = value), { id: "merge-from" });
  const to = select(words.mergeInto, options, into, (value) => (into = value), { id: "merge-into" });
  return h("form", { on: { submit } }, from, to, applyButton(words.apply, "merge", key));
}

/**
 * @param {App} app
 * @param {Article} article
 */
export function splitting(app, article) {
  const key = "correct-split";
  const some = article.analysis?.speakers.some(({ attributions }) => attributions.length > 1);
  return some ? [disclosure(app.words.split, key, () => splitForm(app, article, key))] : [];
}

/**
 * Some of what one speaker said gets another.
 * @param {App} app
 * @param {Article} article
 * @param {string} key
 */
function splitForm(app, article, key) {
  const { words } = app;
  const options = speaking(article.analysis, 2);
  let [[name]] = options;
  /** @type {Set<Anchor>} */
  let at = new Set();
  const into = nameBox(words.newName, "split-into");
  const boxes = h("fieldset");
  const offer = (/** @type {string} */ chosen) => {
    name = chosen;
    at = new Set();
    const picks = said(article, name).map((place) => pick(place, at));
    boxes.replaceChildren(h("legend", {}, words.splitPick), ...picks);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const other = into.value.trim();
    if (other && other !== name && at.size) app.correct({ op: "split", at: [...at], name, into: other });
  };
  const which = select(words.speaker, options, name, offer, { id: "split-from" });
  const who = h("label", { class: "select" }, h("span", {}, words.splitInto), into);
  offer(name);
  return h("form", { on: { submit } }, which, boxes, who, applyButton(words.apply, "split", key));
}

/**
 * @param {Analysis | null} analysis
 * @param {number} [least] attributions
 * @returns {[string, string][]} the names of those who have so many, as options
 */
function speaking(analysis, least = 1) {
  const speakers = analysis?.speakers.filter(({ attributions }) => attributions.length >= least) ?? [];
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
