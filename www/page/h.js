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
 * Replace what `container` shows, keeping the focus on the element with the same `data-key` (the first control when
 * that is gone), and what was open or closed.
 * @param {HTMLElement} container
 * @param {...Child} children
 */
export function replace(container, ...children) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const focused = active && container.contains(active) ? active.dataset.key : undefined;
  const open = new Map(disclosures(container).map((details) => [details.dataset.key, details.open]));
  container.replaceChildren(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  for (const details of disclosures(container)) details.open = open.get(details.dataset.key) ?? details.open;
  if (focused) (keyed(container, focused) ?? firstControl(container))?.focus();
}

/**
 * @param {HTMLElement} container
 * @returns {HTMLDetailsElement[]}
 */
function disclosures(container) {
  return Array.from(container.querySelectorAll("details[data-key]"));
}

/**
 * @param {HTMLElement} container
 * @param {string} key
 * @returns {HTMLElement | null}
 */
function keyed(container, key) {
  return container.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/**
 * @param {HTMLElement} container
 * @returns {HTMLElement | null}
 */
function firstControl(container) {
  return container.querySelector("summary, button, select, input");
}
