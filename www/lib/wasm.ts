// From whatever the caller has to a compiled module.

import { WhosaidError, wasmError } from "./error.js";
import { readFile } from "./node.js";

/** Where the wasm comes from: an address, a response, the bytes, a compiled module, or a promise of one. */
export type WasmSource = WasmValue | PromiseLike<WasmValue>;

type WasmValue = string | URL | Response | BufferSource | WebAssembly.Module;

/** Compiles the wasm, off the main thread where the browser can. Rejects with a WhosaidError. */
export async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  try {
    const value = await source;
    if (value instanceof WebAssembly.Module) return value;
    if (typeof value === "string" || value instanceof URL) return await compileAddress(value);
    return await ("arrayBuffer" in value ? compileResponse(value) : WebAssembly.compile(value));
  } catch (cause) {
    throw wasmError(cause);
  }
}

async function compileAddress(address: string | URL): Promise<WebAssembly.Module> {
  const base = typeof location === "undefined" ? undefined : location.href;
  const url = new URL(address, base);
  const bytes = readFile(url);
  return bytes ? WebAssembly.compile(bytes) : compileResponse(await fetch(url));
}

async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) {
    throw new WhosaidError("wasm-failed", `cannot fetch ${response.url}: status ${response.status}`);
  }
  // Streaming needs the right type; some servers send none.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Remembers a success, so that the wasm is fetched once; a failure is tried again at the next call. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
