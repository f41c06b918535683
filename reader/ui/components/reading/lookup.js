/** The dictionary beside a word: hover, click, touch or key; pinyin, senses, the term note, and what a check says of the term. */

import { el } from "./dom.js";
import { unitTable } from "./offsets.js";

const DWELL = 180; // milliseconds the pointer rests before a word is looked up
const TEXT = ".er-text[data-side=source]";

/**
 * @param {{frame: HTMLElement, view: HTMLElement, words: object, row: (n: number) => object|undefined, fail: (error: Error) => void}} desk
 */
export function makeLookup({ frame, view, words, row, fail }) {
  const card = el("div", { class: "er-word", role: "status", "aria-live": "polite", "aria-label": "Dictionary", hidden: true });
  frame.append(card);
  let shown = null; // {n, at, found, pinned}
  let timer = 0;

  function hide() {
    clearTimeout(timer);
    shown = null;
    card.hidden = true;
    card.replaceChildren();
    globalThis.CSS?.highlights?.delete("er-word");
  }

  /** The word of the sentence under a point of the screen. */
  async function wordAt(x, y) {
    const caret = caretAt(x, y);
    const text = caret && (caret.node instanceof Element ? caret.node : caret.node.parentElement)?.closest(TEXT);
    if (!text || !view.contains(text)) return null;
    const n = Number(text.closest(".er-row").dataset.n);
    const found = await words.of(n);
    const at = found.words.findIndex((word) => covers(rangeOf(text, word), x, y));
    return at < 0 ? null : { n, at, found };
  }

  function show({ n, at, found }, pinned) {
    const text = view.querySelector(`.er-row[data-n="${n}"] ${TEXT}`);
    if (!text) return hide();
    const word = found.words[at];
    const range = rangeOf(text, word);
    const box = range.getClientRects()[0] || range.getBoundingClientRect();
    const port = view.getBoundingClientRect();
    if (box.bottom < port.top || box.top > port.bottom) return hide();
    shown = { n, at, found, pinned };
    card.classList.toggle("er-word-pinned", pinned);
    card.replaceChildren(...content([...text.textContent].slice(word.start, word.end).join("").replace(/\s+/g, ""), word, [...termNotes(row(n), word), ...doubts(row(n), word)], found.attribution));
    card.hidden = false;
    if (globalThis.CSS?.highlights) CSS.highlights.set("er-word", new Highlight(range));
    return place(box);
  }

  function place(box) {
    const outer = frame.getBoundingClientRect();
    card.style.maxHeight = "";
    const [over, under] = [box.top - outer.top - 14, outer.bottom - box.bottom - 14]; // room above and below the word
    const below = card.offsetHeight <= under || under >= over;
    card.style.maxHeight = `${below ? under : over}px`;
    card.style.top = `${below ? box.bottom - outer.top + 6 : box.top - outer.top - card.offsetHeight - 6}px`;
    card.style.left = `${Math.max(8, Math.min(box.left - outer.left - 8, outer.width - card.offsetWidth - 8))}px`;
  }

  async function look(x, y, pinned) {
    try {
      const hit = await wordAt(x, y);
      if (hit) show(hit, pinned);
      else if (pinned || !shown?.pinned) hide();
    } catch (error) { fail(error); }
  }

  async function step(n, at) {
    try {
      const found = await words.of(n);
      const wanted = Math.max(0, Math.min(at, found.words.length - 1));
      if (found.words.length) show({ n, at: wanted, found }, true);
      else hide();
      return found.words.length > 0;
    } catch (error) { fail(error); return true; }
  }

  view.addEventListener("pointermove", (event) => {
    clearTimeout(timer);
    if (event.pointerType !== "mouse" || event.buttons || shown?.pinned) return;
    timer = setTimeout(look, DWELL, event.clientX, event.clientY, false);
  });
  view.addEventListener("pointerleave", () => { if (!shown?.pinned) hide(); });
  view.addEventListener("click", (event) => {
    if (window.getSelection()?.isCollapsed && !event.target.closest("button, summary, a")) look(event.clientX, event.clientY, true);
  });
  view.addEventListener("scroll", () => { if (shown) show(shown, shown.pinned); }, { passive: true }); // stays at its word
  const onKey = (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!shown || (event.key !== "Escape" && !(move && shown.pinned))) return;
    event.preventDefault();
    event.stopPropagation();
    if (move) step(shown.n, shown.at + move);
    else hide();
  };
  document.addEventListener("keydown", onKey, true);
  return {
    hide,
    /** Look up the first word of sentence *n*; whether it has one. */
    open: (n) => step(n, 0),
    destroy() {
      hide();
      document.removeEventListener("keydown", onKey, true);
    },
  };
}

