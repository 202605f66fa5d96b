// The asynchronous analyzer: a queue of texts before one thread, which is replaced when it dies.

import type { Analysis } from "./analysis.js";
import { checkText, MAX_LENGTH } from "./engine.js";
import { WhosaidError } from "./error.js";
import { type AnalyzeOptions, Job } from "./job.js";
import { nodeWorker, type WorkerLike } from "./node.js";
import { localThread, type Thread, workerThread } from "./thread.js";
import { compile, once, type WasmSource } from "./wasm.js";

export interface AnalyzerOptions {
  /** The wasm, when it is not where the package has it. */
  wasm?: WasmSource | undefined;
  /** `"auto"` (default): a worker, or this thread where none can start. `true`: a worker or an error.
   *  `false`: this thread. An address, or a function that makes a worker: that worker or an error. */
  worker?: "auto" | boolean | string | URL | (() => Worker) | undefined;
  /** Milliseconds until `timed-out`, unless a call says another. 60,000 by default. */
  timeout?: number | undefined;
  /** The longest text, in UTF-16 code units, before `too-long`. 5,000,000 by default. */
  maxLength?: number | undefined;
}

export interface Analyzer {
  /** Finds who is quoted saying what. Rejects with a WhosaidError, never hangs. */
  analyze(text: string, options?: AnalyzeOptions): Promise<Analysis>;
  /** Ends the worker and rejects what waits with `disposed`. */
  dispose(): void;
}

/** What differs between the entries of the package. */
export interface Defaults {
  module(): Promise<WebAssembly.Module>;
  openWorker(): WorkerLike;
}

const TIMEOUT = 60_000;

/** The two functions of an entry. Making them does nothing. */
export interface Entry {
  /** An analyzer of one's own, with its own worker. Nothing is loaded before the first analysis. */
  createAnalyzer(options?: AnalyzerOptions): Analyzer;
  /** Finds who is quoted saying what in a text, with an analyzer that all callers share. */
  analyze(text: string, options?: AnalyzeOptions): Promise<Analysis>;
}

/** An entry of the package, from what is its own. */
export function entry(defaults: Defaults): Entry {
  const createAnalyzer = (options: AnalyzerOptions = {}) => new QueuedAnalyzer(defaults, options);
  let shared: Analyzer | undefined;
  const analyze = (text: string, options?: AnalyzeOptions) => {
    shared ??= createAnalyzer();
    return shared.analyze(text, options);
  };
  return { createAnalyzer, analyze };
}

class QueuedAnalyzer implements Analyzer {
  #options: AnalyzerOptions;
  #module: () => Promise<WebAssembly.Module>;
  #openWorker: () => WorkerLike;
  #thread: Promise<Thread> | undefined;
  #queue: Job[] = [];
  #running: Job | undefined;
  #disposed = false;

  constructor(defaults: Defaults, options: AnalyzerOptions) {
    const { wasm, worker } = options;
    this.#options = options;
    this.#module = wasm === undefined ? defaults.module : once(() => compile(wasm));
    this.#openWorker = opener(worker) ?? defaults.openWorker;
  }

  async analyze(text: string, options: AnalyzeOptions = {}): Promise<Analysis> {
    checkText(text, this.#options.maxLength ?? MAX_LENGTH);
    if (this.#disposed) throw disposed();
    const timeout = options.timeout ?? this.#options.timeout ?? TIMEOUT;
    const job = new Job(text, { ...options, timeout }, (job) => this.#givenUp(job));
    job.progress("queued");
    this.#queue.push(job);
    void this.#drain();
    return job.promise;
  }

  dispose(): void {
    this.#disposed = true;
    for (const job of [...this.#queue.splice(0), ...(this.#running ? [this.#running] : [])]) {
      job.reject(disposed());
    }
    this.#stopThread();
  }

  /** One text at a time: so the one that runs can be ended without losing the others. */
  async #drain(): Promise<void> {
    if (this.#running) return;
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
      if (!job.settled) await this.#runToEnd(job);
    }
  }

  async #runToEnd(job: Job): Promise<void> {
    this.#running = job;
    this.#work(job).then(
      (analysis) => job.resolve(analysis),
      (error) => job.reject(error),
    );
    // Not the work: a job that was given up lets the next one start.
    const answered = await job.promise.then(
      () => true,
      () => false,
    );
    if (answered) job.progress("done");
    this.#running = undefined;
  }

  async #work(job: Job): Promise<Analysis> {
    job.progress("loading");
    this.#thread ??= this.#start();
    const starting = this.#thread;
    const thread = await starting.catch((error) => {
      if (this.#thread === starting) this.#thread = undefined;
      throw error;
    });
    if (job.settled) throw disposed();
    job.progress("analyzing");
    return thread.run(job.text);
  }

  async #start(): Promise<Thread> {
    const { worker = "auto" } = this.#options;
    const module = await this.#module();
    if (worker === false) return localThread(module);
    const starting: Promise<Thread> = workerThread(this.#openWorker, module, (thread) =>
      this.#forget(thread),
    );
    return worker === "auto" ? starting.catch(() => localThread(module)) : starting;
  }

  #givenUp(job: Job): void {
    if (this.#running === job) this.#stopThread();
  }

  #stopThread(): void {
    this.#thread?.then(
      (thread) => thread.stop(),
      () => {},
    );
    this.#thread = undefined;
  }

  /** A dead thread is replaced at the next text. */
  #forget(dead: Thread): void {
    const current = this.#thread;
    current?.then(
      (thread) => {
        if (thread === dead && this.#thread === current) this.#thread = undefined;
      },
      () => {},
    );
  }
}

function disposed(): WhosaidError {
  return new WhosaidError("disposed", "the analyzer was disposed");
}

function opener(worker: AnalyzerOptions["worker"]): (() => WorkerLike) | undefined {
  if (typeof worker === "function") return worker as () => WorkerLike;
  if (worker === "auto" || !(typeof worker === "string" || worker instanceof URL)) return undefined;
  return () =>
    typeof Worker === "undefined" ? nodeWorker(new URL(worker)) : new Worker(worker, { type: "module" });
}
