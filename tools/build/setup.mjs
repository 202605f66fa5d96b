// Puts in place what a bare clone lacks: the npm packages and Rust's wasm target.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { output, ROOT, run } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

/** Everything that the build needs. */
export function setUp() {
  installPackages(ROOT);
  installTarget();
}

/** Installs the npm packages of a folder's lock file, unless just these are there. */
export function installPackages(folder) {
  const copy = join(folder, "node_modules/.package-lock.json");
  if (existsSync(copy) && sameVersions(join(folder, "package-lock.json"), copy)) return;
  run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
}

function sameVersions(lock, copy) {
  const wanted = packages(lock);
  const found = packages(copy);
  // The installed list lacks what is optional on other systems.
  return Object.entries(wanted).every(([name, { version, optional }]) =>
    found[name] ? found[name].version === version : optional || name === "",
  );
}

function packages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

function installTarget() {
  try {
    if (output("rustc", ["--print", "target-libdir", "--target", TARGET]) && targetIsThere()) return;
  } catch {
    throw new Error("Rust is not installed: get it with rustup, from https://rustup.rs");
  }
  run("rustup", ["target", "add", TARGET]);
}

function targetIsThere() {
  return existsSync(output("rustc", ["--print", "target-libdir", "--target", TARGET]).trim());
}
