// The page as a person uses it: real keys and pointer events, in every browser that is there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach } from "node:test";
import { By, Key, Origin, until } from "selenium-webdriver";
import { serve } from "../../tools/build/serve.mjs";
import { openBrowser } from "./browser.mjs";
import { inEachBrowser } from "./each-browser.mjs";
import { ROOT } from "./package.mjs";

const PATIENCE = 20_000;

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

export const STORY = `Harbour vote delayed

"We need more time," said Mayor Ann Lee. "The plan is not ready."

Bob Ray, a fisherman, said the council had promised a vote by May. "They always wait," Ray said.`;

/**
 * The tests of `suite`, with the page open before each, in every browser that is there.
 * @param {(page: Page) => void} suite
 * @param {object} [options] for the browser
 */
export function onThePage(suite, options) {
  inEachBrowser((name) => {
    const page = new Page(name);
    before(() => page.start(options));
    after(() => page.end());
    beforeEach(() => page.open("#lang=en"));
    suite(page);
  });
}

/** A browser with the page in it. */
export class Page {
  /** Every path that the browser asked the server for. */
  asked = [];

  /** @param {string} browser */
  constructor(browser) {
    this.browser = browser;
  }

  async start(options = {}) {
    await this.serve();
    this.driver = await openBrowser(this.browser, { args: ["--window-size=1280,900"], ...options });
  }

  /** Starts the server, at the address that it had before. */
  async serve() {
    const port = this.address ? Number(new URL(this.address).port) : 0;
    const log = (path) => this.asked.push(path);
    this.server = await serve({ root: join(ROOT, "dist-page/"), port, log });
    this.address = this.server.address;
  }

  async end() {
    await this.driver?.quit();
    this.server?.close();
  }

  /** Opens the page anew, with what follows its address. */
  async open(fragment) {
    await this.driver.get("about:blank");
    await this.driver.get(this.address + fragment);
    await this.find(".sample");
  }

  /** What a script on the page gives; `root` is the shadow root of the article. */
  run(script, ...args) {
    return this.driver.executeScript(
      `const root = document.querySelector("who-said")?.shadowRoot; ${script}`,
      ...args,
    );
  }

  /** Waits until a script gives something true; gives that. */
  settled(script, ...args) {
    return this.driver.wait(() => this.run(script, ...args), PATIENCE, script);
  }

  find(selector) {
    return this.driver.wait(until.elementLocated(By.css(selector)), PATIENCE);
  }

  /** How many elements of the page there are. */
  async count(selector) {
    return (await this.driver.findElements(By.css(selector))).length;
  }

  /** An element inside the article's shadow root. */
  inside(selector) {
    return this.settled("return root?.querySelector(arguments[0])", selector);
  }

  async text(selector) {
    return (await this.find(selector)).getText();
  }

  /** Clicks with the pointer, where a person would see it. */
  async click(selector) {
    const element = await this.find(selector);
    if (this.browser === "webkit") await this.#comeNear(element);
    await element.click();
  }

