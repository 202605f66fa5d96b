// What `npm test` runs, in order: a name, a command and its arguments. The order puts the quick checks first.

const node = process.execPath;
const cargo = (...args) => ["cargo", args];
const tests = (...files) => [node, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files]];

/** The package's build: half of it keeps one core only, so the checks that need no package run beside it. */
export const BUILD = ["build of the package", node, ["tools/build/build.mjs"]];

/** The checks of the sources. */
export const OF_SOURCES = [
  ["Rust format", ...cargo("fmt", "--all", "--check")],
  ["JavaScript format and lint", "node_modules/.bin/biome", ["check", "--error-on-warnings"]],
  ["Rust lints", ...cargo("clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings")],
  [
    "Rust lints without Parquet",
    ...cargo("clippy", "--locked", "--no-default-features", "--", "--deny", "warnings"),
  ],
  ["fuzz targets", ...cargo("check", "--locked", "--manifest-path", "fuzz/Cargo.toml")],
  ["benchmarks", ...cargo("check", "--locked", "--manifest-path", "benches/Cargo.toml", "--benches")],
  ["licences and sources", node, ["tools/check/supply.mjs"]],
  ["Rust tests", ...cargo("test", "--locked", "--workspace")],
];

/** The checks of the package; some look at the clock, so nothing runs beside them. */
export const OF_PACKAGE = [
  ["package in Node", ...tests("tests/package/")],
  ["modules of the page in Node", ...tests("tests/www/")],
  ["package in the browser", ...tests("tests/browser/")],
  ["examples from the packed package", ...tests("tests/examples/")],
];
