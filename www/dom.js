// Entry `whosaid/dom`: take the text out of any element, and paint an analysis over it without touching its nodes.

export { extract } from "./dom/extract.js";
export { canPaint, Painter } from "./dom/paint.js";
