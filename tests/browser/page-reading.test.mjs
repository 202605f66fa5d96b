// Reading an article on the page: marks, card, filters, speakers, charts, several articles beside each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key, Origin } from "selenium-webdriver";
import { onThePage, STORY } from "../support/page.mjs";

onThePage((page) => {
  /** What the card says; nothing while it is hidden. */
  const card = () =>
    page.run(
      `const card = root.getElementById("card"); return card.matches(":popover-open") ? card.innerText : ""`,
    );

  test("filters by speaker, kind, type and confidence switch marks off and on", async () => {
    await page.read();
    const all = await page.marks();
    await page.click('[data-key="show-0"]');
    await page.settled("return !!root.querySelector('mark[data-off]')");
    assert.ok((await page.marks()) > 0);
    await page.click('[data-key="everything"]');
    await page.marksAre(all);
    await page.click('[data-key="kinds-direct"]');
    await page.marksAre(0, '[data-kind="direct"]');
    await page.click('[data-key="types-person"]');
    await page.marksAre(0, '[data-type="person"]');
    assert.match(await page.driver.getCurrentUrl(), /kinds=indirect%2Cmixed/);
    await page.click('[data-key="everything"]');
    await page.run(`document.getElementById("sure").focus()`);
    await page.press(Key.END);
    assert.equal(await page.text("output"), "100%");
    await page.settled("return !!root.querySelector('mark[data-off]')");
  });

  test("the keyboard walks the attributions, and the card says who and why", async () => {
    await page.read();
    await page.press("j");
    assert.match(await card(), /Ann Lee[\s\S]*Why/);
    assert.equal(await page.run(`return root.activeElement.getAttribute("aria-describedby")`), "card");
    await page.press("k");
    assert.match(await card(), /Bob Ray/);
    await page.press(Key.ESCAPE);
    assert.equal(await card(), "");
    await page.press(Key.ARROW_DOWN);
    assert.match(await card(), /Ann Lee/);
    await page.press(Key.ESCAPE, "?");
    assert.equal(await page.count("dialog[open] kbd"), 9);
    await page.press(Key.ESCAPE);
    await page.settled(`return !document.querySelector("dialog")`);
  });

  test("the pointer over a mark brings its card, which Escape and leaving take away", async () => {
    await page.read();
    const mark = await page.inside("mark");
    const hover = () => page.driver.actions().move({ origin: mark, duration: 50 }).perform();
    await hover();
    assert.match(await card(), /Ann Lee/);
    await page.press(Key.ESCAPE);
    assert.equal(await card(), "");
    await page.driver.actions().move({ x: 5, y: 5, origin: Origin.VIEWPORT, duration: 50 }).perform();
    await hover();
    assert.match(await card(), /Ann Lee/);
    await page.driver.actions().move({ x: 5, y: 5, origin: Origin.VIEWPORT, duration: 50 }).perform();
    assert.equal(await card(), "");
  });

  test("the card stays at its words as the page scrolls, and goes away with them", async () => {
    await page.read(`${STORY}\n\n${"A long line of words to scroll past. ".repeat(400)}`);
    await page.press("j");
    const gap = () =>
      page.run(`const [card, mark] = [root.getElementById("card"), root.querySelector("mark")].map((e) => e.getBoundingClientRect());
        return [card.top - mark.bottom, mark.top - card.bottom].some((gap) => Math.abs(gap - 8) < 2)`);
    assert.ok(await gap());
    await page.run("scrollBy({ top: 60, behavior: 'instant' })");
    await page.settled(`const [card, mark] = [root.getElementById("card"), root.querySelector("mark")].map((e) => e.getBoundingClientRect());
      return scrollY > 0 && [card.top - mark.bottom, mark.top - card.bottom].some((gap) => Math.abs(gap - 8) < 2)`);
    await page.run("scrollBy({ top: 3000, behavior: 'instant' })");
    await page.settled(`return !root.getElementById("card").matches(":popover-open")`);
  });

  test("each line of a speaker's list jumps to its place", async () => {
    await page.read(`${"The road was wet and empty. ".repeat(300)}\n\n${STORY}`);
    const top = `return root.querySelector("mark").getBoundingClientRect().top`;
    assert.ok((await page.run(top)) > 900);
    await page.click(".jump");
    const [at, height] = await page.run(
      `return [root.querySelector("[data-current]").getBoundingClientRect().top, innerHeight]`,
    );
    assert.ok(at >= 0 && at < height, `${at} of ${height}`);
    assert.match(await card(), /Why/);
  });

  test("of many speakers the first are shown, and more when asked for", async () => {
    const names = Array.from(
      { length: 70 },
      (_, i) => `${"ABCDEFGHIJ"[i % 10]}da ${"KLMNOPR"[Math.floor(i / 10)]}orden`,
    );
    await page.read(names.map((name) => `"Yes, it is so," said ${name}.`).join("\n\n"), 60);
    const first = await page.count(".speaker");
    assert.equal(first, 60);
    assert.equal(await page.count(".jump"), 0);
    await page.click(".speaker summary");
    await page.settled(`return document.querySelectorAll(".jump").length === 1`);
    await page.click('[data-key="more-speakers"]');
    await page.settled(`return document.querySelectorAll(".speaker").length > 60`);
    assert.ok((await page.count(".speaker")) > 60);
    assert.match(await page.text("figcaption"), /more are in the table/);
  });

  test("the charts have tables with the same numbers", async () => {
    await page.read();
    for (const index of [0, 1, 2]) await page.unfold(`chart-${index}`);
    await page.settled(`return document.querySelectorAll("figure table").length === 3`);
    const tables = await page.run(
      `return Array.from(document.querySelectorAll("figure"), (f) => [f.querySelector("svg").getAttribute("aria-label"), f.querySelectorAll("tbody tr").length])`,
    );
    assert.deepEqual(
      tables.map(([title]) => title),
      ["Share of voice", "Who speaks where", "Named and unnamed sources"],
    );
    assert.ok(tables.every(([, rows]) => rows >= 2));
  });

  test("two articles are compared, walked by keys and closed", async () => {
    await page.read();
    await page.drop([["two.md", `# Second\n\n**"Yes,"** said Ann Lee. "No," said Cleo Dane.`]]);
    await page.settled(`return root.textContent.includes("Cleo")`);
    await page.click("#compare");
    const table = await page.run(
      `return Array.from(document.querySelectorAll(".comparison tr"), (r) => Array.from(r.cells, (c) => c.textContent))`,
    );
    assert.deepEqual(table[0], ["Speaker", "Harbour vote delayed", "Second"]);
    assert.equal(table[1][0], "Ann Lee");
    assert.ok(table.some(([name, first, second]) => name === "Cleo Dane" && first === "·" && second === "1"));
    assert.equal(await page.text("#status"), "Who is quoted in which article");
    await page.press("[");
    assert.match(await page.shown(), /^Harbour/);
    assert.equal(await page.text("#status"), "Attributions: 3 · Speakers: 2");
    await page.press("]");
    await page.settled(`return root.textContent.includes("Cleo")`);
    assert.equal(await page.text("#status"), "Attributions: 2 · Speakers: 2");
    await page.click(".tab .close");
    assert.equal(await page.count(".tab"), 1);
  });
});
