// The entries of the package, from `www` to `dist`: ES modules, one of them with all inside, and a classic script.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./run.mjs";

/** Entries that share their code through chunks, so that the page has one analyzer and fetches one wasm. */
const MODULES = {
  whosaid: "www/lib/whosaid.ts",
  sync: "www/lib/sync.ts",
  element: "www/element/element.js",
  define: "www/element/define.js",
  dom: "www/dom.js",
  export: "www/export/index.js",
};

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  outdir: "dist",
  target: ["es2022", "chrome111", "firefox128", "safari17"],
};

/** Writes every JavaScript file of the package. */
export async function bundle() {
  await build({ ...COMMON, entryPoints: MODULES, splitting: true, chunkNames: "chunk-[hash]" });
  // By itself, whole: a worker is started from one address.
  await build({ ...COMMON, entryPoints: { worker: "www/lib/worker.ts" } });
  const plugins = [inlined()];
  await build({ ...COMMON, entryPoints: { inline: "www/lib/inline.ts" }, plugins });
  const entryPoints = { "whosaid.global": "www/global.ts" };
  await build({ ...COMMON, entryPoints, plugins, format: "iife", globalName: "whosaid" });
}

/** Makes every file import the entry with all inside, and fills `inlined.js` with the wasm and with the worker as a classic script. */
function inlined() {
  return {
    name: "inlined",
    setup(builder) {
      const inline = join(ROOT, "www/lib/inline.ts");
      builder.onResolve({ filter: /\/lib\/whosaid\.js$/ }, () => ({ path: inline }));
      builder.onResolve({ filter: /\/inlined\.js$/ }, ({ path }) => ({ path, namespace: "inlined" }));
      builder.onLoad({ filter: /.*/, namespace: "inlined" }, async () => ({
        contents: await inlinedModule(),
      }));
    },
  };
}

async function inlinedModule() {
  const worker = await build({
    ...COMMON,
    entryPoints: ["www/lib/worker.ts"],
    format: "iife",
    outdir: undefined,
    write: false,
  });
  const wasm = readFileSync(join(ROOT, "dist/whosaid.wasm")).toString("base64");
  const text = JSON.stringify(worker.outputFiles[0].text);
  return `export const wasmText = "${wasm}";\nexport const workerText = ${text};\n`;
}
