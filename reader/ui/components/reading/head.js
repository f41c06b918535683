/** Title, provenance chips, and the panel behind them. */

import { button, el, icon, when } from "./dom.js";

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
  const chips = [
    [p.format, p.pages && `${p.pages} ${p.pages === 1 ? "page" : "pages"}`].filter(Boolean).join(" · "),
    p.captured ? `captured ${when(p.captured)} · ${p.captured_how}` : "capture time not known",
    shortAddress(p),
    `sha256 ${p.sha256.slice(0, 4)}…${p.sha256.slice(-4)}`,
  ].filter(Boolean);
  return el("header", { class: "er-head" },
    el("div", { class: "er-titles" },
      el("h1", { class: "er-title", text: header.title || header.title_source }),
      header.title_source && header.title && header.title_source !== header.title
        ? el("span", { class: "er-title-zh", lang: "zh", text: header.title_source }) : null),
    el("div", { class: "er-chips" },
      ...chips.map((words) => el("span", { class: "er-chip", text: words })),
      toggle, ...notices(header)),
    panel);
}

function shortAddress(p) {
  const address = p.url ? p.url.replace(/^https?:\/\//, "") : p.name;
  return address.length > 52 ? `${address.slice(0, 34)}…${address.slice(-16)}` : address;
}

function notices(header) {
  const pack = header.package;
  const which = pack ? ` · ${pack.label || `${pack.name} ${pack.version}`}` : "";
  const machine = el("span", { class: "er-chip er-chip-machine", text: `machine translation${which} · not certified` });
  if (!pack?.gist_only) return [machine];
  const gist = el("span", { class: "er-chip er-chip-gist", text: "gist only",
    title: "The measured quality of this package is below the threshold of its model card: use it to find what matters, not to quote." });
  return [machine, gist];
}

function provenancePanel(header) {
  const p = header.provenance;
  const pack = header.package;
  const facts = [
    ["Address", p.url || "none known"],
    ["File", [p.name, p.media_type, p.size ? `${p.size.toLocaleString("en")} bytes` : ""].filter(Boolean).join(" · ")],
    ["Captured", p.captured ? `${when(p.captured)}, known from: ${p.captured_how}` : "not known"],
    ["SHA-256", p.sha256],
    ["Encoding", p.charset ? [p.charset, p.charset_how].filter(Boolean).join(": ") : "does not apply"],
    ["Languages", shares(p.languages)],
    ["Text taken by", `${p.extractor} ${p.extractor_version}`],
    ["Added", [when(p.ingested_at), p.ingested_by, p.collector && `collected by ${p.collector}`].filter(Boolean).join(" · ")],
    ["Translated by", pack ? [`${pack.name} ${pack.version}`, pack.date && when(pack.date, true), pack.status].filter(Boolean).join(" · ") : "not translated yet"],
    ["Standing", pack?.gist_only
      ? "Gist only: the measured quality of this package is below the threshold of its model card. Use it to find what matters, not to quote."
      : "Machine translation, not certified. Have passages that matter certified by a translator."],
  ];
  const list = el("dl", { class: "er-provenance" });
  for (const [name, value] of facts) {
    if (value) list.append(el("dt", { text: name }), el("dd", { class: name === "SHA-256" ? "er-hash" : null, text: value }));
  }
  list.hidden = true;
  return list;
}

function shares(languages) {
  return Object.entries(languages || {}).sort((a, b) => b[1] - a[1]).map(([tag, share]) => `${tag} ${Math.round(share * 100)} %`).join(", ");
}
