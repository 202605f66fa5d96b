// The list of speakers beside their colours; each entry switches that speaker on and off.

import { UNKNOWN } from "./filter.js";
import { swatch, tag } from "./palette.js";
import { speakerName } from "./words.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Filter } from "./filter.js" */
/** @import { Words } from "./words.js" */

/**
 * @param {HTMLElement} container
 * @param {{ analysis: Analysis, words: Words, filter: Filter }} shown
 */
export function drawLegend(container, { analysis, words, filter }) {
  container.setAttribute("aria-label", words.legend);
  container.dir = words.direction;
  const present = [...analysis.speakers.keys(), UNKNOWN].filter((speaker) => speaks(analysis, speaker));
  container.replaceChildren(
    ...present.map((speaker) => {
      const on = filter.speakers?.includes(speaker) ?? true;
      return entry(speaker, speakerName(words, analysis, speaker === UNKNOWN ? null : speaker), on);
    }),
  );
}

/**
 * @param {Analysis} analysis
 * @param {number} speaker
 */
export function speaks(analysis, speaker) {
  if (speaker !== UNKNOWN) return analysis.speakers[speaker].attributions.length > 0;
  return analysis.attributions.some((attribution) => attribution.speaker === null);
}

/**
 * @param {number} speaker
 * @param {string} name
 * @param {boolean} on
 */
function entry(speaker, name, on) {
  const button = document.createElement("button");
  const { slot, round } = swatch(speaker);
  button.type = "button";
  button.part.add("legend-entry", `speaker-${slot}`);
  Object.assign(button.dataset, { speaker, slot, round });
  button.setAttribute("aria-pressed", String(on));
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = tag(speaker);
  button.append(number, ` ${name}`);
  return button;
}

/**
 * @param {Filter} filter
 * @param {Analysis} analysis
 * @param {number} speaker whose entry was pressed
 * @returns {Filter}
 */
export function toggleSpeaker(filter, analysis, speaker) {
  const all = [...analysis.speakers.keys(), UNKNOWN];
  const now = new Set(filter.speakers ?? all);
  if (!now.delete(speaker)) now.add(speaker);
  return { ...filter, speakers: now.size === all.length ? null : [...now] };
}
