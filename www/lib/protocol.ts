// What the page and its worker tell each other.

import type { Analysis } from "./analysis.js";
import type { ErrorCode } from "./error.js";

/** To the worker: first the module, then one text after another. */
export type Request =
  | { kind: "start"; module: WebAssembly.Module }
  | { kind: "analyze"; id: number; text: string };

/** From the worker. */
export type Reply =
  | { kind: "ready" }
  | { kind: "done"; id: number; analysis: Analysis }
  | { kind: "failed"; id: number | null; code: ErrorCode; message: string };
