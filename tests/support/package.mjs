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

/** Puts the packed package into a folder's `node_modules`, and gives its path there. */
export function install(folder) {
  const home = join(folder, "node_modules/whosaid");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", pack(), "-C", home, "--strip-components=1"]);
  return home;
}

/** An empty project with the packed package in it. `remove` takes it away again. */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), "whosaid-user-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  return { folder, package: install(folder), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
