// The wasm on this thread: instantiated once, analysing at once.

import type { Analysis } from "./analysis.js";
import {
  extractText as extract,
  initSync,
  __wbg_reset_state as reset,
  analyze as run,
} from "./bindings/whosaid.js";
import { WhosaidError, wasmError } from "./error.js";

/** The longest text taken, in UTF-16 code units, unless the caller says another. */
export const MAX_LENGTH = 5_000_000;

let instantiated = false;

/** Whether `run` may be called. */
export function ready(): boolean {
  return instantiated;
}

/** Instantiates the wasm; later calls change nothing. */
export function instantiate(module: WebAssembly.Module | BufferSource): void {
  if (instantiated) return;
  try {
    initSync({ module });
    instantiated = true;
  } catch (cause) {
    throw wasmError(cause);
  }
}

/** Analyses on this thread. */
export function analyzeHere(text: string): Analysis {
  return guarded(() => run(text));
}

/** The text of an element, as a person reads it, and where each text node begins in it. */
export interface ExtractedText {
  text: string;
  nodes: Text[];
  /** For each node, the offset in `text` of its first character, in UTF-16 code units. */
  starts: number[];
}

/** Reads the text of an element on the page. */
export function extractText(root: Element): ExtractedText {
  return guarded(() => extract(root) as ExtractedText);
}

/** A trap leaves the instance's memory as it was in mid-work: it is replaced before the next call. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    reset();
    throw wasmError(cause);
  }
}

/** Refuses what is no text, and what is too much of it. */
export function checkText(text: unknown, maxLength = MAX_LENGTH): asserts text is string {
  if (typeof text !== "string") throw new TypeError("the text to analyse is not a string");
  if (text.length > maxLength) {
    const message = `the text has ${text.length} UTF-16 code units; the most is ${maxLength}`;
    throw new WhosaidError("too-long", message);
  }
}
