// `npm test`: runs every check, goes on after a failure, and closes with a count. Exits 1 when one failed.

import { spawnSync } from "node:child_process";
import { ROOT } from "../build/run.mjs";
import { setUp } from "../build/setup.mjs";
import { setUpBrowsers } from "./browsers.mjs";
import { STEPS } from "./steps.mjs";

/** Runs one step and tells how it went. */
function passes([name, command, args]) {
  console.log(`\n== ${name}: ${[command, ...args].join(" ")}`);
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  if (error) console.error(`${command}: ${error.message}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`-- ${name}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s`);
  return status === 0;
}

setUp();
const missing = setUpBrowsers();
const failed = STEPS.filter((step) => !passes(step)).map(([name]) => name);
if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
for (const browser of missing) console.log(`\nnot tested: ${browser}`);
console.log(`\n${STEPS.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
