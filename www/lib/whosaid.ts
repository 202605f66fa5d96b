// The entry `whosaid`: analyses in a worker. Importing it does nothing; the first analysis loads the wasm.

import { type Entry, entry } from "./analyzer.js";
import { nodeWorker, type WorkerLike } from "./node.js";
import { standardModule } from "./standard.js";

export * from "./public.js";

/** Bundlers know exactly this form of `new Worker`; Node's worker is found beside this file. */
function openWorker(): WorkerLike {
  if (typeof Worker === "undefined") {
    const here = import.meta.url;
    return nodeWorker(new URL("worker.js", here));
  }
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

const { createAnalyzer, analyze }: Entry = entry({ module: standardModule, openWorker });

export { analyze, createAnalyzer };
