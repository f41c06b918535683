/** The sidebar. Everything from the case is set through textContent. */

/** @param {string} tag @param {string} cls @param {string} [text] */
function make(tag, cls, text) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** A link that also works in a new tab; a plain click stays in this one. */
function link(data, query, label, current, go) {
  const anchor = make("a", "er-nav-link");
  anchor.href = `./${query.page}?${new URLSearchParams({ case: data.case, ...(query.document && { doc: query.document }) })}`;
  if (current) anchor.setAttribute("aria-current", "page");
  anchor.append(make("span", "er-nav-label", label));
  anchor.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(query);
  });
  return anchor;
}

function section(title, list) {
  const part = make("section", "er-nav-section");
  part.append(make("h2", "", title), list);
  return part;
}

function documentLink(data, entry, go) {
  const on = data.here === "read" && entry.id === data.document;
  const anchor = link(data, { page: "read", document: entry.id }, entry.translated_title || entry.title || entry.id, on, go);
  anchor.title = entry.title;
  const [sign, words] = standing(entry);
  const count = make("span", entry.doubts ? "er-nav-doubts" : "er-nav-clear", sign);
  count.setAttribute("aria-label", words);
  count.title = words;
  anchor.append(count);
  return anchor;
}

/** Sign and words: open doubts, waiting for translation, or nothing left to look at. */
function standing({ doubts, chinese, translated }) {
  if (doubts) return [String(doubts), `${doubts} doubtful ${doubts === 1 ? "sentence" : "sentences"}`];
  if (translated < chinese) return ["…", "not translated yet"];
  return ["✓", "no open doubts"];
}

function items(nodes) {
  const list = make("ul", "");
  for (const node of nodes) {
    const item = make("li", "");
    item.append(node);
    list.append(item);
  }
  return list;
}

const MANY = 15; // from here on a list needs a way to find something in it
let wanted = "";

/** The documents; when they are many, with a box that narrows the list by words of either title. */
function documents(data, go) {
  const list = items(data.documents.map((entry) => documentLink(data, entry, go)));
  const part = section("Documents", list);
  if (data.documents.length < MANY) return part;
  const box = make("input", "er-nav-find");
  box.type = "search";
  box.placeholder = "Find a document…";
  box.setAttribute("aria-label", "Find a document by its title");
  box.value = wanted;
  const narrow = () => {
    wanted = box.value;
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    data.documents.forEach((entry, i) => {
      const text = `${entry.id} ${entry.title} ${entry.translated_title || ""}`.toLowerCase();
      list.children[i].hidden = !words.every((word) => text.includes(word));
    });
  };
  box.addEventListener("input", narrow);
  box.addEventListener("keydown", (event) => event.stopPropagation());
  list.before(box);
  narrow();
  return part;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const go = (wish) => setTriggerValue("go", wish);
  const nav = make("nav", "er-nav");
  nav.setAttribute("aria-label", "Case");
  nav.append(make("p", "er-nav-case", data.title));
  const about = make("p", "er-nav-about");
  const count = data.documents.length;
  about.append(
    make("span", "", data.case ? `${count} ${count === 1 ? "document" : "documents"}` : ""),
    make("span", "er-nav-offline", "offline"),
    make("span", "", data.actor ? `you: ${data.actor}` : ""),
  );
  nav.append(about);
  nav.append(section("Case", items(data.pages.map((p) => link(data, { page: p.path }, p.title, p.path === data.here, go)))));
  if (count) nav.append(documents(data, go));
  const old = parentElement.querySelector(".er-nav");
  if (old) old.replaceWith(nav);
  else parentElement.append(nav);
}
