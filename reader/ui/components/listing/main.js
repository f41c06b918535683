/** A table whose rows are links or choices. Everything from the case is set through textContent. */

/** @param {string} tag @param {string} cls @param {string} [text] */
function make(tag, cls, text) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** The control that covers its row: a link to the reader, or a button. */
function handle(data, row, go) {
  const wish = { document: row.document, sentence: row.sentence, choice: row.choice };
  if (!row.document) {
    const control = make("button", "er-listing-go", row.cells[0]);
    control.type = "button";
    control.setAttribute("aria-pressed", String(row.choice === data.chosen));
    control.addEventListener("click", () => go(wish));
    return control;
  }
  const anchor = make("a", "er-listing-go", row.cells[0]);
  anchor.href = `./read?${new URLSearchParams({ case: data.case, doc: row.document, ...(row.sentence && { s: row.sentence }) })}`;
  anchor.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(wish);
  });
  return anchor;
}

function line(data, row, go) {
  const tr = make("tr", row.choice && row.choice === data.chosen ? "er-listing-chosen" : "");
  row.cells.forEach((text, i) => {
    const { kind } = data.columns[i];
    const cell = make("td", `er-listing-${kind === "alarm" && text === "0" ? "number" : kind}`);
    if (kind === "han") cell.lang = "zh";
    if (kind === "faint") cell.title = text;
    const words = i ? make("span", "er-listing-words", text) : handle(data, row, go);
    cell.append(words);
    tr.append(cell);
  });
  return tr;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const go = (wish) => setTriggerValue("go", wish);
  const table = make("table", "er-listing");
  table.setAttribute("aria-label", data.label);
  const head = make("tr", "");
  for (const { title, kind, width } of data.columns) {
    const cell = make("th", `er-listing-${kind}`, title);
    cell.scope = "col";
    cell.style.width = width;
    head.append(cell);
  }
  table.append(make("thead", ""), make("tbody", ""));
  table.tHead.append(head);
  table.tBodies[0].append(...data.rows.map((row) => line(data, row, go)));
  const old = parentElement.querySelector(".er-listing");
  if (old) old.replaceWith(table);
  else parentElement.append(table);
}
