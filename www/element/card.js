// The card that says who speaks, how sure that is, and why.

import { swatch, tag } from "./palette.js";
import { confidenceInWords, speakerName } from "./words.js";

/** @import { Analysis, Attribution } from "../lib/analysis.js" */
/** @import { Words } from "./words.js" */
/** @typedef {{ text: string, analysis: Analysis, words: Words }} Subject */

/** Pixels between the marked text and the card. */
const GAP = 8;

/** @returns {HTMLElement} an empty card, hidden */
export function createCard() {
  const card = document.createElement("div");
  card.id = "card";
  card.part.add("card");
  card.setAttribute("role", "tooltip");
  card.popover = "manual";
  return card;
}

/**
 * Fill the card with what is known of one attribution.
 * @param {HTMLElement} card
 * @param {Subject} subject
 * @param {number} index of the attribution
 */
export function fillCard(card, subject, index) {
  const { analysis, words } = subject;
  const attribution = analysis.attributions[index];
  card.dir = words.direction;
  card.dataset.slot = String(swatch(attribution.speaker).slot);
  card.replaceChildren(
    heading(subject, attribution),
    ...roles(analysis, attribution),
    line(
      "how",
      `${words.kindsLong[attribution.kind]} · ${confidenceInWords(words, attribution.confidence)} (${Math.round(attribution.confidence * 100)}%)`,
    ),
    ...evidence(subject, attribution),
  );
}

/**
 * @param {Subject} subject
 * @param {Attribution} attribution
 */
function heading({ analysis, words }, { speaker }) {
  const node = line("speaker", "");
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = tag(speaker);
  node.append(number, " ", speakerName(words, analysis, speaker));
  if (speaker !== null && !analysis.speakers[speaker].named) node.append(` (${words.unnamed})`);
  return node;
}

/**
 * @param {Analysis} analysis
 * @param {Attribution} attribution
 */
function roles(analysis, { speaker }) {
  const entity = speaker === null ? null : analysis.speakers[speaker].entity;
  const known = entity === null ? [] : analysis.entities[entity].roles;
  return known.length ? [line("role", known.join(" · "))] : [];
}

/**
 * @param {Subject} subject
 * @param {Attribution} attribution
 */
function evidence({ text, words }, attribution) {
  if (attribution.evidence.length === 0) return [];
  const list = document.createElement("ul");
  for (const { rule, spans } of attribution.evidence) {
    const item = document.createElement("li");
    const why = words.rules[rule] ?? rule;
    const seen = spans
      .map(({ start, end }) => text.slice(start, end))
      .filter((surface) => !why.includes(surface));
    item.dir = "auto";
    item.textContent = [why, seen.map((surface) => quoted(shorten(surface))).join(", ")]
      .filter(Boolean)
      .join(": ");
    list.append(item);
  }
  return [line("because", words.because), list];
}

/** @param {string} words @returns {string} between quotation marks, unless they have their own */
function quoted(words) {
  return /^["“«„‘']/.test(words) ? words : `“${words}”`;
}

/** @param {string} text @returns {string} at most some 80 characters of it, on one line */
function shorten(text) {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > 80 ? `${flat.slice(0, 78).trimEnd()}…` : flat;
}

/**
 * @param {string} name
 * @param {string} text
 */
function line(name, text) {
  const node = document.createElement("div");
  node.className = name;
  node.textContent = text;
  return node;
}

/**
 * Show the card under `anchor`, or above it where there is no room below.
 * @param {HTMLElement} card
 * @param {DOMRect} anchor in viewport coordinates
 */
export function showCard(card, anchor) {
  card.showPopover?.();
  const { width, height } = card.getBoundingClientRect();
  const below = anchor.bottom + GAP + height <= innerHeight;
  const left = Math.min(
    Math.max(GAP, anchor.left),
    Math.max(GAP, document.documentElement.clientWidth - width - GAP),
  );
  card.style.left = `${left}px`;
  card.style.top = `${below ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - height)}px`;
}

/** @param {HTMLElement} card */
export function hideCard(card) {
  card.hidePopover?.();
}
