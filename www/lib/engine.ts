// The wasm on this thread: instantiated once, analysing at once.

import type { Analysis } from "./analysis.js";
import { initSync, __wbg_reset_state as reset, analyze as run } from "./bindings/whosaid.js";
import { WhosaidError, wasmError } from "./error.js";
import { type Packed, unpack } from "./unpack.js";

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

/** Analyses on this thread. A trap leaves the memory as it was in mid-work: the instance is replaced. */
export function analyzeHere(text: string): Analysis {
  try {
    return unpack(run(text) as Packed);
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
