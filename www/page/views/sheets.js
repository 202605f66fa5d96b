// The two dialogues: help, and taking results away.

import { FORMATS } from "whosaid/export";
import { copy, download } from "../deliver.js";
import { h } from "../h.js";
import { titleOf } from "../store.js";
import { trainingLine } from "../training.js";
import { button } from "./controls.js";

/** @import { App } from "../app.js" */

/**
 * @param {App} app
 */
export function helpSheet({ words }) {
  const keys = words.keyList.map(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, meaning)]);
  const marks = words.markList.map(([look, meaning]) => [
    h("dt", {}, h("span", { class: `look ${look}` }, "Aa")),
    h("dd", {}, meaning),
  ]);
  openSheet(words.help, words.close, [
    h("p", {}, words.private),
    h("h3", {}, words.marks),
    h("dl", {}, ...marks.flat()),
    h("h3", {}, words.keys),
    h("dl", {}, ...keys.flat()),
  ]);
}

/**
 * @param {App} app
 */
export function takeAwaySheet(app) {
  const { words, store } = app;
  const { article } = store;
  if (!article?.analysis) return;
  const { analysedText: text, analysis } = article;
  const title = titleOf(text) || words.untitled;
  const rows = Object.entries(FORMATS).map(([name, { extension, mediaType, make }]) =>
    offer(
      app,
      words.formats[/** @type {keyof typeof words.formats} */ (name)],
      `${title}.${extension}`,
      mediaType,
      () => make(text, analysis, { title }),
    ),
  );
  rows.push(
    offer(app, words.corrections, `${title}.jsonl`, "application/jsonl", () =>
      trainingLine(title, text, analysis),
    ),
  );
  openSheet(words.takeAway, words.close, [
    h("ul", { class: "offers" }, ...rows),
    h(
      "div",
      { class: "row" },
      button(words.print, () => print(), { id: "print" }),
      button(words.link, () => give(app, location.href), { id: "copy-link" }),
    ),
    h("p", {}, words.linkNote),
  ]);
}

/**
 * @param {App} app
 * @param {string} label
 * @param {string} name of the file
 * @param {string} type
 * @param {() => string} make
 */
function offer(app, label, name, type, make) {
  const file = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_");
  return h(
    "li",
    {},
    h("span", {}, label),
    button(app.words.copy, () => give(app, make()), { "aria-label": `${app.words.copy}: ${label}` }),
    button(app.words.download, () => download(file, new Blob([make()], { type })), {
      "aria-label": `${app.words.download}: ${label}`,
      class: "download",
    }),
  );
}

/**
 * @param {App} app
 * @param {string} text for the clipboard
 */
async function give({ words }, text) {
  const told = /** @type {HTMLElement} */ (document.querySelector("dialog output"));
  told.textContent = "";
  await copy(text);
  told.textContent = words.copied;
}

/**
 * @param {string} title
 * @param {string} close
 * @param {HTMLElement[]} content
 */
function openSheet(title, close, content) {
  const sheet = /** @type {HTMLDialogElement} */ (
    h("dialog", { class: "sheet", "aria-labelledby": "sheet-title" })
  );
  const head = h(
    "div",
    { class: "row head" },
    h("h2", { id: "sheet-title" }, title),
    h("output"),
    button(close, () => sheet.close()),
  );
  sheet.append(head, ...content);
  sheet.addEventListener("close", () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
}
