// The charts, each with its table behind it.

import { shareChart } from "../charts/share.js";
import { sourcesChart } from "../charts/sources.js";
import { stripChart } from "../charts/strip.js";
import { rasterize, serialize } from "../charts/svg.js";
import { download } from "../deliver.js";
import { h, replace } from "../h.js";
import { watch } from "../view.js";
import { button, table } from "./controls.js";

/** @import { App } from "../app.js" */
/** @import { Chart } from "../charts/chart.js" */

/**
 * @param {App} app
 * @returns {HTMLElement}
 */
export function pictures(app) {
  const section = h("section", { class: "pictures", "aria-labelledby": "pictures-title" });
  watch(
    app.store,
    () => [app.words, app.store.article?.analysis],
    ([words, analysis]) => {
      section.hidden = !analysis?.attributions.length;
      if (!analysis || section.hidden) return;
      const charts = [
        shareChart(analysis, words),
        stripChart(analysis, words),
        sourcesChart(analysis, words),
      ];
      replace(
        section,
        h("h2", { id: "pictures-title" }, words.pictures),
        ...charts.map((chart, index) => figure(app, chart, index)),
      );
    },
  );
  return section;
}

/**
 * @param {App} app
 * @param {Chart} chart
 * @param {number} index
 */
function figure(app, chart, index) {
  const { title, note, svg } = chart;
  const details = h("details", { data: { key: `chart-${index}` } }, h("summary", {}, app.words.table));
  // A long article's table is long, so it is made when it is asked for.
  details.addEventListener("toggle", () => details.append(...behind(app, chart)), { once: true });
  return h(
    "figure",
    {},
    h("figcaption", {}, h("strong", {}, title), note && h("span", {}, note)),
    svg,
    details,
  );
}

/**
 * @param {App} app
 * @param {Chart} chart
 * @returns {HTMLElement[]} the numbers of a chart, and ways to keep it
 */
function behind({ words }, { title, svg, head, rows }) {
  const savePng = async () => download(`${title}.png`, await rasterize(svg));
  const saveSvg = () => download(`${title}.svg`, new Blob([serialize(svg)], { type: "image/svg+xml" }));
  const save = h("div", { class: "row" }, button(words.saveSvg, saveSvg), button(words.savePng, savePng));
  return [table(head, rows), save];
}
