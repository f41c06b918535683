/** The third pane: the page image with the place lit, or the text around the element. */

import { button, el, icon } from "./dom.js";
import { paint } from "./marks.js";

/** @param {object} api @param {() => void} close */
export function makeOriginal(api, close) {
  const label = el("span", { class: "er-original-label" });
  const body = el("div", { class: "er-original-body", tabindex: 0, role: "group", "aria-label": "The original" });
  const shut = button("", close, "er-close");
  shut.setAttribute("aria-label", "Close the original");
  shut.append(icon("close"));
  const node = el("aside", { class: "er-original", "aria-label": "Original", hidden: true },
    el("div", { class: "er-original-head" }, el("strong", { text: "Original" }), label, shut), body);
  let asked = 0;
  let page = { number: 0, sheet: null };

  async function show(n) {
    if (node.hidden) return;
    asked = n;
    try {
      const view = await api.original(n);
      if (asked !== n || node.hidden) return; // the reader has moved on
      label.textContent = view.kind === "page" ? `page ${view.page}${view.pages ? ` of ${view.pages}` : ""}` : view.label || "";
      label.title = view.path || "";
      if (view.kind === "page") showPage(view);
      else showText(view);
    } catch (error) {
      if (asked === n) body.replaceChildren(el("p", { class: "er-trouble", text: [error.message, error.hint].filter(Boolean).join(" ") }));
    }
  }

  function showPage(view) {
    if (page.number !== view.page || !page.sheet?.isConnected) {
      const image = el("img", { src: api.pageImage(view.page), alt: `Image of page ${view.page}` });
      const sheet = el("div", { class: "er-sheet" }, image);
      sheet.style.aspectRatio = `${view.width} / ${view.height}`;
      page = { number: view.page, sheet };
      body.replaceChildren(sheet);
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
    body.replaceChildren(el("p", { class: "er-snap-note", text: "The text as it was taken from the page. The page itself is not run." }), ...parts);
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
  };
}

function percent(part, whole) {
  return `${(100 * part) / whole}%`;
}
