// In the browser: our analysis and compromise's, of the same articles, on the same thread, in turns.

import nlp from "./compromise.js";
import { analyze, init } from "./dist/sync.js";

/** Rounds of which the fastest counts: enough for the browser to compile both well, and to find a quiet moment. */
const ROUNDS = 30;

/** The part of our analysis that compromise has too. */
function compromise(text) {
  const doc = nlp(text);
  return ["quotations", "people", "places", "organizations"].map((what) => doc[what]().out("array"));
}

function time(work, text) {
  const start = performance.now();
  work(text);
  return performance.now() - start;
}

/**
 * @param {string[]} articles
 * @returns {Promise<{ whosaid: number, compromise: number }>} milliseconds for an article, on average
 */
export async function compare(articles) {
  await init();
  const total = { whosaid: 0, compromise: 0 };
  for (const article of articles) {
    const best = { whosaid: Infinity, compromise: Infinity };
    for (let round = 0; round < ROUNDS; round++) {
      best.whosaid = Math.min(best.whosaid, time(analyze, article));
      best.compromise = Math.min(best.compromise, time(compromise, article));
    }
    for (const name of Object.keys(total)) total[name] += best[name] / articles.length;
  }
  return total;
}
