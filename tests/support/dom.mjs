// Serves a page that tries samples of tests/dom.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../tools/build/run.mjs";
import { serve } from "../../tools/build/serve.mjs";

/** Where samples are kept that once broke something. */
export const REGRESSIONS = join(ROOT, "tests/regressions/dom");

/** Gives the page's address and a way to end it. */
export async function serveSamples() {
  const root = mkdtempSync(join(tmpdir(), "whosaid-dom-"));
  await build({
    entryPoints: [join(ROOT, "tests/dom/run.js")],
    bundle: true,
    format: "esm",
    charset: "utf8",
    absWorkingDir: ROOT,
    outfile: join(root, "run.js"),
  });
  writeFileSync(
    join(root, "index.html"),
    "<!doctype html><html lang=en><meta charset=utf-8><title>samples</title>",
  );
  const server = await serve({ root: `${root}/` });
  const close = () => {
    server.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { address: server.address, close };
}

/** Calls a function of tests/dom/run.js on the page that is open. */
export async function onSamples(driver, name, argument) {
  const answer = await driver.executeAsyncScript(
    `const [name, argument, done] = arguments;
     import("./run.js").then((run) => run[name](argument)).then(
       (value) => done({ value }), (error) => done({ failed: String(error && error.stack) }));`,
    name,
    argument,
  );
  if (answer.failed) throw new Error(answer.failed);
  return answer.value;
}

/** The kept samples, by the names of their files. */
export function regressions() {
  return readdirSync(REGRESSIONS).map((name) => [
    name,
    JSON.parse(readFileSync(join(REGRESSIONS, name), "utf8")),
  ]);
}
