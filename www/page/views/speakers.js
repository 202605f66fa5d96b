// The speakers with what each said.

import { speakerName, swatch, tag, UNKNOWN, wordsFor } from "whosaid/define";
import { h, replace } from "../h.js";
import { shorten } from "../shorten.js";
import { watch } from "../view.js";
import { fill } from "../words.js";
import { button, checkbox } from "./controls.js";

/** @import { App } from "../app.js" */
/** @import { Article } from "../store.js" */

/** Attributions listed under one speaker before the rest is left to the article itself. */
const LISTED = 50;

/** With more speakers than these, what each said is listed when it is asked for. */
const FEW = 12;

/** Speakers shown at once; the others are a button away. */
const SHOWN = 60;

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function speakers(app) {
  const section = h("section", { class: "speakers", "aria-labelledby": "speakers-title" });
  const { store } = app;
  let [shown, of] = [SHOWN, store.state.current];
  const draw = () => {
    const { article } = store;
    if (article?.id !== of) [shown, of] = [SHOWN, article?.id ?? null];
    if (!article?.analysis) return section.replaceChildren();
    replace(
      section,
      h("h2", { id: "speakers-title" }, app.words.speakers),
      ...entries(app, article, shown, more),
    );
  };
  const more = () => {
    shown += SHOWN;
    draw();
  };
  watch(store, () => [app.words, store.article?.analysis, store.article?.speakers], draw);
  return section;
}

/**
 * @param {App} app
 * @param {Article} article
 * @param {number} shown how many speakers at most
 * @param {() => void} more
 */
function entries(app, article, shown, more) {
  const all = present(article);
  if (all.length === 0) return [h("p", {}, app.words.noSpeakers)];
  const list = h(
    "ul",
    {},
    ...all.slice(0, shown).map((speaker) => entry(app, article, speaker, all.length <= FEW)),
  );
  const label = fill(app.words.moreSpeakers, { count: Math.min(SHOWN, all.length - shown) });
  return [list, all.length > shown && button(label, more, { data: { key: "more-speakers" } })];
}

/**
 * @param {Article} article
 * @returns {number[]} who says something, UNKNOWN last
 */
function present({ analysis }) {
  if (!analysis) return [];
  const known = [...analysis.speakers.keys()].filter(
    (index) => analysis.speakers[index].attributions.length > 0,
  );
  return analysis.attributions.some(({ speaker }) => speaker === null) ? [...known, UNKNOWN] : known;
}

/**
 * @param {App} app
 * @param {Article} article
 * @param {number} speaker
 * @param {boolean} open whether what was said is listed from the beginning
 */
function entry(app, article, speaker, open) {
  const analysis = /** @type {import("../../lib/analysis.js").Analysis} */ (article.analysis);
  const name = speakerName(wordsFor(app.words.lang), analysis, speaker === UNKNOWN ? null : speaker);
  const said =
    speaker === UNKNOWN
      ? [...analysis.attributions.keys()].filter((i) => analysis.attributions[i].speaker === null)
      : analysis.speakers[speaker].attributions;
  const { slot, round } = swatch(speaker);
  const shown = article.speakers?.includes(speaker) ?? true;
  const toggle = checkbox(name, shown, () => app.toggleSpeaker(speaker, present(article)), `show-${speaker}`);
  toggle.prepend(h("span", { class: "number", "aria-hidden": true }, tag(speaker)));
  return h(
    "li",
    { class: "speaker", data: { slot, round } },
    toggle,
    ...(speaker === UNKNOWN ? [] : facts(app, analysis, speaker)),
    list(app, article, said, { open, key: `said-${speaker}` }),
  );
}

/**
 * What one speaker said, made when it is to be seen.
 * @param {App} app
 * @param {Article} article
 * @param {number[]} said indices of attributions
 * @param {{ open: boolean, key: string }} state
 */
function list(app, article, said, { open, key }) {
  const items = h("ol");
  const show = () => {
    if (items.firstChild) return;
    const rest = said.length - LISTED;
    items.append(...said.slice(0, LISTED).map((index) => h("li", {}, jump(app, article, index))));
    if (rest > 0) items.append(h("li", { class: "more" }, fill(app.words.more, { count: rest })));
  };
  if (open) show();
  const title = h("summary", {}, `${app.words.attributions}: ${said.length}`);
  return h("details", { open, data: { key }, on: { toggle: show } }, title, items);
}

/**
 * @param {App} app
 * @param {import("../../lib/analysis.js").Analysis} analysis
 * @param {number} speaker
 */
function facts({ words }, { speakers, entities }, speaker) {
  const { entity, named, words: said } = speakers[speaker];
  const roles = entity === null ? [] : entities[entity].roles;
  const kind = named ? words.named : words.unnamed;
  return [
    h("p", { class: "role" }, ...roles.flatMap((role) => [h("bdi", {}, role), " · "]), kind),
    h("p", { class: "counts" }, fill(words.counts, { direct: said.direct, indirect: said.indirect })),
  ];
}

/**
 * @param {App} app
 * @param {Article} article
 * @param {number} index of an attribution
 */
function jump(app, { analysedText, analysis }, index) {
  const { content, kind } = /** @type {any} */ (analysis).attributions[index];
  const words = content
    .map((/** @type {any} */ { start, end }) => analysedText.slice(start, end))
    .join(" … ");
  return button(shorten(words, 140), () => app.goTo(index), {
    class: `jump ${kind}`,
    dir: "auto",
    data: { key: `jump-${index}` },
  });
}
