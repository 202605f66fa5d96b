// Starts a browser for the tests: `openBrowser("chromium" | "firefox" | "webkit")` gives a WebDriver.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";
import { ROOT } from "../../tools/build/run.mjs";
import { programsOf } from "../../tools/check/browsers.mjs";

const ARTIFACTS = join(ROOT, "artifacts");

const OPENERS = { chromium: openChromium, firefox: openFirefox, webkit: openWebkit };

/** A fresh browser without a window. `downloads` is the folder for what it saves. End it with `quit`. */
export function openBrowser(name = "chromium", options = {}) {
  return OPENERS[name](options);
}

async function openChromium({ args = [], downloads } = {}) {
  const [browser, driver] = programsOf("chromium");
  const options = new chrome.Options();
  options.setChromeBinaryPath(browser);
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet, ...args);
  if (downloads) options.setUserPreferences({ "download.default_directory": downloads });
  const service = new chrome.ServiceBuilder(driver);
  return new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(service).build();
}

async function openFirefox({ downloads } = {}) {
  const [browser, driver] = programsOf("firefox");
  const options = new firefox.Options().setBinary(browser).addArguments("--headless");
  if (downloads) {
    options.setPreference("browser.download.folderList", 2);
    options.setPreference("browser.download.dir", downloads);
  }
  const service = new firefox.ServiceBuilder(driver);
  return new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build();
}

/** WebKitGTK needs a display of its own, and its driver to be started by hand. */
async function openWebkit({ downloads } = {}) {
  const [xvfb, webdriver, binary] = programsOf("webkit");
  const port = await freePort();
  const args = ["-a", webdriver, `--port=${port}`];
  const env = { ...process.env, ...downloadsTo(downloads), WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const service = spawn(xvfb, args, { env, stdio: "ignore", detached: true });
  const capabilities = {
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary, args: ["--automation"] },
  };
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/status`);
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
  const quit = driver.quit.bind(driver);
  driver.quit = () => quit().finally(() => process.kill(-service.pid));
  return driver;
}

/** It saves where the desktop's settings say. */
function downloadsTo(folder) {
  if (!folder) return {};
  writeFileSync(join(folder, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${folder}"\n`);
  return { XDG_CONFIG_HOME: folder };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until an address answers, for at most ten seconds. */
async function answers(address) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(address).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer`);
}

/** Keeps a picture of the page in `artifacts/`. */
export async function screenshot(driver, name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(join(ARTIFACTS, `${name}.png`), await driver.takeScreenshot(), "base64");
}
