// What the page and its worker tell each other.

import type { Analysis } from "./analysis.js";
import type { ErrorCode } from "./error.js";
import type { Part } from "./parts.js";

/** To the worker: first the module, then one text after another. */
export type Request =
  | { kind: "start"; module: WebAssembly.Module }
  | { kind: "analyze"; id: number; text: string };

/** From the worker. A long analysis comes as some parts, then the rest. */
export type Reply =
  | { kind: "ready" }
  | { kind: "part"; id: number; part: Part }
  | { kind: "done"; id: number; analysis: Analysis }
  | { kind: "failed"; id: number | null; code: ErrorCode; message: string };
