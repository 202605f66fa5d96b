// Draws an analysed text as paragraphs with nested <mark>s. Paragraphs that did not change are kept as
// they are, so that a re-analysis neither flickers nor moves the reader's place.

import { SHOW_ALL, showsAttribution, showsType } from "./filter.js";
import { swatch, tag } from "./palette.js";
import { ranges, UNCERTAIN } from "./ranges.js";
import { paragraphs, weave } from "./weave.js";
import { speakerName } from "./words.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Filter } from "./filter.js" */
/** @import { Range } from "./weave.js" */
/** @import { Words } from "./words.js" */
/** @typedef {{ text: string, analysis: Analysis, words: Words }} Drawing */

/** How long one slice of drawing may take, in ms: well under a frame. */
const SLICE = 8;

/** Characters whose marks are listed in no time. */
const TASK = 100_000;

/**
 * Paragraphs in a group, which the browser lays out only when it comes near: one by one it would watch thousands of
 * them, and all at once they would hold up a frame.
 */
const GROUP = 40;

/** Lines of a paragraph that was not laid out yet, roughly, in em. */
const GUESS = 6;

/** More characters than a name with a title has. */
const LONG = 48;

/** A first line that is short and no sentence. */
const HEADLINE = /^.{1,199}[^.!?”"’':,;]$/u;

/** Paragraph elements by what they show. @type {WeakMap<Element, string>} */
const signatures = new WeakMap();

/** The filter that each paragraph shows, as JSON; without one it shows all. @type {WeakMap<Element, string>} */
const filters = new WeakMap();

const ALL = JSON.stringify(SHOW_ALL);

/** Where each paragraph begins in the text, in UTF-16 code units. @type {WeakMap<Element, number>} */
const starts = new WeakMap();

/**
 * Draw into `container`, giving way to the browser between slices.
 * @param {HTMLElement} container
 * @param {Drawing} drawing
 * @param {AbortSignal} signal stops a drawing that a newer one replaces
 */
export async function draw(container, drawing, signal) {
  const kept = bySignature(container);
  const nodes = [];
  const breathe = pacer();
  // What to mark in a long text takes a while to list: not in the task that brought the analysis.
  if (drawing.text.length > TASK) await breathe(true);
  if (signal.aborted) return;
  for (const paragraph of paragraphs(drawing.text, ranges(drawing.analysis))) {
    const signature = describe(drawing, paragraph);
    const node = kept.get(signature)?.pop() ?? drawParagraph(drawing, paragraph, signature);
    starts.set(node, paragraph.start);
    nodes.push(node);
    const rest = breathe();
    if (rest) await rest;
    if (signal.aborted) return;
  }
  await place(container, nodes, breathe, signal);
}

/**
 * @returns {(enough?: boolean) => Promise<void> | undefined} to be called often: it gives way to painting and input
 *   whenever a slice of time is used up, or enough was done
 */
function pacer() {
  let sliceEnd = performance.now() + SLICE;
  return (enough = false) => {
    if (!enough && performance.now() < sliceEnd) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        sliceEnd = performance.now() + SLICE;
        resolve();
      });
    });
  };
}

/**
 * @param {HTMLElement} container
 * @returns {Element[]} its paragraphs, in order
 */
function drawnIn(container) {
  return Array.from(container.children).flatMap((group) => Array.from(group.children));
}

/**
 * @param {HTMLElement} container
 * @returns {Map<string, Element[]>} its paragraphs, last first
 */
function bySignature(container) {
  /** @type {Map<string, Element[]>} */
  const kept = new Map();
  for (const node of drawnIn(container).reverse()) {
    const signature = signatures.get(node) ?? "";
    const alike = kept.get(signature);
    if (alike) alike.push(node);
    else kept.set(signature, [node]);
  }
  return kept;
}

/**
 * Make `nodes`, in groups, the content of `container`, touching only what differs.
 * @param {HTMLElement} container
 * @param {Element[]} nodes
 * @param {ReturnType<typeof pacer>} breathe
 * @param {AbortSignal} signal
 */
async function place(container, nodes, breathe, signal) {
  const wanted = new Set(nodes);
  for (const old of drawnIn(container)) if (!wanted.has(old)) old.remove();
  for (let first = 0, index = 0; first < nodes.length; first += GROUP, index += 1) {
    const group = container.children[index] ?? container.appendChild(document.createElement("div"));
    const rest = breathe(fillGroup(group, nodes.slice(first, first + GROUP)));
    if (rest) await rest;
    if (signal.aborted) return;
  }
  while (container.children.length > Math.ceil(nodes.length / GROUP)) container.lastElementChild?.remove();
}

/**
 * @param {Element} group
 * @param {Element[]} nodes that it shall hold; it gives up others to the groups after it
 * @returns {boolean} whether much was new in it
 */
function fillGroup(group, nodes) {
  let cursor = group.firstElementChild;
  let placed = 0;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else {
      group.insertBefore(node, cursor);
      placed += 1;
    }
  }
  /** @type {HTMLElement} */ (group).style.containIntrinsicBlockSize = `auto ${nodes.length * GUESS}em`;
  return placed > GROUP / 2;
}

/**
 * All that decides how a paragraph looks, as a string.
 * @param {Drawing} drawing
 * @param {{ start: number, end: number, ranges: Range[] }} paragraph
 */
