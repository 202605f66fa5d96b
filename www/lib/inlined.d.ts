// What the bundler puts into `whosaid/inline` in place of `inlined.js`.

/** The wasm, as base64. */
export const wasmText: string;
/** The worker's script, as a classic script. */
export const workerText: string;
