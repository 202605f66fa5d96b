// The wasm that lies beside the package's files, fetched and compiled once for all entries.

import { compile, once } from "./wasm.js";

/** Its address. Bundlers know exactly this form. */
export function standardAddress(): URL {
  return new URL("./whosaid.wasm", import.meta.url);
}

export const standardModule: () => Promise<WebAssembly.Module> = once(() => compile(standardAddress()));
