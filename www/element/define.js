// Entry `whosaid/define`: registers <who-said>. Safe to import twice, and on a server.

import { WhoSaid } from "./element.js";

if (globalThis.customElements && !customElements.get("who-said")) customElements.define("who-said", WhoSaid);

export * from "./element.js";
