// Corrections: anchored by words and context, applied without touching the original, undone and redone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analyze } from "../../dist/sync.js";
import { anchor, resolve } from "../../www/page/anchor.js";
import { anchorOf, applyCorrections } from "../../www/page/corrections.js";
import { advance, emptyHistory, redo, undo } from "../../www/page/history.js";
import { ANALYSIS, span, TEXT } from "../support/fixture.mjs";

const apply = (...corrections) => applyCorrections(TEXT, ANALYSIS, corrections);
const first = anchorOf(TEXT, ANALYSIS.attributions[0]);

test("an anchor finds its words again after edits around them", () => {
  const at = anchor(TEXT, span(TEXT, "Bob Ray"));
  const edited = `New lead. ${TEXT.replace("We ran", "We all ran")} Bob Ray.`;
  assert.deepEqual(resolve(edited, at), span(edited, "Bob Ray"));
  assert.equal(resolve("nothing of it", at), null);
});

test("of equal words the anchor takes those with its context", () => {
  const text = "He said yes. She said no. He said maybe.";
  const second = span(text, "said", text.indexOf("She"));
  assert.deepEqual(resolve(`Well. ${text}`, anchor(text, second)), {
    start: second.start + 6,
    end: second.end + 6,
  });
});

test("a speaker can be changed to a known, a new or no speaker", () => {
  const known = apply({ op: "speaker", at: first, name: "Bob Ray" });
  assert.deepEqual(known.speakers[1].attributions, [0, 1]);
  assert.deepEqual(known.speakers[1].words, { direct: 5, indirect: 3 });
  const added = apply({ op: "speaker", at: first, name: "Cleo" });
  assert.equal(added.speakers[added.attributions[0].speaker].name, "Cleo");
  assert.equal(apply({ op: "speaker", at: first, name: null }).attributions[0].speaker, null);
  assert.equal(ANALYSIS.attributions[0].speaker, 0);
});

test("attributions can be unmarked and marked", () => {
  assert.equal(apply({ op: "unmark", at: first }).attributions.length, 1);
  const at = anchor(TEXT, span(TEXT, "Bob Ray says"));
  const marked = apply({ op: "mark", at, kind: "indirect", name: "Ann Lee" });
  assert.deepEqual(
    marked.attributions.map(({ kind }) => kind),
    ["direct", "indirect", "mixed"],
  );
  assert.deepEqual(marked.speakers[0].attributions, [0, 1]);
  assert.deepEqual(marked.speakers[0].words, { direct: 3, indirect: 3 });
});

test("of what one speaker said, some can be split off to another", () => {
  const all = apply({ op: "speaker", at: first, name: "Bob Ray" });
  const at = all.attributions.map((attribution) => anchorOf(TEXT, attribution));
  const both = { op: "speaker", at: first, name: "Bob Ray" };
  const split = apply(both, { op: "split", at: [at[1]], name: "Bob Ray", into: "Cleo" });
  assert.deepEqual(
    split.attributions.map(({ speaker }) => split.speakers[speaker].name),
    ["Bob Ray", "Cleo"],
  );
  assert.deepEqual(split.speakers[1].attributions, [0]);
  const others = apply({ op: "split", at, name: "Bob Ray", into: "Cleo" });
  assert.equal(others.attributions[0].speaker, 0, "what another said stays");
});

test("a correction that changes nothing leaves every speaker's words as the engine counts them", () => {
  for (const name of ["wire", "council", "market", "interview"]) {
    const text = readFileSync(new URL(`../../www/page/samples/${name}.txt`, import.meta.url), "utf8");
    const found = analyze(text);
    const same = applyCorrections(text, found, [{ op: "merge", name: "Nobody", into: "No one" }]);
    assert.deepEqual(same.speakers, found.speakers);
    const [first, second] = found.speakers;
    const merged = applyCorrections(text, found, [{ op: "merge", name: second.name, into: first.name }]);
    assert.equal(merged.speakers[0].words.direct, first.words.direct + second.words.direct);
  }
});

test("speakers merge and entities change type", () => {
  const merged = apply({ op: "merge", name: "Bob Ray", into: "Ann Lee" });
  assert.deepEqual(
    merged.speakers.map(({ attributions }) => attributions),
    [[0, 1], []],
  );
  const typed = apply({ op: "type", name: "Bob Ray", type: "organization" });
  assert.equal(typed.entities[1].type, "organization");
  assert.equal(typed.mentions[1].type, "organization");
});

test("a correction whose words are gone does nothing", () => {
  const gone = { exact: "never said", prefix: "", suffix: "" };
  assert.deepEqual(apply({ op: "unmark", at: gone }).attributions, ANALYSIS.attributions);
});

test("undo and redo walk the history; a new step forgets what was undone", () => {
  const one = advance(emptyHistory(), ["a"]);
  const two = advance(one, ["a", "b"]);
  assert.deepEqual(undo(two).present, ["a"]);
  assert.deepEqual(redo(undo(two)).present, ["a", "b"]);
  assert.deepEqual(advance(undo(two), ["c"]).future, []);
  assert.deepEqual(undo(emptyHistory()), emptyHistory());
});
