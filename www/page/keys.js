// The keyboard, outside of text boxes.

/** @import { App } from "./app.js" */

/** @type {Record<string, (app: App) => void>} */
const KEYS = {
  j: (app) => app.element.move(1),
  ArrowDown: (app) => app.element.move(1),
  k: (app) => app.element.move(-1),
  ArrowUp: (app) => app.element.move(-1),
  Escape: (app) => app.element.select(null),
  e: (app) => app.store.article && app.toggleEditing(),
  n: (app) => app.startNew(),
  "[": (app) => app.showNext(-1),
  "]": (app) => app.showNext(1),
  "?": (app) => app.openHelp(),
};

/**
 * @param {App} app
 */
export function listenToKeys(app) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.composedPath().includes(app.element)) return toCorrect(app, event);
    const act =
      event.ctrlKey || event.metaKey ? withControl(event) : event.altKey ? undefined : KEYS[event.key];
    if (!act) return;
    act(app);
    event.preventDefault();
  });
}

/**
 * From the attribution that Enter chose in the article to the list of its speakers, which Enter shall not open.
 * @param {App} app
 * @param {KeyboardEvent} event
 */
function toCorrect({ store }, event) {
  if (store.state.selected === null) return;
  document.getElementById("correct-speaker")?.focus();
  event.preventDefault();
}

/**
 * @param {KeyboardEvent} event
 * @returns {((app: App) => void) | undefined}
 */
function withControl({ key, shiftKey }) {
  if (key.toLowerCase() !== "z") return undefined;
  return shiftKey ? (app) => app.redo() : (app) => app.undo();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return target.matches?.("textarea, select, input:not([type=checkbox])") ?? false;
}
