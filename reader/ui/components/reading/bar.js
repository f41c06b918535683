/** The bar under the title: filters with counts, the original, what the keys do. */

import { button, el } from "./dom.js";

const FILTERS = [["all", "All"], ["doubts", "Doubts"], ["notes", "Notes"], ["questions", "Questions"], ["corrected", "Corrected"]];

/**
 * @param {{filter: (name: string, label?: string) => void, gravest: () => void, ask: () => void, original: () => void, pinyin: () => void, figures: () => void, doubt: () => void, note: () => void, correct: () => void, help: () => void, go: (n: number) => void}} acts
 */
export function makeBar(acts) {
  const filters = new Map(FILTERS.map(([name, word]) => {
    const count = el("span", { class: "er-count" });
    const control = el("button", { type: "button", class: "er-filter", "aria-pressed": "false", onclick: () => acts.filter(name) }, word, count);
    return [name, { control, count }];
  }));
  const kinds = el("select", { class: "er-kinds", "aria-label": "Kind of doubt" });
  kinds.addEventListener("change", () => acts.filter(kinds.value ? "all" : "doubts", kinds.value));
  const gravest = button("gravest first", acts.gravest, "er-bar-button", "s");
  gravest.title = "Next doubt goes by how grave doubts are, not by their place in the text";
  gravest.setAttribute("aria-pressed", "false");
  const original = button("Original beside", acts.original, "er-bar-button", "o");
  original.setAttribute("aria-pressed", "false");
  const pinyin = button("Pinyin", acts.pinyin, "er-bar-button", "p");
  pinyin.setAttribute("aria-pressed", "false");
  const figures = button("Figures", acts.figures, "er-bar-button", "f");
  figures.setAttribute("aria-pressed", "false");
  const number = el("input", { class: "er-goto", type: "text", inputmode: "numeric", "aria-label": "Go to sentence number", placeholder: "Go to…", size: 6 });
  number.addEventListener("keydown", (event) => {
    if (event.key === "Enter") acts.go(Number.parseInt(number.value, 10));
    if (event.key === "Enter" || event.key === "Escape") number.blur();
  });
  const node = el("div", { class: "er-bar", role: "toolbar", "aria-label": "Reading" },
    el("div", { class: "er-filters", role: "group", "aria-label": "Show" }, ...[...filters.values()].map((f) => f.control), kinds),
    original,
    pinyin,
    figures,
    number,
    el("div", { class: "er-bar-acts" },
      button("next doubt", acts.doubt, "er-bar-button", "n"),
      gravest,
      button("note", acts.note, "er-bar-button", "a"),
      button("ask", acts.ask, "er-bar-button", "q"),
      button("correct", acts.correct, "er-bar-button", "e"),
      button("keys", acts.help, "er-bar-button", "?")));
  return {
    node,
    number,
    /** @param {{filters: Record<string, number>, kinds: Record<string, number>}} header @param {string} chosen @param {string} label */
    update(header, chosen, label) {
      for (const [name, { control, count }] of filters) {
        count.textContent = header.filters[name].toLocaleString("en");
        control.setAttribute("aria-pressed", String(name === chosen && !label));
      }
      const offered = Object.entries(header.kinds);
      kinds.replaceChildren(el("option", { value: "", text: "any kind of doubt" }),
        ...offered.map(([kind, n]) => el("option", { value: kind, text: `${kind} (${n.toLocaleString("en")})` })));
      if (label && !header.kinds[label]) kinds.append(el("option", { value: label, text: `${label} (0)` }));
      kinds.value = label;
      kinds.hidden = !offered.length && !label;
    },
    gravest(on) { gravest.setAttribute("aria-pressed", String(on)); },
    figures(on) { figures.setAttribute("aria-pressed", String(on)); },
    pinyin(on) { pinyin.setAttribute("aria-pressed", String(on)); },
    beside(on) { original.setAttribute("aria-pressed", String(on)); },
  };
}
