/** One document on screen: builds the parts and connects them. */

import { makeApi } from "./api.js";
import { makeBar } from "./bar.js";
import { makeChinese } from "./chinese.js";
import { el, plural } from "./dom.js";
import { QUESTION, makeEditors } from "./editors.js";
import { headNode, headPlaceholder } from "./head.js";
import { makeKeys } from "./keys.js";
import { makeList } from "./list.js";
import { makeLookup } from "./lookup.js";
import { STATES } from "./margin.js";
import { figureWords, followPointer } from "./marks.js";
import { makeModel } from "./model.js";
import { makeOriginal } from "./original.js";
import { makePanel } from "./panel.js";
import { foldNode, rowNode } from "./row.js";
import { makeSelectionBar, selectedWords } from "./selection.js";
import { joined, makeWords } from "./words.js";

const SCORE = "How sure the engine was of its own words, on average; nearer to 0 is surer. It does not say whether they are right.";

/**
 * @param {HTMLElement} frame the empty element to fill
 * @param {{case: string, document: string, sentence: number|null, searchable: boolean}} data
 * @param {(event: string, value: unknown) => void} tell sends a trigger to Python
 */
export function makeReader(frame, data, tell) {
  const api = makeApi(data.case, data.document);
  const model = makeModel(api);
  const place = `reader:${data.case}:${data.document}`;
  const words = makeWords(api);
  model.gravestFirst = sessionStorage.getItem("reader:gravest") === "on";
  let pinyin = sessionStorage.getItem("reader:pinyin") === "on";
  let figures = sessionStorage.getItem("reader:figures") === "on";
  const live = el("div", { class: "er-live", role: "status", "aria-live": "polite" });
  const say = (words) => { live.textContent = words; };
  const fail = (error) => { if (error.name !== "AbortError") say([error.message, error.hint].filter(Boolean).join(" ")); };
  model.failed = fail;

  const rowActs = {
    dismiss: (n, id) => withRow(n, (row) => editors.dismiss(row, row.findings.find((f) => f.id === id))),
    note: (n, annotation) => withRow(n, (row) => editors.changeNote(row, annotation)),
    chinese: (n) => withRow(n, (row) => chinese.open(row)),
    isWaiting: (n) => model.waiting.has(n),
    question: (n, annotation) => withRow(n, (row) => editors.changeQuestion(row, annotation)),
  };
  const list = makeList(model, {
    row: (n, at) => withFigures(withPinyin(rowNode(model.row(n), n, at, rowActs), n), n),
    fold: foldNode,
    moved,
  });
  const panel = makePanel(() => say(""));
  const editors = makeEditors({ api, model, panel, saved });
  const chinese = makeChinese({ api, model, panel, redraw, say, tell, fail });
  const original = makeOriginal(api, toggleOriginal, chineseHere);
  const bar = makeBar({
    filter: choose, gravest: toggleGravest, ask: askHere, original: toggleOriginal, pinyin: togglePinyin, figures: toggleFigures, doubt: () => nextDoubt(1), note: noteHere, correct: correctHere,
    help: () => keys.help(), go: (n) => { if (!list.go(n)) say(`There is no sentence ${n || ""} in this list.`); },
  });
  const foot = el("footer", { class: "er-foot" });
  const keys = makeKeys(frame, [
    { key: "j", words: "next sentence", act: () => list.step(1) },
    { key: "k", words: "previous sentence", act: () => list.step(-1) },
    { key: "n", words: "next doubt", act: () => nextDoubt(1) },
    { key: "N", words: "previous doubt", act: () => nextDoubt(-1) },
    { key: "s", words: "go through doubts gravest first, or in the order of the text", act: toggleGravest },
    { key: "a", words: "note on the selected words or the sentence", act: noteHere },
    { key: "t", words: "tag the selected words or the sentence", act: () => noteHere(true) },
    { key: "q", words: "ask a translator about the selected words or the sentence", act: askHere },
    { key: "e", words: "correct the English", act: correctHere },
    { key: "c", words: "correct the Chinese, where it was read by OCR", act: chineseHere },
    { key: "x", words: "set the first open doubt aside, with a reason", act: dismissHere },
    { key: "o", words: "original beside the text", act: toggleOriginal },
    { key: "p", words: "pinyin under the Chinese", act: togglePinyin },
    { key: "f", words: "what each figure of the Chinese says, and in your currency", act: toggleFigures },
    { key: "d", words: "dictionary for this sentence; ← → for its words", act: lookUp },
    { key: "g", words: "go to a sentence by its number", act: () => bar.number.focus() },
    ...(data.searchable ? [{ key: "/", words: "search the case", act: () => tell("search", true) }] : []),
    { key: "?", words: "these keys", act: () => keys.help() },
  ]);
  const selection = makeSelectionBar(frame, list.view, {
    note: (words) => withRow(words.n, (row) => editors.note(row, words)),
    tag: (words) => withRow(words.n, (row) => editors.note(row, words, true)),
    correct: (words) => withRow(words.n, (row) => editors.correct(row)),
  });
  const lookup = makeLookup({ frame, view: list.view, words, row: model.row, fail });
  const middle = el("div", { class: "er-middle" }, el("div", { class: "er-column" }, list.view, panel.node), original.node);
  frame.append(el("p", { class: "er-opening", text: "Opening the document…" }));
  followPointer(list.view);
  list.view.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest(".er-row") : null;
    const control = event.target instanceof Element && event.target.closest("button, summary, a");
    if (row && !control && window.getSelection()?.isCollapsed) list.go(Number(row.dataset.n), { scroll: false });
  });

  start().catch((error) => {
    frame.replaceChildren(el("div", { class: "er-stop", role: "alert" }, el("h1", { text: error.message }), el("p", { text: error.hint || "" })));
  });

  async function start() {
    const remembered = Number(sessionStorage.getItem(place)) || 0;
    const at = data.sentence || remembered || 0;
    const head = headPlaceholder();
    await model.open(at || 1, () => {
      frame.querySelector(".er-opening")?.remove();
      frame.prepend(head, bar.node, middle, foot, live);
      list.refresh();
      arrive(at);
      performance.mark("first-sentence");
    });
    head.replaceWith(headNode(model.header));
    frame.dataset.document = data.document;
    refresh();
    arrive(at);
    if (!model.index.n.length) say("This document holds no readable text.");
  }

  /** Go to the wanted sentence, or to the first that is no page furniture; stay when already there. */
  function arrive(at) {
    const { n: numbers, boilerplate } = model.index;
    const wanted = model.position.has(at) ? at : numbers.find((_n, i) => !boilerplate[i]) ?? numbers[0];
    if (wanted !== undefined && wanted !== list.current()) list.go(wanted, { focus: false, top: at > 1 });
    else if (wanted !== undefined) moved(wanted);
  }

  function refresh() {
    bar.update(model.header, model.filter, model.label);
    bar.gravest(model.gravestFirst);
    bar.pinyin(pinyin);
    bar.figures(figures);
    list.refresh();
  }

  async function choose(filter, label = "") {
    try {
      await model.choose(filter, label);
      refresh();
      list.view.scrollTop = 0;
      if (!list.go(list.current(), { focus: false }) && model.index.n.length) list.go(model.index.n[0], { focus: false });
      say(plural(model.index.n.length, "sentence"));
    } catch (error) { fail(error); }
  }

  function nextDoubt(direction) {
    const n = model.doubt(list.current(), direction, list.hidden);
    if (!n || !list.go(n)) say(direction > 0 ? "No further doubt below." : "No further doubt above.");
  }

  function toggleGravest() {
    model.gravestFirst = !model.gravestFirst;
    sessionStorage.setItem("reader:gravest", model.gravestFirst ? "on" : "off");
    bar.gravest(model.gravestFirst);
    say(model.gravestFirst ? "Next doubt: gravest first." : "Next doubt: in the order of the text.");
  }

  /** A question to a translator; where one was asked already, that one is changed. */
  function askHere() {
    const words = selectedWords(list.view);
    selection.hide();
    withRow(words?.n ?? list.current(), (row) => {
      const asked = words ? null : row.annotations.find((note) => note.tags.includes(QUESTION));
      if (asked) editors.changeQuestion(row, asked);
      else editors.ask(row, words);
    });
  }

  function noteHere(focusTags = false) {
    const words = selectedWords(list.view);
    selection.hide();
    withRow(words?.n ?? list.current(), (row) => editors.note(row, words, focusTags === true));
  }

  function correctHere() {
    const words = selectedWords(list.view);
    selection.hide();
    withRow(words?.n ?? list.current(), (row) => editors.correct(row));
  }

  function chineseHere() {
    selection.hide();
    withRow(list.current(), (row) => chinese.open(row));
  }

  /** Draw everything again and stand at sentence *n*, or at the next one where it is gone. */
  function redraw(n = list.current()) {
    refresh();
    const shown = model.position.has(n) ? n : model.index.n.find((other) => other > n) ?? model.index.n[0];
    if (shown !== undefined) list.go(shown, { focus: false });
  }

  function dismissHere() {
    withRow(list.current(), (row) => {
      const open = row.findings.find((f) => !f.dismissed);
      if (open) editors.dismiss(row, open);
      else say("This sentence has no open doubt.");
    });
  }

  function toggleOriginal() {
    original.toggle(list.current());
    bar.beside(original.isOpen);
    frame.classList.toggle("er-beside", original.isOpen);
  }

  function togglePinyin() {
    pinyin = !pinyin;
    sessionStorage.setItem("reader:pinyin", pinyin ? "on" : "off");
    bar.pinyin(pinyin);
    lookup.hide();
    list.refresh();
  }

  /** A line of pinyin under the Chinese of a drawn sentence, filled when it is known. */
  function withPinyin(node, n) {
    const text = pinyin && node.querySelector(".er-text[data-side=source]");
    if (text) {
      const line = el("p", { class: "er-pinyin", lang: "zh-Latn" });
      text.after(line);
      words.of(n).then((found) => { line.textContent = found.words.map((word) => joined(word.pinyin)).join(" "); }, fail);
    }
    return node;
  }

  function toggleFigures() {
    figures = !figures;
    sessionStorage.setItem("reader:figures", figures ? "on" : "off");
    bar.figures(figures);
    list.refresh();
  }

  /** Under a drawn sentence, what each of its figures says. */
  function withFigures(node, n) {
    const text = figures && node.querySelector(".er-text[data-side=source]");
    const row = text ? model.row(n) : null;
    const points = [...row?.source ?? ""];
    const lines = (row?.figures ?? [])
      .map((figure) => [points.slice(figure.start, figure.end).join(""), figureWords(figure)])
      .filter(([written, words]) => written !== words)
      .map(([written, words]) => el("li", {}, el("span", { lang: "zh", text: written }), ` = ${words}`));
    if (lines.length) text.after(el("ul", { class: "er-figures" }, ...lines));
    return node;
  }

  async function lookUp() {
    if (!await lookup.open(list.current())) say("This sentence has no Chinese words.");
  }

  async function withRow(n, act) {
    try {
      const row = await model.sentence(n);
      if (row) {
        list.go(n, { focus: false });
        await act(row);
        list.go(n, { focus: false }); // the drawer took room
      }
    } catch (error) { fail(error); }
  }

  function saved(answer, words) {
    model.update(answer);
    bar.update(model.header, model.filter, model.label);
    moved(list.current());
    say(`${words}.`);
    tell("changed", { n: answer.row.n, at: Date.now() });
  }

  async function moved(n) {
    sessionStorage.setItem(place, String(n));
    original.show(n);
    const row = await model.sentence(n).catch(() => null);
    if (!row || list.current() !== n) return;
    const score = row.translation?.score;
    const parts = [
      [`sentence ${n.toLocaleString("en")}${model.header ? ` of ${model.header.segments.toLocaleString("en")}` : ""}`],
      [row.locator?.label, row.locator?.path],
      [typeof score === "number" && !row.revision && `log-probability ${score.toFixed(2).replace("-", "−")}`, SCORE],
      [STATES[row.state]],
    ];
    foot.replaceChildren(...parts.filter(([text]) => text).map(([text, title]) => el("span", { text, title: title || null })),
      el("span", { class: "er-space" }), el("span", { text: "Everything on this page stayed on this computer." }));
  }

  return () => {
    chinese.destroy();
    keys.destroy();
    lookup.destroy();
    selection.destroy();
    original.destroy();
    list.destroy();
    frame.replaceChildren();
    delete frame.dataset.document;
  };
}
