// The page as a person uses it, in the browsers that are there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { By, Key, until } from "selenium-webdriver";
import { serve } from "../../tools/build/serve.mjs";
import { browsers } from "../../tools/check/browsers.mjs";
import { openBrowser, screenshot } from "../support/browser.mjs";
import { ROOT } from "../support/package.mjs";

const STORY = `Harbour vote delayed

"We need more time," said Mayor Ann Lee. "The plan is not ready."

Bob Ray, a fisherman, said the council had promised a vote by May. "They always wait," Ray said.`;

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

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

for (const name of browsers()) describe(`in ${name}`, () => suite(name));

/** @param {string} name of a browser */
function suite(name) {
  const asked = [];
  let server;
  let driver;

  before(async () => {
    server = await serve({ root: join(ROOT, "dist-page/"), log: (path) => asked.push(path) });
    driver = await openBrowser(name, { args: ["--window-size=1280,900"] });
  });

  after(async () => {
    await driver?.quit();
    server?.close();
  });

  beforeEach(() => open("#lang=en"));

  const run = (script, ...args) => driver.executeScript(script, ...args);
  const find = (selector) => driver.wait(until.elementLocated(By.css(selector)), 20_000);
  const count = async (selector) => (await driver.findElements(By.css(selector))).length;
  const press = (...keys) =>
    driver
      .actions()
      .sendKeys(...keys)
      .perform();

  async function open(fragment) {
    await driver.get("about:blank");
    await driver.get(server.address + fragment);
    await find(".sample");
  }

  /** The article's text, as the box has it. */
  function editedText() {
    return run(`document.getElementById("do-edit").click(); return document.getElementById("text").value`);
  }

  /** Wait until `script` returns something true; give that. */
  function settled(script, ...args) {
    return driver.wait(() => run(script, ...args), 20_000, script);
  }

  /** Put texts, each of a type, on the clipboard and paste them into the box, with the keys for both. */
  async function paste(data) {
    await run(
      `const data = arguments[0];
     document.addEventListener("copy", (event) => {
       for (const [type, text] of Object.entries(data)) event.clipboardData.setData(type, text);
       event.preventDefault();
     }, { once: true });
     document.getElementById("text").focus();`,
      data,
    );
    for (const key of ["c", "v"]) {
      await driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
    }
  }

  /** Paste STORY and wait for its speakers. */
  async function readStory() {
    await paste({ "text/plain": STORY });
    await settled(`return document.querySelectorAll(".speaker").length >= 2 && !!inside("mark")[0];
    function inside(s) { return document.querySelector("who-said").shadowRoot.querySelectorAll(s); }`);
  }

  const SHADOW = `const root = document.querySelector("who-said").shadowRoot;`;

  /** The article as shown, without the page's own labels. */
  function shownText() {
    return run(`${SHADOW} const copy = root.getElementById("article").cloneNode(true);
    for (const extra of copy.querySelectorAll(".extra")) extra.remove();
    return Array.from(copy.children, (p) => p.textContent).join("\\n\\n");`);
  }

  const speakers = () =>
    run(
      `return Array.from(document.querySelectorAll(".speaker .check span:nth-of-type(2)"), (s) => s.textContent)`,
    );

  test("a pasted article shows its speakers and what each said", async () => {
    await readStory();
    assert.equal(await shownText(), STORY);
    assert.deepEqual((await speakers()).toSorted(), ["Ann Lee", "Bob Ray"]);
    const lee = await run(
      `return Array.from(document.querySelectorAll(".speaker"), (s) => s.innerText).find((t) => t.includes("Ann Lee"))`,
    );
    assert.match(lee, /"We need more time,"/);
    await screenshot(driver, "page-pasted");
  });

  test("rich text keeps its paragraphs and drops scripts and styles", async () => {
    const html =
      "<style>p{}</style><p>“Stay <b>calm</b>,” said<br>Ann Lee.</p><script>x</script><div>Next <i>one</i>.</div>";
    await paste({ "text/html": html, "text/plain": "no" });
    await find(".tab");
    assert.equal(await editedText(), "“Stay calm,” said\nAnn Lee.\n\nNext one.");
  });

  test("pasted, dropped and typed markup stays text", async () => {
    await paste({ "text/plain": INJECTIONS.join("\n\n") });
    await settled(`${SHADOW} return !!root.querySelector("#article p")`);
    assert.equal(await shownText(), INJECTIONS.join("\n\n"));
    await run(`document.getElementById("do-new").click()`);
    await paste({ "text/html": INJECTIONS.join(""), "text/plain": "x" });
    await drop([
      ["evil.html", INJECTIONS.join("")],
      ["evil.md", INJECTIONS.join("\n")],
    ]);
    await driver.sleep(500);
    assert.equal(await run("return window.hacked ?? null"), null);
    assert.equal(
      await count("img, iframe, object, body script, body svg[onload], body meta, [ontoggle], [onfocus]"),
      0,
    );
  });

  /** Drop files, each a name and a text, on the page. */
  function drop(files) {
    return run(
      `const dataTransfer = new DataTransfer();
     for (const [name, text] of arguments[0]) dataTransfer.items.add(new File([text], name));
     document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));`,
      files,
    );
  }

  test("several dropped files become tabs, which can be compared and closed", async () => {
    await drop([
      ["one.txt", STORY],
      ["two.md", `# Second\n\n**"Yes,"** said Ann Lee. "No," said Cleo Dane.`],
    ]);
    await settled(`return document.querySelectorAll(".tab").length === 3`);
    await find(".speaker");
    await settled(
      `document.getElementById("compare").click(); return document.querySelectorAll(".comparison tbody tr").length >= 3`,
    );
    const table = await run(
      `return Array.from(document.querySelectorAll(".comparison tr"), (r) => Array.from(r.cells, (c) => c.textContent))`,
    );
    assert.deepEqual(table[0], ["Speaker", "Harbour vote delayed", "Second"]);
    assert.equal(table[1][0], "Ann Lee");
    await run(`document.querySelector(".tab .close").click()`);
    assert.equal(await count(".tab"), 1);
  });

  test("a Word document is read, and its library only then", async () => {
    assert.ok(!asked.some((path) => /docx/.test(path)));
    const base64 = await makeDocx();
    await run(
      `const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
     const dataTransfer = new DataTransfer();
     dataTransfer.items.add(new File([bytes], "story.docx"));
     document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));`,
      base64,
    );
    await find(".speaker");
    assert.equal(await editedText(), "“It works,” said Ann Lee.\n\nSecond paragraph.");
  });

  /** A small .docx in base64. */
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
    return zip.generateAsync({ type: "base64" });
  }

  test("a file of an unknown kind is refused in words", async () => {
    await drop([["photo.xyz", "x"]]);
    await settled(`return document.getElementById("status").textContent.includes("photo.xyz")`);
  });

  test("typing analyses again, keeps the caret, and draws only what changed", async () => {
    await readStory();
    await run(`document.getElementById("do-edit").click()`);
    await run(
      `${SHADOW} window.kept = root.querySelector("#article p"); const box = document.getElementById("text"); box.setSelectionRange(box.value.length, box.value.length)`,
    );
    await press(` "Never," said Cleo Dane.`);
    await settled(
      `return Array.from(document.querySelectorAll(".speaker")).some((s) => s.textContent.includes("Cleo Dane"))`,
    );
    const state = await run(`${SHADOW} const box = document.getElementById("text");
    return [document.activeElement === box, box.selectionStart === box.value.length, root.querySelector("#article p") === window.kept]`);
    assert.deepEqual(state, [true, true, true]);
  });

  test("the first typed letters begin an article without losing the focus", async () => {
    const box = await find("#text");
    await box.sendKeys(`"Yes," said Ann Lee.`);
    await find(".speaker");
    assert.equal(await run(`return document.activeElement.id`), "text");
    assert.equal(await run(`return document.body.dataset.mode`), "editing");
  });

  test("filters by speaker, kind, type and confidence switch marks off and on", async () => {
    await readStory();
    const shown = (selector) =>
      run(`${SHADOW} return root.querySelectorAll(arguments[0] + ":not([data-off])").length`, selector);
    const all = await shown("mark");
    await run(`document.querySelector('[data-key="show-0"]').click()`);
    const fewer = await shown("mark");
    assert.ok(fewer > 0 && fewer < all);
    await run(`document.querySelector('[data-key="everything"]').click()`);
    assert.equal(await shown("mark"), all);
    await run(`document.querySelector('[data-key="kinds-direct"]').click()`);
    assert.equal(await shown('[data-kind="direct"]'), 0);
    await run(`document.querySelector('[data-key="types-person"]').click()`);
    assert.equal(await shown('[data-type="person"]'), 0);
    assert.match(await driver.getCurrentUrl(), /kinds=indirect%2Cmixed/);
    await run(`document.querySelector('[data-key="everything"]').click();
    const sure = document.getElementById("sure"); sure.value = 1; sure.dispatchEvent(new Event("input"))`);
    assert.ok((await shown("mark")) < all);
  });

  test("the keyboard walks the attributions, and the card says who and why", async () => {
    await readStory();
    await press("j");
    const card = () =>
      run(
        `${SHADOW} const card = root.getElementById("card"); return card.matches(":popover-open") ? card.innerText : ""`,
      );
    assert.match(await card(), /Ann Lee[\s\S]*Why/);
    assert.equal(await run(`${SHADOW} return root.activeElement.getAttribute("aria-describedby")`), "card");
    await press("k");
    assert.match(await card(), /Bob Ray/);
    await press(Key.ESCAPE);
    assert.equal(await card(), "");
    await press("?");
    assert.equal(await count("dialog[open] kbd"), 9);
    await press(Key.ESCAPE);
    await settled(`return !document.querySelector("dialog")`);
  });

  test("corrections can be made, undone, redone, and survive typing and reload when asked to", async () => {
    await readStory();
    await press("j", Key.ENTER);
    await choose("#correct-speaker", "Bob Ray");
    await firstSpeakerIs("Bob Ray");
    await run(`document.getElementById("do-undo").click()`);
    await firstSpeakerIs("Ann Lee");
    await run(`document.getElementById("do-redo").click()`);
    await run(
      `document.querySelector('[data-key="remember"]').click(); document.getElementById("do-edit").click()`,
    );
    await press(" More.");
    await settled(`${SHADOW} return root.textContent.includes("More.")`);
    await firstSpeakerIs("Bob Ray");
    await driver.navigate().refresh();
    await find(".speaker");
    await firstSpeakerIs("Bob Ray");
    await run(`document.querySelector('[data-key="remember"]').click()`);
    assert.equal(await run("return localStorage.length"), 0);
  });

  /** Choose an option by its value, as a person would. */
  function choose(selector, value) {
    return run(
      `const list = document.querySelector(arguments[0]); list.value = arguments[1]; list.dispatchEvent(new Event("change"))`,
      selector,
      value,
    );
  }

  /** Wait until that is who says the first attribution, as its label for screen readers has it. */
  function firstSpeakerIs(name) {
    return settled(
      `${SHADOW} return root.querySelector("mark .spoken")?.textContent.split(",")[0] === arguments[0]`,
      name,
    );
  }

  test("words can be unmarked, marked, given a new speaker, merged and retyped", async () => {
    await readStory();
    const marks = () => run(`${SHADOW} return root.querySelectorAll("[data-lead]").length`);
    const before = await marks();
    await press("j", Key.ENTER);
    await run(`document.getElementById("unmark").click()`);
    await settled(
      `${SHADOW} return root.querySelectorAll("[data-lead]").length === arguments[0]`,
      before - 1,
    );
    await run(
      `${SHADOW} const p = root.querySelector("#article p:nth-of-type(2)"); getSelection().setBaseAndExtent(p, 0, p, 1); document.getElementById("mark").click()`,
    );
    await settled(`${SHADOW} return root.querySelectorAll("[data-lead]").length === arguments[0]`, before);
    for (const _ of [1, 2]) await run(`document.getElementById("do-undo").click()`);
    await choose("#merge-from", "Bob Ray");
    await choose("#merge-into", "Ann Lee");
    await run(`document.getElementById("merge").click()`);
    assert.ok(!(await speakers()).includes("Bob Ray"));
    await choose("#entity-name", "Ann Lee");
    await choose("#entity-type", "organization");
    await run(`document.getElementById("retype").click()`);
    await settled(`${SHADOW} return !!root.querySelector('[data-type="organization"]')`);
  });

  test("every format can be downloaded, and corrections as training lines", async () => {
    await readStory();
    await run(
      `window.saved = []; HTMLAnchorElement.prototype.click = function () { window.saved.push([this.download, this.href]); }`,
    );
    await run(
      `document.getElementById("do-export").click(); for (const b of document.querySelectorAll(".offers .download")) b.click()`,
    );
    const names = await run(`return window.saved.map(([name]) => name.replace("Harbour vote delayed", ""))`);
    assert.deepEqual(names, [".json", ".csv", ".html", ".md", ".jsonld", ".displacy.json", ".jsonl"]);
    assert.ok(!(await driver.getCurrentUrl()).includes("Harbour"));
  });

  test("the charts have tables with the same numbers", async () => {
    await readStory();
    await run(`for (const details of document.querySelectorAll("figure details")) details.open = true`);
    await settled(`return document.querySelectorAll("figure table").length === 3`);
    const tables = await run(
      `return Array.from(document.querySelectorAll("figure"), (f) => [f.querySelector("svg").getAttribute("aria-label"), f.querySelectorAll("tbody tr").length])`,
    );
    assert.deepEqual(
      tables.map(([title]) => title),
      ["Share of voice", "Who speaks where", "Named and unnamed sources"],
    );
    assert.ok(tables.every(([, rows]) => rows >= 2));
  });

  test("a chart can be kept as a picture", async () => {
    await readStory();
    const [file, width] = await driver.executeAsyncScript(
      `const done = arguments[0];
       HTMLAnchorElement.prototype.click = function () {
         const image = new Image();
         image.onload = () => done([this.download, image.naturalWidth]);
         image.src = this.href;
       };
       const details = document.querySelector("figure details");
       details.open = true;
       details.addEventListener("toggle", () => setTimeout(() => details.querySelectorAll("button")[1].click()));`,
    );
    assert.deepEqual([file, width], ["Share of voice.png", 680]);
  });

  test("a long reading can be cancelled, and what was there stays", async () => {
    await readStory();
    const long = STORY.repeat(4000);
    await run(`document.getElementById("do-edit").click()`);
    await run(
      `const box = document.getElementById("text"); box.value = arguments[0]; box.dispatchEvent(new Event("input"))`,
      long,
    );
    await settled(`return !document.getElementById("cancel").closest(".work").hidden`);
    await run(`document.getElementById("cancel").click()`);
    assert.equal(await run(`return document.getElementById("status").textContent`), "Cancelled.");
    assert.equal(await shownText(), STORY);
  });

  test("axe finds nothing in both themes and both languages, with the policy in force", async () => {
    for (const fragment of [
      "#lang=en&theme=light",
      "#lang=en&theme=dark",
      "#lang=ar&theme=light",
      "#lang=ar&theme=dark",
    ]) {
      await open(fragment);
      assert.deepEqual(await violations(), [], `${fragment} empty`);
      await readStory();
      await press("j");
      assert.deepEqual(await violations(), [], fragment);
    }
  });

  /** What axe objects to, in words. */
  async function violations() {
    await run(AXE);
    return driver.executeAsyncScript(
      `const done = arguments[0]; axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
       done(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target.flat().join(" ") + " " + failureSummary))))`,
    );
  }

  test("nothing is wider than a window of 320 pixels", async () => {
    await openNarrow();
    await readStory();
    const [width, content, view] = await run(
      "const root = document.documentElement; return [innerWidth, root.scrollWidth, root.clientWidth]",
    );
    assert.equal(width, 320);
    assert.ok(content <= view, `${content} > ${view}`);
  });

  /** Open the page in a frame: not every browser makes its window so narrow. */
  async function openNarrow() {
    await driver.get(`${server.address}no-such-page`);
    await run(
      `const frame = document.createElement("iframe");
     Object.assign(frame, { src: "./#lang=en", width: 320, height: 700 });
     document.body.replaceChildren(frame);`,
    );
    await driver.switchTo().frame(0);
    await find(".sample");
  }

  test("no request leaves the page after load, and it works without its server", async () => {
    await driver.executeAsyncScript(`navigator.serviceWorker.ready.then(arguments[0])`);
    await open("#lang=en");
    await settled(`return !!navigator.serviceWorker.controller`);
    server.close();
    try {
      await open("#lang=en");
      await readStory();
      const foreign = await run(
        `return performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.startsWith(location.origin) && !name.startsWith("blob:"))`,
      );
      assert.deepEqual(foreign, []);
    } finally {
      server = await serve({ root: join(ROOT, "dist-page/"), port: Number(new URL(server.address).port) });
    }
  });
}
