/** The margin of one sentence: its state, doubts, notes, recurring identifiers. */

import { button, el, icon, when } from "./dom.js";
import { QUESTION } from "./editors.js";
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

const TONES = { doubtful: "alarm", corrected: "ok", certified: "ok", untranslated: "warn" };

/** @param {object} row SegmentView @param {object} acts @returns {Node[]} */
export function margin(row, acts) {
  return [stateLine(row), confidence(row), ...findings(row, acts), ...row.annotations.map((a) => note(row, a, acts)), ...mentions(row)].filter(Boolean);
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
  const odd = row.translation && !row.revision ? row.translation.flags.filter((flag) => !explained(row, flag)).map((flag) => FLAGS[flag]).filter(Boolean) : [];
  if (odd.length) line.append(el("span", { class: "er-flags", text: odd.join("; ") }));
  return line;
}

/** How far the machine's words can be relied on, as far as it can tell, with its reasons one click away. */
function confidence(row) {
  if (!row.confidence || row.confidence.level === "no-doubt-found") return null;
  const { level, words, reasons } = row.confidence;
  return el("details", { class: `er-confidence er-is-${level}` },
    el("summary", { "aria-label": `${words}: reasons` }, words, el("span", { class: "er-confidence-why", text: " why?" })), el("ul", {}, ...reasons.map((reason) => el("li", { text: reason }))));
}

const FLAGS = {
  split: "long sentence, translated in parts",
  retried: "translated at the second attempt",
  loop: "the machine repeated itself",
  copied: "the machine copied the Chinese",
  empty: "the machine returned nothing",
};

/** Checks that say the same as a flag, at more length. */
const EXPLAINING = { split: "engine-flags", retried: "engine-flags", loop: "looping", copied: "copied", empty: "empty" };

function explained(row, flag) {
  return row.findings.some((f) => f.check === EXPLAINING[flag]);
}

const SHOWN = 3;

/** The first doubts in full, the rest behind one line: a hopeless sentence must not fill the screen. */
function findings(row, acts) {
  const all = groups(row.findings).map((group) => (group.length > 1 ? together(row, group, acts) : finding(row, group[0], acts)));
  if (all.length <= SHOWN + 1) return all;
  const rest = all.slice(SHOWN);
  return [...all.slice(0, SHOWN), el("details", { class: "er-more" }, el("summary", { text: `${rest.length} more` }), ...rest)];
}

/** Open doubts of one check under one label stand together: a wrong date is one trouble, not three. */
function groups(all) {
  const byName = new Map();
  for (const f of all) {
    const name = f.dismissed ? f.id : `${f.check}/${f.label}`;
    byName.set(name, [...(byName.get(name) || []), f]);
  }
  return [...byName.values()];
}

function together(row, group, acts) {
  return el("div", { class: "er-findings" }, label(group),
    el("ul", {}, ...group.map((f) => el("li", { class: "er-finding" }, ...why(f), notAnError(row, f, acts)))));
}

function label(group) {
  return tag("close", group.every((f) => f.severity === "minor") ? "warn" : "doubt", group[0].label);
}

function notAnError(row, f, acts) {
  return button("Not an error…", () => acts.dismiss(row.n, f.id), "er-quiet");
}

const LEAD = /^(.{40,}?[.!?])\s+(?=[A-Z“])(.+)$/s;

/** The first sentence of an explanation; what is the same for every such doubt waits behind one word. */
function why(f) {
  const [, lead, rest] = f.explanation.match(LEAD) || [null, f.explanation, ""];
  return [el("span", { class: "er-why", text: lead }),
    rest && el("details", { class: "er-why-more" }, el("summary", { text: "more", "aria-label": `More about: ${f.label}` }), rest)];
}

function finding(row, f, acts) {
  if (f.dismissed) {
    const { author, reason, at } = f.dismissal;
    return el("details", { class: "er-finding er-set-aside" },
      el("summary", {}, tag("checked", "calm", `${f.label}: set aside`)),
      el("p", { text: f.explanation }),
      el("p", { class: "er-by", text: `“${reason}” ${author}, ${when(at, true)}` }));
  }
  return el("div", { class: "er-finding" },
    label([f]), ...why(f), notAnError(row, f, acts));
}

function note(row, a, acts) {
  const question = a.tags.includes(QUESTION);
  const tags = a.tags.filter((word) => word !== QUESTION);
  const head = el("div", { class: "er-note" },
    question && tag("question", "note", "For a translator"),
    !question && a.note && tag("note", "note", "Note"), ...tags.map((word) => tag("tag", "note", word)),
    a.note && el("span", { class: "er-why", text: a.note }),
    button("Change…", () => (question ? acts.question : acts.note)(row.n, a), "er-quiet"));
  if (a.state === "orphaned") head.append(el("p", { class: "er-by", text: `Its words “${a.exact}” are no longer in this text.` }));
  head.append(el("span", { class: "er-by", text: `${a.author}, ${when(a.at)}` }));
  return head;
}

function mentions(row) {
  return row.mentions.filter((m) => m.documents > 1 && m.type !== "region" && m.type !== "place")
    .map((m) => el("p", { class: "er-same" }, icon("same"), mentionTitle(m)));
}
