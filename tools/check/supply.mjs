// What the project is made of: licences and sources of the crates by cargo-deny, the npm packages by their lock file.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "../build/run.mjs";

const REGISTRY = "https://registry.npmjs.org/";

checkLock();
if (spawnSync("cargo", ["deny", "--version"]).status === 0) {
  run("cargo", ["deny", "--offline", "check", "bans", "licenses", "sources"]);
} else {
  console.log("crates not checked: cargo install --locked cargo-deny");
}

/** Every npm package is from a registry, with a hash of its bytes, and none of them is in what users get. */
function checkLock() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const { "": _, ...installed } = packages;
  const isRight = ({ dev, link, integrity, resolved = REGISTRY }) =>
    dev && !link && integrity?.startsWith("sha512-") && resolved.startsWith(REGISTRY);
  const wrong = Object.keys(installed).filter((path) => !isRight(installed[path]));
  if (wrong.length > 0) throw new Error(`package-lock.json: ${wrong.join(", ")}`);
  console.log(`${Object.keys(installed).length} npm packages, all for development, each with its hash`);
}
