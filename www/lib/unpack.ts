// What the wasm found, as objects: it hands over numbers and one text (`pack.rs` tells in what order).

import type { Analysis, Attribution, Entity, Mention, Span, Speaker } from "./analysis.js";

/** What the wasm gives: the lists of an analysis packed, all else as it is. */
export interface Packed extends Pick<Analysis, "schema" | "engine" | "length" | "dateline" | "warnings"> {
  numbers: Uint32Array;
  text: string;
}

/** In the order of the wasm's numbers for them. */
const TYPES: Entity["type"][] = [
  "person",
  "organization",
  "location",
  "norp",
  "date",
  "time",
  "money",
  "percent",
  "quantity",
  "misc",
];
const MENTION_KINDS: Mention["kind"][] = ["name", "nominal", "pronoun", "value"];
const ATTRIBUTION_KINDS: Attribution["kind"][] = ["direct", "indirect", "mixed"];

/** The analysis that was packed. */
export function unpack({ schema, engine, length, dateline, warnings, numbers, text }: Packed): Analysis {
  const reader = new Reader(numbers, text);
  return {
    schema,
    engine,
    length,
    dateline,
    mentions: reader.list(mention),
    entities: reader.list(entity),
    attributions: reader.list(attribution),
    speakers: reader.list(speaker),
    warnings,
  };
}

/** Reads on from where it is. */
class Reader {
  #numbers: Uint32Array;
  #text: string;
  #at = 0;
  #textAt = 0;

  constructor(numbers: Uint32Array, text: string) {
    this.#numbers = numbers;
    this.#text = text;
  }

  number(): number {
    return this.#numbers[this.#at++] as number;
  }

  /** One of `names`, by its number. */
  name<Name>(names: Name[]): Name {
    return names[this.number()] as Name;
  }

  /** An index that may be missing. */
  maybe(): number | null {
    const index = this.number();
    return index > 0 ? index - 1 : null;
  }

  probability(): number {
    return this.number() / 1000;
  }

  string(): string {
    const start = this.#textAt;
    this.#textAt += this.number();
    return this.#text.slice(start, this.#textAt);
  }

  list<Item>(item: (reader: Reader) => Item): Item[] {
    const list: Item[] = [];
    for (let left = this.number(); left > 0; left--) list.push(item(this));
    return list;
  }
}

const number = (reader: Reader): number => reader.number();
const string = (reader: Reader): string => reader.string();
const span = (reader: Reader): Span => ({ start: reader.number(), end: reader.number() });

function words(reader: Reader): Attribution["words"] {
  return { direct: reader.number(), indirect: reader.number() };
}

function mention(reader: Reader): Mention {
  return {
    start: reader.number(),
    end: reader.number(),
    type: reader.name(TYPES),
    kind: reader.name(MENTION_KINDS),
    entity: reader.number(),
    confidence: reader.probability(),
  };
}

function entity(reader: Reader): Entity {
  const entity: Entity = {
    type: reader.name(TYPES),
    name: reader.string(),
    aliases: reader.list(string),
    roles: reader.list(string),
    mentions: reader.list(number),
  };
  const code = reader.string();
  if (code) entity.code = code;
  if (reader.number()) entity.value = value(reader);
  return entity;
}

function value(reader: Reader): NonNullable<Entity["value"]> {
  const [iso, amount, unit] = [reader.string(), reader.string(), reader.string()];
  return { ...(iso && { iso }), ...(amount && { amount: Number(amount) }), ...(unit && { unit }) };
}

function attribution(reader: Reader): Attribution {
  return {
    kind: reader.name(ATTRIBUTION_KINDS),
    content: reader.list(span),
    cue: reader.list(span),
    source: reader.list(span),
    speaker: reader.maybe(),
    confidence: reader.probability(),
    words: words(reader),
    evidence: reader.list(evidence),
  };
}

function evidence(reader: Reader): Attribution["evidence"][number] {
  return { rule: reader.string(), spans: reader.list(span) };
}

function speaker(reader: Reader): Speaker {
  return {
    name: reader.string(),
    entity: reader.maybe(),
    named: reader.number() > 0,
    attributions: reader.list(number),
    words: words(reader),
  };
}
