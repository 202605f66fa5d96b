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
    const act =
      event.ctrlKey || event.metaKey ? withControl(event) : event.altKey ? undefined : KEYS[event.key];
    if (!act) return;
    act(app);
    event.preventDefault();
  });
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
