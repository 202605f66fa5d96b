// `node tools/measure/memory.mjs`: the memory of the wasm, for one text by its length and for many in a row.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build/run.mjs";
import { ARTICLES, longArticle } from "./site.mjs";

const { analyze, initSync } = await import("../../www/lib/bindings/whosaid.js");
const wasm = initSync({ module: readFileSync(join(ROOT, "dist/whosaid.wasm")) });
const megabytes = () => (wasm.memory.buffer.byteLength / 1e6).toFixed(1);

console.log(`at the start: ${megabytes()} MB`);
analyze(ARTICLES[0]);
console.log(`after a first article: ${megabytes()} MB`);
for (const count of [100, 10_000]) {
  for (let i = 0; i < count; i++) analyze(ARTICLES[i % ARTICLES.length]);
  console.log(`after ${count} articles: ${megabytes()} MB`);
}
const before = wasm.memory.buffer.byteLength;
for (const length of [500_000, 1_000_000, 2_000_000]) {
  analyze(longArticle(length / 5).slice(0, length));
  const more = (wasm.memory.buffer.byteLength - before) / length;
  console.log(
    `after a text of ${length} UTF-16 code units: ${megabytes()} MB, ${more.toFixed(0)} bytes a unit`,
  );
}
