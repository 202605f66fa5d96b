// The package's files in the browsers that are there, under the strict policy that the README states.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { until } from "selenium-webdriver";
import { serve } from "../../tools/build/serve.mjs";
import { ARTICLE, assertAnalysed } from "../support/article.mjs";
import { openBrowser } from "../support/browser.mjs";
import { inEachBrowser } from "../support/each-browser.mjs";
import { ROOT } from "../support/package.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; style-src 'self'";

/** A script of the page's own: to a driver's scripts Firefox applies no policy. It shows the error's code as title. */
const BLOCKED = `import { analyze } from "/dist/whosaid.js";
analyze("x").catch(({ code }) => { document.title = code; });`;

/** A worker that starts well and fails at the first text. */
const DYING = `onmessage = ({ data }) => {
  if (data.kind === "start") postMessage({ kind: "ready" });
  else throw new Error("out of memory");
};`;

inEachBrowser(suite);

/** @param {string} name of a browser */
function suite(name) {
  const asked = [];
  let root;
  let server;
  let driver;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "whosaid-browser-"));
    cpSync(join(ROOT, "dist"), join(root, "dist"), { recursive: true });
    writeFileSync(
      join(root, "index.html"),
      "<!doctype html><html lang=en><title>test</title><body></body></html>",
    );
    writeFileSync(join(root, "dying.js"), DYING);
    writeFileSync(join(root, "classic.html"), classicPage());
    writeFileSync(
      join(root, "blocked.html"),
      '<!doctype html><script type="module" src="blocked.js"></script>',
    );
    writeFileSync(join(root, "blocked.js"), BLOCKED);
    const headers = { "content-security-policy": POLICY };
    server = await serve({ root: `${root}/`, headers, log: (path) => asked.push(path) });
    driver = await openBrowser(name);
  });

  after(async () => {
    await driver?.quit();
    server?.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** A page with the classic script, checked by its hash. */
  function classicPage() {
    const { "whosaid.global.js": integrity } = JSON.parse(
      readFileSync(join(ROOT, "dist/integrity.json"), "utf8"),
    );
    return `<!doctype html><html lang=en><title>test</title>
    <script src="/dist/whosaid.global.js" integrity="${integrity}" crossorigin="anonymous"></script></html>`;
  }

  /** Runs a script on a fresh page; what it returns, or the code of its error. */
  function onPage(script, ...args) {
    return onPageAt("", script, ...args);
  }

  async function onPageAt(path, script, ...args) {
    await driver.get(server.address + path);
    asked.length = 0;
    const wrapped = `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
    (async () => { ${script} })().then(done, (e) => done({ code: e.code, message: String(e) }));`;
    return driver.executeAsyncScript(wrapped, ...args);
  }

  const count = (file) => asked.filter((path) => path.endsWith(file)).length;

  test("the worker analyses under the strict policy, and the wasm is fetched once", async () => {
    const analysis = await onPage(
      `const { analyze, createAnalyzer } = await import("/dist/whosaid.js");
     const results = await Promise.all([analyze(args[0]), createAnalyzer({ worker: true }).analyze(args[0])]);
     return results[1];`,
      ARTICLE,
    );
    assertAnalysed(assert, analysis);
    assert.equal(count("whosaid.wasm"), 1);
  });

  test("importing fetches no wasm and starts no worker", async () => {
    await onPage(
      `for (const entry of ["whosaid", "sync", "inline"]) await import("/dist/" + entry + ".js"); return 1;`,
    );
    assert.equal(count("whosaid.wasm") + count("worker.js"), 0);
  });

  test("the synchronous entry works after init, and says so before", async () => {
    const result = await onPage(
      `const { analyze, init } = await import("/dist/sync.js");
     let code; try { analyze("x"); } catch (e) { code = e.code; }
     await init();
     return [code, analyze(args[0])];`,
      ARTICLE,
    );
    assert.equal(result[0], "not-ready");
    assertAnalysed(assert, result[1]);
  });

  test("the inline entry needs nothing beside its file", async () => {
    const analysis = await onPage(`return (await import("/dist/inline.js")).analyze(args[0]);`, ARTICLE);
    assertAnalysed(assert, analysis);
    assert.deepEqual(asked, ["/dist/inline.js"]);
  });

  test("a long analysis arrives in parts, none of them long, and is the same as in one piece", async () => {
    const [same, longest, all] = await onPage(
      `const { createAnalyzer } = await import("/dist/whosaid.js");
     const { analyze, init } = await import("/dist/sync.js");
     await init();
     const lengths = [];
     const worker = () => {
       const worker = new Worker("/dist/worker.js", { type: "module" });
       worker.addEventListener("message", ({ data }) => lengths.push(JSON.stringify(data).length));
       return worker;
     };
     const text = args[0].repeat(1000);
     const analysis = await createAnalyzer({ worker }).analyze(text);
     const same = JSON.stringify(analysis) === JSON.stringify(analyze(text));
     return [same, Math.max(...lengths), lengths.reduce((sum, length) => sum + length, 0)];`,
      ARTICLE,
    );
    assert.ok(same);
    assert.ok(longest < all / 10, `the longest message has ${longest} of ${all} characters`);
  });

  test("a worker that dies in mid-work is told to the caller and replaced", async () => {
    const results = await onPage(
      `const { createAnalyzer } = await import("/dist/whosaid.js");
     const scripts = ["/dying.js", "/dist/worker.js"];
     const analyzer = createAnalyzer({ worker: () => new Worker(scripts.shift(), { type: "module" }) });
     const code = await analyzer.analyze("x").then(() => "answered", (e) => e.code);
     return [code, (await analyzer.analyze("yes")).length, scripts.length];`,
    );
    assert.deepEqual(results, ["worker-failed", 3, 0]);
  });

  test("a missing worker or wasm is a typed error", async () => {
    const codes = await onPage(
      `const { createAnalyzer } = await import("/dist/whosaid.js");
     const code = (options) => createAnalyzer(options).analyze("x").then(() => "none", (e) => e.code);
     return [await code({ worker: "/no.js" }), await code({ wasm: "/no.wasm" }), await code({ worker: "https://example.invalid/w.js" })];`,
    );
    assert.deepEqual(codes, ["worker-failed", "wasm-failed", "worker-failed"]);
  });

  test("the classic script, checked by its hash, puts everything under one name", async () => {
    const analysis = await onPageAt("classic.html", `return whosaid.analyze(args[0]);`, ARTICLE);
    assertAnalysed(assert, analysis);
  });

  test("from another origin it works too, where no worker can be made from its address", async () => {
    const paths = [];
    const headers = { "access-control-allow-origin": "*" };
    const cdn = await serve({ root: `${root}/`, headers, log: (path) => paths.push(path) });
    const plain = await serve({ root: `${root}/` });
    try {
      await driver.get(plain.address);
      const result = await driver.executeAsyncScript(
        `const [address, article, done] = arguments;
         (async () => {
           const { analyze, createAnalyzer } = await import(address + "dist/whosaid.js");
           const code = await createAnalyzer({ worker: true }).analyze("x").then(() => "none", (e) => e.code);
           await import(address + "dist/define.js");
           const element = document.createElement("who-said");
           const shown = new Promise((resolve) => element.addEventListener("whosaid-analysis", resolve, { once: true }));
           element.textContent = article;
           document.body.append(element);
           await shown;
           return [await analyze(article), code];
         })().then(done, (error) => done([String(error)]));`,
        cdn.address,
        ARTICLE,
      );
      assertAnalysed(assert, result[0]);
      assert.equal(result[1], "worker-failed");
      assert.equal(paths.filter((path) => path.endsWith(".wasm")).length, 1);
    } finally {
      for (const server of [cdn, plain]) server.close();
    }
  });

  test("a policy that forbids WebAssembly is told apart from a broken file", async () => {
    const headers = { "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") };
    const strict = await serve({ root: `${root}/`, headers });
    try {
      await driver.get(`${strict.address}blocked.html`);
      await driver.wait(until.titleIs("wasm-blocked"), 10_000);
    } finally {
      strict.close();
    }
  });
}
