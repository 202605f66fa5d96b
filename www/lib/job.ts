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
  #options: AnalyzeOptions;
  #onGiveUp: (job: Job) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fulfil!: (analysis: Analysis) => void;
  #fail!: (error: unknown) => void;

  /** `onGiveUp` is told when the caller no longer waits: aborted, or out of time. */
  constructor(text: string, options: AnalyzeOptions & { timeout: number }, onGiveUp: (job: Job) => void) {
    this.text = text;
    this.#options = options;
    this.#onGiveUp = onGiveUp;
    this.promise = new Promise((fulfil, fail) => {
      this.#fulfil = fulfil;
      this.#fail = fail;
    });
    this.#limit(options.timeout);
    options.signal?.addEventListener("abort", this.#abort, { once: true });
    if (options.signal?.aborted) this.#abort();
  }

  resolve(analysis: Analysis): void {
    this.#settle();
    this.#fulfil(analysis);
  }

  reject(error: unknown): void {
    this.#settle();
    this.#fail(error);
  }

  /** A listener that throws is heard of as an event's would be; the analysis goes on. */
  progress(phase: Progress["phase"]): void {
    if (this.settled && phase !== "done") return;
    try {
      this.#options.onProgress?.({ phase });
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  #limit(timeout: number): void {
    if (timeout > LONGEST_DELAY) return;
    const error = () => new WhosaidError("timed-out", `no analysis within ${timeout} ms`);
    this.#timer = setTimeout(() => this.#giveUp(error()), timeout);
  }

  #abort = (): void => {
    const cause = this.#options.signal?.reason;
    this.#giveUp(new WhosaidError("aborted", "the analysis was aborted", { cause }));
  };

  #giveUp(error: WhosaidError): void {
    this.reject(error);
    this.#onGiveUp(this);
  }

  #settle(): void {
    this.settled = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener("abort", this.#abort);
  }
}
