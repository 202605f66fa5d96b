// The colours of the speakers: Okabe and Ito's eight, which colour-blind readers tell apart, then the same
// again with a pattern. Text stays the page's own colour on a weak tint, so its contrast stays above 7:1.

/** Light and dark strong colours, by slot; slot 0 is for unknown speakers. Each has ≥ 4.5:1 on its ground. */
export const HUES = [
  { light: "#5c6370", dark: "#a8b0bd" },
  { light: "#0063a0", dark: "#6cb9f0" },
  { light: "#a34a00", dark: "#f09a4c" },
  { light: "#00694d", dark: "#3cc79c" },
  { light: "#a33a78", dark: "#e79ac4" },
  { light: "#746200", dark: "#e6d64a" },
  { light: "#0b6d85", dark: "#86d7ee" },
  { light: "#b03030", dark: "#ff9382" },
  { light: "#5a47a8", dark: "#b7a8f5" },
];

const SLOTS = HUES.length - 1;

/** How many looks a colour has: plain, and with patterns. Beyond all of them the number tells speakers apart. */
const ROUNDS = 5;

/**
 * @param {number | null} speaker index into the analysis's speakers
 * @returns {{ slot: number, round: number }} the colour's slot, and which of its looks
 */
export function swatch(speaker) {
  if (speaker === null || speaker < 0) return { slot: 0, round: 0 };
  return { slot: (speaker % SLOTS) + 1, round: Math.floor(speaker / SLOTS) % ROUNDS };
}

/**
 * @param {number | null} speaker
 * @returns {string} the short label that stands beside the colour: "3", or "?" for nobody known
 */
export function tag(speaker) {
  return speaker === null || speaker < 0 ? "?" : String(speaker + 1);
}

/** @returns {string} declarations of --hue-0 … --hue-8, each open to the page as --whosaid-speaker-N */
export function hueDeclarations() {
  return HUES.map(
    ({ light, dark }, slot) =>
      `--hue-${slot}: var(--whosaid-speaker-${slot}, light-dark(${light}, ${dark}));`,
  ).join("\n");
}
