// Makes the README's pictures: the built page with a sample article, in every kind of display. `node tools/screenshots.mjs`

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { By, until } from "selenium-webdriver";
import { openBrowser } from "../tests/support/browser.mjs";
import { ROOT } from "./build/run.mjs";
import { serve } from "./build/serve.mjs";

const DOCS = join(ROOT, "docs");
const WIDE = { width: 1200, height: 700 };
const NARROW = { width: 320, height: 720 };

/** Each picture: its window, the media features it emulates, the settings in the address, and what is done first. */
const PICTURES = {
  light: { window: WIDE, fragment: "#lang=en&theme=light", act: showCard },
  dark: { window: WIDE, fragment: "#lang=en&theme=dark" },
  narrow: { window: NARROW, fragment: "#lang=en&theme=light" },
  rtl: { window: WIDE, fragment: "#lang=ar&theme=light" },
  wide: { window: { width: 1920, height: 1000 }, fragment: "#lang=en&theme=light" },
  start: { window: WIDE, fragment: "#lang=en&theme=light", empty: true },
  "forced-colors": {
    window: WIDE,
    fragment: "#lang=en",
    features: [
      { name: "forced-colors", value: "active" },
      { name: "prefers-color-scheme", value: "dark" },
    ],
  },
  print: {
    window: { width: 780, height: 1000 },
    fragment: "#lang=en&theme=light",
    media: "print",
    act: leaveMargins,
  },
};

/** Show the card of the second attribution. */
async function showCard(driver) {
  await driver.executeScript(`document.querySelector("who-said").select(1)`);
}

/** The margins of the sheet, which only a printer leaves. */
async function leaveMargins(driver) {
  await driver.executeScript(`document.documentElement.style.padding = "18mm"`);
}

/** Waits until the article is drawn with its attributions. */
async function openSample(driver) {
  await driver.executeScript(`document.querySelector(".sample").click()`);
  await driver.wait(until.elementLocated(By.css(".speaker")), 20_000);
  const drawn = `return !!document.querySelector("who-said").shadowRoot.querySelector("mark")`;
  await driver.wait(() => driver.executeScript(drawn), 10_000);
}

/** @returns {Promise<string>} a PNG in base64 */
async function picture(driver, address, { window, fragment, features = [], media = "", act, empty }) {
  const command = (name, options) => driver.sendAndGetDevToolsCommand(name, options);
  await command("Emulation.setDeviceMetricsOverride", { ...window, deviceScaleFactor: 1, mobile: false });
  await command("Emulation.setEmulatedMedia", { media, features });
  await driver.get("about:blank");
  await driver.get(address + fragment);
  await driver.wait(until.elementLocated(By.css(".sample")), 10_000);
  if (!empty) await openSample(driver);
  await act?.(driver);
  await driver.sleep(300);
  const { data } = await command("Page.captureScreenshot", { format: "png" });
  return data;
}

const server = await serve({ root: join(ROOT, "dist-page/") });
const driver = await openBrowser("chromium", { args: ["--hide-scrollbars"] });
mkdirSync(DOCS, { recursive: true });
try {
  for (const [name, options] of Object.entries(PICTURES)) {
    writeFileSync(join(DOCS, `page-${name}.png`), await picture(driver, server.address, options), "base64");
  }
} finally {
  await driver.quit();
  server.close();
}
