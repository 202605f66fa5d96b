// The page, from `www` and the built package to `dist-page`: it uses the package's entries as any user would.

import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./run.mjs";

const PAGE = join(ROOT, "dist-page");

/** What goes along as it is. The worker and the wasm are found beside the script. */
const COPIED = [
  "www/index.html",
  "www/manifest.webmanifest",
  "www/icon.svg",
  "www/icon-192.png",
  "www/icon-512.png",
  "www/icon-maskable.png",
  "www/service-worker.js",
  "dist/worker.js",
  "dist/whosaid.wasm",
  "dist/whosaid-plain.wasm",
];

/** Writes the page; `dist` must be there. */
export async function buildPage() {
  rmSync(PAGE, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    alias: aliases(["whosaid", "define", "dom", "export"]),
    bundle: true,
    charset: "utf8",
    chunkNames: "chunk-[hash]",
    entryPoints: ["www/page/main.js", "www/page/page.css"],
    format: "esm",
    loader: { ".txt": "text" },
    logLevel: "warning",
    // The package's chunks only define things, so an import for its effects alone may well be dropped.
    logOverride: { "ignored-bare-import": "silent" },
    minify: true,
    outdir: "dist-page",
    splitting: true,
    target: "es2023",
  });
  for (const file of COPIED) cpSync(join(ROOT, file), join(PAGE, file.slice(file.lastIndexOf("/") + 1)));
  writeFileSync(join(PAGE, "assets.json"), JSON.stringify(assets()));
}

/** The built file behind each of the package's entries. */
function aliases(entries) {
  const name = (entry) => (entry === "whosaid" ? entry : `whosaid/${entry}`);
  return Object.fromEntries(entries.map((entry) => [name(entry), join(ROOT, `dist/${entry}.js`)]));
}

/** What stays with the server until an engine without vectors asks: all others would fetch it for nothing. */
const NOT_KEPT = ["service-worker.js", "whosaid-plain.wasm"];

/** Every file that the page needs offline, and a digest of all their bytes. */
function assets() {
  const files = readdirSync(PAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_KEPT.includes(entry.name))
    .map((entry) => relative(PAGE, join(entry.parentPath, entry.name)))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(PAGE, file)));
  return { version: hash.digest("hex").slice(0, 16), files };
}