function describe({ text, analysis, words }, { start, end, ranges }) {
  const pieces = ranges.map((r) => {
    const attribution = r.layer === "mention" ? null : analysis.attributions[r.index];
    const what = attribution
      ? [
          attribution.kind,
          attribution.speaker,
          speakerName(words, analysis, attribution.speaker),
          attribution.confidence,
        ]
      : [analysis.mentions[r.index].type];
    return [r.start - start, r.end - start, r.layer, r.index, r.lead, ...what].join();
  });
  return [text.slice(start, end), words.direction, ...pieces].join("\u0000");
}

/**
 * @param {Drawing} drawing
 * @param {{ start: number, end: number, ranges: Range[] }} paragraph
 * @param {string} signature
 * @returns {HTMLElement}
 */
function drawParagraph(drawing, { start, end, ranges }, signature) {
  const paragraph = document.createElement("p");
  paragraph.dir = "auto";
  if (start === 0 && HEADLINE.test(drawing.text.slice(start, end))) paragraph.part.add("headline");
  signatures.set(paragraph, signature);
  /** @type {HTMLElement} */
  let parent = paragraph;
  weave(ranges, start, end, {
    open(range, lead) {
      const mark =
        range.layer === "mention" ? entityMark(drawing, range) : attributionMark(drawing, range, lead);
      parent.append(mark);
      parent = mark;
    },
    text: (from, to) => parent.append(drawing.text.slice(from, to)),
    close(range) {
      if (range.layer === "mention") parent.append(letter(drawing, range));
      parent = /** @type {HTMLElement} */ (parent.parentElement);
    },
  });
  return paragraph;
}

/**
 * @param {Drawing} drawing
 * @param {Range} range
 * @param {boolean} lead
 */
function attributionMark({ analysis, words }, range, lead) {
  const { kind, speaker, confidence } = analysis.attributions[range.index];
  const mark = document.createElement(range.layer === "content" ? "mark" : "span");
  const { slot, round } = swatch(speaker);
  mark.part.add(range.layer, kind, `speaker-${slot}`);
  Object.assign(mark.dataset, { attribution: range.index, layer: range.layer, kind, slot, round });
  if (confidence < UNCERTAIN) mark.dataset.uncertain = "";
  if (range.end - range.start > LONG) mark.dataset.long = "";
  if (lead) addLead(mark, { analysis, words }, range.index);
  return mark;
}

/**
 * The beginning of an attribution can be reached by keyboard, shows the speaker's number and tells a screen
 * reader who speaks.
 * @param {HTMLElement} mark
 * @param {{ analysis: Analysis, words: Words }} drawing
 * @param {number} index
 */
function addLead(mark, { analysis, words }, index) {
  const { kind, speaker, confidence } = analysis.attributions[index];
  mark.dataset.lead = String(index);
  mark.tabIndex = -1;
  const doubt = confidence < UNCERTAIN ? `, ${words.uncertain}` : "";
  const spoken = hidden("spoken", `${speakerName(words, analysis, speaker)}, ${words.kinds[kind]}${doubt}: `);
  const badge = hidden("badge", "");
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = doubt && speaker !== null ? `${tag(speaker)}?` : tag(speaker);
  badge.append(number);
  badge.setAttribute("aria-hidden", "true");
  mark.append(spoken, badge);
}

/**
 * @param {Drawing} drawing
 * @param {Range} range
 */
function entityMark({ analysis }, range) {
  const { type } = analysis.mentions[range.index];
  const mark = document.createElement("span");
  mark.part.add("entity", type);
  Object.assign(mark.dataset, { mention: range.index, type, layer: "mention" });
  return mark;
}

/**
 * @param {Drawing} drawing
 * @param {Range} range
 */
function letter({ analysis, words }, range) {
  const node = hidden("letter", words.letters[analysis.mentions[range.index].type]);
  node.setAttribute("aria-hidden", "true");
  return node;
}

/**
 * Words that are ours, not the article's: they are never selected or copied with it.
 * @param {string} name
 * @param {string} text
 */
function hidden(name, text) {
  const node = document.createElement("span");
  node.className = `extra ${name}`;
  node.textContent = text;
  return node;
}

/**
 * Switch the marks under `container` on and off, giving way to the browser between slices.
 * @param {HTMLElement} container
 * @param {Analysis} analysis
 * @param {Filter} filter
 * @param {AbortSignal} signal stops when a newer filter is there
 */
export async function applyFilter(container, analysis, filter, signal) {
  const key = JSON.stringify(filter);
  const breathe = pacer();
  for (const paragraph of drawnIn(container)) {
    if ((filters.get(paragraph) ?? ALL) === key) continue;
    filters.set(paragraph, key);
    for (const mark of paragraph.querySelectorAll("[data-layer]"))
      mark.toggleAttribute("data-off", !shows(analysis, filter, /** @type {HTMLElement} */ (mark).dataset));
    const rest = breathe();
    if (rest) await rest;
    if (signal.aborted) return;
  }
}

/**
 * @param {Analysis} analysis
 * @param {Filter} filter
 * @param {DOMStringMap} mark
 */
function shows(analysis, filter, { attribution, type }) {
  if (attribution === undefined) return showsType(filter, /** @type {any} */ (type));
  return showsAttribution(filter, analysis.attributions[Number(attribution)]);
}

/**
 * @param {Node} node in a drawn paragraph
 * @param {number} offset in it, as a Range counts
 * @returns {number | null} the offset in the text; null outside of every paragraph
 */
export function textOffset(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest("p");
  const start = paragraph && starts.get(paragraph);
  if (!paragraph || typeof start !== "number") return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  for (const extra of copy.querySelectorAll(".extra")) extra.remove();
  return start + (copy.textContent ?? "").length;
}
