// Which attributions and entities are shown. Pure; shared by every renderer.

/** @import { Attribution, EntityType } from "../lib/analysis.js" */

/** Stands for "no known speaker" in a filter's list of speakers. */
export const UNKNOWN = -1;

/**
 * `null` in a list's place means all.
 * @typedef {object} Filter
 * @property {number[] | null} speakers indices into the analysis's speakers, or UNKNOWN
 * @property {Attribution["kind"][] | null} kinds
 * @property {EntityType[] | null} types
 * @property {number} minConfidence 0..1
 */

/** @type {Readonly<Filter>} */
export const SHOW_ALL = Object.freeze({ speakers: null, kinds: null, types: null, minConfidence: 0 });

/**
 * @param {Filter} filter
 * @param {Attribution} attribution
 */
export function showsAttribution(filter, attribution) {
  return (
    attribution.confidence >= filter.minConfidence &&
    (filter.kinds?.includes(attribution.kind) ?? true) &&
    (filter.speakers?.includes(attribution.speaker ?? UNKNOWN) ?? true)
  );
}

/**
 * @param {Filter} filter
 * @param {EntityType} type
 */
export function showsType(filter, type) {
  return filter.types?.includes(type) ?? true;
}
