// The classic script `dist/whosaid.global.js`: everything inside, as `whosaid` on the page, and <who-said> registered.

export { WhoSaid } from "./element/define.js";
export * from "./lib/inline.js";
