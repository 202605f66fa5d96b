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
${slots.map((slot) => `[data-slot="${slot}"] { --hue: var(--hue-${slot}); }`).join("\n")}
#article { overflow-wrap: anywhere; }
/* The padding leaves room for outlines, which containment would cut off. */
#article > p { margin: 0 -6px 1em; padding: 0 6px; content-visibility: auto; contain-intrinsic-block-size: auto 6em; }
[data-layer="content"] { color: inherit; background-color: color-mix(in srgb, var(--hue) var(--tint), transparent);
  text-decoration-line: underline; text-decoration-thickness: 2px; text-decoration-color: var(--hue); text-underline-offset: 0.3em; text-decoration-skip-ink: none;
  border-radius: 2px; -webkit-box-decoration-break: clone; box-decoration-break: clone; print-color-adjust: exact; }
[data-kind="direct"] { --tint: 17%; text-decoration-style: solid; }
[data-kind="indirect"] { --tint: 6%; text-decoration-style: dashed; }
[data-kind="mixed"] { --tint: 11%; text-decoration-style: double; }
[data-layer="content"][data-uncertain] { --tint: 0%; text-decoration-style: wavy; text-decoration-thickness: 1px; }
[data-layer="content"][data-round="1"] { background-image: repeating-linear-gradient(45deg,
  color-mix(in srgb, var(--hue) 22%, transparent) 0 2px, transparent 2px 8px); }
[data-layer="content"][data-round="2"] { background-image: repeating-linear-gradient(-45deg,
  color-mix(in srgb, var(--hue) 22%, transparent) 0 2px, transparent 2px 6px); }
[data-layer="source"] { font-weight: 600; color: var(--hue); }
[data-layer="cue"] { font-style: italic; }
[data-layer="mention"] { text-decoration-line: underline; text-decoration-style: dotted; text-decoration-thickness: 1px;
  text-decoration-color: var(--muted); text-underline-offset: 0.14em; }
.extra { user-select: none; -webkit-user-select: none; font-style: normal; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
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
@media print { #article > p { content-visibility: visible; } }
@media (forced-colors: active) {
  [data-layer="content"] { background: Canvas; color: CanvasText; text-decoration-color: CanvasText; }
  .number { color: CanvasText; background: Canvas; border: 1px solid CanvasText; }
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
  font: 0.9em/1.5 system-ui, sans-serif; color: inherit; background: color-mix(in srgb, var(--hue) 12%, transparent);
  border: 1px solid var(--hue); border-radius: 1em; cursor: pointer; }
#legend button[aria-pressed="false"] { background: none; border-style: dashed; text-decoration: line-through; }
#legend button:focus-visible { outline: 3px solid var(--hue); outline-offset: 2px; }
#card { position: fixed; inset: auto; margin: 0; box-sizing: border-box; max-width: min(24rem, 100vw - 16px); padding: 0.7rem 0.9rem;
  font: 0.875rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--card); border: 1px solid var(--hue);
  border-radius: 8px; border-inline-start-width: 5px; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); pointer-events: none; }
#card .speaker { font-weight: 650; font-size: 1rem; }
#card .role, #card .because { color: var(--muted); }
#card .because { margin-block-start: 0.4em; }
#card ul { margin: 0; padding-inline-start: 1.1em; }
@media print { #card { display: none; } }
@media (forced-colors: active) { #legend button[aria-pressed="true"] { border: 2px solid Highlight; } }
`;

/** How each kind of attribution is underlined, in highlights as in marks. */
const LINES = { direct: "solid", indirect: "dashed", mixed: "double", uncertain: "wavy" };
const TINTS = { direct: 17, indirect: 6, mixed: 11, uncertain: 0 };

/**
 * The highlight that paints such attributions.
 * @param {number} slot the speaker's colour
 * @param {keyof typeof LINES} look
 * @param {boolean} again whether the palette was used up before
 */
export function highlightName(slot, look, again) {
  return `whosaid-${slot}-${look}${again ? "-again" : ""}`;
}

/** @returns {string} a rule for every name that `highlightName` gives, and for entities and the current one */
function highlightRules() {
  const rules = HUES.flatMap(({ light, dark }, slot) => {
    const hue = `var(--whosaid-speaker-${slot}, light-dark(${light}, ${dark}))`;
    return [false, true].flatMap((again) =>
      /** @type {(keyof typeof LINES)[]} */ (Object.keys(LINES)).map(
        (look) => `::highlight(${highlightName(slot, look, again)}) {
          background-color: color-mix(in srgb, ${hue} ${TINTS[look]}%, transparent);
          text-decoration-line: underline${again ? " overline" : ""}; text-decoration-style: ${LINES[look]};
          text-decoration-color: ${hue}; }`,
      ),
    );
  });
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
