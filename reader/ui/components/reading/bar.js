/** The bar under the title: filters with counts, the original, what the keys do. */

import { button, el } from "./dom.js";

const FILTERS = [["all", "All"], ["doubts", "Doubts"], ["notes", "Notes"], ["corrected", "Corrected"]];

/**
 * @param {{filter: (name: string) => void, original: () => void, pinyin: () => void, doubt: () => void, note: () => void, correct: () => void, help: () => void, go: (n: number) => void}} acts
 */
export function makeBar(acts) {
  const filters = new Map(FILTERS.map(([name, word]) => {
    const count = el("span", { class: "er-count" });
    const control = el("button", { type: "button", class: "er-filter", "aria-pressed": "false", onclick: () => acts.filter(name) }, word, count);
    return [name, { control, count }];
  }));
  const original = button("Original beside", acts.original, "er-bar-button", "o");
  original.setAttribute("aria-pressed", "false");
  const pinyin = button("Pinyin", acts.pinyin, "er-bar-button", "p");
  pinyin.setAttribute("aria-pressed", "false");
  const number = el("input", { class: "er-goto", type: "text", inputmode: "numeric", "aria-label": "Go to sentence number", placeholder: "Go to…", size: 6 });
  number.addEventListener("keydown", (event) => {
    if (event.key === "Enter") acts.go(Number.parseInt(number.value, 10));
    if (event.key === "Enter" || event.key === "Escape") number.blur();
  });
  const node = el("div", { class: "er-bar", role: "toolbar", "aria-label": "Reading" },
    el("div", { class: "er-filters", role: "group", "aria-label": "Show" }, ...[...filters.values()].map((f) => f.control)),
    original,
    pinyin,
    number,
    el("span", { class: "er-space" }),
    button("next doubt", acts.doubt, "er-bar-button", "n"),
    button("note", acts.note, "er-bar-button", "a"),
    button("correct", acts.correct, "er-bar-button", "e"),
    button("keys", acts.help, "er-bar-button", "?"));
  return {
    node,
    number,
    /** @param {Record<string, number>} counts @param {string} chosen */
    update(counts, chosen) {
      for (const [name, { control, count }] of filters) {
        count.textContent = counts[name].toLocaleString("en");
        control.setAttribute("aria-pressed", String(name === chosen));
      }
    },
    pinyin(on) { pinyin.setAttribute("aria-pressed", String(on)); },
    beside(on) { original.setAttribute("aria-pressed", String(on)); },
  };
}
