// The entry `whosaid/sync`: analyses on the calling thread, at once. In Node nothing need be prepared.

import type { Analysis } from "./analysis.js";
import { analyzeHere, checkText, instantiate, ready } from "./engine.js";
import { WhosaidError } from "./error.js";
import { readFile } from "./node.js";
import { standardAddress, standardModule } from "./standard.js";
import { compile, type WasmSource } from "./wasm.js";

export type * from "./analysis.js";
export { type ErrorCode, WhosaidError } from "./error.js";
export type { WasmSource } from "./wasm.js";

/** Loads the wasm: needed once, in browsers. Later calls change nothing. */
export async function init(wasm?: WasmSource): Promise<void> {
  if (!ready()) instantiate(await (wasm === undefined ? standardModule() : compile(wasm)));
}

/** Takes wasm that is already there. */
export function initSync(wasm: BufferSource | WebAssembly.Module): void {
  instantiate(wasm);
}

/** Finds who is quoted saying what. Throws a WhosaidError: `too-long`, or `not-ready` before `init`. */
export function analyze(text: string, options: { maxLength?: number } = {}): Analysis {
  checkText(text, options.maxLength);
  if (!ready()) instantiate(fromDisk());
  return analyzeHere(text);
}

function fromDisk(): BufferSource {
  const bytes = readFile(standardAddress());
  if (!bytes) throw new WhosaidError("not-ready", "await init() before the first analysis");
  return bytes;
}
