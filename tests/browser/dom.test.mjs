// Text out of any page and paint over it, on random articles and on those that once broke something.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser } from "../support/browser.mjs";
import { onSamples, regressions, serveSamples } from "../support/dom.mjs";
import { inEachBrowser } from "../support/each-browser.mjs";

/** `npm run fuzz:dom` tries other seeds, for as long as it is told. */
const SEED = 1;
const RUNS = 400;

inEachBrowser(suite);

/** @param {string} name of a browser */
function suite(name) {
  let site;
  let driver;

  before(async () => {
    site = await serveSamples();
    driver = await openBrowser(name);
    await driver.get(site.address);
  });

  after(async () => {
    await driver?.quit();
    site?.close();
  });

  test("random articles keep every promise", async () => {
    const { runs, smallest, why } = await onSamples(driver, "tryMany", { seed: SEED, runs: RUNS });
    assert.equal(why, null, smallest);
    assert.equal(runs, RUNS);
  });

  test("articles that once broke something keep them too", async () => {
    for (const [file, sample] of regressions())
      assert.equal(await onSamples(driver, "trySample", sample), null, file);
  });
}
