/** The margin of one sentence: its state, doubts, notes, recurring identifiers. */

import { button, el, icon, when } from "./dom.js";
import { mentionTitle } from "./marks.js";

/** Words for states; shown with an icon, so that colour is never the only sign. */
export const STATES = {
  untranslated: "not translated",
  machine: "machine",
  checked: "checked",
  doubtful: "doubtful",
  corrected: "corrected",
  certified: "certified",
  "not-chinese": "not Chinese",
};

const TONES = { doubtful: "doubt", corrected: "ok", certified: "ok", untranslated: "warn" };

/** @param {object} row SegmentView @param {object} acts @returns {Node[]} */
export function margin(row, acts) {
  return [stateLine(row), ...row.findings.map((f) => finding(row, f, acts)), ...row.annotations.map((a) => note(row, a, acts)), ...mentions(row)];
}

function tag(name, tone, word) {
  return el("span", { class: `er-tag er-tone-${tone}` }, icon(name), word);
}

function stateLine(row) {
  const line = el("p", { class: "er-state" }, tag(row.state, TONES[row.state] || "calm", STATES[row.state]));
  if (row.revision) {
    const { status, author, versions } = row.revision;
    const word = status === "proposed" ? "proposed by" : `${status} by`;
    line.append(el("span", { text: ` ${word} ${author}${versions > 1 ? `, ${versions} versions` : ""}` }));
  } else if (row.translation?.gist_only) {
    line.append(el("span", { class: "er-gist", text: "gist only", title: "This package is not accurate enough for more than the gist of a text." }));
  }
  const odd = row.translation && !row.revision ? row.translation.flags.map((flag) => FLAGS[flag]).filter(Boolean) : [];
  if (odd.length) line.append(el("span", { class: "er-flags", text: odd.join("; ") }));
  return line;
}

const FLAGS = {
  split: "long sentence, translated in parts",
  retried: "translated at the second attempt",
  loop: "the machine repeated itself",
  copied: "the machine copied the Chinese",
  empty: "the machine returned nothing",
};

function finding(row, f, acts) {
  if (f.dismissed) {
    const { author, reason, at } = f.dismissed;
    return el("details", { class: "er-finding er-set-aside" },
      el("summary", {}, tag("checked", "calm", `${f.label}: set aside`)),
      el("p", { text: f.explanation }),
      el("p", { class: "er-by", text: `“${reason}” ${author}, ${when(at, true)}` }));
  }
  return el("div", { class: "er-finding" },
    tag("doubtful", f.severity === "minor" ? "warn" : "doubt", f.label),
    el("span", { class: "er-why", text: f.explanation }),
    button("Not an error…", () => acts.dismiss(row.n, f.id), "er-quiet"));
}

function note(row, a, acts) {
  const head = el("div", { class: "er-note" });
  if (a.note) head.append(tag("note", "note", "Note"), el("span", { class: "er-why", text: a.note }));
  for (const word of a.tags) head.append(tag("tag", "note", word));
  if (a.state === "orphaned") head.append(el("p", { class: "er-by", text: `Its words “${a.exact}” are no longer in this text.` }));
  head.append(el("span", { class: "er-by", text: `${a.author}, ${when(a.at)}` }), button("Change…", () => acts.note(row.n, a), "er-quiet"));
  return head;
}

function mentions(row) {
  return row.mentions.filter((m) => m.documents > 1)
    .map((m) => el("p", { class: "er-same" }, icon("same"), mentionTitle(m)));
}
