// A short article of our own, with what the tests expect of it.

export const ARTICLE = `“It is late,” said Mayor Ann Lee. “We will go home.”

The council met on Tuesday. "Nobody asked us," the mayor added.`;

/** Checks what any right analysis of ARTICLE has: the mayor speaks, directly, in every quotation. */
export function assertAnalysed(assert, analysis, text = ARTICLE) {
  assert.equal(analysis.schema, 1);
  assert.equal(analysis.length, text.length);
  assert.equal(analysis.engine.name, "whosaid");
  const said = analysis.attributions.map(({ kind, content: [{ start, end }], speaker }) => [
    kind,
    text.slice(start, end),
    analysis.speakers[speaker]?.name,
  ]);
  assert.deepEqual(said, [
    ["direct", "“It is late,”", "Ann Lee"],
    ["direct", '"Nobody asked us,"', "Ann Lee"],
  ]);
}
