// Analyses made by hand: the words of a text where an engine would give offsets.

/**
 * The span of `words` in `text`, from `from` on.
 * @param {string} text
 * @param {string} words
 */
export function span(text, words, from = 0) {
  const start = text.indexOf(words, from);
  if (start < 0) throw new Error(`“${words}” is not in the text`);
  return { start, end: start + words.length };
}

/** An analysis of `text` with what is given; speakers are counted from the attributions. */
export function analysisOf(text, { attributions = [], names = [] }) {
  const entities = names.map(({ name, type = "person", roles = [] }, index) => ({
    type,
    name,
    aliases: [],
    roles,
    mentions: [index],
  }));
  const mentions = names.map(({ name, type = "person" }, entity) => ({
    ...span(text, name),
    type,
    kind: "name",
    entity,
    confidence: 0.9,
  }));
  const full = attributions.map((attribution) => ({ ...EMPTY, ...attribution }));
  const speakers = names.map(({ name }, entity) => speaker(name, entity, full));
  return {
    schema: 1,
    engine: ENGINE,
    length: text.length,
    dateline: null,
    mentions,
    entities,
    attributions: full,
    speakers,
    warnings: [],
  };
}

const ENGINE = { name: "whosaid", version: "0.0.0", model: "none" };
const EMPTY = {
  kind: "direct",
  content: [],
  cue: [],
  source: [],
  speaker: null,
  confidence: 0.9,
  words: { direct: 0, indirect: 0 },
  evidence: [],
};

function speaker(name, entity, all) {
  const attributions = [...all.keys()].filter((index) => all[index].speaker === entity);
  const sum = (which) => attributions.reduce((words, index) => words + all[index].words[which], 0);
  const words = { direct: sum("direct"), indirect: sum("indirect") };
  return { name, entity, named: true, attributions, words };
}

export const TEXT = "“We ran,” Ann Lee said. “Far 😀.”\n\nBob Ray says it is =late, “very late”.";

/** TEXT's two attributions: an interrupted direct one, and a mixed one. */
export const ANALYSIS = analysisOf(TEXT, {
  names: [{ name: "Ann Lee", roles: ["mayor"] }, { name: "Bob Ray" }],
  attributions: [
    {
      content: [span(TEXT, "“We ran,”"), span(TEXT, "“Far 😀.”")],
      cue: [span(TEXT, "said")],
      source: [span(TEXT, "Ann Lee")],
      speaker: 0,
      words: { direct: 3, indirect: 0 },
    },
    {
      kind: "mixed",
      content: [span(TEXT, "it is =late, “very late”")],
      cue: [span(TEXT, "says")],
      source: [span(TEXT, "Bob Ray")],
      speaker: 1,
      confidence: 0.4,
      words: { direct: 2, indirect: 3 },
    },
  ],
});
