// One text waiting for its analysis: a promise that settles once, whatever comes first.

import type { Analysis } from "./analysis.js";
import { WhosaidError } from "./error.js";

/** How far an analysis has come. */
export interface Progress {
  phase: "queued" | "loading" | "analyzing" | "done";
}

export interface AnalyzeOptions {
  /** Aborting rejects with `aborted`, at once; a worker in mid-work is replaced. */
  signal?: AbortSignal | undefined;
  /** Told at each step. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Milliseconds until `timed-out`, waiting included; Infinity for none. */
  timeout?: number | undefined;
}

/** The longest delay that timers take. */
const LONGEST_DELAY = 2 ** 31 - 1;

export class Job {
  readonly promise: Promise<Analysis>;
  readonly text: string;
  settled = false;
  resolve!: (analysis: Analysis) => void;
  reject!: (error: unknown) => void;
  #options: AnalyzeOptions;

  /** `onGiveUp` is told when the caller no longer waits: aborted, or out of time. */
  constructor(text: string, options: AnalyzeOptions & { timeout: number }, onGiveUp: (job: Job) => void) {
    this.text = text;
    this.#options = options;
    const { signal, timeout } = options;
    const giveUp = (error: WhosaidError) => {
      this.reject(error);
      onGiveUp(this);
    };
    const onAbort = () =>
      giveUp(new WhosaidError("aborted", "the analysis was aborted", { cause: signal?.reason }));
    const onTimeout = () => giveUp(new WhosaidError("timed-out", `no analysis within ${timeout} ms`));
    const timer = timeout > LONGEST_DELAY ? undefined : setTimeout(onTimeout, timeout);
    const settle = () => {
      this.settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    this.promise = new Promise((resolve, reject) => {
      this.resolve = (analysis) => {
        settle();
        resolve(analysis);
      };
      this.reject = (error) => {
        settle();
        reject(error);
      };
    });
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
  }

  progress(phase: Progress["phase"]): void {
    if (!this.settled || phase === "done") this.#options.onProgress?.({ phase });
  }
}
