// The style sheets of <who-said>: one for its shadow root, one for highlights in a page's own article. Both are
// constructed sheets, which a strict Content Security Policy allows.

import { HUES, hueDeclarations } from "./palette.js";

const slots = HUES.map((_, slot) => slot);

const COLOURS = `${hueDeclarations()}
--muted: var(--whosaid-muted, light-dark(#5b616b, #a9b0bb));
--card: var(--whosaid-card, light-dark(#ffffff, #262a33));
--ink: var(--whosaid-ink, light-dark(#1b1d21, #e9e7e2));`;

/** The marked article, wherever it stands. WebKit does not know the long form of `text-decoration`. */
const ARTICLE = `
${slots.map((slot) => `[data-slot="${slot}"] { --hue: var(--hue-${slot}); --stripe: color-mix(in srgb, var(--hue) 24%, transparent); }`).join("\n")}
[data-round="0"] { --pattern: initial; }
[data-round="1"] { --pattern: repeating-linear-gradient(45deg, var(--stripe) 0 2px, transparent 2px 8px); }
[data-round="2"] { --pattern: repeating-linear-gradient(-45deg, var(--stripe) 0 2px, transparent 2px 6px); }
[data-round="3"] { --pattern: repeating-linear-gradient(90deg, var(--stripe) 0 2px, transparent 2px 6px); }
[data-round="4"] { --pattern: radial-gradient(var(--stripe) 25%, transparent 30%) 0 0 / 5px 5px; }
#article { overflow-wrap: anywhere; }
#article p { margin: 0 0 1em; }
/* The padding leaves room for outlines, which containment would cut off. */
#article > div { content-visibility: auto; margin: -6px; padding: 6px; }
[data-layer="content"] { color: inherit; background: var(--pattern,) color-mix(in srgb, var(--hue) var(--tint), transparent);
  text-decoration-line: underline; text-decoration-thickness: 2px; text-decoration-color: var(--hue); text-underline-offset: 0.3em; text-decoration-skip-ink: none;
  border-radius: 2px; -webkit-box-decoration-break: clone; box-decoration-break: clone; print-color-adjust: exact; }
[data-kind="direct"] { --tint: 17%; text-decoration-style: solid; }
[data-kind="indirect"] { --tint: 6%; text-decoration-style: dashed; }
[data-kind="mixed"] { --tint: 11%; text-decoration-style: double; }
[data-layer="content"][data-uncertain] { --tint: 0%; text-decoration-style: wavy; text-decoration-thickness: 1px; }
[data-layer="source"] { font-weight: 600; color: var(--hue); }
/* A long description in bold would outshout what is said. */
[data-layer="source"][data-long] { font-weight: inherit; }
[data-layer="cue"] { font-style: italic; }
[data-layer="mention"] { text-decoration-line: underline; text-decoration-style: dotted; text-decoration-thickness: 1px;
  text-decoration-color: var(--muted); text-underline-offset: 0.14em; }
.extra { user-select: none; -webkit-user-select: none; font-style: normal; }
.spoken, #spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
/* Word joiners keep a number and a letter on the line of their words. */
.badge { white-space: nowrap; }
.badge::after, .letter::before { content: "\\2060"; }
.number { display: inline-block; min-width: 1.1em; padding: 0 0.3em; margin-inline-end: 0.3em; border-radius: 0.7em; text-align: center;
  font: 600 0.68em/1.5 system-ui, sans-serif; color: light-dark(#fff, #16181d); background: var(--hue); vertical-align: 0.15em;
  print-color-adjust: exact; }
[data-uncertain] > .badge > .number { background: transparent; color: var(--hue); box-shadow: inset 0 0 0 1px var(--hue); }
.letter { margin-inline-start: 0.12em; font: 600 0.55em/1 system-ui, sans-serif; color: var(--muted); vertical-align: 0.55em; }
[data-layer][data-off] { background: none; text-decoration: none; font-weight: inherit; font-style: inherit; color: inherit; }
[data-off] > .extra { display: none; }
[data-lead]:focus { outline: none; }
[data-current] { outline: 2px solid var(--hue); outline-offset: 2px; }
#article [data-lead]:focus-visible { outline: 3px solid var(--hue); outline-offset: 2px; }
#article [data-attribution]:not([data-off]) { cursor: pointer; }
@media print { :root { color-scheme: light; } #article > div { content-visibility: visible; } }
@media (forced-colors: active) {
  [data-layer="content"] { background: Canvas; color: CanvasText; text-decoration-color: CanvasText; }
  .number, [data-uncertain] > .badge > .number { color: CanvasText; background: Canvas; border: 1px solid CanvasText; }
  [data-layer="source"], .letter { color: CanvasText; }
  [data-layer="mention"] { text-decoration-color: GrayText; }
  [data-layer][data-off] { text-decoration: none; }
  [data-current] { outline-color: Highlight; }
}
`;

