// The card that says who speaks, how sure that is, and why.

import { swatch, tag } from "./palette.js";
import { confidenceInWords, ruleInWords, speakerName } from "./words.js";

/** @import { Analysis, Attribution } from "../lib/analysis.js" */
/** @import { Words } from "./words.js" */
/** @typedef {{ text: string, analysis: Analysis, words: Words }} Subject */

/** Pixels between the marked text and the card. */
const GAP = 8;

export class Card {
  #card = document.createElement("div");
  /** Ends what is listened to while the card is shown. */
  #shown = new AbortController();

  /** @param {ShadowRoot} root gets the card, hidden */
  constructor(root) {
    this.#card.id = "card";
    this.#card.part.add("card");
    this.#card.setAttribute("role", "tooltip");
    this.#card.popover = "manual";
    root.append(this.#card);
  }

  /**
   * Show what is known of one attribution; the card follows its words as the page scrolls.
   * @param {Subject} subject
   * @param {number} index of the attribution
   * @param {() => DOMRect | null} anchor where its words stand now, in viewport coordinates
   */
  show(subject, index, anchor) {
    this.hide();
    const at = anchor();
    if (!at) return;
    fill(this.#card, subject, index);
    this.#card.showPopover?.();
    place(this.#card, at);
    this.#shown = new AbortController();
    const { signal } = this.#shown;
    const follow = () => this.#follow(anchor());
    addEventListener("scroll", follow, { capture: true, passive: true, signal });
    addEventListener("resize", follow, { passive: true, signal });
    addEventListener("keydown", ({ key }) => key === "Escape" && this.hide(), { capture: true, signal });
  }

  hide() {
    this.#shown.abort();
    this.#card.hidePopover?.();
  }

  /** @param {DOMRect | null} anchor out of view, it takes the card with it */
  #follow(anchor) {
    if (anchor && anchor.bottom > 0 && anchor.top < innerHeight) place(this.#card, anchor);
    else this.hide();
  }
}

/**
 * @param {HTMLElement} card
 * @param {Subject} subject
 * @param {number} index
 */
function fill(card, subject, index) {
  const { analysis, words } = subject;
  const attribution = analysis.attributions[index];
  const sure = `${confidenceInWords(words, attribution.confidence)} (${Math.round(attribution.confidence * 100)}%)`;
  card.dir = words.direction;
  card.dataset.slot = String(swatch(attribution.speaker).slot);
  card.replaceChildren(
    heading(subject, attribution),
    ...roles(analysis, attribution),
    line("how", `${words.kindsLong[attribution.kind]} · ${sure}`),
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
function evidence({ text, analysis, words }, attribution) {
  if (attribution.evidence.length === 0) return [];
  const list = document.createElement("ul");
  for (const { rule, spans } of attribution.evidence) {
    const item = document.createElement("li");
    const why = ruleInWords(words, rule, speakerName(words, analysis, attribution.speaker));
    const seen = spans
      .map(({ start, end }) => text.slice(start, end))
      .filter((surface) => !why.includes(surface));
    item.dir = why === rule ? "auto" : words.direction;
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
 * Put the card under its words, or above them where there is no room below.
 * @param {HTMLElement} card
 * @param {DOMRect} anchor
 */
function place(card, anchor) {
  const { width, height } = card.getBoundingClientRect();
  const below = anchor.bottom + GAP + height <= innerHeight;
  const left = Math.min(
    Math.max(GAP, anchor.left),
    Math.max(GAP, document.documentElement.clientWidth - width - GAP),
  );
  card.style.left = `${left}px`;
  card.style.top = `${below ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - height)}px`;
}
