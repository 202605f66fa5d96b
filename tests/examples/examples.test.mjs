// The examples, each built as its reader would from the packed package, and run in Chromium.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { By, until } from "selenium-webdriver";
import { serve } from "../../tools/build/serve.mjs";
import { installPackages } from "../../tools/build/setup.mjs";
import { openBrowser, screenshot } from "../support/browser.mjs";
import { install, ROOT } from "../support/package.mjs";

const EXAMPLES = join(ROOT, "examples/");
const PATIENCE = 60_000;

const ARTICLE =
  "“It is late,” said Mayor Ann Lee. “We will go home.”\n\n“Nobody asked us,” said Tom Reed, a baker.";
const EXPECTED = "Ann Lee: “It is late,” … “We will go home.”\nTom Reed: “Nobody asked us,”";

let server;
let driver;

before(async () => {
  installPackages(EXAMPLES);
  install(EXAMPLES);
  server = await serve({ root: EXAMPLES });
  driver = await openBrowser("chromium");
});

after(async () => {
  await driver?.quit();
  server?.close();
});

const bin = (name) => join(EXAMPLES, "node_modules/.bin", name);

function build(command, ...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  execFileSync(command, args, { cwd: EXAMPLES, env, stdio: ["ignore", "ignore", "inherit"] });
}

/** Opens a page and waits for its example's result. */
async function resultAt(address) {
  await driver.get(address);
  const output = await driver.wait(until.elementLocated(By.id("result")), PATIENCE);
  await driver.wait(async () => (await output.getAttribute("textContent")) !== "", PATIENCE);
  return output.getAttribute("textContent");
}

/** Waits until `<who-said>` on the page has its analysis: how many attributions it shows. */
function shown() {
  return driver.wait(
    () => driver.executeScript("return document.querySelector('who-said').analysis?.attributions.length"),
    PATIENCE,
  );
}

test("Node", () => {
  const script = join(EXAMPLES, "node/script.mjs");
  assert.equal(execFileSync("node", [script], { input: ARTICLE, encoding: "utf8" }), `${EXPECTED}\n`);
});

test("a page with a script tag", async () => {
  assert.equal(await resultAt(`${server.address}plain/`), EXPECTED);
  assert.equal(await shown(), 2);
  await screenshot(driver, "example-plain");
});

test("Vite", async () => {
  build(bin("vite"), "build", "vite");
  assert.equal(await resultAt(`${server.address}vite/dist/`), EXPECTED);
  assert.equal(await shown(), 2);
});

test("webpack", async () => {
  build(bin("webpack"), "--config", "webpack/webpack.config.js");
  assert.equal(await resultAt(`${server.address}webpack/`), EXPECTED);
  assert.equal(await shown(), 2);
});

test("esbuild", async () => {
  build("node", "esbuild/build.mjs");
  assert.equal(await resultAt(`${server.address}esbuild/`), EXPECTED);
});

test("React, which follows the text as it is typed", async () => {
  build(bin("vite"), "build", "react");
  assert.equal(await resultAt(`${server.address}react/dist/`), EXPECTED);
  await driver.findElement(By.css("textarea")).sendKeys("\n\n“Me too,” said Eve Moss.");
  const output = await driver.findElement(By.id("result"));
  await driver.wait(until.elementTextContains(output, "Eve Moss: “Me too,”"), PATIENCE);
});

test("React, with the element over an article that React renders anew", async () => {
  await driver.get(`${server.address}react/dist/`);
  await driver.wait(async () => (await painted()).includes("“Nobody asked us,”"), PATIENCE);
  await driver.findElement(By.css("textarea")).sendKeys("\n\n“Me too,” said Eve Moss.");
  await driver.wait(async () => (await painted()).includes("“Me too,”"), PATIENCE);
  await driver.findElement(By.css("label")).click();
  const left = `return [document.querySelectorAll("who-said").length, CSS.highlights.size,
    document.adoptedStyleSheets.length, document.querySelector("#article").innerHTML]`;
  const rendered = `${ARTICLE}\n\n“Me too,” said Eve Moss.`.split("\n\n").map((text) => `<p>${text}</p>`);
  assert.deepEqual(await driver.executeScript(left), [0, 0, 0, rendered.join("")]);
});

/** The words under highlights. */
function painted() {
  return driver.executeScript(
    `return [...CSS.highlights.values()].flatMap((set) => [...set]).map((range) => {
       const live = new Range();
       live.setStart(range.startContainer, range.startOffset);
       live.setEnd(range.endContainer, range.endOffset);
       return live.toString();
     })`,
  );
}

test("Next, rendered on the server", async () => {
  build(bin("next"), "build", "next");
  const { address, stop } = await startNext();
  try {
    assert.match(await (await fetch(address)).text(), /<article id="article">“It is late,”/);
    assert.equal(await resultAt(address), EXPECTED);
    assert.equal(await shown(), 2);
  } finally {
    stop();
  }
});

/** Starts Next's own server on a free port. */
async function startNext() {
  const next = spawn("node", ["node_modules/next/dist/bin/next", "start", "next", "--port", "0"], {
    cwd: EXAMPLES,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise((resolve, reject) => {
    let said = "";
    next.stdout.on("data", (chunk) => {
      said += chunk;
      const found = /localhost:(\d+)/.exec(said);
      if (found) resolve(found[1]);
    });
    next.once("exit", () => reject(new Error(`Next did not start: ${said}`)));
  });
  return { address: `http://localhost:${port}/`, stop: () => next.kill() };
}
