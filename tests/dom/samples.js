// Random articles as they stand in pages, as plain JSON: a tree of nodes, what is said in its text, and edits.

import fc from "fast-check";

const SPACES = [" ", " ", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u2028", "\f", "\v", "\ufeff"];
const LETTERS = [
  "a",
  "b",
  "“",
  "”",
  ".",
  "é",
  "e\u0301",
  "🙂",
  "👩‍👧",
  "\ud83d",
  "\ude42",
  "\u200b",
  "\u202e",
  "\0",
];
const INLINE = ["span", "b", "a", "em", "i", "q", "x-y"];
const BLOCK = ["div", "p", "li", "ul", "blockquote", "h2", "section", "tr", "td", "pre", "table"];
const OTHER = [
  "br",
  "hr",
  "script",
  "style",
  "noscript",
  "template",
  "textarea",
  "button",
  "who-said",
  "svg",
];
const DISPLAYS = ["none", "block", "inline", "inline-block", "contents"];

const often = (weight, arbitrary) => ({ weight, arbitrary });
const text = fc.string({ unit: fc.constantFrom(...SPACES, ...LETTERS), maxLength: 12 });

/** `{ text }`, `{ comment }`, or an element `{ tag, display?, hidden?, children }`. */
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    often(5, fc.record({ text })),
    often(1, fc.record({ comment: text })),
    often(
      6,
      fc.record(
        {
          tag: fc.oneof(
            often(4, fc.constantFrom(...INLINE)),
            often(4, fc.constantFrom(...BLOCK)),
            often(1, fc.constantFrom(...OTHER)),
          ),
          display: fc.constantFrom(...DISPLAYS),
          hidden: fc.boolean(),
          children: fc.array(tie("node"), { maxLength: 5 }),
        },
        { requiredKeys: ["tag", "children"] },
      ),
    ),
  ),
}));

/** Places are taken modulo what there is. */
const place = fc.nat(400);

const edit = fc.record({
  kind: fc.constantFrom("data", "remove", "split", "normalize", "insert", "hide", "wrap"),
  at: place,
  text,
});

/** What `check` of properties.js takes. */
export const sample = fc.record({
  children: fc.array(node, { maxLength: 6 }),
  connected: fc.oneof(often(9, fc.constant(true)), often(1, fc.constant(false))),
  attributions: fc.array(fc.array(fc.tuple(place, fc.nat(40)), { minLength: 1, maxLength: 3 }), {
    maxLength: 4,
  }),
  names: fc.array(fc.tuple(place, fc.nat(12)), { maxLength: 4 }),
  edits: fc.array(edit, { maxLength: 4 }),
});
