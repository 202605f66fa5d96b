// Rust to `dist/whosaid.wasm`, to `dist/whosaid-plain.wasm` for engines without vectors, and their bindings in
// `www/lib/bindings`. Same sources, same bytes.

import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";
const BINDINGS = "www/lib/bindings";

/** Both builds: one folder of Cargo's each, so that neither undoes what the other has compiled. */
const VECTORS = {
  name: "whosaid",
  folder: "target",
  rustFlags: ["-Ctarget-feature=+simd128"],
  optFlags: ["--enable-simd"],
};
const PLAIN = { name: "whosaid-plain", folder: "target/plain", rustFlags: [], optFlags: [] };

/** Builds the wasm twice, with vectors and without, and writes the bindings, which both share. */
export function buildWasm() {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  const bound = buildOne(VECTORS);
  buildOne(PLAIN);
  mkdirSync(join(ROOT, BINDINGS), { recursive: true });
  for (const file of ["whosaid.js", "whosaid.d.ts"]) {
    copyFileSync(join(ROOT, bound, file), join(ROOT, BINDINGS, file));
  }
}

/** Builds one wasm and makes it small. Gives the folder of its bindings. */
function buildOne({ name, folder, rustFlags, optFlags }) {
  const cargo = ["build", "--locked", "--release", "--lib", "--target", TARGET, "--target-dir", folder];
  run("cargo", cargo, { env: withFlags(rustFlags) });
  const bound = `${folder}/bindings`;
  rmSync(join(ROOT, bound), { recursive: true, force: true });
  const built = `${folder}/${TARGET}/release/whosaid.wasm`;
  run("cargo", ["run", "--locked", "--quiet", "--package", "bind", "--", built, bound]);
  run("node_modules/.bin/wasm-opt", [
    "-O3",
    "--converge",
    // A function that has taken in all that it alone calls is compiled badly by browsers, and late: 4 % of the time.
    "--one-caller-inline-max-function-size=0",
    // Nothing lies in the first kilobyte: it is the far end of the stack, which is there before all data.
    "--low-memory-unused",
    "--strip-producers",
    ...optFlags,
    join(bound, "whosaid_bg.wasm"),
    "-o",
    `dist/${name}.wasm`,
  ]);
  return bound;
}

/** Panic messages hold the paths of sources: they are made the same on every machine. */
function withFlags(more) {
  const cargo = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const flags = [
    `--remap-path-prefix=${cargo}=cargo`,
    `--remap-path-prefix=${ROOT.replace(/\/$/, "")}=whosaid`,
    ...more,
  ];
  return { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
}
