// `npm run fuzz:dom -- SECONDS`: random articles in Chromium until the time is over or a promise is broken. Prints how
// many were tried and how much of www/dom they reached; keeps the smallest that fails for the tests to replay.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../../tests/support/browser.mjs";
import { onSamples, REGRESSIONS, serveSamples } from "../../tests/support/dom.mjs";

/** How long the browser is left alone, in milliseconds. */
const ROUND = 20_000;

/** How long a round may take where other work leaves the browser little of the processor. */
const PATIENCE = 30 * ROUND;

const seconds = Number(process.argv[2] ?? 60);
const site = await serveSamples();
const driver = await openBrowser("chromium");
try {
  await driver.manage().setTimeouts({ script: PATIENCE });
  await driver.get("about:blank");
  await driver.sendDevToolsCommand("Profiler.enable");
  await driver.sendDevToolsCommand("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  await driver.get(site.address);
  await fuzz(Date.now() + 1000 * seconds);
} finally {
  await driver.quit();
  site.close();
}

async function fuzz(end) {
  const source = await (await fetch(`${site.address}run.js`)).text();
  const code = codeUnderTest(source);
  const reached = new Uint8Array(source.length);
  let [seed, runs] = [Date.now() % 2 ** 31, 0];
  while (Date.now() < end) {
    const milliseconds = Math.min(ROUND, end - Date.now());
    const found = await onSamples(driver, "tryMany", { seed, runs: 1e9, milliseconds });
    runs += found.runs;
    await note(reached);
    const share = (100 * code.filter((at) => reached[at]).length) / code.length;
    console.log(`seed ${seed}: ${runs} articles so far, which reached ${share.toFixed(2)} % of www/dom`);
    if (found.why) return keep(seed, found);
    seed = (seed + 1) % 2 ** 31;
  }
  console.log(
    `never reached:\n${pieces(
      source,
      code.filter((at) => !reached[at]),
    ).join("\n")}`,
  );
}

function keep(seed, { smallest, why }) {
  const file = join(REGRESSIONS, `seed-${seed}.json`);
  writeFileSync(file, `${smallest}\n`);
  console.log(`${why}\nkept in ${file}`);
  process.exitCode = 1;
}

/** The places in the bundle that hold code of www/dom: esbuild names each file before its code. */
function codeUnderTest(source) {
  const sections = source.split(/^(?= {0,2}\/\/ \S+\.js$)/m);
  const starts = sections.map((_, i) => sections.slice(0, i).join("").length);
  return sections.flatMap((section, i) =>
    /^ *\/\/ www\/dom\//.test(section) ? [...section].map((_, at) => starts[i] + at) : [],
  );
}

/** Marks what ran since the last time. The ranges of a function nest; the innermost tells how often a place ran. */
async function note(reached) {
  const { result } = await driver.sendAndGetDevToolsCommand("Profiler.takePreciseCoverage");
  const counts = new Uint32Array(reached.length);
  const { functions } = result.find(({ url }) => url.endsWith("/run.js"));
  const size = ({ startOffset, endOffset }) => endOffset - startOffset;
  const ranges = functions.flatMap(({ ranges }) => ranges).toSorted((a, b) => size(b) - size(a));
  for (const { startOffset, endOffset, count } of ranges) counts.fill(count, startOffset, endOffset);
  counts.forEach((count, at) => {
    if (count > 0) reached[at] = 1;
  });
}

/** The texts at places that follow on one another. */
function pieces(source, places) {
  const starts = places.filter((at, i) => places[i - 1] !== at - 1);
  const ends = places.filter((at, i) => places[i + 1] !== at + 1);
  return starts.map((start, i) => source.slice(start, ends[i] + 1).trim()).filter(Boolean);
}
