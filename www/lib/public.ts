// What the asynchronous entries export beside their functions.

export type * from "./analysis.js";
export type { Analyzer, AnalyzerOptions } from "./analyzer.js";
export { type ErrorCode, WhosaidError } from "./error.js";
export type { AnalyzeOptions, Progress } from "./job.js";
export type { WasmSource } from "./wasm.js";
