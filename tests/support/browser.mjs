// Starts a browser for the tests: `openBrowser("chromium" | "firefox" | "webkit")` gives a WebDriver.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";

const ARTIFACTS = fileURLToPath(new URL("../../artifacts/", import.meta.url));

const CHROMIUM = {
  browser: ["CHROMIUM", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]],
  driver: ["CHROMEDRIVER", ["chromedriver"]],
  packages: ["chromium", "chromium-driver"],
};

const OPENERS = { chromium: openChromium };

/** A fresh browser without a window. End it with `quit`. */
export function openBrowser(name = "chromium", options = {}) {
  return OPENERS[name](options);
}

async function openChromium({ args = [] } = {}) {
  const [browser, driver] = programs(CHROMIUM);
  const options = new chrome.Options();
  options.setChromeBinaryPath(browser);
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet, ...args);
  const service = new chrome.ServiceBuilder(driver);
  return new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(service).build();
}

/** The browser and its driver: by environment variable, on the path, or installed now where that is possible. */
function programs({ browser, driver, packages }) {
  const find = () => [findOne(...browser), findOne(...driver)];
  let found = find();
  if (!found.every(Boolean)) {
    install(packages);
    found = find();
  }
  if (found.every(Boolean)) return found;
  throw new Error(
    `no browser: install ${packages.join(" and ")}, or set ${browser[0]} and ${driver[0]} to their paths`,
  );
}

function findOne(variable, names) {
  if (process.env[variable]) return process.env[variable];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

function install(packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
  }
}

/** Keeps a picture of the page in `artifacts/`. */
export async function screenshot(driver, name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(join(ARTIFACTS, `${name}.png`), await driver.takeScreenshot(), "base64");
}
