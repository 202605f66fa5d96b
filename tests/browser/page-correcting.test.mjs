// Correcting what was found: each kind of correction, undone and redone, kept and exported.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { onThePage } from "../support/page.mjs";

onThePage((page) => {
  const leads = () => page.run(`return root.querySelectorAll("[data-lead]").length`);
  const leadsAre = (count) =>
    page.settled(`return root.querySelectorAll("[data-lead]").length === arguments[0]`, count);

  test("a speaker is changed by pointer, undone, redone, and it survives typing and reload when asked to", async () => {
    await page.read();
    await (await page.inside("mark")).click();
    await page.choose("#correct-speaker", "Bob Ray");
    await page.saidBy(0, "Bob Ray");
    await page.click("#do-undo");
    await page.saidBy(0, "Ann Lee");
    await page.click("#do-redo");
    await page.saidBy(0, "Bob Ray");
    await page.click('[data-key="remember"]');
    await page.click("#do-edit");
    await page.click("#text");
    await page.press(" More.");
    await page.settled(`return root.textContent.includes("More.")`);
    await page.saidBy(0, "Bob Ray");
    await page.driver.navigate().refresh();
    await page.find(".speaker");
    await page.saidBy(0, "Bob Ray");
    await page.click("#do-undo");
    await page.saidBy(0, "Ann Lee");
    await page.click('[data-key="remember"]');
    assert.equal(await page.run("return localStorage.length"), 0);
  });

  test("by keyboard alone: to an attribution, to its list of speakers, back, undone and redone", async () => {
    await page.read();
    await page.press("j", Key.ENTER);
    assert.equal(await page.run("return document.activeElement.id"), "correct-speaker");
    await page.press(Key.ESCAPE);
    assert.equal(await page.run(`return root.activeElement?.dataset.lead`), "0");
    await page.press(Key.ENTER);
    await page.press("Bob");
    await page.press(Key.ENTER);
    await page.saidBy(0, "Bob Ray");
    await page.press(Key.TAB);
    await page.control("z");
    await page.saidBy(0, "Ann Lee");
    await page.driver
      .actions()
      .keyDown(Key.CONTROL)
      .keyDown(Key.SHIFT)
      .sendKeys("z")
      .keyUp(Key.SHIFT)
      .keyUp(Key.CONTROL)
      .perform();
    await page.saidBy(0, "Bob Ray");
  });

  test("a speaker can be somebody new", async () => {
    await page.read();
    await (await page.inside("mark")).click();
    await page.choose("#correct-speaker", "Someone else…");
    await page.press("Cleo Dane", Key.ENTER);
    await page.saidBy(0, "Cleo Dane");
    assert.ok((await page.speakers()).includes("Cleo Dane"));
  });

  test("an attribution is unmarked, and selected words are marked and given a speaker", async () => {
    await page.read();
    const before = await leads();
    await (await page.inside("mark")).click();
    await page.click("#unmark");
    await leadsAre(before - 1);
    await page.select("Harbour vote");
    await page.click("#mark");
    await leadsAre(before);
    await page.choose("#correct-speaker", "Bob Ray");
    await page.saidBy(0, "Bob Ray");
    assert.match(await page.text(".correct .counts"), /3/);
    for (const count of [before, before - 1, before]) {
      await page.click("#do-undo");
      await leadsAre(count);
    }
  });

  test("two speakers are merged into one", async () => {
    await page.read();
    await page.unfold("correct-merge");
    await page.choose("#merge-from", "Bob Ray");
    await page.choose("#merge-into", "Ann Lee");
    await page.click("#merge");
    assert.deepEqual(await page.speakers(), ["Ann Lee"]);
    assert.equal(await page.run("return document.activeElement.localName"), "summary");
    await page.click("#do-undo");
    assert.deepEqual((await page.speakers()).toSorted(), ["Ann Lee", "Bob Ray"]);
  });

  test("one speaker is split into two", async () => {
    await page.read();
    await page.unfold("correct-split");
    await page.choose("#split-from", "Bob Ray");
    const boxes = await page.driver.findElements({ css: ".correct fieldset input" });
    assert.equal(boxes.length, 2);
    await boxes[1].click();
    await page.click("#split-into");
    await page.press("Tom Ray", Key.ENTER);
    assert.deepEqual((await page.speakers()).toSorted(), ["Ann Lee", "Bob Ray", "Tom Ray"]);
    const told = await page.run(
      `return Array.from(document.querySelectorAll(".speaker"), (s) => s.textContent).find((t) => t.includes("Tom Ray"))`,
    );
    assert.match(told, /They always wait/);
    await page.click("#do-undo");
    assert.ok(!(await page.speakers()).includes("Tom Ray"));
  });

  test("an entity gets another type, beginning from the one that it has", async () => {
    await page.read();
    await page.unfold("correct-types");
    await page.choose("#entity-name", "May");
    assert.equal(await page.run(`return document.getElementById("entity-type").value`), "date");
    await page.choose("#entity-name", "Ann Lee");
    assert.equal(await page.run(`return document.getElementById("entity-type").value`), "person");
    await page.choose("#entity-type", "Organizations");
    await page.click("#retype");
    await page.settled(`return !!root.querySelector('[data-type="organization"]')`);
  });
});
