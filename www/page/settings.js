// What a person chose to see. It travels in the address's fragment, so a link can carry it; the text never does.

import { LANGUAGES } from "./words.js";

/**
 * @typedef {object} Settings
 * @property {string} lang
 * @property {"auto" | "light" | "dark"} theme
 * @property {string[] | null} kinds null: all
 * @property {string[] | null} types null: all
 * @property {number} minConfidence 0..1
 */

/**
 * @param {string} fragment of an address, with or without "#"
 * @param {string} preferred the reader's language
 * @returns {Settings} what is unknown or malformed there is ignored
 */
export function readSettings(fragment, preferred) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const lang = given.get("lang") ?? preferred.split("-")[0];
  const theme = given.get("theme") ?? "auto";
  return {
    lang: Object.hasOwn(LANGUAGES, lang) ? lang : "en",
    theme: /** @type {Settings["theme"]} */ (["light", "dark"].includes(theme) ? theme : "auto"),
    kinds: given.get("kinds")?.split(",") ?? null,
    types: given.get("types")?.split(",") ?? null,
    minConfidence: Math.min(1, Math.max(0, Number(given.get("sure")) || 0)),
  };
}

/**
 * @param {Settings} settings
 * @returns {string} a fragment, "" when everything is as at first
 */
export function writeSettings({ lang, theme, kinds, types, minConfidence }) {
  const fragment = new URLSearchParams({ lang });
  if (theme !== "auto") fragment.set("theme", theme);
  if (kinds) fragment.set("kinds", kinds.join());
  if (types) fragment.set("types", types.join());
  if (minConfidence) fragment.set("sure", String(minConfidence));
  return `#${fragment}`;
}
