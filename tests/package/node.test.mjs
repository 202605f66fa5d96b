// The packed package in Node: every entry, every error, no promise that stays open.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { ARTICLE, assertAnalysed } from "../support/article.mjs";
import { installed } from "../support/package.mjs";

const user = installed();
after(() => user.remove());

const load = (entry) => import(pathToFileURL(join(user.package, `dist/${entry}.js`)).href);
const { analyze, createAnalyzer, WhosaidError } = await load("whosaid");
const sync = await load("sync");
const inline = await load("inline");

const code = (expected) => (error) => error.name === "WhosaidError" && error.code === expected;

test("a script of four lines analyses and ends by itself", () => {
  const script = join(user.folder, "script.mjs");
  writeFileSync(
    script,
    `import { analyze } from "whosaid";\nconst analysis = await analyze("“Yes,” she said.");\nconsole.log(analysis.length);\n`,
  );
  assert.equal(execFileSync("node", [script], { encoding: "utf8", timeout: 30_000 }), "16\n");
});

test("a CommonJS script imports it too", () => {
  const script = join(user.folder, "script.cjs");
  writeFileSync(script, `import("whosaid/sync").then((w) => console.log(w.analyze("x").schema));\n`);
  assert.equal(execFileSync("node", [script], { encoding: "utf8", timeout: 30_000 }), "1\n");
});

test("every way to analyse gives the same analysis", async () => {
  const expected = sync.analyze(ARTICLE);
  assertAnalysed(assert, expected);
  for (const [worker, entry] of [
    ["auto", { createAnalyzer }],
    [true, { createAnalyzer }],
    [false, { createAnalyzer }],
    ["auto", inline],
  ]) {
    const analyzer = entry.createAnalyzer({ worker });
    assert.deepEqual(await analyzer.analyze(ARTICLE), expected);
    analyzer.dispose();
  }
});

test("an analysis is plain JSON", () => {
  const analysis = sync.analyze(ARTICLE);
  assert.deepEqual(JSON.parse(JSON.stringify(analysis)), analysis);
});

test("every span lies inside the text, and splits no surrogate pair", () => {
  const text = `“Go 👩‍👧 now\ud800,” said Zoë Ünal on Friday. ${ARTICLE} 🙂`;
  const analysis = sync.analyze(text);
  assert.equal(analysis.length, text.length);
  const spans = [
    ...analysis.mentions,
    ...analysis.attributions.flatMap((a) => [...a.content, ...a.cue, ...a.source]),
  ];
  for (const { start, end } of spans) {
    assert.ok(0 <= start && start < end && end <= text.length);
    for (const at of [start, end])
      assert.ok(!/[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, at - 1), at + 1)));
  }
});

test("the wasm may come as bytes, module, response or promise", async () => {
  const bytes = readFileSync(join(user.package, "dist/whosaid.wasm"));
  const response = new Response(bytes, { headers: { "content-type": "application/wasm" } });
  const untyped = new Response(bytes);
  const sources = [bytes, new WebAssembly.Module(bytes), response, untyped, Promise.resolve(bytes)];
  for (const wasm of sources) {
    const analyzer = createAnalyzer({ wasm });
    assert.equal((await analyzer.analyze("Yes.")).length, 4);
    analyzer.dispose();
  }
});

test("an engine without vectors gets the wasm that has none", () => {
  const script = join(user.folder, "plain.mjs");
  writeFileSync(
    script,
    `import fs from "node:fs";
     const { readFileSync } = fs;
     fs.readFileSync = (path) => (console.log(String(path).split("/").at(-1)), readFileSync(path));
     WebAssembly.validate = () => false;
     const { analyze } = await import("whosaid/sync");
     console.log(analyze("Yes.").length);\n`,
  );
  assert.equal(
    execFileSync("node", [script], { encoding: "utf8", timeout: 30_000 }),
    "whosaid-plain.wasm\n4\n",
  );
});

test("many texts at once are answered each with its own", async () => {
  const texts = Array.from({ length: 20 }, (_, i) => "Yes. ".repeat(i));
  const analyses = await Promise.all(texts.map((text) => analyze(text)));
  assert.deepEqual(
    analyses.map((a) => a.length),
    texts.map((t) => t.length),
  );
});

