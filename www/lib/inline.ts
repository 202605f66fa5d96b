// The entry `whosaid/inline`: the same as `whosaid`, with the wasm and the worker in the file itself.

import { type Entry, entry } from "./analyzer.js";
import { wasmText, workerText } from "./inlined.js";
import type { WorkerLike } from "./node.js";
import { compile, once } from "./wasm.js";

export * from "./public.js";

/** By hand: fetching a `data:` address would need the page's policy to allow it. */
function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/** Needs `worker-src blob:` in the page's policy; without it, and in Node, the analysis runs on this thread. */
function openWorker(): WorkerLike {
  const address = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
  // By then the worker has read it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return new Worker(address);
}

const module = once(() => compile(decoded(wasmText)));
const { createAnalyzer, analyze }: Entry = entry({ module, openWorker });

export { analyze, createAnalyzer };
