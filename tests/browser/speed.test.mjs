// How fast the package and the page are, in Chromium: as ratios and shares within one run.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../tools/build/serve.mjs";
import { ARTICLES, serveSite } from "../../tools/measure/site.mjs";
import { compareSpeed, pasteTasks, shareBelow, typingFrames } from "../../tools/measure/speed.mjs";
import { openBrowser } from "../support/browser.mjs";
import { ROOT } from "../support/package.mjs";

let site;
let page;
let driver;

before(async () => {
  site = await serveSite();
  page = await serve({ root: join(ROOT, "dist-page/") });
  driver = await openBrowser("chromium", { args: ["--window-size=1280,900"] });
});

after(async () => {
  await driver?.quit();
  page?.close();
  site?.close();
});

/** How many times faster than compromise an analysis is in any case; it is meant to come to 8. */
const FASTER = 1.5;

test("an analysis is faster than what compromise has of it", async () => {
  const { whosaid, compromise } = await compareSpeed(driver, site.address, ARTICLES);
  assert.ok(compromise / whosaid >= FASTER, `${compromise} ms / ${whosaid} ms`);
});

test("typing in an article of 5,000 words leaves most frames under 50 ms", async () => {
  const frames = await typingFrames(driver, page.address, 5000);
  assert.ok(frames.length >= 20, `${frames.length} frames`);
  assert.ok(shareBelow(frames, 50) >= 0.8, frames.map(Math.round).join(" "));
});

test("a megabyte is taken in by many short tasks", async () => {
  const tasks = await pasteTasks(driver, page.address, 1_000_000);
  const all = tasks.reduce((sum, task) => sum + task, 0);
  assert.ok(tasks[0] < all / 20, `the longest of ${tasks.length}: ${tasks[0]} ms of ${all} ms`);
});
