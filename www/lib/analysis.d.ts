// What `analyze` returns, in the browser, in Node and from the command line (JSON): the contract that
// scoring and users rely on. Fields may be added; these keep their names, units and meaning.

/** Half-open [start, end) in UTF-16 code units of the given text: `text.slice(start, end)` is the
 *  surface. Never splits a surrogate pair. */
export interface Span {
  start: number;
  end: number;
}

export type EntityType =
  | "person"
  | "organization"
  | "location"
  | "norp" /* nationalities, religious or political groups */
  | "date"
  | "time"
  | "money"
  | "percent"
  | "quantity"
  | "misc" /* events, works, laws, products */;

/** Every span that refers to an entity, in text order; mentions of kind "name" and "value" do not overlap. */
export interface Mention extends Span {
  type: EntityType;
  kind: "name" | "nominal" | "pronoun" | "value";
  entity: number; // index into Analysis.entities
  confidence: number; // 0..1, calibrated
}

export interface Entity {
  type: EntityType;
  name: string; // canonical: the fullest form in the text, without titles or a leading "the"
  aliases: string[]; // the other forms seen
  roles: string[]; // "Russian Foreign Minister": surface text only, never from outside the article
  mentions: number[]; // indices into Analysis.mentions
  code?: string; // ISO 3166-1 alpha-2 for countries and what stands for them
  value?: { iso?: string; amount?: number; unit?: string }; // ISO 8601 dates; ISO 4217 currency as unit
}

export interface Attribution {
  kind: "direct" | "indirect" | "mixed";
  content: Span[]; // in order; '"A," she said, "B."' has two; quotation marks included
  cue: Span[]; // "said", "according to"; empty when there is none
  source: Span[]; // the words that name the source: "he", "the minister"; empty when there are none
  speaker: number | null; // index into Analysis.speakers; null: unknown, on purpose
  confidence: number; // 0..1, calibrated: of those at 0.9, nine in ten have the right speaker
  words: { direct: number; indirect: number }; // of the content: inside quotation marks or in a turn; in the article's words
  evidence: { rule: string; spans: Span[] }[]; // why, for a person to read
}

export interface Speaker {
  name: string; // the entity's canonical name, or a descriptor for an unnamed source
  entity: number | null; // null: a group or a source never named
  named: boolean; // false for "a senior official"
  attributions: number[];
  words: { direct: number; indirect: number }; // the sum of those attributions' words
}

export interface Analysis {
  schema: 1;
  engine: { name: "whosaid"; version: string; model: string };
  length: number; // of the text, UTF-16 code units
  dateline: { place: Span | null; agency: Span | null; date: string | null /* ISO 8601 */ } | null;
  mentions: Mention[];
  entities: Entity[];
  attributions: Attribution[]; // by the start of their content
  speakers: Speaker[]; // most words first
  warnings: { code: string; message: string; span?: Span }[]; // "unbalanced-quotation-mark", "not-english", …
}
