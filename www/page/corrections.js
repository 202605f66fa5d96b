// A reader's corrections, and an analysis with them applied. Pure: a new analysis each time.

import { anchor, resolve } from "./anchor.js";

/** @import { Analysis, Attribution, EntityType } from "../lib/analysis.js" */
/** @import { Anchor } from "./anchor.js" */

/**
 * `speaker`: this attribution's speaker is `name` (null: unknown). `unmark`: it is no attribution. `mark`: these words
 * are one. `merge`: the speaker `name` is `into`. `split`: of what the speaker `name` said, this is said by `into`.
 * `type`: the entity `name` is of `type`.
 * @typedef {{ op: "speaker", at: Anchor, name: string | null }
 *   | { op: "unmark", at: Anchor }
 *   | { op: "mark", at: Anchor, kind: Attribution["kind"], name: string | null }
 *   | { op: "merge", name: string, into: string }
 *   | { op: "split", at: Anchor[], name: string, into: string }
 *   | { op: "type", name: string, type: EntityType }} Correction
 */

/**
 * @param {string} text
 * @param {Attribution} attribution
 * @returns {Anchor} of its first words, by which a correction finds it again
 */
export function anchorOf(text, attribution) {
  return anchor(text, attribution.content[0]);
}

/**
 * @param {string} text
 * @param {Analysis} found by the engine in this text
 * @param {Correction[]} corrections in the order in which they were made; those whose words are gone have no effect
 * @returns {Analysis}
 */
export function applyCorrections(text, found, corrections) {
  if (corrections.length === 0) return found;
  const draft = copy(found);
  for (const correction of corrections) APPLY[correction.op](draft, text, /** @type {any} */ (correction));
  return recount(draft);
}

/**
 * @param {Analysis} found
 * @returns {Analysis} one whose attributions, speakers, entities and mentions may be changed; what those hold is
 *   replaced, never edited
 */
function copy(found) {
  const each = (/** @type {any[]} */ list) => list.map((item) => ({ ...item }));
  return {
    ...found,
    attributions: each(found.attributions),
    speakers: each(found.speakers),
    entities: each(found.entities),
    mentions: each(found.mentions),
  };
}

/** @type {{ [Op in Correction["op"]]: (draft: Analysis, text: string, correction: Extract<Correction, { op: Op }>) => void }} */
const APPLY = {
  speaker(draft, text, { at, name }) {
    const attribution = attributionAt(draft, text, at);
    if (attribution) assign(attribution, speakerIndex(draft, name));
  },
  unmark(draft, text, { at }) {
    const attribution = attributionAt(draft, text, at);
    draft.attributions = draft.attributions.filter((other) => other !== attribution);
  },
  mark(draft, text, { at, kind, name }) {
    const span = resolve(text, at);
    if (!span || attributionAt(draft, text, at)) return;
    const count = wordsIn(at.exact);
    const words = kind === "indirect" ? { direct: 0, indirect: count } : { direct: count, indirect: 0 };
    const known = { speaker: null, confidence: 1, words, evidence: [] };
    /** @type {Attribution} */
    const added = { kind, content: [span], cue: [], source: [], ...known };
    assign(added, speakerIndex(draft, name));
    draft.attributions.push(added);
  },
  merge(draft, _text, { name, into }) {
    const [from, to] = [name, into].map((known) =>
      draft.speakers.findIndex((speaker) => speaker.name === known),
    );
    if (from < 0 || to < 0) return;
    for (const attribution of draft.attributions) if (attribution.speaker === from) assign(attribution, to);
  },
  split(draft, text, { at, name, into }) {
    const from = draft.speakers.findIndex((speaker) => speaker.name === name);
    const moved = at.map((each) => attributionAt(draft, text, each));
    for (const attribution of moved)
      if (attribution?.speaker === from) assign(attribution, speakerIndex(draft, into));
  },
  type(draft, _text, { name, type }) {
    for (const entity of draft.entities) if (entity.name === name) entity.type = type;
    for (const mention of draft.mentions)
      if (draft.entities[mention.entity].name === name) mention.type = type;
  },
};

/**
 * @param {Attribution} attribution
 * @param {number | null} speaker as the reader says, so there is no doubt left
 */
function assign(attribution, speaker) {
  attribution.speaker = speaker;
  attribution.confidence = 1;
  attribution.evidence = [{ rule: "corrected by the reader", spans: [] }];
}

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {Anchor} at its first words
 * @returns {number} the attribution's index, or -1
 */
export function findAttribution(text, { attributions }, at) {
  const span = resolve(text, at);
  return span
    ? attributions.findIndex(({ content: [first] }) => first.start === span.start && first.end === span.end)
    : -1;
}

/**
 * @param {Analysis} draft
 * @param {string} text
 * @param {Anchor} at
 * @returns {Attribution | undefined}
 */
function attributionAt(draft, text, at) {
  return draft.attributions[findAttribution(text, draft, at)];
}

/**
 * @param {Analysis} draft
 * @param {string | null} name
 * @returns {number | null} the speaker of that name, added when there is none yet
 */
function speakerIndex(draft, name) {
  if (name === null) return null;
  const known = draft.speakers.findIndex((speaker) => speaker.name === name);
  if (known >= 0) return known;
  const entity = draft.entities.findIndex((other) => other.name === name);
  draft.speakers.push({
    name,
    entity: entity < 0 ? null : entity,
    named: true,
    attributions: [],
    words: { direct: 0, indirect: 0 },
  });
  return draft.speakers.length - 1;
}

/**
 * Sort the attributions and count each speaker's again. Speakers keep their places (so their colours stay), and
 * those who say nothing any more stay in the list with nothing to say.
 * @param {Analysis} draft
 */
function recount(draft) {
  draft.attributions.sort((a, b) => a.content[0].start - b.content[0].start);
  for (const speaker of draft.speakers)
    Object.assign(speaker, { attributions: [], words: { direct: 0, indirect: 0 } });
  draft.attributions.forEach(({ speaker, words }, index) => {
    if (speaker === null) return;
    const { attributions, words: sum } = draft.speakers[speaker];
    attributions.push(index);
    sum.direct += words.direct;
    sum.indirect += words.indirect;
  });
  return draft;
}

/**
 * @param {string} text
 * @returns {number} its words, near enough: only what a reader marks is counted here, the rest by the engine
 */
function wordsIn(text) {
  return text.match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{M}]*|['’]\p{L}+/gu)?.length ?? 0;
}
