// Overlapping ranges become well-nested pieces that keep every character.

import assert from "node:assert/strict";
import { test } from "node:test";
import { outermostFirst, paragraphs, weave } from "../../www/element/weave.js";

const range = (start, end, layer = "content", index = 0) => ({ start, end, layer, index, lead: true });

/** The pieces as brackets round the text. */
function bracketed(text, ranges) {
  let out = "";
  weave(ranges.toSorted(outermostFirst), 0, text.length, {
    open: ({ layer }, lead) => (out += `${layer[0]}${lead ? "" : "+"}(`),
    text: (start, end) => (out += text.slice(start, end)),
    close: () => (out += ")"),
  });
  return out;
}

test("nested ranges nest, the longest outermost", () => {
  assert.equal(bracketed("abcdef", [range(2, 4, "mention"), range(0, 6)]), "c(abm(cd)ef)");
  assert.equal(bracketed("abcd", [range(0, 2, "mention"), range(0, 4)]), "c(m(ab)cd)");
});

test("crossing ranges are cut and opened again", () => {
  assert.equal(bracketed("abcdef", [range(0, 4), range(2, 6)]), "c(abc(cd))c+(ef)");
});

test("neighbours, and ranges at both ends", () => {
  assert.equal(bracketed("abcd", [range(0, 2), range(2, 4)]), "c(ab)c(cd)");
});

test("any ranges give well-nested brackets round the whole text", () => {
  const text = "abcdefghijklmnopqrstuvwxyz";
  let seed = 7;
  const random = (limit) => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  for (let round = 0; round < 500; round++) {
    const ranges = Array.from({ length: 6 }, () => {
      const start = random(25);
      return range(start, start + 1 + random(26 - start - 1 || 1));
    });
    const out = bracketed(text, ranges);
    assert.equal(out.replace(/c\+?\(|\)/g, ""), text);
    assert.equal(out.split("(").length, out.split(")").length);
  }
});

test("paragraphs cut what runs over them, and only the first piece leads", () => {
  const text = "one\n\n  two\r\nthree";
  const found = [...paragraphs(text, [range(1, 8)])];
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    ["one", "  two", "three"],
  );
  const cut = found.flatMap(({ ranges }) => ranges);
  assert.deepEqual(
    cut.map(({ start, end, lead }) => [start, end, lead]),
    [
      [1, 3, true],
      [5, 8, false],
    ],
  );
});
