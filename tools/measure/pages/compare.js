// In the browser: our analysis, compromise's and wink-nlp's, of the same articles, on the same thread, in turns.

import nlp from "./compromise.js";
import { analyze, init } from "./dist/sync.js";
import winkNlp from "./wink.js";

/** Turns of which an article's fastest counts: enough for the browser to compile all well, and to find a quiet moment. */
const TURNS = 8;

/** In a turn each reads so many articles at least, one after the other: what it needs is in the caches by then. */
const AT_ONCE = 40;

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

/** Our analysis, however long the text. */
function anyLength(text) {
  return analyze(text, { maxLength: Infinity });
}

/**
 * @param {string[]} texts
 * @returns {Promise<number[]>} milliseconds for each, its fastest turn; so many that a million characters are read, or one
 */
export async function timeEach(texts) {
  await init();
  return texts.map((text) => {
    const turns = Math.ceil(1_000_000 / text.length);
    return Math.min(...Array.from({ length: turns }, () => time(anyLength, text)));
  });
}

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
  const best = Object.fromEntries(names.map((name) => [name, articles.map(() => Infinity)]));
  const times = Math.ceil(AT_ONCE / articles.length);
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of names)
      for (let at = 0; at < times * articles.length; at++) {
        const article = at % articles.length;
        best[name][article] = Math.min(best[name][article], time(WORKS[name], articles[article]));
      }
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return Object.fromEntries(names.map((name) => [name, mean(best[name])]));
}
