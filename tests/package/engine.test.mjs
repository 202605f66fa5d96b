// The wasm beside the native program, with vectors and without, and its memory.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { analyze } from "../../dist/sync.js";
import { run } from "../../tools/build/run.mjs";
import * as vectors from "../../www/lib/bindings/whosaid.js";
import * as plain from "../../www/lib/bindings/whosaid.js?plain";
import { ROOT } from "../support/package.mjs";

const bytes = (name) => readFileSync(join(ROOT, "dist", name));
const wasm = vectors.initSync({ module: bytes("whosaid.wasm") });
plain.initSync({ module: bytes("whosaid-plain.wasm") });

/** The golden articles, with what is wanted and found in them: more kinds of text than articles are. */
const GOLDEN = readdirSync(join(ROOT, "tests/golden"))
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(join(ROOT, "tests/golden", name), "utf8"));

/** Texts cut at random places and joined, with characters that take several bytes or units. */
function* mixed(count) {
  const odd = ["🙂", "e\u0301", "\u2028", "\0", "“", "’", "\u00a0", "東京", "\n\n"];
  let state = 11;
  const random = (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  for (let i = 0; i < count; i++) {
    const pieces = Array.from({ length: 1 + random(5) }, () => {
      const text = GOLDEN[random(GOLDEN.length)];
      const start = random(text.length);
      return text.slice(start, start + random(300)) + odd[random(odd.length)];
    });
    // The lines that the native program reads hold no half characters.
    yield pieces.join("").replace(/\p{Surrogate}/gu, "?");
  }
}

test("the native program says the same, to the last digit", () => {
  run("cargo", ["build", "--locked", "--quiet", "--workspace", "--bin", "whosaid"]);
  const texts = [...GOLDEN, ...mixed(300)];
  const input = texts.map((text) => `${JSON.stringify({ id: 0, text })}\n`).join("");
  const native = execFileSync(join(ROOT, "target/debug/whosaid"), ["--jsonl"], { input, maxBuffer: 1e9 });
  const lines = native.toString().trimEnd().split("\n");
  assert.equal(lines.length, texts.length);
  lines.forEach((line, i) => {
    const { id, ...analysis } = JSON.parse(line);
    assert.deepEqual(analyze(texts[i]), analysis, texts[i]);
  });
});

test("without vectors it finds the same", () => {
  for (const text of [...GOLDEN, ...mixed(300)]) {
    assert.deepEqual(plain.analyze(text), vectors.analyze(text), text);
  }
});

test("thousands of analyses in a row do not grow the memory", () => {
  const round = () => {
    for (const text of GOLDEN) vectors.analyze(text);
  };
  for (let i = 0; i < 5; i++) round();
  const before = wasm.memory.buffer.byteLength;
  for (let analyses = 0; analyses < 3000; analyses += GOLDEN.length) round();
  assert.equal(wasm.memory.buffer.byteLength, before);
});
