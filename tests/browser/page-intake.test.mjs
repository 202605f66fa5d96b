// Getting text into the page: pasted, dropped, opened, typed.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { screenshot } from "../support/browser.mjs";
import { onThePage, STORY } from "../support/page.mjs";

/** What must stay text, however it comes in. */
const INJECTIONS = [
  `<img src=x onerror="window.hacked=1">`,
  `<script>window.hacked=1</script>`,
  `<svg onload="window.hacked=1">`,
  `"><iframe srcdoc="<script>parent.hacked=1</script>">`,
  `<a href="javascript:window.hacked=1">x</a>`,
  `{{constructor.constructor('window.hacked=1')()}}`,
  `<details open ontoggle="window.hacked=1">x</details>`,
  `<math><mtext><style><img src=x onerror="window.hacked=1"></style></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror=window.hacked=1>">`,
  `<meta http-equiv="refresh" content="0;url=javascript:window.hacked=1">`,
  `<object data="data:text/html,<script>parent.hacked=1</script>"></object>`,
  `<textarea autofocus onfocus="window.hacked=1"></textarea>`,
];

onThePage((page) => {
  test("a pasted article shows its speakers and what each said", async () => {
    await page.read();
    assert.equal(await page.shown(), STORY);
    assert.deepEqual((await page.speakers()).toSorted(), ["Ann Lee", "Bob Ray"]);
    const said = await page.run(
      `return Array.from(document.querySelectorAll(".speaker"), (s) => s.innerText).find((t) => t.includes("Ann Lee"))`,
    );
    assert.match(said, /"We need more time,"/);
    await screenshot(page.driver, "page-pasted");
  });

  test("rich text keeps its paragraphs and drops scripts and styles", async () => {
    const html =
      "<style>p{}</style><p>“Stay <b>calm</b>,” said<br>Ann Lee.</p><script>x</script><div>Next <i>one</i>.</div>";
    await page.paste({ "text/html": html, "text/plain": "no" });
    await page.find(".tab");
    assert.equal(await page.typed(), "“Stay calm,” said\nAnn Lee.\n\nNext one.");
  });

  test("pasted, dropped and typed markup stays text", async () => {
    await page.paste({ "text/plain": INJECTIONS.join("\n\n") });
    await page.settled(`return !!root?.querySelector("#article p")`);
    assert.equal(await page.shown(), INJECTIONS.join("\n\n"));
    await page.click("#do-new");
    await page.paste({ "text/html": INJECTIONS.join(""), "text/plain": "x" });
    await page.drop([
      ["evil.html", INJECTIONS.join("")],
      ["evil.md", INJECTIONS.join("\n")],
    ]);
    await page.settled(`return document.querySelectorAll(".tab").length === 5`);
    await page.click("#do-new");
    await page.click("#text");
    await page.press(INJECTIONS[0]);
    await page.settled(`return root.textContent.includes("onerror")`);
    assert.equal(await page.run("return window.hacked ?? null"), null);
    assert.equal(
      await page.count(
        "img, iframe, object, body script, body svg[onload], body meta, [ontoggle], [onfocus]",
      ),
      0,
    );
  });

  test("dropped files become tabs, and are refused in words where their kind is unknown", async () => {
    await page.drop([
      ["one.txt", STORY],
      ["two.md", `# Second\n\n**"Yes,"** said Ann Lee.`],
      ["photo.xyz", "x"],
    ]);
    await page.settled(`return document.getElementById("status").textContent.includes("photo.xyz")`);
    const tabs = `return Array.from(document.querySelectorAll(".tab > :first-child"), (t) => t.innerText.trim())`;
    assert.deepEqual(await page.run(tabs), ["Harbour vote delayed", "Second", "Compare"]);
    await page.find(".speaker");
  });

  test("a file dragged out of the system by the pointer is read", async (t) => {
    if (page.browser !== "chromium") return t.skip("no other driver drags files");
    const folder = mkdtempSync(join(tmpdir(), "whosaid-drag-"));
    writeFileSync(join(folder, "story.txt"), STORY);
    try {
      const data = { items: [], files: [join(folder, "story.txt")], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"])
        await page.driver.sendDevToolsCommand("Input.dispatchDragEvent", { type, x: 600, y: 700, data });
      await page.find(".speaker");
      assert.equal(await page.shown(), STORY);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("words dragged from elsewhere become an article, those of the page itself do not", async () => {
    const dropText = `const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/html", "<p>“Yes,” said Ann Lee.</p><p>End.</p>");
      const fire = (type) => document.querySelector("main").dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));`;
    await page.run(`${dropText} fire("dragstart"); fire("drop"); fire("dragend");`);
    assert.equal(await page.count(".tab"), 0);
    await page.run(`${dropText} fire("drop");`);
    await page.find(".speaker");
    assert.equal(await page.shown(), "“Yes,” said Ann Lee.\n\nEnd.");
  });

  test("files are opened through the system's dialogue, a Word document too, its library loaded only then", async () => {
    assert.ok(!page.asked.some((path) => /docx/.test(path)));
    const folder = mkdtempSync(join(tmpdir(), "whosaid-files-"));
    writeFileSync(join(folder, "story.html"), "<h1>Story</h1><p>“Yes,” said Ann Lee.</p>");
    writeFileSync(join(folder, "story.docx"), await makeDocx());
    try {
      const files = ["story.html", "story.docx"].map((name) => join(folder, name));
      await (await page.find("#files")).sendKeys(files.join("\n"));
      await page.settled(`return document.querySelectorAll(".tab").length === 3`);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await page.find(".speaker");
    assert.equal(await page.shown(), "Story\n\n“Yes,” said Ann Lee.");
    await page.click(".tab:nth-of-type(2) button");
    await page.settled(`return root.textContent.includes("It works")`);
    assert.equal(await page.typed(), "“It works,” said Ann Lee.\n\nSecond paragraph.");
  });

  test("typing analyses again, keeps the caret, and draws only what changed", async () => {
    await page.read();
    await page.click("#do-edit");
    const start = `const box = document.getElementById("text"); return [box.selectionStart, scrollY]`;
    assert.deepEqual(await page.run(start), [0, 0]);
    await page.click("#text");
    await page.run(
      `window.kept = root.querySelector("#article p"); const box = document.getElementById("text");
       box.setSelectionRange(box.value.length, box.value.length)`,
    );
    await page.press(` "Never," said Cleo Dane.`);
    await page.settled(
      `return Array.from(document.querySelectorAll(".speaker")).some((s) => s.textContent.includes("Cleo Dane"))`,
    );
    const state = await page.run(
      `const box = document.getElementById("text");
       return [document.activeElement === box, box.selectionStart === box.value.length, root.querySelector("#article p") === window.kept]`,
    );
    assert.deepEqual(state, [true, true, true]);
  });

  test("the first typed letters begin an article without losing the focus", async () => {
    await page.click("#text");
    await page.press(`"Yes," said Ann Lee.`);
    await page.find(".speaker");
    assert.equal(await page.run(`return document.activeElement.id`), "text");
    assert.equal(await page.run(`return document.body.dataset.mode`), "editing");
  });

  test("a long reading can be cancelled, and what was there stays", async () => {
    await page.read();
    await page.click("#do-edit");
    await page.run(
      `const box = document.getElementById("text"); box.value = arguments[0]; box.dispatchEvent(new Event("input"))`,
      STORY.repeat(4000),
    );
    await page.settled(`return !document.getElementById("cancel").closest(".work").hidden`);
    await page.click("#cancel");
    assert.equal(await page.text("#status"), "Cancelled.");
    assert.equal(await page.shown(), STORY);
    assert.equal(await page.run(`return document.querySelector(".work").hidden`), true);
  });

  test("an article whose first reading is cancelled shows its text to go on with", async () => {
    await page.drop([["long.txt", STORY.repeat(4000)]]);
    await page.settled(`return !document.getElementById("cancel").closest(".work").hidden`);
    await page.click("#cancel");
    assert.equal(await page.run(`return document.body.dataset.mode`), "editing");
    assert.match(await page.run(`return document.getElementById("text").value`), /^Harbour/);
  });

  test("what the engine warns of is said above the article", async () => {
    await page.paste({ "text/plain": "“This never closes, said Mayor Ann Lee.\n\nThe end." });
    await page.settled(`return document.querySelector(".notices li")?.textContent.includes("stands alone")`);
  });
});

/** A small .docx. */
async function makeDocx() {
  const { default: JSZip } = await import("jszip");
  const zip = new JSZip();
  const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  zip.file(
    "[Content_Types].xml",
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  );
  zip.file(
    "_rels/.rels",
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file(
    "word/document.xml",
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph("“It works,” said Ann Lee.")}${paragraph("Second paragraph.")}</w:body></w:document>`,
  );
  return zip.generateAsync({ type: "nodebuffer" });
}
