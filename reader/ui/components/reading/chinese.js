/** Correcting Chinese that was read by OCR: the line of the picture beside the field, and everything that came before. */

import { el, when } from "./dom.js";
import { actions, field } from "./panel.js";

const ONLY_CHANGED = "Sentences you leave as they are keep their English, notes and reviews; changed ones are translated again.";
const ROOM = 0.45; // around the lines, in heights of a line
const LARGEST = 2.4; // pixels for each point of the page: more is only blur
const PER_ROW = 17; // characters in a row of the field
const MOST_ROWS = 8;
const POLL = 1500; // milliseconds
const PATIENCE = 120; // polls

/**
 * @param {{api: object, model: object, panel: object, redraw: (n?: number) => void, say: (words: string) => void, tell: (event: string, value: unknown) => void, fail: (error: Error) => void}} desk
 */
export function makeChinese({ api, model, panel, redraw, say, tell, fail }) {
  let closed = false;


  /** Open the drawer on the passage in which *row* stands; say why not when its text cannot be corrected. */
  async function open(row) {
    const view = await api.chinese(row.id);
    if (!view.correctable) {
      say(`${view.why_not} Press a to add a note instead.`);
      return;
    }
    const lines = view.text.split("\n");
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / PER_ROW)), 0);
    const body = field(lines.length > 1 ? "Chinese of this passage" : "Chinese of this line", view.text, { rows: Math.min(MOST_ROWS, rows), lang: "zh" });
    body.input.classList.add("er-input-zh");
    const reason = field("Reason", "", { hint: "goes into the log, with your name" });
    const store = async (change, words) => {
      const answer = await api.correctChinese(row.id, { ...change, reason: reason.input.value, version: view.version });
      panel.close();
      follow(answer, words).catch(fail);
    };
    const remove = view.corrected && { word: "Withdraw the newest correction", act: () => store({ withdraw: true }, "Correction withdrawn") };
    panel.open(`Correct the Chinese of sentence ${row.n}`, [
      ...view.pictures.map((part) => picture(api, part)),
      el("div", { class: "er-two" },
        el("div", {}, body.field, asRecognised(view)),
        el("div", {}, reason.field, el("p", { class: "er-by", text: ONLY_CHANGED }),
          actions("Save correction", () => store({ text: body.input.value }, "Chinese corrected"), panel.close, remove || undefined))),
      ...past(view),
    ], body.input);
    const at = Math.max(0, view.text.indexOf(row.source));
    body.input.setSelectionRange(at, at);
    body.input.scrollTop = 0;
  }

  /** Sentences were replaced: draw everything again, and once more when the new ones are translated. */
  async function follow({ n, translating }, words) {
    await model.reload(n);
    model.waiting = new Set(translating ? model.index.n.filter((_n, i) => model.index.state[i] === "untranslated") : []);
    redraw(n);
    say(`${words}.${translating ? " The new sentences are being translated." : ""}`);
    tell("changed", { n, at: Date.now() });
    if (!translating) return;
    const trouble = await ended();
    model.waiting = new Set();
    if (closed) return;
    await model.reload(n);
    redraw();
    say(trouble || "The corrected sentences are translated and checked.");
    tell("changed", { n, at: Date.now() });
  }

  /** Wait until the jobs for this document have ended. @returns {Promise<string>} what went wrong, empty when nothing did */
  async function ended() {
    for (let polls = 0; polls < PATIENCE && !closed; polls += 1) {
      await new Promise((resolve) => { setTimeout(resolve, POLL); });
      const { active, trouble } = await api.work();
      if (!active) return trouble;
    }
    return "";
  }

  return { open, destroy() { closed = true; } };
}

/** The piece of the page that shows the lines. */
function picture(api, { page, width, height, box: [x0, y0, x1, y1] }) {
  const room = Math.max(6, ROOM * Math.min(y1 - y0, 40));
  const [left, top] = [Math.max(0, x0 - room), Math.max(0, y0 - room)];
  const [wide, high] = [Math.min(width, x1 + room) - left, Math.min(height, y1 + room) - top];
  const sheet = el("img", { src: api.pageImage(page), alt: `The lines on page ${page} of the original` });
  sheet.style.width = `${(100 * width) / wide}%`;
  sheet.style.left = `${(-100 * left) / wide}%`;
  sheet.style.top = `${(-100 * top) / high}%`;
  const frame = el("div", { class: "er-line" }, sheet);
  frame.style.aspectRatio = `${wide} / ${high}`;
  frame.style.maxWidth = `${Math.round(wide * LARGEST)}px`;
  return el("figure", { class: "er-line-figure" }, frame, el("figcaption", { class: "er-by", text: `page ${page} of the original` }));
}

function asRecognised(view) {
  if (!view.pictures.length) return el("p", { class: "er-trouble", text: "The picture cannot be shown now. Open the original beside the text (o) to see why." });
  if (!view.corrected) return el("p", { class: "er-by", text: "The field holds what the program read in this picture. It is kept whatever you change." });
  return el("div", {}, el("p", { class: "er-by", text: "As the program had read it:" }), el("blockquote", { class: "er-quote er-zh er-lines", lang: "zh", text: view.recognised }));
}

const ACTS = { correction: "corrected by", withdrawal: "correction withdrawn by" };

/** Every act and every superseded sentence, newest first. */
function past(view) {
  const acts = [...view.acts].reverse().map((act) => el("li", {},
    el("p", { class: "er-old er-lines", lang: "zh", text: act.text }),
    el("p", { class: "er-by", text: [`version ${act.version}: ${ACTS[act.kind]} ${named(act)}, ${when(act.created_at)}`, act.reason && `“${act.reason}”`].filter(Boolean).join(" · ") })));
  if (!acts.length) return [];
  const first = el("li", {}, el("p", { class: "er-old er-lines", lang: "zh", text: view.recognised }), el("p", { class: "er-by", text: "version 1: read by OCR" }));
  return [el("details", { class: "er-history er-past" }, el("summary", { text: `Versions of this text (${acts.length + 1})` }), el("ol", {}, ...acts, first), ...supersededNodes(view.superseded))];
}

/** @param {{author: string, qualification: string}} act */
export function named(act) {
  return act.qualification ? `${act.author} (${act.qualification})` : act.author;
}

/** Sentences of earlier readings with the English that belonged to them. */
export function supersededNodes(rows) {
  if (!rows?.length) return [];
  const english = (row) => [
    ...row.revisions.map((r) => el("p", { class: "er-old", text: `${r.text} (${r.status} by ${r.author})` })).reverse(),
    row.translation && el("p", { class: "er-old", text: `${row.translation} (machine)` }),
  ];
  return [el("h3", { text: "Superseded: English for an earlier reading of the Chinese" }),
    el("ol", {}, ...rows.map((row) => el("li", {}, el("p", { class: "er-old", lang: "zh", text: `${row.n}  ${row.source}` }), ...english(row))))];
}
