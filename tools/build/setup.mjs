// Puts in place what a bare clone lacks: the npm packages and Rust with its wasm target.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

const TOOLCHAIN = "1.95.0";
const TARGET = "wasm32-unknown-unknown";
const COMPONENTS = ["clippy", "rustfmt"];

/** Everything that the build needs. */
export function setUp() {
  installPackages(ROOT);
  installRust();
}

/**
 * Installs the npm packages of a folder's lock file, unless just these are there. Not by `npm ci`: it refuses a
 * lock that does not name the packages which other systems would choose.
 */
export function installPackages(folder) {
  const copy = join(folder, "node_modules/.package-lock.json");
  if (existsSync(copy) && sameVersions(join(folder, "package-lock.json"), copy)) return;
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: folder });
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

/**
 * Chooses the pinned toolchain, so that lints and the wasm's bytes are the same everywhere, and installs what
 * it lacks. `RUSTUP_TOOLCHAIN` chooses another.
 */
function installRust() {
  process.env.RUSTUP_TOOLCHAIN ??= TOOLCHAIN;
  const toolchain = process.env.RUSTUP_TOOLCHAIN;
  if (isComplete(toolchain)) return;
  const parts = COMPONENTS.flatMap((name) => ["--component", name]);
  run("rustup", [
    "toolchain",
    "install",
    toolchain,
    "--profile",
    "minimal",
    "--no-self-update",
    "--target",
    TARGET,
    ...parts,
  ]);
}

/** Whether the toolchain is there with every part. */
function isComplete(toolchain) {
  const args = ["component", "list", "--installed", "--toolchain", toolchain];
  const { error, stdout, status } = spawnSync("rustup", args, { encoding: "utf8" });
  if (error) throw new Error("Rust is not installed: get rustup from https://rustup.rs");
  return status === 0 && [...COMPONENTS, `rust-std-${TARGET}`].every((name) => stdout.includes(name));
}
