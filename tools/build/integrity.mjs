// `dist/integrity.json`: the hash of each file that a page may load from elsewhere, for `integrity="…"`.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

const DIST = join(ROOT, "dist");

/** Writes the hashes of all scripts and of the wasm. */
export function writeIntegrity() {
  const names = readdirSync(DIST).filter((name) => /\.(js|wasm)$/.test(name));
  const hashes = Object.fromEntries(names.sort().map((name) => [name, hash(readFileSync(join(DIST, name)))]));
  writeFileSync(join(DIST, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
}

function hash(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
