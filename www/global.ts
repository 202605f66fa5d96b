// The classic script `dist/whosaid.global.js`: everything inside, as `whosaid` on the page.

export * from "./lib/inline.js";
