// Rust to `dist/whosaid.wasm` and its bindings in `www/lib/bindings`. Same sources, same bytes.

import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

const BUILT = "target/wasm32-unknown-unknown/release/whosaid.wasm";
const BOUND = "target/bindings";
const BINDINGS = "www/lib/bindings";

/** Builds the wasm, writes its bindings and makes it small. */
export function buildWasm() {
  run("cargo", ["build", "--locked", "--release", "--lib", "--target", "wasm32-unknown-unknown"], {
    env: withFlags(),
  });
  rmSync(join(ROOT, BOUND), { recursive: true, force: true });
  run("cargo", ["run", "--locked", "--quiet", "--package", "bind", "--", BUILT, BOUND]);
  mkdirSync(join(ROOT, BINDINGS), { recursive: true });
  for (const file of ["whosaid.js", "whosaid.d.ts"]) {
    copyFileSync(join(ROOT, BOUND, file), join(ROOT, BINDINGS, file));
  }
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  run("node_modules/.bin/wasm-opt", [
    "-O3",
    "--converge",
    // A function that has taken in all that it alone calls is compiled badly by browsers, and late: 4 % of the time.
    "--one-caller-inline-max-function-size=0",
    // Nothing lies in the first kilobyte: it is the far end of the stack, which is there before all data.
    "--low-memory-unused",
    "--strip-producers",
    join(BOUND, "whosaid_bg.wasm"),
    "-o",
    "dist/whosaid.wasm",
  ]);
}

/** Panic messages hold the paths of sources: they are made the same on every machine. */
function withFlags() {
  const cargo = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const flags = [
    `--remap-path-prefix=${cargo}=cargo`,
    `--remap-path-prefix=${ROOT.replace(/\/$/, "")}=whosaid`,
  ];
  return { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
}
