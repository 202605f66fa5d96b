// Where an analysis runs: in a worker, or here. Both take one text at a time.

import type { Analysis } from "./analysis.js";
import { analyzeHere, instantiate } from "./engine.js";
import { WhosaidError } from "./error.js";
import type { WorkerLike } from "./node.js";
import { joinParts, type Part } from "./parts.js";
import type { Reply, Request } from "./protocol.js";

export interface Thread {
  run(text: string): Promise<Analysis>;
  /** Ends it, even in mid-work: what `run` promised is rejected. */
  stop(): void;
}

/** This thread. It lets the page paint first; then nothing else happens until the analysis is there. */
export function localThread(module: WebAssembly.Module): Thread {
  instantiate(module);
  return {
    async run(text) {
      await new Promise((resolve) => setTimeout(resolve));
      return analyzeHere(text);
    },
    stop() {},
  };
}

/** Starts a worker and hands it the module. Rejects with `worker-failed` when it does not start. */
export async function workerThread(
  open: () => WorkerLike,
  module: WebAssembly.Module,
  onDeath: (thread: Thread) => void,
): Promise<Thread> {
  const thread = new WorkerThread(opened(open), onDeath);
  await thread.start(module);
  return thread;
}

function opened(open: () => WorkerLike): WorkerLike {
  try {
    return open();
  } catch (cause) {
    throw new WhosaidError("worker-failed", `the worker cannot be made: ${(cause as Error).message}`, {
      cause,
    });
  }
}

interface Waiting {
  resolve(value?: Analysis): void;
  reject(error: WhosaidError): void;
}

class WorkerThread implements Thread {
  #worker: WorkerLike;
  #onDeath: (thread: Thread) => void;
  #waiting: Waiting | undefined;
  #id = 0;
  #parts: Part[] = [];

  constructor(worker: WorkerLike, onDeath: (thread: Thread) => void) {
    this.#worker = worker;
    this.#onDeath = onDeath;
    worker.addEventListener("message", (event) => this.#take((event as MessageEvent<Reply>).data));
    for (const type of ["error", "messageerror"]) {
      worker.addEventListener(type, (event) => this.#die((event as ErrorEvent).message));
    }
  }

  async start(module: WebAssembly.Module): Promise<void> {
    await this.#ask({ kind: "start", module });
  }

  async run(text: string): Promise<Analysis> {
    this.#id += 1;
    this.#parts = [];
    return (await this.#ask({ kind: "analyze", id: this.#id, text })) as Analysis;
  }

  stop(): void {
    this.#die("it was stopped");
  }

  #ask(request: Request): Promise<Analysis | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.ref?.();
      this.#worker.postMessage(request);
    });
  }

  #take(reply: Reply): void {
    if ("id" in reply && reply.id !== null && reply.id !== this.#id) return;
    if (reply.kind === "part") return void this.#parts.push(reply.part);
    const waiting = this.#rest();
    if (reply.kind === "failed") waiting?.reject(new WhosaidError(reply.code, reply.message));
    else waiting?.resolve(reply.kind === "done" ? joinParts(this.#parts, reply.analysis) : undefined);
  }

  #die(reason: string | undefined): void {
    this.#worker.terminate();
    this.#onDeath(this);
    // A worker whose script is missing or forbidden gives no reason.
    const why = reason || "its script cannot be loaded";
    this.#rest()?.reject(new WhosaidError("worker-failed", `the worker failed: ${why}`));
  }

  /** Takes what was waited for; an idle worker does not keep Node's process alive. */
  #rest(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#worker.unref?.();
    return waiting;
  }
}
