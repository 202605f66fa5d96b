// Starts the page.

import { createAnalyzer } from "whosaid";
import { HUES, hueDeclarations } from "whosaid/define";
import { App, newArticle } from "./app.js";
import { h } from "./h.js";
import { loadKept } from "./keep.js";
import { listenToKeys } from "./keys.js";
import { readSettings, writeSettings } from "./settings.js";
import { Store } from "./store.js";
import { watch } from "./view.js";
import { article } from "./views/article.js";
import { comparison } from "./views/comparison.js";
import { correct } from "./views/correct/correct.js";
import { editor, fileInput } from "./views/editor.js";
import { filters } from "./views/filters.js";
import { header } from "./views/header.js";
import { pictures } from "./views/pictures.js";
import { speakers } from "./views/speakers.js";
import { status } from "./views/status.js";
import { tabs } from "./views/tabs.js";

/** @returns {Store} with what was kept on this device */
function createStore() {
  const kept = loadKept();
  const articles = (kept ?? []).map((old) => ({ ...newArticle(old.text), ...old }));
  return new Store({
    articles,
    current: articles[0]?.id ?? null,
    comparing: false,
    editing: false,
    selected: null,
    remember: kept !== null,
    settings: readSettings(location.hash, navigator.language),
  });
}

/** @param {App} app */
function build(app) {
  const files = fileInput((chosen) => app.take(chosen));
  app.openFiles = () => files.click();
  const aside = h("aside", { class: "panel" }, speakers(app), pictures(app), filters(app), correct(app));
  const main = h("main", {}, editor(app), article(app), comparison(app), aside);
  document.body.replaceChildren(header(app), tabs(app), main, status(app), files);
}

/** @param {App} app */
function followState(app) {
  const { store } = app;
  watch(
    store,
    () => [store.state.settings],
    ([settings]) => {
      const root = document.documentElement;
      Object.assign(root, { lang: app.words.lang, dir: app.words.dir });
      root.dataset.theme = settings.theme;
      history.replaceState(null, "", writeSettings(settings));
    },
  );
  watch(
    store,
    () => [store.state.current, store.state.editing, store.state.comparing],
    ([current, editing, comparing]) => {
      document.body.dataset.mode = comparing
        ? "comparing"
        : !current
          ? "empty"
          : editing
            ? "editing"
            : "reading";
    },
  );
}

/** @param {App} app */
function acceptDrops(app) {
  // Words dragged about inside the page are no new article, and the text box takes words by itself.
  let own = false;
  addEventListener("dragstart", () => (own = true));
  addEventListener("dragend", () => (own = false));
  const isOurs = (/** @type {DragEvent} */ { dataTransfer, target }) =>
    dataTransfer?.types.includes("Files") || !(own || target instanceof HTMLTextAreaElement);
  addEventListener("dragover", (event) => isOurs(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer || !isOurs(event)) return;
    event.preventDefault();
    app.drop(event.dataTransfer);
  });
}

/** The speakers' colours, as the element has them, for the panel and the charts. */
function adoptColours() {
  const sheet = new CSSStyleSheet();
  const slots = HUES.map(
    (_, slot) =>
      `[data-slot="${slot}"] { --hue: var(--hue-${slot}); } .hue-${slot} { fill: var(--hue-${slot}); }`,
  );
  sheet.replaceSync(`:root { ${hueDeclarations()} }\n${slots.join("\n")}`);
  document.adoptedStyleSheets.push(sheet);
}

/** Offline use needs a secure address; elsewhere the page works without. */
function workOffline() {
  navigator.serviceWorker
    ?.register("./service-worker.js")
    .catch((error) => console.info("offline use:", error.message));
}

adoptColours();
const element = h("who-said");
element.setAttribute("legend", "none");
const app = new App(createStore(), createAnalyzer(), element);
build(app);
followState(app);
acceptDrops(app);
listenToKeys(app);
workOffline();
for (const { id } of app.store.state.articles) app.reader.read(id);
import("./samples.js").then(({ samples }) => {
  app.samples = samples;
  app.store.set({});
});
