// `npm test`: runs every check, goes on after a failure, and closes with a count. Exits 1 when one failed.

import { spawn } from "node:child_process";
import { ROOT } from "../build/run.mjs";
import { setUp } from "../build/setup.mjs";
import { setUpBrowsers } from "./browsers.mjs";
import { BUILD, OF_PACKAGE, OF_SOURCES } from "./steps.mjs";

const failed = [];

/** Runs one step and tells how it went; one in the background keeps its output until then. */
async function check([name, command, args], { background = false } = {}) {
  const title = `\n== ${name}: ${[command, ...args].join(" ")}`;
  console.log(background ? `${title} (beside what follows)` : title);
  const start = performance.now();
  const output = background ? "pipe" : "inherit";
  const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", output, output] });
  const kept = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (data) => kept.push(data));
  const passed = await new Promise((resolve) => {
    child.on("error", (error) => kept.push(`${command}: ${error.message}\n`));
    child.on("close", (status) => resolve(status === 0));
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!passed) failed.push(name);
  return () => {
    if (kept.length > 0) console.log(`${title}\n${kept.join("").trimEnd()}`);
    console.log(`-- ${name}: ${passed ? "passed" : "FAILED"} in ${seconds} s`);
  };
}

setUp();
const missing = setUpBrowsers();
const build = check(BUILD, { background: true });
for (const step of OF_SOURCES) (await check(step))();
(await build)();
for (const step of OF_PACKAGE) (await check(step))();

if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
for (const browser of missing) console.log(`\nnot tested: ${browser}`);
const all = 1 + OF_SOURCES.length + OF_PACKAGE.length;
console.log(`\n${all - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
