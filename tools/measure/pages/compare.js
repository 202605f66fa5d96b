// In the browser: our analysis, compromise's and wink-nlp's, of the same articles, on the same thread, in turns.

import nlp from "./compromise.js";
import { analyze, init } from "./dist/sync.js";
import winkNlp from "./wink.js";

/** Rounds of which the fastest counts: enough for the browser to compile both well, and to find a quiet moment. */
const ROUNDS = 30;

/** The part of our analysis that compromise has too. */
function compromise(text) {
  const doc = nlp(text);
  return ["quotations", "people", "places", "organizations"].map((what) => doc[what]().out("array"));
}

/** wink-nlp finds neither quotations nor people: its tags, sentences and kinds of entities are taken. */
function wink(text) {
  const doc = winkNlp.readDoc(text);
  return [doc.sentences(), doc.tokens(), doc.entities()].map((found) => found.out());
}

const WORKS = { whosaid: analyze, compromise, wink };

function time(work, text) {
  const start = performance.now();
  work(text);
  return performance.now() - start;
}

/**
 * @param {string[]} articles
 * @returns {Promise<Record<keyof typeof WORKS, number>>} milliseconds for an article, on average
 */
export async function compare(articles) {
  await init();
  const names = Object.keys(WORKS);
  const total = Object.fromEntries(names.map((name) => [name, 0]));
  for (const article of articles) {
    const best = Object.fromEntries(names.map((name) => [name, Infinity]));
    for (let round = 0; round < ROUNDS; round++)
      for (const name of names) best[name] = Math.min(best[name], time(WORKS[name], article));
    for (const name of names) total[name] += best[name] / articles.length;
  }
  return total;
}
