// What `npm test` runs, in order: a name and a command. The order puts the quick checks first.

const node = process.execPath;
const cargo = (...args) => ["cargo", args];
const tests = (...files) => [node, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files]];

/** Every check of the project. */
export const STEPS = [
  ["Rust format", ...cargo("fmt", "--all", "--check")],
  ["JavaScript format and lint", "node_modules/.bin/biome", ["check", "--error-on-warnings"]],
  ["build of the package", node, ["tools/build/build.mjs"]],
  ["Rust lints", ...cargo("clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings")],
  [
    "Rust lints without Parquet",
    ...cargo("clippy", "--locked", "--no-default-features", "--", "--deny", "warnings"),
  ],
  ["fuzz targets", ...cargo("check", "--locked", "--manifest-path", "fuzz/Cargo.toml")],
  ["benchmarks", ...cargo("check", "--locked", "--manifest-path", "benches/Cargo.toml", "--benches")],
  ["licences and sources", node, ["tools/check/supply.mjs"]],
  ["Rust tests", ...cargo("test", "--locked", "--workspace")],
  ["package in Node", ...tests("tests/package/")],
  ["modules of the page in Node", ...tests("tests/www/")],
  ["package in the browser", ...tests("tests/browser/")],
  ["examples from the packed package", ...tests("tests/examples/")],
];