  /** WebKit's driver clicks before its own scrolling is done, and so beside the element. */
  async #comeNear(element) {
    await this.driver.executeAsyncScript(
      `arguments[0].scrollIntoView({ block: "nearest", behavior: "instant" });
       setTimeout(arguments[1], 100)`,
      element,
    );
  }

  /** Opens what is folded. WebKit's bar of downloads moves the page under the pointer, so a click may miss. */
  async unfold(key) {
    const folded = `details[data-key="${key}"]:not([open]) > summary`;
    await this.click(folded);
    await this.driver.wait(async () => {
      if ((await this.count(folded)) === 0) return true;
      await this.click(folded);
      return false;
    }, PATIENCE);
  }

  /** Chooses an option of a list by its words. */
  async choose(selector, label) {
    const list = await this.find(selector);
    for (const option of await list.findElements(By.css("option")))
      if ((await option.getText()) === label) return option.click();
    throw new Error(`${selector} has no “${label}”`);
  }

  /** Presses keys, one after another. */
  press(...keys) {
    return this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** Moves the pointer off the article: what moves under it there counts as pointed at. */
  restPointer() {
    return this.driver.actions().move({ x: 1, y: 1, origin: Origin.VIEWPORT, duration: 0 }).perform();
  }

  /** Presses a key while Control is held. */
  control(key) {
    return this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }

  /** Drags the pointer over words of the article, so that they are selected. */
  async select(words) {
    const [from, to] = await this.run(
      `const walker = document.createTreeWalker(root.getElementById("article"), NodeFilter.SHOW_TEXT);
       for (let node = walker.nextNode(); node; node = walker.nextNode()) {
         const start = node.data.indexOf(arguments[0]);
         if (start < 0) continue;
         const range = new Range();
         range.setStart(node, start);
         range.setEnd(node, start + arguments[0].length);
         node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
         const { left, right, top, height } = range.getBoundingClientRect();
         return [left + 1, right - 1].map((x) => ({ x: Math.round(x), y: Math.round(top + height / 2) }));
       }`,
      words,
    );
    const origin = Origin.VIEWPORT;
    const mouse = this.driver
      .actions()
      .move({ ...from, origin, duration: 0 })
      .press();
    await mouse
      .move({ ...to, origin, duration: 100 })
      .release()
      .perform();
  }

  /** Puts texts, each of a type, on the clipboard, and pastes them with the keys of a person. */
  async paste(data) {
    await this.run(
      `const data = arguments[0];
       document.addEventListener("copy", (event) => {
         for (const [type, text] of Object.entries(data)) event.clipboardData.setData(type, text);
         event.preventDefault();
       }, { once: true });`,
      data,
    );
    await this.click("#text");
    await this.control("c");
    await this.control("v");
  }

  /** Pastes an article and waits for its speakers. */
  async read(text = STORY, speakers = 2) {
    await this.paste({ "text/plain": text });
    await this.settled(
      `return document.querySelectorAll(".speaker").length >= arguments[0] && !!root?.querySelector("mark")`,
      speakers,
    );
  }

  /**
   * Drops files on the page, each a name and a text or bytes in base64. No driver can drag a file out of the system,
   * so the events are made by hand.
   */
  drop(files) {
    return this.run(
      `const dataTransfer = new DataTransfer();
       for (const [name, text, base64] of arguments[0])
         dataTransfer.items.add(new File([base64 ? Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) : text], name));
       for (const type of ["dragenter", "dragover", "drop"])
         document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));`,
      files,
    );
  }

  /** The article as shown, without the page's own labels. */
  shown() {
    return this.run(
      `const copy = root.getElementById("article").cloneNode(true);
       for (const extra of copy.querySelectorAll(".extra")) extra.remove();
       return Array.from(copy.querySelectorAll("p"), (p) => p.textContent).join("\\n\\n");`,
    );
  }

  /** The text of the article, as the box has it. */
  async typed() {
    await this.click("#do-edit");
    return this.run(`return document.getElementById("text").value`);
  }

  /** The names of the speakers, as the panel has them. */
  speakers() {
    return this.run(
      `return Array.from(document.querySelectorAll(".speaker .check span:nth-of-type(2)"), (s) => s.textContent)`,
    );
  }

  /** How many marks inside the article are switched on. */
  marks(selector = "mark") {
    return this.run("return root.querySelectorAll(arguments[0] + ':not([data-off])').length", selector);
  }

  /** Waits until so many are. */
  marksAre(count, selector = "mark") {
    const script = "return root.querySelectorAll(arguments[0] + ':not([data-off])').length === arguments[1]";
    return this.settled(script, selector, count);
  }

  /** Waits until that is who says an attribution, as its label for screen readers has it. */
  saidBy(index, name) {
    return this.settled(
      `return root.querySelector('[data-lead="' + arguments[0] + '"] > .spoken')?.textContent.split(",")[0] === arguments[1]`,
      index,
      name,
    );
  }

  /** What axe objects to, in words, once the page rests: what a scroll brings about comes with the next frame. */
  async violations() {
    await this.run(AXE);
    return this.driver.executeAsyncScript(
      `const done = arguments[0];
       const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
       frame().then(frame).then(() => axe.run(document, { resultTypes: ["violations"] })).then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
         nodes.map(({ target, failureSummary }) => id + " " + target.flat().join(" ") + " " + failureSummary))));`,
    );
  }

  /** Puts the page into a frame of its own size: not every browser makes its window so narrow or so wide. */
  async frame(width, height, fragment = "#lang=en") {
    await this.driver.get(`${this.address}no-such-page`);
    await this.run(
      `const frame = document.createElement("iframe");
       Object.assign(frame, { src: "./" + arguments[2], width: arguments[0], height: arguments[1] });
       document.body.style.margin = 0;
       document.body.replaceChildren(frame);`,
      width,
      height,
      fragment,
    );
    await this.driver.switchTo().frame(0);
    await this.find(".sample");
    assert.equal(await this.run("return innerWidth"), width);
  }
}
