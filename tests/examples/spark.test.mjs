// The example for Spark, in local mode beside the plain command. `PYTHON` names a Python with pyspark and pyarrow.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run } from "../../tools/build/run.mjs";
import { ROOT } from "../support/package.mjs";

const PYTHON = process.env.PYTHON ?? "python3";

function lack() {
  if (spawnSync("java", ["-version"]).status !== 0) return "no java";
  const { status } = spawnSync(PYTHON, ["-c", "import pyspark, pyarrow"]);
  return status === 0 ? false : `${PYTHON} has no pyspark: install pyspark and pyarrow, set PYTHON`;
}

test("PySpark says what the plain command says", { skip: lack() }, () => {
  run("cargo", ["build", "--locked", "--quiet", "--workspace", "--bin", "whosaid"]);
  const folder = mkdtempSync(join(tmpdir(), "whosaid-spark-"));
  const archive = join(folder, "archive.jsonl");
  const lines = execFileSync("node", [join(ROOT, "tools/measure/archive.mjs"), "300"]);
  writeFileSync(archive, lines);
  // It compares every analysis, and fails when one differs.
  execFileSync(PYTHON, [join(ROOT, "tools/measure/spark.py"), join(ROOT, "target/debug/whosaid"), archive], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  rmSync(folder, { recursive: true });
});
