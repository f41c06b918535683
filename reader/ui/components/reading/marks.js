/** Text with overlapping highlights: cut at every boundary, one span per piece. */

import { el } from "./dom.js";
import { unitTable } from "./offsets.js";

/**
 * @typedef {{start: number, end: number, cls?: string, pair?: number, title?: string}} Mark
 *   half-open, in code points; `pair` joins a word with its counterpart on the other side
 */

/** Marks of the source side. @param {object} row SegmentView @returns {Mark[]} */
export function sourceMarks(row) {
  return [
    ...findingMarks(row, "source_spans"),
    ...noteMarks(row, "source", row.source),
    ...(row.figures || []).map((f) => ({ start: f.start, end: f.end, cls: "er-m-figure", title: figureWords(f) })),
    ...row.mentions.filter((m) => m.type !== "region").map((m) => ({ start: m.start, end: m.end, cls: "er-m-mention", title: mentionTitle(m) })),
    ...pairMarks(row, 0),
    ...row.wraps.map(([start, end, shown]) => ({ start, end, cls: shown ? "er-gap-space" : "er-gap" })),
  ];
}

/** Marks of the English side. Spans that speak of the machine's words are not drawn over a person's. */
export function targetMarks(row) {
  const machine = row.revision ? [] : [...findingMarks(row, "target_spans"), ...pairMarks(row, 2)];
  return [...machine, ...noteMarks(row, "translation", row.revision?.text ?? row.translation?.text ?? "")];
}

/** What a figure says, and what that is in another currency when a rate is set. @param {object} figure */
export function figureWords({ value, converted }) {
  return converted ? `${value}, ${converted}` : value;
}

/** @param {object} mention */
export function mentionTitle(mention) {
  const kind = MENTIONS[mention.type] || mention.type;
  return mention.documents > 1 ? `same ${kind} in ${mention.documents} documents` : kind;
}

const MENTIONS = {
  phone: "telephone number", email: "e-mail address", url: "web address", "document-number": "document number",
  person: "person", organisation: "organisation", place: "place", region: "country or province", law: "law",
};

function findingMarks(row, side) {
  return row.findings
    .filter((f) => !f.dismissed)
    .flatMap((f) => f[side].map(([start, end]) => ({ start, end, cls: f.severity === "minor" ? "er-m-minor" : "er-m-doubt", title: f.label })));
}

/** A note on a whole sentence needs no mark: it stands beside it. */
function noteMarks(row, side, text) {
  return row.annotations
    .filter((a) => a.side === side && a.state === "active" && a.exact !== text)
    .map((a) => ({ start: a.start, end: a.end, cls: "er-m-note", title: a.note || a.tags.join(", ") }));
}

function pairMarks(row, at) {
  if (row.revision) return [];
  return row.alignment.map((pair, index) => ({ start: pair[at], end: pair[at + 1], pair: index }));
}

/**
 * Fills *node* with *text* and its marks. The node's textContent equals *text* exactly.
 * @param {HTMLElement} node
 * @param {string} text
 * @param {Mark[]} marks
 */
export function paint(node, text, marks) {
  const units = unitTable(text);
  const spans = marks
    .map((mark) => ({ ...mark, from: units(mark.start), to: units(mark.end) }))
    .filter((mark) => mark.to > mark.from);
  const cuts = [...new Set([0, text.length, ...spans.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const over = spans.filter((s) => s.from <= cuts[i] && s.to >= cuts[i + 1]);
    const piece = text.slice(cuts[i], cuts[i + 1]);
    pieces.push(over.length ? marked(piece, over) : document.createTextNode(piece));
  }
  node.replaceChildren(...pieces);
}

function marked(piece, over) {
  const classes = [...new Set(over.map((s) => s.cls).filter(Boolean))];
  const pairs = [...new Set(over.filter((s) => s.pair !== undefined).map((s) => s.pair))];
  const isMark = classes.some((c) => c.startsWith("er-m-") && !QUIET.has(c));
  return el(isMark ? "mark" : "span", {
    class: classes.join(" ") || null,
    "data-pairs": pairs.length ? ` ${pairs.join(" ")} ` : null,
    title: over.map((s) => s.title).filter(Boolean).join(" · ") || null,
    text: piece,
  });
}

/** Things worth knowing that are no trouble: underlined, not highlighted. */
const QUIET = new Set(["er-m-mention", "er-m-figure"]);

/** Lights up the counterparts of the word under the pointer, within its sentence. @param {HTMLElement} list */
export function followPointer(list) {
  let lit = [];
  const clear = () => {
    for (const node of lit) node.classList.remove("er-lit");
    lit = [];
  };
  list.addEventListener("pointerover", (event) => {
    clear();
    const word = event.target instanceof Element ? event.target.closest("[data-pairs]") : null;
    const row = word?.closest(".er-row");
    if (!word || !row) return;
    const selector = word.dataset.pairs.trim().split(" ").map((p) => `[data-pairs~="${p}"]`).join(",");
    lit = [...row.querySelectorAll(selector)];
    for (const node of lit) node.classList.add("er-lit");
  });
  list.addEventListener("pointerleave", clear);
}
