// What the tests assert and `measure.mjs` prints: each figure is taken beside another in one run.

import { By, until } from "selenium-webdriver";
import { longArticle } from "./site.mjs";
import { frameTimes, taskTimes, traced } from "./trace.mjs";

const PATIENCE = 120_000;

/** Milliseconds for an article by us, by compromise and by wink-nlp, on one thread of one page. */
export async function compareSpeed(driver, address, articles) {
  await driver.manage().setTimeouts({ script: PATIENCE });
  await driver.get(`${address}compromise.html`);
  return driver.executeAsyncScript(
    `const [articles, done] = arguments;
     import("./compare.js").then(({ compare }) => compare(articles)).then(done, (error) => done(String(error)));`,
    articles,
  );
}

/** Milliseconds for a text of each of these lengths, in UTF-16 code units, by us, on one thread of one page. */
export async function timeByLength(driver, address, lengths) {
  await driver.manage().setTimeouts({ script: PATIENCE });
  await driver.get(`${address}compromise.html`);
  const text = longArticle(Math.max(...lengths) / 4);
  return driver.executeAsyncScript(
    `const [text, lengths, done] = arguments;
     import("./compare.js").then(({ timeEach }) => timeEach(lengths.map((length) => text.slice(0, length))))
       .then(done, (error) => done(String(error)));`,
    text,
    lengths,
  );
}

/** Milliseconds from script start to painted result on a warm cache: the median of several loads of a page. */
export async function startTime(driver, address, page) {
  const times = [];
  for (let load = 0; load < 8; load++) {
    await driver.get(address + page);
    times.push(await driver.wait(() => driver.executeScript("return window.took"), PATIENCE));
  }
  return median(times.slice(1));
}

/** The frames of the main thread, in ms, while a person types into an article of so many words on the page. */
export async function typingFrames(driver, address, words) {
  await openPage(driver, address);
  await paste(driver, longArticle(words));
  await driver.executeScript(
    `document.getElementById("do-edit").click();
     const box = document.getElementById("text"); box.focus(); box.setSelectionRange(300, 300);`,
  );
  const typed = ` "We will see," said Ann Lee of Oslo. "It is so," she added. They agreed.`;
  const type = async () => {
    for (const letter of typed) {
      await driver.actions().sendKeys(letter).perform();
      await driver.sleep(60);
    }
    await driver.sleep(1000);
  };
  return frameTimes(await traced(driver, type));
}

/** The tasks of the main thread while the page takes in a text of so many UTF-16 code units, the longest first; ms. */
export async function pasteTasks(driver, address, length) {
  const text = longArticle(length / 4).slice(0, length);
  await openPage(driver, address);
  return taskTimes(await traced(driver, () => paste(driver, text)));
}

/** Opens the page anew: an address that differs in its fragment alone would load nothing. */
async function openPage(driver, address) {
  await driver.get("about:blank");
  await driver.get(`${address}#lang=en`);
  await driver.wait(until.elementLocated(By.css(".sample")), PATIENCE);
}

/** Pastes a text and waits until it is drawn to its end. */
async function paste(driver, text) {
  await driver.executeScript(
    `const transfer = new DataTransfer();
     transfer.setData("text/plain", arguments[0]);
     const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
     setTimeout(() => document.getElementById("text").dispatchEvent(event));`,
    text,
  );
  const lines = text.split("\n").filter((line) => line.trim()).length;
  const drawn = `return document.querySelector("who-said").shadowRoot?.querySelectorAll("#article p").length`;
  await driver.wait(async () => (await driver.executeScript(drawn)) === lines, PATIENCE);
}

/** @param {number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

/** Which share of times is below a limit, 0 to 1. */
export function shareBelow(times, limit) {
  return times.filter((time) => time < limit).length / times.length;
}
