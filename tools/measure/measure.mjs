// `node tools/measure/measure.mjs [ARTICLES.jsonl]`: how fast the built package and page are in Chromium, beside
// compromise, wink-nlp and the native program; without a file on the page's own samples, which are short.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../../tests/support/browser.mjs";
import { ROOT } from "../build/run.mjs";
import { serve } from "../build/serve.mjs";
import { nativeTime } from "./native.mjs";
import { ARTICLES, serveSite } from "./site.mjs";
import {
  compareSpeed,
  median,
  pasteTasks,
  shareBelow,
  startTime,
  timeByLength,
  typingFrames,
} from "./speed.mjs";

const file = process.argv[2];
const lines = file ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
const articles = file ? lines.map((line) => JSON.parse(line).text) : ARTICLES;
const words = articles.join(" ").split(/\s+/).length / articles.length;
const site = await serveSite();
const page = await serve({ root: join(ROOT, "dist-page/") });
const driver = await openBrowser("chromium", { args: ["--window-size=1280,900"] });
const ms = (time) => `${time.toFixed(1)} ms`;
try {
  const { whosaid, ...others } = await compareSpeed(driver, site.address, articles);
  const all = Object.entries({ ...others, "natively whosaid": nativeTime(articles) });
  const beside = all.map(([name, time]) => `${name} ${ms(time)}, ${(time / whosaid).toFixed(2)} times that`);
  console.log(`analysis of an article of ${words.toFixed(0)} words: ${ms(whosaid)}; ${beside.join("; ")}`);
  const lengths = [1_000, 5_000, 50_000, 1_000_000, 10_000_000];
  const times = await timeByLength(driver, site.address, lengths);
  const each = lengths.map((length, i) => `${length.toLocaleString("en")}: ${ms(times[i])}`);
  console.log(`analysis by length in UTF-16 code units: ${each.join("; ")}`);
  const [ours, theirs] = [
    await startTime(driver, site.address, "whosaid.html"),
    await startTime(driver, site.address, "compromise.html"),
  ];
  console.log(`script start to painted result, warm cache: ${ms(ours)}; compromise ${ms(theirs)}`);
  const frames = await typingFrames(driver, page.address, 5000);
  const share = (100 * shareBelow(frames, 50)).toFixed(1);
  console.log(
    `typing in 5,000 words: ${share} % of ${frames.length} frames under 50 ms, median ${ms(median(frames))}`,
  );
  const tasks = await pasteTasks(driver, page.address, 1_000_000);
  const total = tasks.reduce((sum, task) => sum + task, 0);
  console.log(
    `taking in a megabyte: ${ms(total)} of the main thread, longest tasks ${tasks.slice(0, 5).map(ms).join(", ")}`,
  );
} finally {
  await driver.quit();
  page.close();
  site.close();
}
