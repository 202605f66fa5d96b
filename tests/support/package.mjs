// The package as a user gets it: packed into a tarball and installed into a folder of its own.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Packs `dist` and gives the tarball's path. */
export function pack() {
  const folder = mkdtempSync(join(tmpdir(), "whosaid-pack-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, readdirSync(folder)[0]);
}

/** An empty project with the packed package in its `node_modules`. `remove` takes it away again. */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), "whosaid-user-"));
  const home = join(folder, "node_modules/whosaid");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", pack(), "-C", home, "--strip-components=1"]);
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  return { folder, package: home, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
