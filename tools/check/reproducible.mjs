// `npm run reproducible`: builds the last commit twice, each time from nothing and in a folder of another name, and
// compares what comes out to the byte. Minutes long, so not part of `npm test`.

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, run } from "../build/run.mjs";

const OUTPUTS = ["dist", "dist-page"];

const [first, second] = ["whosaid-", "whosaid-built-again-"].map(build);
const different = [...new Set([...first.keys(), ...second.keys()])].filter(
  (file) => first.get(file) !== second.get(file),
);
if (different.length > 0) throw new Error(`not the same twice: ${different.join(", ")}`);
console.log(
  `${first.size} files, the same twice; dist/whosaid.wasm has sha256 ${first.get("dist/whosaid.wasm")}`,
);

/** Builds in a new folder. Gives the hash of each file by its path. */
function build(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    run("git", ["clone", "--quiet", ROOT, folder]);
    // What npm installs is pinned by its lock file: it need not be fetched again.
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    run(process.execPath, ["tools/build/build.mjs"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    return hashes(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hashes(folder) {
  const files = OUTPUTS.flatMap((output) =>
    readdirSync(join(folder, output), { recursive: true }).map((name) => join(output, name)),
  );
  const hash = (file) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  return new Map(
    files.filter((file) => statSync(join(folder, file)).isFile()).map((file) => [file, hash(file)]),
  );
}
