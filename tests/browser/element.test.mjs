// <who-said> in every browser, under a strict policy, over texts of its own and of the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ANALYSIS, analysisOf, span, TEXT } from "../support/fixture.mjs";
import { onASite } from "../support/site.mjs";

onASite(({ onPage }) => {
  test("the page's own article is painted, and no node of it is changed", async () => {
    const [same, names, nested] = await onPage(`
    const before = article.innerHTML;
    await over();
    return [article.innerHTML === before, painted(), document.querySelectorAll("mark").length];`);
    assert.ok(same);
    assert.equal(nested, 0);
    assert.ok(
      names.some((name) => name.endsWith("more")),
      names.join("\n"),
    );
    assert.ok(names.some((name) => /whosaid-\d-direct/.test(name)));
  });

  test("removing the element leaves no trace, and others' highlights stay", async () => {
    const left = await onPage(`
    CSS.highlights.set("theirs", new Highlight(new Range()));
    const sheets = document.adoptedStyleSheets.length;
    const first = await over(), second = await over();
    first.remove();
    const during = painted().length > 1;
    second.remove();
    return [during, [...CSS.highlights.keys()], document.adoptedStyleSheets.length - sheets];`);
    assert.deepEqual(left, [true, ["theirs"], 0]);
  });

  test("an article that changes is painted anew, never where its text no longer matches, and without a flicker elsewhere", async () => {
    const [stale, fresh] = await onPage(`
    const element = await over();
    const again = event(element, "analysis");
    article.firstElementChild.textContent = "Quiet now.";
    await Promise.resolve();
    const stale = painted();
    await again;
    return [stale, painted()];`);
    for (const names of [stale, fresh]) {
      assert.ok(names.some((name) => name.includes("Never")));
      assert.ok(!names.some((name) => name.includes("time")));
    }
  });

  test("a framework that replaces equal nodes gets its paint back", async () => {
    const names = await onPage(`
    await over();
    article.innerHTML = article.innerHTML;
    await rest(600);
    return painted();`);
    assert.ok(names.some((name) => name.includes("Never")));
  });

  test("over a page's article the keys work from the legend, and the card stands at the text", async () => {
    const [first, text, role, marked] = await onPage(`
    const element = await over();
    const { shadowRoot } = element;
    const button = shadowRoot.querySelector("#legend button");
    button.focus();
    button.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, composed: true }));
    const card = shadowRoot.getElementById("card");
    return [element.current, card.innerText, shadowRoot.getElementById("spoken").role, painted().filter((name) => name.startsWith("whosaid-current"))];`);
    assert.equal(first, 0);
    assert.match(text, /Ann Lee/);
    assert.equal(role, "status");
    assert.ok(marked.some((name) => name.endsWith("more")));
  });

  test("the pointer over the painted words brings the card, and a click activates", async () => {
    const [shown, speaker] = await onPage(`
    const element = await over();
    const range = new Range();
    range.selectNodeContents(article.querySelector("b"));
    const { left, top, width, height } = range.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
    article.dispatchEvent(new PointerEvent("pointermove", at));
    const card = element.shadowRoot.getElementById("card");
    const shown = card.matches(":popover-open");
    const activated = event(element, "activate");
    article.dispatchEvent(new MouseEvent("click", at));
    return [shown, element.analysis.speakers[(await activated).speaker].name];`);
    assert.deepEqual([shown, speaker], [true, "Ann Lee"]);
  });

  test("where the reader wants marks, a copy of the article is marked", async () => {
    const [marks, paint, same] = await onPage(`
    const before = article.innerHTML;
    const { shadowRoot } = await over({ renderer: "marks" });
    return [shadowRoot.querySelectorAll("mark").length, painted().length, article.innerHTML === before];`);
    assert.ok(marks >= 2);
    assert.deepEqual([paint, same], [0, true]);
  });

  test("text of its own is drawn as marks, with labels that nobody copies", async () => {
    const [text, labels, kinds] = await onPage(
      `const { shadowRoot } = await own(args[0], args[1]);
     const copy = shadowRoot.getElementById("article").cloneNode(true);
     for (const extra of copy.querySelectorAll(".extra")) extra.remove();
     return [Array.from(copy.querySelectorAll("p"), (p) => p.textContent).join("\\n\\n"),
       Array.from(shadowRoot.querySelectorAll(".spoken"), (s) => s.textContent),
       Array.from(shadowRoot.querySelectorAll("mark"), (m) => m.dataset.kind + ("uncertain" in m.dataset))];`,
      TEXT,
      ANALYSIS,
    );
    assert.equal(text, TEXT);
    assert.deepEqual(labels, ["Ann Lee, direct: ", "Bob Ray, partly direct, uncertain: "]);
    assert.deepEqual(kinds, ["directfalse", "directfalse", "mixedtrue"]);
  });

  test("the element reads the text between its tags", async () => {
    const text = await onPage(`
    await import("/dist/define.js");
    const element = document.createElement("who-said");
    element.innerHTML = article.innerHTML;
    const analysed = event(element, "analysis");
    document.body.append(element);
    return (await analysed).text;`);
    assert.equal(text, '"We need more time," said Ann Lee.\n\n"Never," said Bob Ray.');
  });

  test("keys move, Escape leaves, Enter activates, and the card says why", async () => {
    const steps = await onPage(
      `const element = await own(args[0], args[1]);
     const { shadowRoot } = element;
     const key = (name) => (shadowRoot.activeElement ?? element).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, composed: true }));
     const card = () => shadowRoot.getElementById("card");
     const steps = [];
     shadowRoot.querySelector('[tabindex="0"]').focus();
     steps.push(element.current);
     key("ArrowDown"); steps.push(element.current, card().innerText.split("\\n")[0]);
     key("j"); key("k"); steps.push(element.current);
     const activated = event(element, "activate");
     key("Enter"); steps.push((await activated).attribution);
     key("Escape"); steps.push(element.current, card().matches(":popover-open"));
     return steps;`,
      TEXT,
      ANALYSIS,
    );
    assert.deepEqual(steps, [0, 1, "2 Bob Ray", 1, 1, null, false]);
  });

  test("the legend filters, and tells so", async () => {
    const [filter, off, pressed] = await onPage(
      `const element = await own(args[0], args[1]);
     const told = event(element, "filter");
     element.shadowRoot.querySelector("#legend button").click();
     const { filter } = await told;
     return [filter.speakers, element.shadowRoot.querySelectorAll("mark[data-off]").length,
       element.shadowRoot.querySelector("#legend button").getAttribute("aria-pressed")];`,
      TEXT,
      ANALYSIS,
    );
    assert.deepEqual([filter, off, pressed], [[1, -1], 2, "false"]);
  });

  test("attributes set the least confidence and the language", async () => {
    const [off, label] = await onPage(
      `const element = await own(args[0], args[1]);
     element.setAttribute("min-confidence", "0.8");
     const off = element.shadowRoot.querySelectorAll("mark[data-off]").length;
     element.lang = "ar";
     await rest(50);
     return [off, element.shadowRoot.querySelector(".spoken").textContent];`,
      TEXT,
      ANALYSIS,
    );
    assert.deepEqual([off, label], [1, "Ann Lee, مباشر: "]);
  });

  test("more speakers than colours are still told apart", async () => {
    const names = Array.from({ length: 40 }, (_, i) => ({ name: `Speaker${i}x` }));
    const text = names.map(({ name }) => `“Yes ${name}.”`).join("\n\n");
    const attributions = names.map(({ name }, speaker) => ({
      content: [span(text, `“Yes ${name}.”`)],
      speaker,
    }));
    const analysis = analysisOf(text, { names, attributions });
    const looks = await onPage(
      `const { shadowRoot } = await own(args[0], args[1]);
     return Array.from(shadowRoot.querySelectorAll("mark"), (mark) => [getComputedStyle(mark).backgroundColor,
       getComputedStyle(mark).backgroundImage, mark.querySelector(".number").textContent]);`,
      text,
      analysis,
    );
    assert.equal(new Set(looks.map(([colour, image]) => colour + image)).size, 40);
    assert.deepEqual(
      looks.map(([, , number]) => number),
      names.map((_, i) => String(i + 1)),
    );
  });

  test("a page can set every colour, and style the parts", async () => {
    const colours = await onPage(
      `const sheet = new CSSStyleSheet();
     sheet.replaceSync("who-said { --whosaid-speaker-1: rgb(1, 2, 3) } who-said::part(cue) { color: rgb(4, 5, 6) }");
     document.adoptedStyleSheets.push(sheet);
     const { shadowRoot } = await own(args[0], args[1]);
     return [getComputedStyle(shadowRoot.querySelector("mark")).textDecorationColor, getComputedStyle(shadowRoot.querySelector('[data-layer="cue"]')).color];`,
      TEXT,
      ANALYSIS,
    );
    assert.deepEqual(colours, ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
  });

  test("what goes wrong is an event, and a missing target says so", async () => {
    const messages = await onPage(
      `await import("/dist/define.js");
     const element = document.createElement("who-said");
     element.analyzer = { analyze: async () => { throw new Error("no luck"); } };
     const failed = event(element, "error");
     element.text = "x";
     document.body.append(element);
     const lost = document.createElement("who-said");
     lost.setAttribute("for", "#nowhere");
     const missing = event(lost, "error");
     document.body.append(lost);
     return [(await failed).error.message, (await missing).error.message];`,
    );
    assert.deepEqual(messages, ["no luck", 'who-said: nothing matches for="#nowhere"']);
  });

  test("defining twice is safe", async () => {
    const same = await onPage(`
    const first = await import("/dist/define.js");
    const second = await import("/dist/define.js?again");
    return customElements.get("who-said") === first.WhoSaid && typeof second.WhoSaid === "function";`);
    assert.ok(same);
  });

  test("extracting keeps paragraphs, drops what is hidden, and leads back to the nodes", async () => {
    const [text, back] = await onPage(`
    const { extract } = await import("/dist/dom.js");
    article.innerHTML = "<h1> A\\n title </h1><p>One<br>two <em>three</em>&nbsp;four</p><script>no</scr" + "ipt><p hidden>no</p><ul><li>five</li><li>six</li></ul>";
    const { text, pieces } = extract(article);
    return [text, pieces.every(({ node, from, start, length }) => node.data.slice(from, from + length) === text.slice(start, start + length))];`);
    assert.equal(text, "A title\n\nOne\ntwo three four\n\nfive\n\nsix");
    assert.ok(back);
  });
});
