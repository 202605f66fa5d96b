// How long the native program takes for an article.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "../build/run.mjs";

/** So many articles at least are in a round: starting the program does not count then. */
const AT_ONCE = 400;
const ROUNDS = 7;

/** Milliseconds for an article on one thread, on average, in the fastest of several rounds. */
export function nativeTime(articles) {
  run("cargo", ["build", "--release", "--locked", "--quiet", "--bin", "whosaid"]);
  const folder = mkdtempSync(join(tmpdir(), "whosaid-native-"));
  const file = (name, texts) => {
    const path = join(folder, name);
    writeFileSync(path, texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
    return path;
  };
  const copies = Math.ceil(AT_ONCE / articles.length);
  const whole = file("all.jsonl", Array(copies).fill(articles).flat());
  const none = file("none.jsonl", []);
  const best = (path) => Math.min(...Array.from({ length: ROUNDS }, () => analysing(path)));
  const time = (best(whole) - best(none)) / (copies * articles.length);
  rmSync(folder, { recursive: true });
  return time;
}

function analysing(path) {
  const start = performance.now();
  const args = ["--jsonl", "--threads", "1", "--output", "/dev/null", path];
  const { status } = spawnSync(join(ROOT, "target/release/whosaid"), args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`whosaid ended with ${status}`);
  return performance.now() - start;
}
