// A suite for every browser.

import { describe, test } from "node:test";
import { browsers } from "../../tools/check/browsers.mjs";

/**
 * The tests of `suite` for every browser; one that is not here counts as skipped, in words.
 * @param {(name: string) => void} suite
 */
export function inEachBrowser(suite) {
  for (const [name, lack] of browsers()) {
    if (lack) test(`in ${name}`, { skip: lack }, () => {});
    else describe(`in ${name}`, () => suite(name));
  }
}
