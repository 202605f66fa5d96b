// Starts a browser for the tests: `openBrowser("chromium" | "firefox" | "webkit")` gives a WebDriver.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

const ARTIFACTS = fileURLToPath(new URL("../../artifacts/", import.meta.url));

const CHROMIUM = {
  browser: ["CHROMIUM", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]],
  driver: ["CHROMEDRIVER", ["chromedriver"]],
  packages: ["chromium", "chromium-driver"],
};

const FIREFOX = {
  browser: ["FIREFOX", ["firefox-esr", "firefox"]],
  driver: ["GECKODRIVER", ["geckodriver"]],
  packages: ["firefox-esr"],
};

const WEBKIT = {
  browser: ["XVFB_RUN", ["xvfb-run"]],
  driver: ["WEBKITWEBDRIVER", ["WebKitWebDriver"]],
  packages: ["webkit2gtk-driver", "xvfb"],
};

const OPENERS = { chromium: openChromium, firefox: openFirefox, webkit: openWebkit };

/** The browsers that tests can use here: Chromium always, the others where they and their drivers are installed. */
export function browsers() {
  const found = (needed) => [needed.browser, needed.driver].every((program) => findOne(...program));
  return ["chromium", ...(found(FIREFOX) ? ["firefox"] : []), ...(found(WEBKIT) ? ["webkit"] : [])];
}

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

async function openFirefox() {
  const [browser, driver] = programs(FIREFOX);
  const options = new firefox.Options().setBinary(browser).addArguments("--headless");
  const service = new firefox.ServiceBuilder(driver);
  return new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build();
}

/** WebKitGTK needs a display of its own, and its driver to be started by hand. */
async function openWebkit() {
  const [xvfb, webdriver] = programs(WEBKIT);
  const port = await freePort();
  const args = ["-a", webdriver, `--port=${port}`];
  const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const service = spawn(xvfb, args, { env, stdio: "ignore", detached: true });
  const binary = readdirSync("/usr/lib")
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find((path) => existsSync(path));
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
