// A long analysis on its way from the worker: in parts, so that the page takes it in by short tasks.

import type { Analysis } from "./analysis.js";

const LISTS = ["mentions", "entities", "attributions", "speakers", "warnings"] as const;

/** Items in a part: a page reads that many in a few milliseconds. */
const MOST = 250;

/** Some items of one of an analysis's lists, after those that came before. */
export interface Part {
  list: (typeof LISTS)[number];
  items: unknown[];
}

/** Takes out of an analysis what is too much for one message; the rest is left in it, to go last. */
export function* takeParts(analysis: Analysis): Generator<Part> {
  for (const list of LISTS) {
    const items: unknown[] = analysis[list];
    const rest = items.length % MOST;
    for (let start = 0; start < items.length - rest; start += MOST) {
      yield { list, items: items.slice(start, start + MOST) };
    }
    items.splice(0, items.length - rest);
  }
}

/** Puts what came before into the rest of an analysis. */
export function joinParts(parts: Part[], rest: Analysis): Analysis {
  if (parts.length === 0) return rest;
  const whole = LISTS.map((list) => {
    const before = parts.filter((part) => part.list === list).flatMap(({ items }) => items);
    return [list, before.concat(rest[list])];
  });
  return { ...rest, ...Object.fromEntries(whole) };
}
