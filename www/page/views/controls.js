// Small controls that several views use.

import { h } from "../h.js";

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, any>} [props]
 */
export function button(label, act, props = {}) {
  return h("button", { type: "button", on: { click: act }, ...props }, label);
}

/**
 * @param {string} label
 * @param {boolean} checked
 * @param {(checked: boolean) => void} act
 * @param {string} key
 */
export function checkbox(label, checked, act, key) {
  const input = h("input", {
    type: "checkbox",
    checked,
    data: { key },
    on: { change: (/** @type {any} */ event) => act(event.target.checked) },
  });
  return h("label", { class: "check" }, input, h("span", {}, label));
}

/**
 * A box for a name, short of room for a label of its own.
 * @param {string} label
 * @param {string} id
 */
export function nameBox(label, id) {
  return /** @type {HTMLInputElement} */ (
    h("input", { type: "text", "aria-label": label, placeholder: label, id, autocomplete: "off" })
  );
}

/**
 * @param {string} label
 * @param {[value: string, label: string][]} options
 * @param {string} value
 * @param {(value: string) => void} act
 * @param {Record<string, any>} [props]
 */
export function select(label, options, value, act, props = {}) {
  const choices = options.map(([key, text]) => h("option", { value: key, selected: key === value }, text));
  const control = h(
    "select",
    { ...props, on: { change: (/** @type {any} */ event) => act(event.target.value) } },
    ...choices,
  );
  return h("label", { class: "select" }, h("span", {}, label), control);
}

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const cell = (/** @type {string | number} */ value, /** @type {number} */ column) =>
    column === 0 ? h("th", { scope: "row" }, String(value)) : h("td", {}, String(value));
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))),
  );
}

/**
 * A form under a title, made when it is opened.
 * @param {string} title
 * @param {string} key
 * @param {() => HTMLElement} form
 */
export function disclosure(title, key, form) {
  const summary = h("summary", { data: { key: `${key}-title` } }, title);
  const details = h("details", { open: false, data: { key } }, summary);
  details.addEventListener("toggle", () => details.append(form()), { once: true });
  return details;
}

/**
 * The button that applies such a form. What it does draws the form anew: the focus then goes to its title.
 * @param {string} label
 * @param {string} id
 * @param {string} key of the disclosure
 */
export function applyButton(label, id, key) {
  return h("button", { type: "submit", id, data: { key: `${key}-title` } }, label);
}
