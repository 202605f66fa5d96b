// `node tools/measure/crates.mjs`: how many bytes of the wasm's code come from each crate, after a build of the package.
// What the compiler has put into its caller counts as the caller's.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "../build/run.mjs";

const folder = mkdtempSync(join(tmpdir(), "whosaid-crates-"));
const named = join(folder, "named.wasm");
const flags = ["-Oz", "--converge", "--low-memory-unused", "--enable-simd", "--debuginfo"];
run("node_modules/.bin/wasm-opt", [...flags, join(ROOT, "target/bindings/whosaid_bg.wasm"), "-o", named]);
const bytes = readFileSync(named);
rmSync(folder, { recursive: true });

/** Into these the compiler puts the analysis itself. */
const OURS = /^(std::thread::local::LocalKey<T>::with|analyze)\b/;

/** What the standard library is made of. */
const STANDARD = new Set(["alloc", "core", "dlmalloc", "hashbrown", "__rustc"]);

const sizes = new Map();
const names = functionNames();
functionSizes().forEach((size, index) => {
  const crate = crateOf(names.get(index) ?? "");
  sizes.set(crate, (sizes.get(crate) ?? 0) + size);
});
for (const [crate, size] of [...sizes].sort((a, b) => b[1] - a[1]))
  console.log(`${crate.padEnd(24)}${size.toLocaleString("en").padStart(10)}`);

/** Reads numbers (LEB128) and slices off a buffer. */
function reader(buffer, at = 0) {
  const number = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = buffer[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  };
  const take = (length) => {
    at += length;
    return buffer.subarray(at - length, at);
  };
  return { number, take, done: () => at >= buffer.length };
}

/** The contents of a section, by its number; of custom ones by their name. */
function section(wanted, name) {
  const all = reader(bytes, 8);
  while (!all.done()) {
    const id = all.number();
    const content = all.take(all.number());
    if (id !== wanted) continue;
    if (id !== 0) return content;
    const inside = reader(content);
    const found = inside.take(inside.number());
    if (found.toString() === name) return content.subarray(found.length + 1);
  }
  throw new Error(`no section ${name ?? wanted}`);
}

/** The bytes of each function, by its index; imported ones come first and have none. */
function functionSizes() {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  const imported = imports.filter(({ kind }) => kind === "function").length;
  const code = reader(section(10));
  const sizes = new Map();
  const count = code.number();
  for (let i = 0; i < count; i++) sizes.set(imported + i, code.take(code.number()).length);
  return sizes;
}

/** The names of functions, by their index: subsection 1 of the section of names. */
function functionNames() {
  const all = reader(section(0, "name"));
  const names = new Map();
  while (!all.done()) {
    const id = all.number();
    const part = reader(all.take(all.number()));
    if (id !== 1) continue;
    const count = part.number();
    for (let i = 0; i < count; i++) {
      const index = part.number();
      names.set(index, part.take(part.number()).toString());
    }
  }
  return names;
}

/** `<serde::de::X as core::fmt::Debug>::fmt` is of serde; the standard library is one, with what it is used for. */
function crateOf(name) {
  if (OURS.test(name)) return "whosaid";
  const crate = name.match(/^[<&*\s]*(?:mut |dyn )?([a-z_]\w*)(?:\[\w+\])?::/)?.[1] ?? "std";
  return STANDARD.has(crate) ? "std" : crate;
}
