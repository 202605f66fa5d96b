// <who-said> over a page that is not ours, for everybody: real keys, screen readers, axe, other colours and directions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { analysisOf, span } from "../support/fixture.mjs";
import { ROOT } from "../support/package.mjs";
import { onASite } from "../support/site.mjs";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

/** What a reader of the screen, and one of the keyboard, have of the element. */
const STATE = `const { shadowRoot, current } = document.querySelector("who-said"), card = shadowRoot.getElementById("card");
  return { current, focus: shadowRoot.activeElement?.id || shadowRoot.activeElement?.dataset.lead,
    card: card.matches(":popover-open") ? card.innerText : "", spoken: shadowRoot.getElementById("spoken").textContent };`;

onASite((site) => {
  const { onPage } = site;
  const state = () => site.driver.executeScript(STATE);
  const press = (...keys) =>
    site.driver
      .actions()
      .sendKeys(...keys)
      .perform();

  /** Emulates media of the system, where the browser's driver can. */
  async function emulate(t, media, features) {
    if (site.browser !== "chromium") return t.skip("no other driver emulates media");
    await site.driver.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", { media, features });
    t.after(() =>
      site.driver.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", { media: "", features: [] }),
    );
    return true;
  }

  for (const legend of ["shown", "none"]) {
    test(`the keyboard alone walks, activates and leaves over a page's article, its legend ${legend}`, async () => {
      await onPage(
        `const element = await over({ legend: args[0] });
         window.activated = [];
         element.addEventListener("whosaid-activate", ({ detail }) => activated.push(detail.attribution));`,
        legend,
      );
      await press(Key.TAB);
      assert.equal((await state()).focus, "walker");
      await press(Key.ENTER);
      const first = await state();
      assert.equal(first.current, 0);
      assert.match(first.card, /Ann Lee/);
      assert.match(first.spoken, /^Ann Lee, direct: "We need more time,"/);
      await press("j");
      const second = await state();
      assert.deepEqual([second.current, second.focus], [1, "walker"]);
      assert.match(second.spoken, /^Bob Ray, direct: "Never,"/);
      await press(Key.ENTER);
      assert.deepEqual(await site.driver.executeScript("return activated"), [1]);
      await press("k");
      assert.equal((await state()).current, 0);
      await press(Key.ESCAPE);
      assert.deepEqual(await state(), { current: null, focus: "walker", card: "", spoken: "" });
    });
  }

  test("the keyboard alone walks, activates and leaves in marks, whose card describes them", async () => {
    await onPage(
      `const element = await over({ renderer: "marks" });
       window.activated = [];
       element.addEventListener("whosaid-activate", ({ detail }) => activated.push(detail.attribution));`,
    );
    const legend = await site.driver.executeScript(
      `return document.querySelector("who-said").shadowRoot.querySelectorAll("#legend button").length`,
    );
    for (let stop = 0; stop <= legend; stop++) await press(Key.TAB);
    assert.equal((await state()).focus, "0");
    assert.match((await state()).card, /Ann Lee/);
    await press("j", Key.ENTER);
    assert.deepEqual(await site.driver.executeScript("return activated"), [1]);
    const { focus, spoken } = await state();
    assert.deepEqual([focus, spoken], ["1", ""], "the mark itself is read, nothing twice");
    await press(Key.ESCAPE);
    assert.equal((await state()).card, "");
  });

  test("the legend works with real clicks and the space bar, and says what is on", async () => {
    await onPage("await over();");
    const pressed = `return document.querySelector("who-said").shadowRoot.querySelector("#legend button").ariaPressed`;
    const button = await site.driver.executeScript(
      `return document.querySelector("who-said").shadowRoot.querySelector("#legend button")`,
    );
    await button.click();
    assert.equal(await site.driver.executeScript(pressed), "false");
    await press(" ");
    assert.equal(await site.driver.executeScript(pressed), "true");
  });

  test("the pointer of a person brings the card over painted words, and a click activates", async () => {
    await onPage(`const element = await over();
      element.addEventListener("whosaid-activate", ({ detail }) => { window.activated = detail.attribution; });`);
    const word = await site.driver.findElement(By.css("#article b"));
    await site.driver.actions().move({ origin: word, duration: 50 }).perform();
    assert.match((await state()).card, /Ann Lee/);
    assert.equal((await state()).spoken, "", "the pointer makes no noise");
    await site.driver.actions().click().perform();
    assert.equal(await site.driver.executeScript("return activated"), 0);
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing in ${theme}, painted over a foreign article or marked`, async () => {
      await site.driver.executeScript("document.documentElement.style.colorScheme = arguments[0]", theme);
      for (const renderer of ["highlights", "marks"]) {
        await onPage(`const element = await over({ renderer: args[0] }); element.select(0);`, renderer);
        await site.driver.executeScript(AXE);
        const found = await onPage(
          `const { violations } = await axe.run(document, { resultTypes: ["violations"] });
           document.querySelector("who-said").remove();
           return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target.flat().join(" ") + failureSummary));`,
        );
        assert.deepEqual(found, [], renderer);
      }
    });
  }

  test("an article that a framework replaces, or brings late, is painted all the same", async () => {
    const [first, gone, again] = await onPage(`
      const html = article.outerHTML;
      article.remove();
      await import("/dist/define.js");
      const element = document.createElement("who-said");
      element.setAttribute("for", "#article");
      document.querySelector("main").append(element);
      const late = event(element, "analysis");
      document.querySelector("main").insertAdjacentHTML("afterbegin", html);
      await late;
      const first = painted().length;
      document.querySelector("#article").remove();
      await rest(50);
      const gone = painted().length;
      const back = event(element, "analysis");
      document.querySelector("main").insertAdjacentHTML("afterbegin", html.replace("Never", "Always"));
      await back;
      return [first, gone, painted()];`);
    assert.ok(first > 0);
    assert.equal(gone, 0);
    assert.ok(again.some((name) => name.includes("Always")));
  });

  test("in another language it runs from the right, and says its evidence in it", async () => {
    const [dir, legend, why] = await onPage(`
      const element = await over({ lang: "ar" });
      element.select(0);
      const { shadowRoot } = element;
      return [getComputedStyle(shadowRoot.getElementById("legend")).direction, shadowRoot.getElementById("legend").ariaLabel,
        shadowRoot.querySelector("#card li").textContent];`);
    assert.equal(dir, "rtl");
    for (const words of [legend, why]) assert.match(words, /[\u0600-\u06ff]/);
  });

  test("forty speakers are told apart in paint too", async () => {
    const names = Array.from({ length: 40 }, (_, i) => ({ name: `Speaker${i}x` }));
    const text = names.map(({ name }) => `“Yes ${name}.”`).join("\n\n");
    const attributions = names.map(({ name }, speaker) => ({
      content: [span(text, `“Yes ${name}.”`)],
      speaker,
    }));
    const analysis = analysisOf(text, { names, attributions });
    const looks = await onPage(
      `article.replaceChildren(...args[0].split("\\n\\n").map((words) => Object.assign(document.createElement("p"), { textContent: words })));
       await import("/dist/define.js");
       const element = document.createElement("who-said");
       element.setAttribute("for", "#article");
       element.analyzer = { analyze: async () => args[1] };
       const analysed = event(element, "analysis");
       document.querySelector("main").append(element);
       await analysed;
       return [...CSS.highlights.keys()].filter((name) => /-direct/.test(name)).map((name) => {
         const { backgroundColor, textDecorationLine, textDecorationThickness } = getComputedStyle(article, "::highlight(" + name + ")");
         return [name, backgroundColor, textDecorationLine, textDecorationThickness].join();
       });`,
      text,
      analysis,
    );
    assert.equal(new Set(looks).size, 40);
  });

  test("in forced colours the lines and the numbers carry the meaning", async (t) => {
    if (!(await emulate(t, "", [{ name: "forced-colors", value: "active" }]))) return;
    const [line, number, legend] = await onPage(`
      const { shadowRoot } = await over({ renderer: "marks" });
      const style = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
      return [style("mark").textDecorationStyle + style("mark").textDecorationLine, style(".number").borderTopWidth,
        shadowRoot.querySelector("#legend button").innerText];`);
    assert.equal(line, "solidunderline");
    assert.equal(number, "1px");
    assert.match(legend, /^1\s*Ann Lee/);
  });

  test("on paper it is dark on light, and its card and walker are gone", async (t) => {
    if (!(await emulate(t, "print", []))) return;
    const [ink, hidden] = await onPage(`
      const element = await over({ renderer: "marks", theme: "dark" });
      element.select(0);
      const { shadowRoot } = element;
      return [getComputedStyle(shadowRoot.querySelector("[data-layer=source]")).color,
        ["#card", "#walker"].map((id) => getComputedStyle(shadowRoot.querySelector(id)).display)];`);
    assert.equal(ink, "rgb(0, 99, 160)");
    assert.deepEqual(hidden, ["none", "none"]);
  });

  test("nothing in it moves by itself", async () => {
    const moving = await onPage(`
      const { shadowRoot } = await over({ renderer: "marks" });
      return [...shadowRoot.querySelectorAll("*")].map((e) => getComputedStyle(e))
        .filter((s) => s.transitionDuration !== "0s" || s.animationName !== "none" || s.scrollBehavior === "smooth").length;`);
    assert.equal(moving, 0);
  });
});
