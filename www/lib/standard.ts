// The wasm that lies beside the package's files, fetched and compiled once for all entries.

import { hasVectors } from "./vectors.js";
import { compile, once } from "./wasm.js";

/** The address of the one that this engine can run. Bundlers know exactly this form. */
export function standardAddress(): URL {
  return hasVectors()
    ? new URL("./whosaid.wasm", import.meta.url)
    : new URL("./whosaid-plain.wasm", import.meta.url);
}

export const standardModule: () => Promise<WebAssembly.Module> = once(() => compile(standardAddress()));
