// The one error that the package throws on purpose, with a code that a program can branch on.

/** What went wrong:
 *  - `wasm-blocked`: the page's content security policy forbids WebAssembly (it needs `'wasm-unsafe-eval'`);
 *  - `wasm-failed`: the wasm could not be fetched, compiled or run;
 *  - `worker-failed`: the worker could not start, or died;
 *  - `aborted`: the caller's signal;
 *  - `timed-out`: no answer within `timeout`;
 *  - `too-long`: more text than `maxLength`;
 *  - `disposed`: the analyzer was disposed;
 *  - `not-ready`: the synchronous entry was used before its wasm was there. */
export type ErrorCode =
  | "wasm-blocked"
  | "wasm-failed"
  | "worker-failed"
  | "aborted"
  | "timed-out"
  | "too-long"
  | "disposed"
  | "not-ready";

export class WhosaidError extends Error {
  override readonly name = "WhosaidError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Browsers tell a forbidden compilation apart from a broken file only in the message. */
const BLOCKED = /content security policy|blocked by csp|unsafe-eval/i;

/** What a failure to fetch, compile or run the wasm is called. */
export function wasmError(cause: unknown): WhosaidError {
  if (cause instanceof WhosaidError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (BLOCKED.test(reason)) {
    const advice = "the content security policy blocks WebAssembly: add 'wasm-unsafe-eval' to script-src";
    return new WhosaidError("wasm-blocked", advice, { cause });
  }
  return new WhosaidError("wasm-failed", `the wasm failed: ${reason}`, { cause });
}