const SENSES = 6;
const AVOID_SHOWN = 4; // of the renderings to avoid

function content(surface, word, notes, attribution) {
  const head = el("p", { class: "er-word-head" }, el("span", { class: "er-word-han", lang: "zh", text: surface }),
    el("span", { class: "er-word-pinyin", lang: "zh-Latn", text: word.pinyin }));
  const several = word.entries.length > 1;
  const entries = word.entries.slice(0, 3).map((entry) => el("div", { class: "er-word-entry" },
    el("p", { class: "er-by" }, several && el("span", { class: "er-word-pinyin", text: entry.pinyin }), otherForm(entry, surface)),
    el("ol", {}, ...entry.senses.slice(0, SENSES).map((sense) => el("li", { text: sense })))));
  const unknown = !entries.length && el("p", { class: "er-by", text: "Not in the dictionary; perhaps part of a name." });
  return [head, ...notes, ...entries, unknown, entries.length ? el("p", { class: "er-word-source", text: attribution }) : ""].filter(Boolean);
}

function otherForm({ simplified, traditional }, surface) {
  if (simplified === traditional) return "";
  return surface === traditional ? `simplified ${simplified}` : `traditional ${traditional}`;
}

/** What the termbase says of the terms this word belongs to: English to use, literal sense, dispute, note, source. */
function termNotes(row, word) {
  const about = (row?.terms || []).filter(({ start, end }) => start < word.end && end > word.start);
  return about.map((term) => el("div", { class: "er-word-note" },
    el("p", {}, el("span", { lang: "zh", text: term.term }), " ", el("strong", { text: term.english })),
    term.literal && term.literal !== term.english && el("p", { text: `Literally: ${term.literal}` }),
    term.avoid?.length && el("p", { text: `Avoid: ${term.avoid.slice(0, AVOID_SHOWN).join(", ")}` }),
    term.note && el("p", { text: term.note }),
    term.contested && el("p", {}, el("strong", { text: "Contested: " }), term.contested),
    el("p", { class: "er-word-source", text: `${term.origin === "case" ? "This case’s terms" : "Glossary"}${term.source && ` · ${term.source}`}` })));
}

/** What a check of terms says about this word, where no note says it already. */
function doubts(row, word) {
  const noted = new Set((row?.terms || []).map(({ term }) => term));
  const about = (row?.findings || []).filter((f) => !f.dismissed && f.category.startsWith("Terminology") && !noted.has(f.evidence.term)
    && f.source_spans.some(([start, end]) => start < word.end && end > word.start));
  return about.map((f) => el("p", { class: "er-word-term" }, el("strong", { text: `${f.label}: ` }), f.explanation));
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function covers(range, x, y) {
  return [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
}

/** The DOM range of a word given in code points. */
function rangeOf(text, { start, end }) {
  const units = unitTable(text.textContent);
  const range = document.createRange();
  const [from, to] = [units(start), units(end)];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let seen = 0; walker.nextNode(); seen += walker.currentNode.length) {
    const { currentNode: node } = walker;
    if (from >= seen && from < seen + node.length) range.setStart(node, from - seen);
    if (to > seen && to <= seen + node.length) range.setEnd(node, to - seen);
  }
  return range;
}
