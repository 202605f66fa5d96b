// The page for everybody: assistive technology, any width, offline, installed, on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { onThePage, STORY } from "../support/page.mjs";

onThePage((page) => {
  test("axe finds nothing in both themes and both languages, with the policy in force", async () => {
    for (const lang of ["en", "ar"]) {
      for (const theme of ["light", "dark"]) {
        const fragment = `#lang=${lang}&theme=${theme}`;
        await page.open(fragment);
        assert.deepEqual(await page.violations(), [], `${fragment} empty`);
        await page.read();
        await page.run(
          `for (const details of document.querySelectorAll(".panel details")) details.open = true`,
        );
        await page.restPointer();
        await page.press("j");
        assert.deepEqual(await page.violations(), [], fragment);
        await page.click("#do-export");
        assert.deepEqual(await page.violations(), [], `${fragment} export`);
      }
    }
  });

  test("another language turns the page round, with every word of it", async () => {
    await page.read();
    await page.choose("#language", "العربية");
    assert.equal(await page.run("return document.documentElement.dir"), "rtl");
    const latin = await page.run(
      `return Array.from(document.querySelectorAll("button, summary, label, h2, legend, .private, .status .private"),
         (node) => node.closest(".tab, .speaker, .choices, fieldset .check") ? "" : node.innerText)
         .filter((words) => /[a-z]{3}/i.test(words.replace(/SVG|PNG/g, "")))`,
    );
    assert.deepEqual(latin, []);
    await page.press("j");
    assert.match(
      await page.run(`return root.querySelector("#card ul").innerText`),
      /[\u0600-\u06ff][\s\S]*Ann Lee|Ann Lee[\s\S]*[\u0600-\u06ff]/,
    );
  });

  for (const width of [320, 3840]) {
    test(`nothing is wider than a window of ${width} pixels`, async () => {
      await page.frame(width, 700);
      await page.drop([["story.txt", STORY]]);
      await page.find(".speaker");
      await page.inside("mark");
      const [content, view, line] = await page.run(
        `const { scrollWidth, clientWidth } = document.documentElement;
         const article = document.querySelector(".article");
         return [scrollWidth, clientWidth, article.offsetWidth / parseFloat(getComputedStyle(article).fontSize)]`,
      );
      assert.ok(content <= view, `${content} > ${view}`);
      assert.ok(line < 45, `a line of ${line} em is too long to read`);
    });
  }

  test("what is printed is dark on light, and only what paper has a use for", async (t) => {
    if (page.browser !== "chromium") return t.skip("no other driver shows what would be printed");
    await page.open("#lang=en&theme=dark");
    await page.read();
    await page.driver.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", { media: "print" });
    try {
      const [ink, gone, kept] = await page.run(
        `const shown = (selector) => document.querySelector(selector).checkVisibility();
         return [getComputedStyle(document.querySelector(".article")).color,
           [".bar", ".tabs", ".status", ".filters", ".correct", "figure details"].filter(shown),
           [".article", ".speakers", "figure svg"].filter(shown)]`,
      );
      assert.ok(Number(/\d+/.exec(ink)[0]) < 100, ink);
      assert.deepEqual(gone, []);
      assert.equal(kept.length, 3);
    } finally {
      await page.driver.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", { media: "" });
    }
  });

  test("nothing moves by itself", async () => {
    await page.read();
    const moving = await page.run(
      `const styles = [...document.querySelectorAll("*"), ...root.querySelectorAll("*")].map((e) => getComputedStyle(e));
       return styles.filter((s) => s.transitionDuration !== "0s" || s.animationName !== "none" || s.scrollBehavior === "smooth").length`,
    );
    assert.equal(moving, 0);
  });

  test("it can be installed: a manifest with icons that are there", async () => {
    const { name, start_url, display, icons } = await page.driver.executeAsyncScript(
      `fetch(document.querySelector("link[rel=manifest]").href).then((r) => r.json()).then(arguments[0])`,
    );
    assert.deepEqual([name, start_url, display], ["whosaid", "./", "standalone"]);
    assert.ok(icons.some(({ purpose }) => purpose === "maskable"));
    const sizes = await page.driver.executeAsyncScript(
      `const [icons, done] = arguments;
       Promise.all(icons.map(async ({ src }) => {
         const image = new Image();
         image.src = src;
         await image.decode();
         return image.naturalWidth + "x" + image.naturalHeight;
       })).then(done, (error) => done(String(error)))`,
      icons,
    );
    for (const [index, { sizes: stated }] of icons.entries())
      if (stated !== "any") assert.equal(sizes[index], stated);
    assert.ok(["192x192", "512x512"].every((size) => sizes.includes(size)));
  });

  test("once it has read an article, nothing that one does asks its server for anything", async () => {
    await page.driver.executeAsyncScript(`navigator.serviceWorker.ready.then(() => arguments[0]())`);
    await page.read();
    page.asked.length = 0;
    await page.drop([["two.html", `<p>"Yes," said Ann Lee. "No," said Cleo Dane.</p><img src="/x.png">`]]);
    await page.settled(`return root.textContent.includes("Cleo")`);
    await page.press("j");
    await page.click("#compare");
    await page.press("[");
    await page.click("#do-export");
    await page.click(".offers button");
    // When they like, browsers look by themselves whether the service worker has changed.
    assert.deepEqual(
      page.asked.filter((path) => path !== "/service-worker.js"),
      [],
    );
  });

  test("no request leaves the page after load, and it works without its server", async () => {
    await page.driver.executeAsyncScript(`navigator.serviceWorker.ready.then(() => arguments[0]())`);
    await page.open("#lang=en");
    await page.settled(`return !!navigator.serviceWorker.controller`);
    page.server.close();
    try {
      await page.open("#lang=en");
      await page.read();
      const foreign = await page.run(
        `return performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.startsWith(location.origin) && !name.startsWith("blob:"))`,
      );
      assert.deepEqual(foreign, []);
    } finally {
      await page.serve();
    }
  });
});
