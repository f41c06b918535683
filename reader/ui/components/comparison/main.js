/** Two versions side by side. Everything from the case is set through textContent. */

const WORDS = { same: "same", changed: "changed", added: "added", removed: "removed" };
const SIGNS = { same: "=", changed: "≠", added: "+", removed: "−" };

/** @param {string} tag @param {string} cls @param {string} [text] */
function make(tag, cls, text) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** A line of text with its differing spans (code points) marked. */
function marked(cls, lang, text, spans) {
  const node = make("p", cls);
  node.lang = lang;
  const points = [...text];
  let at = 0;
  for (const [start, end] of spans) {
    node.append(points.slice(at, start).join(""), make("mark", "", points.slice(start, end).join("")));
    at = end;
  }
  node.append(points.slice(at).join(""));
  return node;
}

function side(data, half, name) {
  const cell = make("td", `er-cmp-${name}`);
  if (!half) {
    cell.append(make("span", "er-cmp-none", name === "old" ? "not in the earlier version" : "not in the later version"));
    return cell;
  }
  const link = make("a", "er-cmp-n", String(half.n));
  link.href = `./read?${new URLSearchParams({ case: data.case, doc: data[name].id, s: half.n })}`;
  link.title = `Sentence ${half.n} on the reading page`;
  cell.append(link);
  if (half.context.length) cell.append(make("p", "er-cmp-context", half.context.join(" · ")));
  cell.append(marked("er-cmp-zh", "zh", half.source, half.source_spans));
  cell.append(half.translation ? marked("er-cmp-en", "en", half.translation, half.translation_spans) : make("p", "er-cmp-none", "not translated"));
  return cell;
}

function line(data, row) {
  const tr = make("tr", `er-cmp-${row.kind}`);
  const kind = make("th", "er-cmp-kind");
  kind.scope = "row";
  kind.append(make("span", "er-cmp-sign", SIGNS[row.kind]), make("span", "", ` ${WORDS[row.kind]}`));
  for (const words of row.figures) kind.append(make("p", "er-cmp-figure", words));
  tr.append(kind, side(data, row.old, "old"), side(data, row.new, "new"));
  return tr;
}

/** Runs of unchanged sentences become one line that opens. */
function body(data) {
  const rows = [];
  let run = [];
  const close = () => {
    if (run.length) rows.push(folded(data, run));
    run = [];
  };
  for (const row of data.rows) {
    if (row.kind === "same") run.push(row);
    else {
      close();
      rows.push(line(data, row));
    }
  }
  close();
  return rows;
}

function folded(data, run) {
  const tr = make("tr", "er-cmp-fold");
  const cell = make("td", "");
  cell.colSpan = 3;
  const control = make("button", "er-cmp-open", `${run.length.toLocaleString("en")} unchanged ${run.length === 1 ? "sentence" : "sentences"}`);
  control.type = "button";
  control.setAttribute("aria-expanded", "false");
  control.addEventListener("click", () => tr.replaceWith(...run.map((row) => line(data, row))));
  cell.append(control);
  tr.append(cell);
  return tr;
}

function title(data, name) {
  const head = data[name];
  const cell = make("th", "er-cmp-head");
  cell.scope = "col";
  cell.append(make("span", "", `${head.id}  ${head.translated_title || head.title}`),
    make("span", "er-cmp-when", head.captured ? `dated ${head.captured.slice(0, 16).replace("T", " ")} UTC (${head.captured_how})` : "time of capture unknown"));
  return cell;
}

export default function ({ data, parentElement }) {
  const box = make("div", "er-cmp");
  const counts = make("p", "er-cmp-counts");
  for (const kind of ["changed", "added", "removed", "same"]) {
    counts.append(make("span", `er-cmp-count er-cmp-is-${kind}`, `${SIGNS[kind]} ${data.counts[kind].toLocaleString("en")} ${WORDS[kind]}`));
  }
  const table = make("table", "er-cmp-table");
  table.setAttribute("aria-label", "What changed between the two versions");
  const head = make("tr", "");
  const what = make("th", "er-cmp-head", "What changed");
  what.scope = "col";
  head.append(what, title(data, "old"), title(data, "new"));
  table.append(make("thead", ""), make("tbody", ""));
  table.tHead.append(head);
  table.tBodies[0].append(...body(data));
  box.append(counts, make("p", "er-cmp-note", "English is machine translation unless a person corrected it. The Chinese decides what changed."), table);
  const old = parentElement.querySelector(".er-cmp");
  if (old) old.replaceWith(box);
  else parentElement.append(box);
}
