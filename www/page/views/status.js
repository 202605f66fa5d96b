// The line at the bottom that says what goes on, with a way to stop it.

import { h } from "../h.js";
import { button } from "./controls.js";

/** @import { App } from "../app.js" */

/** Milliseconds before a reading counts as long enough to show that it goes on. */
const PATIENCE = 300;

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function status(app) {
  const message = h("span", { role: "status", id: "status" });
  const bar = h("progress", { "aria-label": app.words.analysing });
  const work = h(
    "span",
    { class: "work", hidden: true },
    bar,
    button(app.words.cancel, () => app.cancel(), { id: "cancel" }),
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  app.say = (text) => (message.textContent = text);
  app.showBusy = (busy) => {
    clearTimeout(waiting);
    if (busy) waiting = setTimeout(() => (work.hidden = false), PATIENCE);
    else work.hidden = true;
  };
  return h("footer", { class: "status" }, message, work, h("span", { class: "private" }, app.words.private));
}
