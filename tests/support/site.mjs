// A site of somebody else, under a strict policy, with the package's files beside it.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach } from "node:test";
import { serve } from "../../tools/build/serve.mjs";
import { openBrowser } from "./browser.mjs";
import { inEachBrowser } from "./each-browser.mjs";
import { ROOT } from "./package.mjs";

export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; style-src 'self'";

const ARTICLE = `<p>"We need <b>more</b> time," said Ann Lee.</p>
  <p>"Never," said   Bob Ray.</p>`;

const PAGE = `<!doctype html><html lang="en"><title>test</title><link rel="stylesheet" href="/site.css"><body>
  <main><h1>News</h1><article id="article">${ARTICLE}</article></main></body></html>`;

/** Colours as a site may have them; they follow the system. */
const STYLE = ":root { color-scheme: light dark; background: Canvas; color: CanvasText; }";

/** What scripts on the page find beside the DOM. */
const HELPERS = `
  const event = (target, name) => new Promise((resolve) => target.addEventListener("whosaid-" + name, (e) => resolve(e.detail), { once: true }));
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const painted = () => [...CSS.highlights].flatMap(([name, set]) => [...set].map((r) => name + ": " + r.startContainer.data?.slice(r.startOffset, r.endOffset)));
  const over = async (attributes = {}) => {
    await import("/dist/define.js");
    const element = document.createElement("who-said");
    for (const [name, value] of Object.entries({ for: "#article", ...attributes })) element.setAttribute(name, value);
    const analysed = event(element, "analysis");
    document.querySelector("main").append(element);
    await analysed;
    return element;
  };
  const own = async (text, analysis) => {
    await import("/dist/define.js");
    const element = document.createElement("who-said");
    document.querySelector("main").append(element);
    await element.show(text, analysis);
    return element;
  };`;

/**
 * The tests of `suite`, with a fresh page of the site before each, in every browser.
 * @param {(site: Site) => void} suite
 */
export function onASite(suite) {
  inEachBrowser((name) => {
    const site = new Site(name);
    before(() => site.start());
    after(() => site.end());
    beforeEach(() => site.driver.get(site.server.address));
    suite(site);
  });
}

class Site {
  /** @param {string} browser */
  constructor(browser) {
    this.browser = browser;
    this.onPage = this.onPage.bind(this);
  }

  async start() {
    this.root = mkdtempSync(join(tmpdir(), "whosaid-site-"));
    cpSync(join(ROOT, "dist"), join(this.root, "dist"), { recursive: true });
    writeFileSync(join(this.root, "index.html"), PAGE);
    writeFileSync(join(this.root, "site.css"), STYLE);
    this.server = await serve({ root: `${this.root}/`, headers: { "content-security-policy": POLICY } });
    this.driver = await openBrowser(this.browser);
  }

  async end() {
    await this.driver?.quit();
    this.server?.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Runs a script on the page, with helpers; gives what it returns. */
  async onPage(script, ...args) {
    const result = await this.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1); ${HELPERS}
       (async () => { ${script} })().then(done, (error) => done({ failed: String(error && error.stack) }));`,
      ...args,
    );
    assert.equal(result?.failed, undefined);
    return result;
  }
}
