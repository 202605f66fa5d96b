// The browsers that the tests drive: where they and their drivers are, and how a bare machine gets them.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT } from "../build/run.mjs";

/** Where programs built for the tests go; looked at after the path. */
const TOOLS = join(ROOT, "target/tools");

/** No system packages geckodriver, and downloads of it are often blocked: it is built, pinned, in a minute. */
const GECKODRIVER = "geckodriver@0.37.1";

/**
 * What each browser needs: programs, by the variable that overrides each and the names it may have; and the
 * packages of Debian that bring them.
 */
const BROWSERS = {
  chromium: {
    programs: {
      CHROMIUM: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
      CHROMEDRIVER: ["chromedriver"],
    },
    packages: ["chromium", "chromium-driver"],
  },
  firefox: {
    programs: { FIREFOX: ["firefox-esr", "firefox"], GECKODRIVER: ["geckodriver"] },
    packages: ["firefox-esr"],
    crate: GECKODRIVER,
  },
  webkit: {
    programs: {
      XVFB_RUN: ["xvfb-run"],
      WEBKITWEBDRIVER: ["WebKitWebDriver"],
      MINIBROWSER: ["MiniBrowser"],
    },
    packages: ["webkit2gtk-driver", "xvfb"],
  },
};

/** Every browser by its name, with a line of advice where it cannot be driven here, else "". */
export function browsers() {
  return Object.keys(BROWSERS).map((name) => [name, missing(name).length ? advice(name, missing(name)) : ""]);
}

/** The paths of a browser's programs, in the order of the table above. */
export function programsOf(name) {
  const lacking = missing(name);
  if (lacking.length > 0) throw new Error(advice(name, lacking));
  return Object.entries(BROWSERS[name].programs).map(find);
}

/** Installs the browsers that are not there, where that is possible. Gives a line of advice for each still missing. */
export function setUpBrowsers() {
  const lacking = Object.keys(BROWSERS).filter((name) => missing(name).length > 0);
  if (lacking.length > 0) installPackages(lacking.flatMap((name) => BROWSERS[name].packages));
  for (const name of lacking) if (missing(name).length > 0) installCrate(BROWSERS[name].crate);
  return lacking.flatMap((name) => (missing(name).length > 0 ? [advice(name, missing(name))] : []));
}

/** The variables of a browser's programs that were not found. */
function missing(name) {
  return Object.entries(BROWSERS[name].programs).flatMap((program) => (find(program) ? [] : [program[0]]));
}

function advice(name, variables) {
  const { packages, crate } = BROWSERS[name];
  const ways = [`install ${packages.join(" and ")}`, ...(crate ? [`cargo install ${crate}`] : [])];
  return `no ${name}: ${ways.join(", ")}, or set ${variables.join(" and ")} to the paths`;
}

function find([variable, names]) {
  if (process.env[variable]) return process.env[variable];
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(TOOLS, "bin"), ...webkitFolders()];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Where Debian keeps WebKitGTK's small browser: in a folder named for the machine's architecture. */
function webkitFolders() {
  const libraries = "/usr/lib";
  if (!existsSync(libraries)) return [];
  return readdirSync(libraries).map((folder) => join(libraries, folder, "webkit2gtk-4.1"));
}

/** Only as root of a Debian: elsewhere a person chooses. */
function installPackages(packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
  }
}

function installCrate(crate) {
  if (!crate) return;
  spawnSync("cargo", ["install", "--locked", "--quiet", "--root", TOOLS, crate], { stdio: "inherit" });
}
