// Undo and redo over immutable values. Pure.

/**
 * @template T
 * @typedef {{ past: T[], present: T, future: T[] }} Timeline
 */
/** @typedef {Timeline<import("./corrections.js").Correction[]>} History */

/** @returns {History} */
export function emptyHistory() {
  return { past: [], present: [], future: [] };
}

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @param {T} present
 * @returns {Timeline<T>}
 */
export function advance({ past, present: before }, present) {
  return { past: [...past, before], present, future: [] };
}

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @returns {Timeline<T>} the same when there is nothing to undo
 */
export function undo(timeline) {
  const present = timeline.past.at(-1);
  if (present === undefined) return timeline;
  return { past: timeline.past.slice(0, -1), present, future: [timeline.present, ...timeline.future] };
}

/**
 * @template T
 * @param {Timeline<T>} timeline
 * @returns {Timeline<T>} the same when there is nothing to redo
 */
export function redo(timeline) {
  const [present, ...future] = timeline.future;
  if (present === undefined) return timeline;
  return { past: [...timeline.past, timeline.present], present, future };
}
