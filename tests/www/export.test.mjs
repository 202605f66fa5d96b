// The export formats.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  FORMATS,
  toCsv,
  toDisplacy,
  toHtml,
  toJson,
  toMarkdown,
  toWebAnnotation,
} from "../../www/export/index.js";
import { ANALYSIS, analysisOf, span, TEXT } from "../support/fixture.mjs";

/** Fields of RFC 4180 text. */
function parseCsv(csv) {
  return csv
    .split("\r\n")
    .slice(0, -1)
    .map((row) =>
      Array.from(
        row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
}

test("JSON holds the text and the analysis", () => {
  assert.deepEqual(JSON.parse(toJson(TEXT, ANALYSIS)), { text: TEXT, ...ANALYSIS });
});

test("CSV has a row per attribution and survives commas and quotation marks", () => {
  const [head, first, second] = parseCsv(toCsv(TEXT, ANALYSIS));
  assert.equal(head.length, 10);
  assert.deepEqual(first.slice(0, 7), [
    "1",
    "direct",
    "Ann Lee",
    "mayor",
    "Ann Lee",
    "said",
    "“We ran,” […] “Far 😀.”",
  ]);
  assert.equal(second[6], "it is =late, “very late”");
});

test("CSV never hands a spreadsheet a formula", () => {
  for (const start of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"]) {
    const text = `${start} "x", y`;
    const analysis = analysisOf(text, { attributions: [{ content: [span(text, text)] }] });
    const field = parseCsv(toCsv(text, analysis))[1][6];
    assert.match(field, /^(?![=+\-@＝])/, start);
  }
});

test("HTML escapes the article and runs nothing", () => {
  const text = `<script>alert(1)</script> & "x"`;
  const html = toHtml(text, analysisOf(text, {}), { title: "<b>" });
  assert.ok(!html.includes("<script"));
  assert.ok(html.includes("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"));
  assert.ok(html.includes("<title>&lt;b&gt;</title>"));
  assert.match(toHtml(TEXT, ANALYSIS), /data-slot="1"[\s\S]*Ann Lee, direct/);
});

test("Markdown keeps the words and escapes what would be markup", () => {
  const text = "“*Stars* [link](x) <b>”";
  const analysis = analysisOf(text, { attributions: [{ content: [span(text, text)] }] });
  assert.ok(toMarkdown(text, analysis).includes("“\\*Stars\\* \\[link\\](x) \\<b\\>”"));
  assert.match(toMarkdown(TEXT, ANALYSIS), /## Ann Lee\n\nmayor\n\n- “We ran,”/);
});

test("Web Annotations count code points and repeat the exact words", () => {
  const { first } = JSON.parse(toWebAnnotation(TEXT, ANALYSIS));
  const points = Array.from(TEXT);
  for (const { target } of first.items) {
    for (const {
      selector: [position, quoted],
    } of target) {
      assert.equal(points.slice(position.start, position.end).join(""), quoted.exact);
      assert.ok(TEXT.includes(quoted.prefix + quoted.exact + quoted.suffix));
    }
  }
  assert.equal(first.items.length, 2);
});

test("displaCy's entities and spans count code points", () => {
  const { text, ents, spans } = JSON.parse(toDisplacy(TEXT, ANALYSIS));
  const points = Array.from(text);
  assert.deepEqual(
    ents.map(({ start, end }) => points.slice(start, end).join("")),
    ["Ann Lee", "Bob Ray"],
  );
  assert.equal(points.slice(spans[2].start, spans[2].end).join(""), "it is =late, “very late”");
});

test("every format takes an empty article", () => {
  for (const { make } of Object.values(FORMATS)) assert.equal(typeof make("", analysisOf("", {})), "string");
});
