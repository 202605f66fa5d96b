// Views: draw again only when what they show has changed.

/** @import { Store } from "./store.js" */

/**
 * Call `draw` now, and whenever one of the values that `pick` gives is another than before.
 * @template {[unknown, ...unknown[]]} T
 * @param {Store} store
 * @param {() => T} pick
 * @param {(values: T) => void} draw
 */
export function watch(store, pick, draw) {
  let seen = pick();
  draw(seen);
  store.addEventListener("change", () => {
    const now = pick();
    if (now.every((value, index) => Object.is(value, seen[index]))) return;
    seen = now;
    draw(now);
  });
}
