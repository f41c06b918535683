/** The third pane: the page image with the place lit, a saved web page, or the text around the element. */

import { button, el, icon } from "./dom.js";
import { paint } from "./marks.js";
import { actions, field } from "./panel.js";

const KEPT = "reader:original";
const LOCKED = "encrypted-input";
const OFFLINE = "Offline copy without scripts and pictures from elsewhere; the stored bytes are unchanged.";
const NOT_ON_PAGE = "This text does not stand on the page itself.";

/** @param {object} api @param {() => void} close @param {() => void} correct opens the correction of the lit line */
export function makeOriginal(api, close, correct) {
  const label = el("span", { class: "er-original-label" });
  const body = el("div", { class: "er-original-body", tabindex: 0, role: "group", "aria-label": "The original" });
  const shut = button("", close, "er-close");
  shut.setAttribute("aria-label", "Close the original");
  shut.append(icon("close"));
  const node = el("aside", { class: "er-original", "aria-label": "Original", hidden: true },
    el("div", { class: "er-original-head" }, el("strong", { text: "Original" }), label, shut), body);
  const web = makeWebPage(api, body);
  const choice = makeChoice((value) => {
    sessionStorage.setItem(KEPT, value);
    if (shown) draw(shown);
  });
  const fix = button("Correct the Chinese", correct, "er-bar-button", "c");
  fix.hidden = true;
  shut.before(choice.node, fix);
  let asked = 0;
  let shown = null;
  let page = { number: 0, sheet: null };

  async function show(n) {
    if (node.hidden) return;
    asked = n;
    if (!body.firstChild) fill(el("p", { class: "er-snap-note", text: "Opening the original…" }));
    try {
      const view = await api.original(n);
      if (asked !== n || node.hidden) return; // the reader has moved on
      shown = view;
      draw(view);
    } catch (error) {
      shown = null;
      if (asked !== n) return;
      if (error.code === LOCKED) {
        if (!body.querySelector(".er-unlock")) fill(passwordForm(api, error, () => show(asked))); // else it is being filled in
      } else fill(el("p", { class: "er-trouble", text: [error.message, error.hint].filter(Boolean).join(" ") }));
    }
  }

  function draw(view) {
    const saved = view.kind === "snapshot";
    const wanted = sessionStorage.getItem(KEPT) === "text" ? "text" : "page";
    label.textContent = view.kind === "page" ? `page ${view.page}${view.pages ? ` of ${view.pages}` : ""}` : view.label || "";
    label.title = view.path || "";
    choice.node.hidden = !saved;
    fix.hidden = !view.correctable;
    choice.show(wanted);
    if (view.kind === "page") showPage(view);
    else if (saved && wanted === "page") showWeb(view);
    else showText(view);
  }

  /** Put *parts* in the pane in place of what was there. */
  function fill(...parts) {
    body.classList.remove("er-original-web");
    body.replaceChildren(...parts);
  }

  function showWeb(view) {
    if (!web.isShown) {
      fill(...web.nodes);
      body.classList.add("er-original-web");
    }
    web.go(view.anchor);
  }

  function showPage(view) {
    if (page.number !== view.page || !page.sheet?.isConnected) {
      const image = el("img", { src: api.pageImage(view.page), alt: `Image of page ${view.page}` });
      const sheet = el("div", { class: "er-sheet" }, image);
      sheet.style.aspectRatio = `${view.width} / ${view.height}`;
      page = { number: view.page, sheet };
      fill(sheet);
    }
    for (const old of page.sheet.querySelectorAll(".er-box")) old.remove();
    const boxes = view.boxes.map(([x0, y0, x1, y1]) => {
      const box = el("div", { class: "er-box" });
      box.style.left = percent(x0, view.width);
      box.style.top = percent(y0, view.height);
      box.style.width = percent(x1 - x0, view.width);
      box.style.height = percent(y1 - y0, view.height);
      return box;
    });
    page.sheet.append(...boxes);
    if (boxes[0]) reveal(boxes[0]);
  }

  function showText(view) {
    page = { number: 0, sheet: null };
    const parts = view.blocks.map((block) => {
      const part = el("p", { class: `er-snap er-snap-${block.kind}`, lang: "zh", dir: "auto" });
      paint(part, block.text, block.spans.map(([start, end]) => ({ start, end, cls: "er-m-place" })));
      return part;
    });
    const note = view.trouble ? `The page cannot be shown: ${view.trouble} This is its text.` : "The text as it was taken from the original.";
    fill(el("p", { class: "er-snap-note", text: note }), ...parts);
    const lit = body.querySelector(".er-m-place");
    if (lit) reveal(lit);
  }

  /** Scroll the pane, and only the pane, until *target* stands in its upper third. */
  function reveal(target) {
    const top = target.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
    const room = body.clientHeight;
    if (top < body.scrollTop + 30 || top > body.scrollTop + room - 60) body.scrollTop = Math.max(0, top - room / 3);
  }

  return {
    node,
    get isOpen() { return !node.hidden; },
    toggle(n) {
      node.hidden = !node.hidden;
      return show(n);
    },
    show,
    destroy: web.destroy,
  };
}

/**
 * Asks for the password of a protected original. The server keeps it in memory while it runs and stores it nowhere.
 *
 * @param {object} api @param {Error & {hint: string}} refusal @param {() => void} opened
 */
function passwordForm(api, refusal, opened) {
  const word = field("Password", "", { type: "password" });
  word.input.autocomplete = "off";
  const controls = actions("Show the page", async () => {
    await api.unlock(word.input.value);
    opened();
  });
  const form = el("form", { class: "er-unlock" }, el("p", { text: `${refusal.message} ${refusal.hint}` }), word.field, controls);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    controls.querySelector(".er-primary").click();
  });
  return form;
}

/** "Page | Text". @param {(value: "page"|"text") => void} choose */
function makeChoice(choose) {
  const buttons = [["page", "Page"], ["text", "Text"]].map(([value, words]) => {
    const node = button(words, () => choose(value), "er-filter");
    node.dataset.value = value;
    return node;
  });
  return {
    node: el("div", { class: "er-filters er-original-choice", role: "group", "aria-label": "Show the original as", hidden: true }, ...buttons),
    show: (value) => buttons.forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.value === value))),
  };
}

/**
 * The harmless copy of a web page in a frame that may do nothing: no scripts, no forms, no origin. The element is lit
 * by the fragment of the address alone.
 *
 * @param {object} api @param {HTMLElement} pane gets the keyboard back when somebody clicks into the page
 */
function makeWebPage(api, pane) {
  const note = el("p", { class: "er-snap-note" });
  const frame = el("iframe", { sandbox: "", class: "er-original-frame", title: "Offline copy of the page", referrerpolicy: "no-referrer" });
  const address = api.snapshot();

  /** Keys pressed in the frame are not heard here; who came into it by Tab leaves it by Tab. */
  function giveBack() {
    setTimeout(() => {
      if (document.activeElement === frame && frame.matches(":hover")) pane.focus({ preventScroll: true });
    });
  }
  window.addEventListener("blur", giveBack);

  return {
    nodes: [note, frame],
    get isShown() { return frame.isConnected; },
    go(anchor) {
      note.textContent = anchor ? OFFLINE : `${NOT_ON_PAGE} ${OFFLINE}`;
      frame.contentWindow.location.replace(`${address}#${anchor}`); // leaves no entry for the Back button
    },
    destroy: () => window.removeEventListener("blur", giveBack),
  };
}

function percent(part, whole) {
  return `${(100 * part) / whole}%`;
}
