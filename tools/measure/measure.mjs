// `node tools/measure/measure.mjs`: how fast the built package and page are in Chromium, beside compromise.

import { join } from "node:path";
import { openBrowser } from "../../tests/support/browser.mjs";
import { ROOT } from "../build/run.mjs";
import { serve } from "../build/serve.mjs";
import { ARTICLES, serveSite } from "./site.mjs";
import { compareSpeed, median, pasteTasks, shareBelow, startTime, typingFrames } from "./speed.mjs";

const site = await serveSite();
const page = await serve({ root: join(ROOT, "dist-page/") });
const driver = await openBrowser("chromium", { args: ["--window-size=1280,900"] });
const ms = (time) => `${time.toFixed(1)} ms`;
try {
  const { whosaid, compromise } = await compareSpeed(driver, site.address, ARTICLES);
  console.log(
    `analysis of an article: ${ms(whosaid)}; compromise ${ms(compromise)}, ${(compromise / whosaid).toFixed(1)} times that`,
  );
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
  const { tasks, took } = await pasteTasks(driver, page.address, 1_000_000);
  console.log(`taking in a megabyte: ${ms(took)}, longest tasks ${tasks.slice(0, 5).map(ms).join(", ")}`);
} finally {
  await driver.quit();
  page.close();
  site.close();
}
