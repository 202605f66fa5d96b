// The page's pure parts: settings, words, Markdown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsFor } from "../../www/element/words.js";
import { readSettings, writeSettings } from "../../www/page/settings.js";
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
  assert.deepEqual(keys(wordsFor("ar")), keys(wordsFor("en")));
});

test("patterns keep their parts in every language", () => {
  const parts = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const words of Object.values(LANGUAGES)) {
    for (const [key, value] of Object.entries(LANGUAGES.en)) {
      if (typeof value === "string") assert.deepEqual(parts(words[key]), parts(value), key);
    }
  }
});
