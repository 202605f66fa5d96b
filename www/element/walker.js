// Where the keyboard stands while it walks over a page's own article, whose nodes take no focus from us: a button,
// seen only while it has the focus, and a place that is read out.

import { UNCERTAIN } from "./ranges.js";
import { speakerName } from "./words.js";

/** @import { Analysis } from "../lib/analysis.js" */
/** @import { Words } from "./words.js" */

/** Most characters of an attribution that are read out: the rest is in the article. */
const SPOKEN = 200;

export class Walker {
  #button = document.createElement("button");
  #spoken = document.createElement("div");

  /**
   * @param {ShadowRoot} root gets both
   * @param {() => void} act on Enter
   */
  constructor(root, act) {
    this.#button.id = "walker";
    this.#button.type = "button";
    this.#button.hidden = true;
    this.#button.part.add("walker");
    this.#button.addEventListener("click", act);
    this.#spoken.id = "spoken";
    this.#spoken.setAttribute("role", "status");
    root.append(this.#button, this.#spoken);
  }

  /**
   * @param {Words} words
   * @param {number} count of the attributions that can be walked; 0 hides it
   */
  show({ walk, direction }, count) {
    this.#button.hidden = count === 0;
    this.#button.dir = this.#spoken.dir = direction;
    this.#button.textContent = `${walk} (${count})`;
    this.#spoken.textContent = "";
  }

  /** Take the focus when the element has it, so that Enter means the attribution that was gone to. */
  take() {
    const root = /** @type {ShadowRoot} */ (this.#button.getRootNode());
    if (root.activeElement) this.#button.focus({ preventScroll: true });
  }

  /**
   * Read out an attribution: who, how, and the words.
   * @param {{ text: string, analysis: Analysis, words: Words }} subject
   * @param {number | null} index null: be silent
   */
  speak({ text, analysis, words }, index) {
    this.#spoken.textContent = index === null ? "" : inWords(text, analysis, words, index);
  }
}

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {Words} words
 * @param {number} index
 */
function inWords(text, analysis, words, index) {
  const { speaker, kind, confidence, content } = analysis.attributions[index];
  const who = [speakerName(words, analysis, speaker), words.kinds[kind]];
  if (confidence < UNCERTAIN) who.push(words.uncertain);
  const said = content.map(({ start, end }) => text.slice(start, end)).join(" … ");
  return `${who.join(", ")}: ${said.replace(/\s+/g, " ").slice(0, SPOKEN)}`;
}
