// The box to paste and type into. It is one element for good, so typing never loses its caret.

import { h, replace } from "../h.js";
import { ACCEPTED, fromTransfer } from "../intake.js";
import { watch } from "../view.js";
import { button } from "./controls.js";

/** @import { App } from "../app.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function editor(app) {
  const box = /** @type {HTMLTextAreaElement} */ (
    h("textarea", { id: "text", spellcheck: false, dir: "auto", autocomplete: "off" })
  );
  const label = h("label", { for: "text" });
  const below = h("div", { class: "below" });
  box.addEventListener("input", () => app.type(box.value));
  box.addEventListener("paste", (event) => paste(app, box, event));
  watch(
    app.store,
    () => [app.words, app.store.state.current, app.samples],
    ([words, current]) => {
      label.textContent = current ? words.articleText : words.paste;
      box.placeholder = words.pasteHint;
      replace(below, ...(current ? [] : [samples(app), h("p", { class: "private" }, words.private)]));
    },
  );
  // A box of a megabyte takes long to fill, so it is filled only to be seen.
  const shown = () => app.store.state.editing || !app.store.state.current;
  watch(
    app.store,
    () => [app.store.article?.text ?? "", shown()],
    ([text, visible]) => {
      if (!visible || box.value === text) return;
      box.value = text;
      // Browsers put the caret of a new text at its end, out of sight.
      box.setSelectionRange(0, 0);
    },
  );
  return h("section", { class: "editor" }, label, box, below);
}

/**
 * Take rich text's paragraphs. Where the box is empty, that is a new article to read.
 * @param {App} app
 * @param {HTMLTextAreaElement} box
 * @param {ClipboardEvent} event
 */
function paste(app, box, event) {
  const text = event.clipboardData ? fromTransfer(event.clipboardData) : "";
  if (!text) return;
  event.preventDefault();
  if (box.value === "") return app.add([text]);
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  app.type(box.value);
}

/** @param {App} app */
function samples(app) {
  const buttons = app.samples.map((text, index) =>
    button(text.split("\n", 1)[0], () => app.add([text]), {
      class: "sample",
      data: { key: `sample-${index}` },
    }),
  );
  return h("div", { class: "samples" }, h("h2", {}, app.words.samples), ...buttons);
}

/**
 * @param {(files: File[]) => void} take
 * @returns {HTMLInputElement} the hidden control behind "open files"
 */
export function fileInput(take) {
  const input = /** @type {HTMLInputElement} */ (
    h("input", { type: "file", id: "files", multiple: true, accept: ACCEPTED, hidden: true })
  );
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    input.value = "";
  });
  return input;
}
