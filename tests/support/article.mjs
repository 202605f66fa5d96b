// A short article of our own, with what the tests expect of it.

export const ARTICLE = `“It is late,” said Mayor Ann Lee. “We will go home.”

The council met on Tuesday. "Nobody asked us," the mayor added.`;

/** What a right analysis of ARTICLE gives, in few words. */
export function assertAnalysed(assert, analysis, text = ARTICLE) {
  assert.equal(analysis.schema, 1);
  assert.equal(analysis.length, text.length);
  assert.equal(analysis.engine.name, "whosaid");
}
