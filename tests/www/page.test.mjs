// The page's pure parts: settings, words, Markdown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analyze } from "../../dist/sync.js";
import { ruleInWords, wordsFor } from "../../www/element/words.js";
import { readSettings, writeSettings } from "../../www/page/settings.js";
import { shorten } from "../../www/page/shorten.js";
import { LANGUAGES } from "../../www/page/words.js";

/** Every key of a nested object, with its place. */
function keys(object, path = "") {
  return Object.entries(object).flatMap(([key, value]) =>
    value && typeof value === "object" ? keys(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

test("settings survive the way through an address", () => {
  const settings = {
    lang: "ar",
    theme: "dark",
    kinds: ["direct"],
    types: ["person", "norp"],
    minConfidence: 0.5,
  };
  assert.deepEqual(readSettings(writeSettings(settings), "en"), settings);
});

test("malformed settings are ignored", () => {
  const settings = readSettings("#lang=__proto__&theme=neon&sure=many", "fr-CA");
  assert.deepEqual(settings, { lang: "en", theme: "auto", kinds: null, types: null, minConfidence: 0 });
});

test("every language has every word", () => {
  for (const words of Object.values(LANGUAGES)) assert.deepEqual(keys(words), keys(LANGUAGES.en));
  const { rules, ...words } = wordsFor("ar");
  assert.deepEqual(keys({ ...words, rules: {} }), keys(wordsFor("en")));
});

test("every sentence of evidence has Arabic words, with the article's own between them", () => {
  const text = ["wire", "council", "market", "interview"]
    .map((name) => readFileSync(new URL(`../../www/page/samples/${name}.txt`, import.meta.url), "utf8"))
    .join("\n\n");
  const { attributions, speakers } = analyze(text);
  const told = attributions.flatMap(({ evidence, speaker }) =>
    evidence.map(({ rule }) => [rule, ruleInWords(wordsFor("ar"), rule, speakers[speaker]?.name ?? "")]),
  );
  assert.ok(told.length > 20);
  for (const [rule, words] of told) {
    assert.match(words, /\p{Script=Arabic}/u, rule);
    for (const [, surface] of rule.matchAll(/“([^”]*)”/g))
      if (surface !== "that") assert.ok(words.includes(surface), words);
  }
});

test("long words are cut with an ellipsis, on one line, and at no half character", () => {
  assert.equal(shorten("  one\n two ", 20), "one two");
  assert.equal(shorten("a😀😀", 3), "a…");
  assert.equal(shorten("one two three", 8), "one two…");
});

test("patterns keep their parts in every language", () => {
  const parts = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const words of Object.values(LANGUAGES)) {
    for (const [key, value] of Object.entries(LANGUAGES.en)) {
      if (typeof value === "string") assert.deepEqual(parts(words[key]), parts(value), key);
    }
  }
});