/** What only the element has: its host, its legend and its card. */
const ELEMENT = `
:host { display: block; position: relative; ${COLOURS} }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
#legend { display: flex; flex-wrap: wrap; gap: 0.4em; margin-block-end: 1em; }
#legend:empty, :host([legend="none"]) #legend { display: none; }
#legend button { display: inline-flex; align-items: baseline; min-height: 28px; padding: 0.2em 0.7em 0.2em 0.3em;
  font: 0.9em/1.5 system-ui, sans-serif; color: inherit; background: var(--pattern,) color-mix(in srgb, var(--hue) 12%, transparent);
  border: 1px solid var(--hue); border-radius: 1em; cursor: pointer; }
#legend button[aria-pressed="false"] { background: none; border-style: dashed; text-decoration: line-through; }
#legend button:focus-visible { outline: 3px solid var(--hue); outline-offset: 2px; }
#walker { padding: 0.2em 0.7em; font: 0.9em/1.5 system-ui, sans-serif; color: var(--ink); background: var(--card); border: 1px solid var(--muted);
  border-radius: 1em; margin-block-end: 0.6em; }
#walker:not(:focus) { position: absolute; width: 1px; height: 1px; padding: 0; margin: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
#walker:focus-visible { outline: 3px solid var(--hue-1); outline-offset: 2px; }
#card { position: fixed; inset: auto; margin: 0; box-sizing: border-box; max-width: min(24rem, 100vw - 16px); padding: 0.7rem 0.9rem;
  font: 0.875rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--card); border: 1px solid var(--hue);
  border-radius: 8px; border-inline-start-width: 5px; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); pointer-events: none; }
#card .speaker { font-weight: 650; font-size: 1rem; }
#card .role, #card .because { color: var(--muted); }
#card .because { margin-block-start: 0.4em; }
#card ul { margin: 0; padding-inline-start: 1.1em; }
@media print { :host, :host([theme]) { color-scheme: light; } #card, #walker { display: none; } }
@media (forced-colors: active) { #legend button[aria-pressed="true"] { border: 2px solid Highlight; } }
`;

/** How each kind of attribution is underlined, in highlights as in marks. */
const LINES = { direct: "solid", indirect: "dashed", mixed: "double", uncertain: "wavy" };
const TINTS = { direct: 17, indirect: 6, mixed: 11, uncertain: 0 };

/**
 * The highlight that paints such attributions.
 * @param {number} slot the speaker's colour
 * @param {keyof typeof LINES} look
 * @param {number} round which of the colour's looks
 */
export function highlightName(slot, look, round) {
  return `whosaid-${slot}-${look}${round ? `-${round}` : ""}`;
}

/**
 * The looks that a colour has in highlights, which know no patterns: lines, their width, and how much stronger the tint.
 * @type {{ line: string, width: number, more: number }[]}
 */
const ROUND_LOOKS = [
  { line: "underline", width: 2, more: 0 },
  { line: "underline overline", width: 2, more: 0 },
  { line: "underline", width: 4, more: 0 },
  { line: "underline overline", width: 4, more: 0 },
  { line: "underline", width: 2, more: 20 },
];

/**
 * @param {number} slot
 * @param {keyof typeof LINES} look
 * @param {number} round
 * @returns {string} the rule for the highlight of that name
 */
function highlightRule(slot, look, round) {
  const { light, dark } = HUES[slot];
  const { line, width, more } = ROUND_LOOKS[round];
  const hue = `var(--whosaid-speaker-${slot}, light-dark(${light}, ${dark}))`;
  return `::highlight(${highlightName(slot, look, round)}) {
    background-color: color-mix(in srgb, ${hue} ${TINTS[look] + more}%, transparent);
    text-decoration-line: ${line}; text-decoration-style: ${LINES[look]};
    text-decoration-thickness: ${look === "uncertain" ? width / 2 : width}px; text-decoration-color: ${hue}; }`;
}

/** @returns {string} a rule for every name that `highlightName` gives, and for entities and the current one */
function highlightRules() {
  const looks = /** @type {(keyof typeof LINES)[]} */ (Object.keys(LINES));
  const rules = slots.flatMap((slot) =>
    ROUND_LOOKS.flatMap((_, round) => looks.map((look) => highlightRule(slot, look, round))),
  );
  return [
    ...rules,
    "::highlight(whosaid-entity) { text-decoration-line: underline; text-decoration-style: dotted; }",
    "::highlight(whosaid-current) { background-color: Highlight; color: HighlightText; }",
  ].join("\n");
}

/**
 * @param {() => string} text
 * @returns {() => CSSStyleSheet} the sheet, made at its first use and shared from then on
 */
function lazySheet(text) {
  /** @type {CSSStyleSheet | undefined} */
  let sheet;
  return () => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text());
    }
    return sheet;
  };
}

export const elementSheet = lazySheet(() => ARTICLE + ELEMENT);
export const highlightSheet = lazySheet(highlightRules);
/** The rules of a marked article as text, for documents that stand alone. */
export const articleRules = `body { ${COLOURS} }\n${ARTICLE}`;