test("progress is told in order", async () => {
  const phases = [];
  await createAnalyzer({ worker: false }).analyze("Yes.", { onProgress: ({ phase }) => phases.push(phase) });
  assert.deepEqual(phases, ["queued", "loading", "analyzing", "done"]);
});

test("a worker that never answers is given up", async () => {
  const deaf = () => ({ addEventListener() {}, postMessage() {}, terminate() {} });
  const analyzer = createAnalyzer({ worker: deaf, timeout: 50 });
  const both = [analyzer.analyze("Yes."), analyzer.analyze("No.")];
  for (const promise of both) await assert.rejects(promise, code("timed-out"));
});

test("aborting rejects at once, and the next analysis works", async () => {
  const analyzer = createAnalyzer();
  await assert.rejects(analyzer.analyze("Yes.", { signal: AbortSignal.abort() }), code("aborted"));
  const controller = new AbortController();
  const long = analyzer.analyze(ARTICLE.repeat(2000), {
    signal: controller.signal,
    onProgress: ({ phase }) => phase === "analyzing" && setTimeout(() => controller.abort("enough")),
  });
  await assert.rejects(long, (error) => code("aborted")(error) && error.cause === "enough");
  assert.equal((await analyzer.analyze("Yes.")).length, 4);
  analyzer.dispose();
});

test("a time-out rejects, and the next analysis works", async () => {
  const analyzer = createAnalyzer();
  await assert.rejects(analyzer.analyze(ARTICLE.repeat(2000), { timeout: 1 }), code("timed-out"));
  assert.equal((await analyzer.analyze("Yes.")).length, 4);
  analyzer.dispose();
});

test("disposing rejects what waits and what comes", async () => {
  const analyzer = createAnalyzer();
  const waiting = [analyzer.analyze(ARTICLE), analyzer.analyze(ARTICLE)];
  analyzer.dispose();
  for (const promise of waiting) await assert.rejects(promise, code("disposed"));
  await assert.rejects(analyzer.analyze("Yes."), code("disposed"));
});

test("too long a text is refused with the limit", async () => {
  const analyzer = createAnalyzer({ maxLength: 10 });
  await assert.rejects(analyzer.analyze("x".repeat(11)), code("too-long"));
  assert.throws(() => sync.analyze("x".repeat(11), { maxLength: 10 }), code("too-long"));
  await assert.rejects(analyzer.analyze(undefined), TypeError);
});

test("a worker that does not start is an error, or the work is done here", async () => {
  const missing = new URL("missing.js", pathToFileURL(`${user.folder}/`));
  await assert.rejects(createAnalyzer({ worker: missing }).analyze("Yes."), code("worker-failed"));
  const unmakable = () => {
    throw new Error("forbidden");
  };
  await assert.rejects(createAnalyzer({ worker: unmakable }).analyze("Yes."), code("worker-failed"));
  assert.equal((await inline.createAnalyzer({ worker: "auto" }).analyze("Yes.")).length, 4);
});

test("wasm that is broken or missing is a clear error", async () => {
  await assert.rejects(
    createAnalyzer({ wasm: new Uint8Array([1, 2, 3]) }).analyze("Yes."),
    code("wasm-failed"),
  );
  const wasm = new Response("", { status: 404 });
  await assert.rejects(createAnalyzer({ wasm }).analyze("Yes."), code("wasm-failed"));
});

test("errors are of the exported class", async () => {
  const error = await createAnalyzer({ maxLength: 1 })
    .analyze("xx")
    .catch((e) => e);
  assert.ok(error instanceof WhosaidError && error instanceof Error);
});

test("each analysis is on the platform's timeline, and leaves nothing there", async () => {
  const seen = new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve(list.getEntriesByName("whosaid"));
    }).observe({ entryTypes: ["measure"] });
  });
  sync.analyze(ARTICLE);
  const [measure] = await seen;
  assert.ok(measure.duration > 0);
  assert.deepEqual(performance.getEntriesByName("whosaid"), []);
});
