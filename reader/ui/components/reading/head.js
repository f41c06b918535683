/** Title, provenance chips, and the panel behind them. */

import { button, el, icon, when } from "./dom.js";
import { metadataFacts } from "./metadata.js";

const FORMATS = {
  "application/pdf": "PDF",
  "text/html": "web page",
  "application/xhtml+xml": "web page",
  "text/plain": "plain text",
};
const GIST = "The measured quality of this package is below the threshold of its model card: use it to find what matters, not to quote.";

/** @param {object} header the document's view @returns {HTMLElement} */
export function headNode(header) {
  const p = header.provenance;
  const panel = provenancePanel(header);
  const toggle = button("Provenance", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
  }, "er-chip er-chip-button");
  toggle.append(icon("unfold"));
  toggle.setAttribute("aria-expanded", "false");
  const facts = [
    [FORMATS[p.media_type] || p.media_type, p.pages && `${p.pages} ${p.pages === 1 ? "page" : "pages"}`].filter(Boolean).join(" · "),
    p.captured ? `captured ${when(p.captured)} · ${p.captured_how}` : "capture time not known",
    shortAddress(p),
    `sha256 ${p.sha256.slice(0, 4)}…${p.sha256.slice(-4)}`,
  ];
  const english = header.translated_title;
  return el("header", { class: "er-head" },
    el("div", { class: "er-titles" },
      el("h1", { class: "er-title", lang: english ? "en" : null, text: english || header.title }),
      english && english !== header.title ? el("span", { class: "er-title-zh", lang: "zh", text: header.title }) : null),
    el("div", { class: "er-chips" }, ...notices(header), ...facts.map((words, i) => el("span", { class: `er-chip er-chip-${i}`, text: words })), toggle),
    panel);
}

/** Holds the header's place, and the label that must never be missing, while the facts are fetched. */
export function headPlaceholder() {
  return el("header", { class: "er-head", "aria-busy": "true" },
    el("div", { class: "er-titles" }, el("span", { class: "er-title", text: "…" })),
    el("div", { class: "er-chips" }, el("span", { class: "er-chip er-chip-machine", text: "machine translation · not certified" })));
}

function shortAddress(p) {
  const address = p.url ? p.url.replace(/^https?:\/\//, "") : p.name;
  return address.length > 52 ? `${address.slice(0, 34)}…${address.slice(-16)}` : address;
}

function packageName(pack) {
  return `${pack.name} ${pack.version}`;
}

/** Most captures listed one by one. */
const CAPTURES = 12;

function notices(header) {
  const names = header.packages.map(packageName).join(", ");
  const machine = el("span", { class: "er-chip er-chip-machine", text: ["machine translation", names, "not certified"].filter(Boolean).join(" · ") });
  const gist = header.packages.some((pack) => pack.gist_only);
  return [machine, gist && el("span", { class: "er-chip er-chip-gist", text: "gist only", title: GIST })].filter(Boolean);
}

function provenancePanel(header) {
  const p = header.provenance;
  const gist = header.packages.some((pack) => pack.gist_only);
  const facts = [
    ["Address", p.url || "none known"],
    ["File", [p.name, p.media_type, p.size ? `${p.size.toLocaleString("en")} bytes` : ""].filter(Boolean).join(" · ")],
    ["Found in", p.container && [p.container.name, p.record_offset !== null && `record at byte ${p.record_offset.toLocaleString("en")}`, `sha256 ${p.container.sha256}`].filter(Boolean).join(" · ")],
    ["Captured", p.captured ? `${when(p.captured)}, known from: ${p.captured_how}` : "not known"],
    ["Also captured", alsoCaptured(p.also_captured ?? [])],
    ["SHA-256", p.sha256],
    ["Encoding", p.charset ? [p.charset, p.charset_how].filter(Boolean).join(": ") : "does not apply"],
    ["Languages", shares(header.languages)],
    ["Text taken by", p.extractor],
    ["Added", [when(p.ingested_at), p.ingested_by, p.collector && `collected by ${p.collector}`].filter(Boolean).join(" · ")],
    ["Translated by", header.packages.map((pack) => [packageName(pack), pack.translated_at && `last on ${when(pack.translated_at, true)}`, pack.sha256 && `sha256 ${pack.sha256}`].filter(Boolean).join(" · ")).join("; ") || "not translated yet"],
    ["Standing", gist ? `Gist only. ${GIST}` : "Machine translation, not certified. Have passages that matter certified by a translator."],
    ...metadataFacts(p.metadata),
    ...header.problems.map((problem) => ["Problem", [problem.message, problem.hint, problem.kept && `Kept: ${problem.kept}.`].filter(Boolean).join(" ")]),
  ];
  const list = el("dl", { class: "er-provenance" });
  for (const [name, value] of facts) {
    if (value) list.append(el("dt", { text: name }), el("dd", { class: name === "SHA-256" ? "er-hash" : null, text: value }));
  }
  list.hidden = true;
  return list;
}

/** Later and earlier captures with the same bytes: the times, and the address where it is another one. */
function alsoCaptured(rows) {
  const told = rows.slice(0, CAPTURES).map((row) => [`${when(row.captured)} (${row.captured_how})`, row.url].filter(Boolean).join(" at "));
  if (rows.length > CAPTURES) told.push(`${rows.length - CAPTURES} more`);
  return told.length ? `unchanged, ${told.join("; ")}` : "";
}

function shares(languages) {
  return Object.entries(languages || {}).sort((a, b) => b[1] - a[1]).map(([tag, share]) => `${tag} ${Math.round(share * 100)} %`).join(", ");
}
