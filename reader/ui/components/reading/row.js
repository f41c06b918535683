/** One sentence: number, original, English, margin. */

import { button, el, icon, when } from "./dom.js";
import { named } from "./chinese.js";
import { paint, sourceMarks, targetMarks } from "./marks.js";
import { STATES, margin } from "./margin.js";

const KINDS = {
  title: "title",
  heading: "heading",
  "list-item": "list item",
  "table-cell": "table cell",
  caption: "caption",
  "image-text": "text in an image",
  quote: "quotation",
  message: "message",
  header: "header",
  link: "link",
};

/**
 * @param {object|undefined} row SegmentView, or undefined while it is on its way
 * @param {number} n sentence number
 * @param {number} at its place in the list, for screen readers
 * @param {object} acts what buttons in the margin do
 */
export function rowNode(row, n, at, acts) {
  const node = el("div", { role: "row", "aria-rowindex": at + 1, "data-n": n, class: "er-row" });
  if (!row) {
    node.classList.add("er-waiting");
    node.append(
      el("div", { role: "cell", class: "er-n", text: n }),
      el("div", { role: "cell", class: "er-bar-wait", "aria-label": "loading" }),
      el("div", { role: "cell", class: "er-bar-wait" }),
    );
    return node;
  }
  node.classList.add(`er-is-${row.state}`, `er-kind-${row.kind}`);
  if (row.boilerplate) node.classList.add("er-furniture");
  node.append(
    el("div", { role: "rowheader", class: "er-n", text: n, "aria-label": `Sentence ${n}, ${STATES[row.state]}` }),
    side(row, "source", acts),
    side(row, "translation", acts),
    el("div", { role: "cell", class: "er-margin" }, ...margin(row, acts)),
  );
  return node;
}

function side(row, name, acts) {
  const source = name === "source";
  const cell = el("div", { role: "cell", class: source ? "er-zh" : "er-en" });
  const labels = source ? kindLabels(row, acts) : null;
  if (labels) cell.append(labels);
  const words = source ? row.source : row.revision?.text ?? row.translation?.text;
  if (words === undefined || words === null) {
    cell.append(absent(row, acts));
    return cell;
  }
  const text = el("p", { class: "er-text", "data-side": name, lang: source ? row.lang : "en", dir: "auto" });
  paint(text, words, source ? sourceMarks(row) : targetMarks(row));
  cell.append(text);
  if (source && row.source_correction) cell.append(misread(row.source_correction));
  return cell;
}

/** What stands on the English side of a sentence without a translation. */
function absent(row, acts) {
  if (row.state !== "not-chinese") return el("p", { class: "er-none", text: acts.isWaiting(row.n) ? "being translated…" : "not translated yet" });
  if (row.lang === "und" || row.lang.startsWith("en")) return el("p", { class: "er-same-text", lang: "en", dir: "auto", text: row.source });
  return el("p", { class: "er-none", text: `${languageName(row.lang)}: not translated` });
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) || tag;
  } catch {
    return tag;
  }
}

/** Confidence of text recognition from which it is not said in figures. */
const SURE = 0.9;

/** How the reading of pictures begins its own label of a doubtful line, which the figure replaces here. */
const DOUBT = "recognised with low confidence";

function kindLabels(row, acts) {
  const kind = KINDS[row.kind];
  const read = row.source_correction ? el("span", { class: "er-ocr", text: "read by OCR, corrected" }) : recognised(row.locator.confidence);
  if (!kind && !read && !row.context.length) return null;
  const label = el("p", { class: "er-kind" }, kind || "");
  for (const part of row.context.filter((part) => !read || !part.startsWith(DOUBT))) label.append(el("span", { class: "er-context", lang: row.lang === "und" ? "zh" : row.lang, text: part }));
  if (read) label.append(read);
  if (row.correctable) label.append(button("Correct the Chinese…", () => acts.chinese(row.n), "er-fix"));
  return label;
}

/** What the program had read in place of a corrected sentence, and who corrected it. */
function misread(correction) {
  const title = [`${named(correction)}, ${when(correction.created_at)}`, correction.reason && `“${correction.reason}”`].filter(Boolean).join(" · ");
  return el("p", { class: "er-misread", title }, `corrected by ${correction.author} from “`,
    el("span", { lang: "zh", text: unbroken(correction.recognised) }), "”");
}

/** Text on one line: no blank between Chinese characters that a line end of the picture parted. */
function unbroken(text) {
  return text.replace(/([^\x00-\x7f])\n(?=[^\x00-\x7f])/g, "$1").replace(/\n/g, " ");
}

/** Says that the text was read in a picture, and how surely where that is not sure; null for other text. */
function recognised(confidence) {
  if (confidence === null || confidence === undefined) return null;
  if (confidence >= SURE) return el("span", { class: "er-ocr", text: "read by OCR" });
  return el("span", { class: "er-ocr er-ocr-unsure", text: `read by OCR, confidence ${Math.floor(confidence * 100 + 1e-6)} %` });
}

/** The line that stands for a run of page furniture. */
export function foldNode(item, toggle) {
  const words = `${item.count} ${item.count === 1 ? "segment" : "segments"} of page furniture ${item.open ? "shown" : "folded"}`;
  const control = button(words, toggle, "er-fold-button");
  control.prepend(icon(item.open ? "unfold" : "fold"));
  control.setAttribute("aria-expanded", String(item.open));
  return el("div", { class: "er-fold", role: "row", "aria-rowindex": item.at + 1 },
    el("div", { role: "cell" }, control, el("span", { class: "er-fold-why", text: "menus, headers, related articles: kept as evidence, out of the way" })));
}
