// Makes src/lexicon/countries.tsv and src/lexicon/currencies.tsv from Unicode CLDR:
//   npm install --no-save cldr-core@48.2.0 cldr-localenames-full@48.2.0 cldr-numbers-full@48.2.0
//   node tools/lexicon/make.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve("package.json"));
const cldr = (path) => JSON.parse(readFileSync(require.resolve(path), "utf8"));

const header = (columns) => `# ${columns}
# Source: Unicode CLDR 48.2.0. Licence: Unicode-3.0, https://www.unicode.org/license.txt
# Made by: node tools/lexicon/make.mjs
`;

// CLDR's codes beside ISO 3166-1: regions, private and exceptionally reserved ones. Kosovo's XK stays.
const notCountries = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" "));

/** English names of every country: the full one, then the short and variant ones. */
function countries() {
  const names = cldr("cldr-localenames-full/main/en/territories.json").main.en.localeDisplayNames.territories;
  const rows = {};
  for (const [key, name] of Object.entries(names)) {
    const code = key.slice(0, 2);
    if (!/^[A-Z]{2}(-alt|$)/.test(key) || notCountries.has(code)) continue;
    rows[code] ??= [];
    rows[code].push(...spellings(name));
  }
  return lines(rows);
}

/** "Myanmar (Burma)" → both names; "St. Lucia" → also "Saint Lucia"; none for "Congo - Kinshasa". */
function spellings(name) {
  const straight = name.replaceAll("’", "'").replace(" SAR China", "").replace("&", "and");
  const parts = straight.match(/^([^(]+) \(([^)]+)\)$/)?.slice(1) ?? [straight];
  const inUse = parts.filter((part) => !/[(]| - |^Congo$|^DRC$|^Republic$/.test(part));
  return inUse.flatMap((part) => [part, part.replace("St.", "Saint")]);
}

/** Currencies in use: singular and plural, and the symbols that belong to this one alone. */
function currencies() {
  const inUse = new Set();
  for (const used of Object.values(
    cldr("cldr-core/supplemental/currencyData.json").supplemental.currencyData.region,
  )) {
    for (const [[code, use]] of used.map(Object.entries)) {
      if (!use._to && use._tender !== "false") inUse.add(code);
    }
  }
  const all = cldr("cldr-numbers-full/main/en/currencies.json").main.en.numbers.currencies;
  const rows = {};
  for (const code of inUse) {
    const { symbol, "symbol-alt-narrow": narrow, ...names } = all[code];
    const forms = new Set([names["displayName-count-one"], names["displayName-count-other"]]);
    const isShared = [...inUse].some((other) => other !== code && all[other]["symbol-alt-narrow"] === narrow);
    const symbols = new Set(
      [symbol, isShared ? code : narrow].filter((s) => s && s !== code && !/^[A-Za-z ]+$/.test(s)),
    );
    rows[code] = [`${[...forms].join(";")}\t${[...symbols].join(";")}`];
  }
  return lines(rows);
}

const lines = (rows) =>
  Object.entries(rows)
    .filter(([, names]) => names.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, names]) => `${code}\t${[...new Set(names)].join(";")}\n`)
    .join("");

writeFileSync(
  "src/lexicon/countries.tsv",
  header("Countries. Columns: ISO 3166-1 alpha-2; names in English, the usual one first.") + countries(),
);
writeFileSync(
  "src/lexicon/currencies.tsv",
  header("Currencies in use. Columns: ISO 4217; names in English, singular and plural; symbols.") +
    currencies(),
);
