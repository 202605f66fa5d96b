// `node tools/measure/archive.mjs COUNT > archive.jsonl`: so many short articles, made of the golden articles'
// paragraphs; the same for the same count.

import { readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build/run.mjs";

/** Bytes written at once. */
const CHUNK = 1 << 20;

/** The paragraphs of each golden article, without what is wanted and found in it. */
function articles() {
  const folder = join(ROOT, "tests/golden");
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return files.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8").split("\n=== want")[0];
    const paragraphs = text.replace(/^(# .*\n)+/, "").split(/\n\s*\n/);
    return paragraphs.map((paragraph) => paragraph.trim()).filter(Boolean);
  });
}

/** Numbers below a limit, from a seed (Lehmer 1951, the multiplier of Park and Miller). */
function randomness(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

const count = Number(process.argv[2]);
if (!Number.isInteger(count) || count < 1) throw new Error("usage: node tools/measure/archive.mjs COUNT");
const all = articles();
const random = randomness(7);
let chunk = "";
for (let id = 0; id < count; id++) {
  const paragraphs = all[random(all.length)];
  const start = random(paragraphs.length);
  const text = paragraphs.slice(start, start + 2 + random(4)).join("\n\n");
  chunk += `${JSON.stringify({ id: `a${id}`, text })}\n`;
  if (chunk.length < CHUNK && id < count - 1) continue;
  for (let bytes = Buffer.from(chunk); bytes.length > 0; ) bytes = bytes.subarray(writeSync(1, bytes));
  chunk = "";
}
