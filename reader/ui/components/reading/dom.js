/** Building nodes. Text goes through textContent, always; there is no way to pass markup. */

const SVG = "http://www.w3.org/2000/svg";

/** 16×16 outlines. @type {Record<string, string>} */
const PATHS = {
  machine: "M3 5.5h10v7H3zM8 3v2.5M6 8.6v1M10 8.6v1",
  checked: "M3.5 8.5l3 3 6-7",
  doubtful: "M8 2.5l6 11H2zM8 6.5v3.2M8 11.4v.6",
  corrected: "M3 13l.8-3L10.6 3.2l2.2 2.2L6 12.2zM9.3 4.5l2.2 2.2",
  certified: "M8 2l1.8 1.3 2.2-.1.6 2.1 1.8 1.3-.8 2 .8 2-1.8 1.3-.6 2.1-2.2-.1L8 15M8 2L6.2 3.3 4 3.2l-.6 2.1-1.8 1.3.8 2-.8 2 1.8 1.3.6 2.1 2.2-.1L8 15M5.6 8.6l1.7 1.7 3.2-3.6",
  "not-chinese": "M3 8h10M3 5h6M3 11h8",
  untranslated: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM4.2 4.2l7.6 7.6",
  note: "M3 3h10v7l-3 3H3zM10 13v-3h3M5.5 6h5M5.5 8.5h3",
  question: "M5.6 6a2.4 2.4 0 114 1.8c-.9.7-1.6 1.1-1.6 2.2M8 12.4v.3",
  tag: "M2.5 3h5l6 6-4.5 4.5-6.5-6zM5.2 5.7h.1",
  same: "M6.5 9.5l3-3M7 5l1.6-1.6a2.6 2.6 0 013.7 3.7L10.8 8.7M9 11l-1.6 1.6a2.6 2.6 0 01-3.7-3.7L5.2 7.3",
  close: "M4 4l8 8M12 4l-8 8",
  fold: "M6 4l4 4-4 4",
  unfold: "M4 6l4 4 4-4",
};

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] "class", "text", "on…" handlers, data-… and aria-… attributes
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = String(value);
    else if (name === "text") node.textContent = String(value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child || child === "") node.append(child);
  }
  return node;
}

/** @param {string} name @returns {SVGElement} a decorative icon; the word beside it carries the meaning */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "er-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** @param {string} label @param {(event: Event) => void} act @param {string} [cls] @param {string} [key] shown as a key cap */
export function button(label, act, cls = "er-button", key = "") {
  return el("button", { type: "button", class: cls, onclick: act, "aria-keyshortcuts": key || null },
    label, key && el("kbd", { text: key, "aria-hidden": "true" }));
}

/** @param {string} iso a stored UTC time @param {boolean} [day] only the day @returns {string} "2026-11-20 14:02 UTC" */
export function when(iso, day = false) {
  if (!iso) return "";
  return day ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
