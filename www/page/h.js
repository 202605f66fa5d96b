// Elements without markup: everything a person pasted enters the page as text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Make an element. `class`, `data` and `on` are what they say; names with a hyphen and `role` become
 * attributes, all others properties.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(element, name, value);
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {any} value null and undefined leave it out
 */
function assign(element, name, value) {
  if (value === null || value === undefined) return;
  const properties = /** @type {Record<string, any>} */ (/** @type {unknown} */ (element));
  if (name === "class") element.className = value;
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "on")
    for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, String(value));
  else properties[name] = value;
}

/**
 * Replace what `container` shows, keeping the focus on the element with the same `data-key`, and closed
 * what was closed.
 * @param {HTMLElement} container
 * @param {...Child} children
 */
export function replace(container, ...children) {
  const focused = container.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
    : undefined;
  const closed = Array.from(
    container.querySelectorAll("details[data-key]:not([open])"),
    (node) => /** @type {HTMLElement} */ (node).dataset.key,
  );
  container.replaceChildren(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  for (const details of container.querySelectorAll("details[data-key]")) {
    if (closed.includes(/** @type {HTMLElement} */ (details).dataset.key))
      /** @type {HTMLDetailsElement} */ (details).open = false;
  }
  if (focused)
    /** @type {HTMLElement | null} */ (
      container.querySelector(`[data-key="${CSS.escape(focused)}"]`)
    )?.focus();
}
