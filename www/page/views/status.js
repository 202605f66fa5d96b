// The line at the bottom that says what goes on, with a way to stop it.

import { h, replace } from "../h.js";
import { watch } from "../view.js";
import { button } from "./controls.js";

/** @import { App } from "../app.js" */

/** Milliseconds that news stays in view. */
const NEWS = 5000;

/** Milliseconds before a reading counts as long enough to show that it goes on. */
const PATIENCE = 300;

/**
 * @param {App} app
 * @param {HTMLElement} work
 */
function showWork({ say, words }, work) {
  work.hidden = false;
  say(words.analysing, { quietly: true });
}

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function status(app) {
  const message = h("span", { role: "status", id: "status" });
  const work = h("span", { class: "work", hidden: true });
  const privacy = h("span", { class: "private" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const footer = h("footer", { class: "status" }, message, work, privacy);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  const isOld = () => delete footer.dataset.news;
  app.say = (text, { quietly = false } = {}) => {
    // The same words again would be spoken again.
    if (message.textContent !== text) message.textContent = text;
    if (quietly) return;
    footer.dataset.news = "";
    clearTimeout(fading);
    fading = setTimeout(isOld, NEWS);
  };
  app.showBusy = (busy) => {
    clearTimeout(waiting);
    if (busy) waiting = setTimeout(() => showWork(app, work), PATIENCE);
    else work.hidden = true;
  };
  watch(
    app.store,
    () => [app.words],
    ([words]) => {
      privacy.textContent = words.private;
      replace(
        work,
        h("progress", { "aria-label": words.analysing }),
        button(words.cancel, () => app.cancel(), { id: "cancel", data: { key: "cancel" } }),
      );
    },
  );
  return footer;
}
