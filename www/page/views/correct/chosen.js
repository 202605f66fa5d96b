// The attribution that is chosen in the article: who said it, or that nobody did.

import { anchorOf } from "../../corrections.js";
import { h } from "../../h.js";
import { shorten } from "../../shorten.js";
import { button, nameBox, select } from "../controls.js";

/** @import { Analysis } from "../../../lib/analysis.js" */
/** @import { App } from "../../app.js" */
/** @import { Article } from "../../store.js" */

/** Values of the list of speakers that are no names. */
const NOBODY = "\u0000nobody";
const OTHER = "\u0000other";

/**
 * Who said the attribution that is chosen in the article.
 * @param {App} app
 * @param {Article} article
 */
export function chosenForm(app, article) {
  const { words, store } = app;
  const attribution = article.analysis?.attributions[store.state.selected ?? -1];
  if (!attribution) return [h("p", {}, words.correctHint)];
  const at = anchorOf(article.analysedText, attribution);
  const now =
    attribution.speaker === null
      ? null
      : /** @type {Analysis} */ (article.analysis).speakers[attribution.speaker].name;
  return [
    h("blockquote", { dir: "auto" }, shorten(at.exact, 90)),
    speakerChoice(app, words.saidBy, now, "correct-speaker", (name) =>
      app.correct({ op: "speaker", at, name }),
    ),
    button(words.notAttribution, () => app.correct({ op: "unmark", at }), {
      id: "unmark",
      data: { key: "unmark" },
    }),
  ];
}

/**
 * A list of the speakers, with nobody and somebody else.
 * @param {App} app
 * @param {string} label
 * @param {string | null} now
 * @param {string} key
 * @param {(name: string | null) => void} act
 */
function speakerChoice({ words, store }, label, now, key, act) {
  const names = store.article?.analysis?.speakers.map(({ name }) => name) ?? [];
  const options = [...names.map((name) => [name, name]), [NOBODY, words.unknown], [OTHER, words.someoneElse]];
  const input = nameBox(words.newName, `${key}-name`);
  input.hidden = true;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (input.value.trim()) act(input.value.trim());
  };
  const choose = (/** @type {string} */ value) => {
    input.hidden = apply.hidden = value !== OTHER;
    if (value === OTHER) input.focus();
    else act(value === NOBODY ? null : value);
  };
  const apply = h("button", { type: "submit", hidden: true }, words.apply);
  const list = select(label, /** @type {[string, string][]} */ (options), now ?? NOBODY, choose, {
    id: key,
    data: { key },
  });
  return h("form", { class: "choice", on: { submit } }, list, input, apply);
}
