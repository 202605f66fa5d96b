// What holds for text taken out of any page, and for paint over it. Runs in a browser.

import { extract, Painter } from "../../www/dom.js";
import { change, grow, nodesOf } from "./build.js";
import { plainText } from "./reference.js";

const HIGHLIGHT = /^whosaid-/;

function require(holds, promise) {
  if (!holds) throw new Error(`broken: ${promise}`);
}

/**
 * Builds a sample, tries everything on it, takes it away. Throws an error that names the broken promise.
 * @param {object} sample of samples.js
 */
export function check(sample) {
  const root = document.createElement("article");
  grow(sample.children, root);
  if (sample.connected) document.body.append(root);
  const [highlight, sheet] = [new Highlight(), new CSSStyleSheet()];
  CSS.highlights.set("page-own", highlight);
  document.adoptedStyleSheets = [sheet];
  try {
    const extraction = extract(root);
    checkText(root, extraction);
    checkPaint(root, extraction, sample);
    require(![...CSS.highlights.keys()].some((name) => HIGHLIGHT.test(name)), "all paint goes");
    require(CSS.highlights.get("page-own") === highlight, "highlights of others stay");
    const sheets = [...document.adoptedStyleSheets];
    require(sheets.length === 1 && sheets[0] === sheet, "its style sheet goes with the paint, others stay");
  } finally {
    root.remove();
    CSS.highlights.clear();
    document.adoptedStyleSheets = [];
  }
}

/** The text is as a reader sees it, and each piece of it leads to the characters that it came from. */
function checkText(root, { text, pieces }) {
  const wanted = plainText(root);
  require(text === wanted, `the text is ${JSON.stringify(wanted)}, not ${JSON.stringify(text)}`);
  let end = 0;
  for (const { node, from, start, length } of pieces) {
    require(root.contains(node), "a piece is of a node of the article");
    require(length > 0, "a piece is not empty");
    require(node.data.slice(from, from + length) === text.slice(start, start + length), "a piece is a copy");
    require(/^(|\s|\n\n)$/.test(text.slice(end, start)), "between pieces stands a gap");
    end = start + length;
  }
  require(end === text.length, "the last piece ends the text");
}

function checkPaint(root, extraction, sample) {
  const painter = new Painter(extraction);
  try {
    checkOffsets(painter, extraction);
    const analysis = analysisOf(extraction.text, sample);
    const [markup, nodes] = [root.innerHTML, nodesOf(root)];
    painter.paint(analysis);
    require(root.innerHTML === markup, "no markup is changed");
    require(nodesOf(root).every((node, i) => node === nodes[i]), "no node is replaced");
    checkPainted(root, extraction, analysis);
    touch(painter, analysis);
    for (const edit of sample.edits) {
      change(root, edit);
      painter.prune();
      checkPruned(extraction, analysis);
    }
    painter.paint(analysis);
    checkPruned(extraction, analysis);
    touch(painter, analysis);
  } finally {
    painter.clear();
  }
}

/** From a node's character to the text's and back. */
function checkOffsets(painter, { pieces }) {
  for (const { node, from, start, length } of pieces)
    for (let i = 0; i < length; i++)
      require(painter.textOffset(node, from + i) ===
        start + i, "offsets in nodes lead to offsets in the text");
}

/** An analysis of a text with the sample's spans, cut to it. */
function analysisOf(text, { attributions, names }) {
  const cut = ([start, length]) => {
    const from = start % (text.length + 1);
    return { start: from, end: Math.min(text.length, from + length) };
  };
  const cutAll = (all) => all.map(cut).filter(({ start, end }) => start < end);
  const said = attributions.map((spans, index) => ({
    kind: ["direct", "indirect", "mixed"][index % 3],
    content: cutAll(spans),
    speaker: index === 0 ? null : index * 7,
    confidence: index % 2 ? 0.9 : 0.4,
  }));
  return {
    attributions: said.filter(({ content }) => content.length > 0),
    mentions: cutAll(names).map((span) => ({ ...span, kind: "name", type: "person" })),
  };
}

/** Each painted character once: `highlight group:node:offset`. */
function painted(root) {
  const nodes = new Map(nodesOf(root).map((node, i) => [node, i]));
  const found = new Set();
  for (const [name, ranges] of CSS.highlights) {
    if (!HIGHLIGHT.test(name)) continue;
    const group = name === "whosaid-entity" ? "name" : "said";
    for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
      require(startContainer === endContainer &&
        startOffset < endOffset, "a range is in one node, not empty");
      require(endOffset <= startContainer.data.length, "a range ends in its node");
      for (let at = startOffset; at < endOffset; at++)
        found.add(`${group}:${nodes.get(startContainer)}:${at}`);
    }
  }
  return found;
}

/** Exactly the characters of the spans are painted; none in an article that is not in the page. */
function checkPainted(root, { pieces }, { attributions, mentions }) {
  const nodes = new Map(nodesOf(root).map((node, i) => [node, i]));
  const wanted = new Set();
  const want = (group, spans) => {
    for (const { node, from, start, length } of root.isConnected ? pieces : [])
      for (let at = start; at < start + length; at++)
        if (spans.some((span) => span.start <= at && at < span.end))
          wanted.add(`${group}:${nodes.get(node)}:${from + at - start}`);
  };
  want(
    "said",
    attributions.flatMap(({ content }) => content),
  );
  want("name", mentions);
  const found = painted(root);
  require(found.size === wanted.size &&
    [...wanted].every((at) =>
      found.has(at),
    ), `painted is what is said: ${[...wanted].join(" ")}, not ${[...found].join(" ")}`);
}

/** After an edit no range stands over words other than the analysed ones. */
function checkPruned({ text, pieces }, { attributions, mentions }) {
  const spans = [...attributions.flatMap(({ content }) => content), ...mentions];
  for (const [name, ranges] of CSS.highlights) {
    if (!HIGHLIGHT.test(name) || name === "whosaid-current") continue;
    for (const { startContainer, startOffset, endOffset } of ranges) {
      require(startContainer.isConnected, "what has left the page is not painted");
      const words = startContainer.data.slice(startOffset, endOffset);
      const same = ({ node, from, start }) =>
        node === startContainer && text.slice(start + startOffset - from, start + endOffset - from) === words;
      require(pieces.some(same), "painted words are the analysed ones");
      require(spans.some(({ start, end }) => text.slice(start, end).includes(words)), "they are of a span");
    }
  }
}

/** Asks what a pointer and the keyboard ask. */
function touch(painter, { attributions }) {
  for (const index of attributions.keys()) {
    painter.setCurrent(index);
    painter.elementOf(index);
    for (const { left, top, width, height } of painter.rectsOf(index).slice(0, 2)) {
      const found = painter.attributionAt(left + width / 2, top + height / 2);
      require(found === null ||
        attributions[found] !== undefined, "a point has an attribution of the analysis");
    }
  }
  painter.setCurrent(null);
  require(!CSS.highlights.has("whosaid-current"), "none is current");
}
