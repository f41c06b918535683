/** What the drawer holds: the note, the correction with its history, the dismissal. */

import { button, el, when } from "./dom.js";
import { supersededNodes } from "./chinese.js";
import { actions, field } from "./panel.js";

/**
 * @param {{api: object, model: object, panel: object, saved: (answer: object, words: string) => void}} desk
 */
export function makeEditors({ api, model, panel, saved }) {
  async function store(promise, words) {
    const answer = await promise;
    panel.close();
    saved(answer, words);
  }

  /** A new note on selected *words*, or on the whole sentence. */
  function note(row, words, focusTags = false) {
    const where = words || wholeSentence(row);
    noteForm(`Note on sentence ${row.n}`, where.exact, where.side, "", [], focusTags, (text, tags) =>
      store(api.annotate(row.id, { side: where.side, start: where.start, end: where.end, exact: where.exact, note: text, tags }), "Note saved"));
  }

  /** A question to a translator on selected *words*, or on the whole sentence. */
  function ask(row, words) {
    const where = words || wholeSentence(row);
    questionForm(row, where.exact, where.side, "", (text) =>
      store(api.annotate(row.id, { side: where.side, start: where.start, end: where.end, exact: where.exact, note: text, tags: [QUESTION] }), "Marked for a translator"));
  }

  /** Change or withdraw a question. */
  function changeQuestion(row, annotation) {
    const remove = { word: "Withdraw the question", act: () => store(api.deleteNote(annotation.id), "Question withdrawn") };
    questionForm(row, annotation.exact, annotation.side, annotation.note, (text) =>
      store(api.changeNote(annotation.id, { note: text, tags: annotation.tags }), "Question changed"), remove);
  }

  function questionForm(row, quote, side, text, save, remove) {
    const question = field("Question", text, { rows: 2, hint: "may stay empty: the sentence is then on the list as it is" });
    panel.open(`Ask a translator about sentence ${row.n}`, [
      quoted(quote, side), question.field,
      actions(remove ? "Save question" : "Put it on the list", () => save(question.input.value.trim()), panel.close, remove),
    ], question.input);
  }

  /** Change or delete an existing note. */
  function changeNote(row, annotation) {
    const remove = { word: "Delete note", act: () => store(api.deleteNote(annotation.id), "Note deleted") };
    noteForm(`Note on sentence ${row.n}`, annotation.exact, annotation.side, annotation.note, annotation.tags, false, (text, tags) =>
      store(api.changeNote(annotation.id, { note: text, tags }), "Note changed"), remove);
  }

  function noteForm(title, quote, side, text, tags, focusTags, save, remove) {
    const body = field("Note", text, { rows: 3 });
    const list = field("Tags", tags.join(", "), { hint: "separated by commas" });
    const known = model.tags();
    const offers = known.length && el("div", { class: "er-offers", "aria-label": "Tags used before" },
      ...known.map((word) => button(word, () => { list.input.value = [...split(list.input.value), word].filter(unique).join(", "); }, "er-offer")));
    panel.open(title, [
      quoted(quote, side),
      body.field, list.field, offers || el("span"),
      actions("Save note", () => save(body.input.value.trim(), split(list.input.value)), panel.close, remove),
    ], focusTags ? list.input : body.input);
  }

  /** The English of a sentence, corrected by a person. */
  async function correct(row) {
    const text = row.revision?.text ?? row.translation?.text ?? "";
    const body = field("English", text, { rows: 4 });
    const reason = field("Reason", "", { hint: "goes into the log" });
    const status = el("select", { class: "er-input", "aria-label": "Status" },
      ...STATUSES.map(([value, words]) => el("option", { value, text: words })));
    status.value = row.revision?.status || "proposed";
    const past = el("div", { class: "er-history", "aria-label": "Earlier versions" });
    panel.open(`Correct sentence ${row.n}`, [
      el("div", { class: "er-two" },
        el("div", {}, quoted(row.source, "source"), past),
        el("div", {}, body.field,
          el("div", { class: "er-pair" }, el("label", { class: "er-field" }, el("span", { class: "er-label", text: "Status" }), status), reason.field),
          actions("Save correction", () => store(api.revise(row.id, { text: body.input.value, status: status.value, reason: reason.input.value }), "Correction saved"), panel.close))),
    ], body.input);
    try {
      past.append(...historyNodes(await api.history(row.id)));
    } catch (error) {
      past.append(el("p", { class: "er-trouble", text: error.message }));
    }
  }

  /** Set a doubt aside, with a reason. */
  function dismiss(row, finding) {
    const reason = field("Why is this not an error?", "", { hint: "it goes into the log with your name" });
    panel.open(`${finding.label}, sentence ${row.n}`, [
      el("p", { class: "er-why", text: finding.explanation }),
      reason.field,
      actions("Set aside", () => store(api.dismiss(finding.id, reason.input.value), "Doubt set aside"), panel.close),
    ], reason.input);
  }

  return { note, changeNote, ask, changeQuestion, correct, dismiss };
}

/** The tag that makes a note a question (reader.services.questions.QUESTION_TAG). */
export const QUESTION = "ask a translator";

const STATUSES = [
  ["proposed", "proposed"],
  ["reviewed", "reviewed (needs a declared qualification)"],
  ["certified", "certified (needs a declared qualification)"],
];

function wholeSentence(row) {
  return { side: "source", start: 0, end: [...row.source].length, exact: row.source };
}

function quoted(text, side) {
  return el("blockquote", { class: side === "source" ? "er-quote er-zh" : "er-quote", lang: side === "source" ? "zh" : "en", text });
}

function historyNodes({ translations, revisions, superseded }) {
  const version = (text, about, reason) => el("li", {}, el("p", { class: "er-old", text }), el("p", { class: "er-by", text: [about, reason && `“${reason}”`].filter(Boolean).join(" · ") }));
  const entries = [
    ...revisions.map((r) => version(r.text, `${r.status} by ${r.author}, ${when(r.created_at)}`, r.reason)).reverse(),
    ...translations.map((t) => version(t.text, `machine · ${t.package} ${t.version}, ${when(t.created_at)}`)).reverse(),
  ];
  return [...(entries.length ? [el("h3", { text: "Versions, newest first" }), el("ol", {}, ...entries)] : []), ...supersededNodes(superseded)];
}

function split(text) {
  return text.split(/[,，、;；]/).map((word) => word.trim()).filter(Boolean).filter(unique);
}

function unique(word, at, all) {
  return all.indexOf(word) === at;
}
