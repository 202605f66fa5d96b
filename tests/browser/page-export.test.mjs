// Taking results away from the page: every format copied and saved, charts, print, a link.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { onThePage, STORY } from "../support/page.mjs";

const downloads = mkdtempSync(join(tmpdir(), "whosaid-downloads-"));

after(() => rmSync(downloads, { recursive: true, force: true }));

/** Every offer: its words, the end of its file's name, and what shows that its content is whole. */
const OFFERS = [
  ["JSON", ".json", (content) => assert.equal(JSON.parse(content).text, STORY)],
  ["CSV table", ".csv", (content) => assert.match(content, /^number,kind,speaker[\s\S]*Ann Lee[\s\S]*\n$/)],
  [
    "Web page",
    ".html",
    (content) => assert.match(content, /^<!doctype html>[\s\S]*Ann Lee[\s\S]*<\/html>\s$/),
  ],
  ["Markdown", ".md", (content) => assert.match(content, /^# Harbour[\s\S]*## Ann Lee/)],
  ["W3C Web Annotations", ".jsonld", (content) => assert.ok(JSON.parse(content).total >= 3)],
  ["spaCy displaCy", ".displacy.json", (content) => assert.ok(JSON.parse(content).spans.length >= 3)],
  ["Corrections (JSON Lines)", ".jsonl", (content) => assert.ok(JSON.parse(content).speakers.E1)],
];

onThePage(
  (page) => {
    /** A file of that name in the folder, once it is saved to its end: WebKit's is there, empty, before that. */
    const saved = (name) => {
      let length = 0;
      const grown = () => {
        const file = readdirSync(downloads).includes(name) ? readFileSync(join(downloads, name)) : "";
        const before = length;
        length = file.length;
        return length > 0 && length === before && file;
      };
      return page.driver.wait(grown, 20_000, name);
    };

    for (const [label, extension, check] of OFFERS) {
      test(`${label} is copied and saved`, async () => {
        await page.read();
        await page.click("#do-export");
        await page.click(`[aria-label="Copy: ${label}"]`);
        await page.settled(`return document.querySelector("dialog output").textContent === "Copied."`);
        await page.run(
          `const box = document.createElement("textarea"); box.id = "pasted"; document.querySelector("dialog").append(box); box.focus()`,
        );
        await page.control("v");
        check(await page.run(`return document.getElementById("pasted").value`));
        const name = `Harbour vote delayed${extension}`;
        rmSync(join(downloads, name), { force: true });
        await page.click(`[aria-label="Download: ${label}"]`);
        check((await saved(name)).toString().replaceAll("\r\n", "\n"));
      });
    }

    test("a chart is kept as a picture of either kind", async () => {
      await page.read();
      await page.unfold("chart-0");
      await page.click("figure .row button:nth-of-type(1)");
      assert.match((await saved("Share of voice.svg")).toString(), /^<svg[\s\S]*Ann Lee[\s\S]*<\/svg>$/);
      await page.click("figure .row button:nth-of-type(2)");
      const png = await saved("Share of voice.png");
      assert.equal(png.subarray(1, 4).toString(), "PNG");
      assert.equal(png.readUInt32BE(16), 680);
      for (const kind of ["svg", "png"]) rmSync(join(downloads, `Share of voice.${kind}`));
    });

    test("the link carries the settings and never the text", async () => {
      await page.read();
      await page.click('[data-key="kinds-mixed"]');
      await page.click("#do-export");
      await page.click("#copy-link");
      await page.settled(`return document.querySelector("dialog output").textContent === "Copied."`);
      const address = await page.driver.getCurrentUrl();
      assert.match(address, /kinds=direct%2Cindirect/);
      assert.doesNotMatch(address, /Harbour|Lee/);
      await page.open(new URL(address).hash);
      await page.read();
      assert.equal(
        await page.run(`return document.querySelector('[data-key="kinds-mixed"]').checked`),
        false,
      );
    });

    test("the button prints", async () => {
      await page.read();
      await page.run(`window.print = () => { window.printed = true; }`);
      await page.click("#do-export");
      await page.click("#print");
      assert.equal(await page.run("return window.printed"), true);
    });
  },
  { downloads },
);
