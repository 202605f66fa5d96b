// From a sample's JSON to nodes of the page, and the edits that befall them.

/**
 * @param {object[]} children
 * @param {Element} parent
 */
export function grow(children, parent) {
  for (const child of children) parent.append(nodeOf(child));
}

function nodeOf({ text, comment, tag, display, hidden, children }) {
  if (text !== undefined) return document.createTextNode(text);
  if (comment !== undefined) return document.createComment(comment);
  const element = document.createElement(tag);
  if (display) element.style.display = display;
  if (hidden) element.hidden = true;
  grow(children, element);
  return element;
}

/** Every node below the root, in document order. */
export function nodesOf(root) {
  return [...root.childNodes].flatMap((node) => [node, ...nodesOf(node)]);
}

/** Changes the page as a script of its own might. */
export function change(root, { kind, at, text }) {
  const nodes = nodesOf(root);
  if (nodes.length === 0) return;
  const node = nodes[at % nodes.length];
  const isText = node.nodeType === Node.TEXT_NODE;
  if (kind === "data" && isText) node.data = text;
  if (kind === "remove") node.remove();
  if (kind === "split" && isText) node.splitText(at % (node.data.length + 1));
  if (kind === "normalize") root.normalize();
  if (kind === "insert") node.before(text);
  if (kind === "hide" && node instanceof HTMLElement) node.hidden = true;
  if (kind === "wrap") {
    const wrapper = document.createElement("mark");
    node.replaceWith(wrapper);
    wrapper.append(node);
  }
}
