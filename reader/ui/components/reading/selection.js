/** Selected words on either side, and the small toolbar that appears beside them. */

import { button, el, icon } from "./dom.js";
import { toCodePoints } from "./offsets.js";

/**
 * The selection as code points of one sentence and side; null when nothing usable is selected.
 * A selection that runs over several sentences is cut at the end of the first.
 * @param {HTMLElement} list
 * @returns {{n: number, side: string, start: number, end: number, exact: string, box: DOMRect}|null}
 */
export function selectedWords(list) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = textOf(range.startContainer);
  const text = from || textOf(range.endContainer);
  if (!text || !list.contains(text)) return null;
  const whole = text.textContent;
  const a = from ? unitsBefore(text, range.startContainer, range.startOffset) : 0;
  const b = text.contains(range.endContainer) ? unitsBefore(text, range.endContainer, range.endOffset) : whole.length;
  let start = toCodePoints(whole, a);
  let end = toCodePoints(whole, b);
  const points = [...whole];
  while (start < end && !points[start].trim()) start += 1;
  while (end > start && !points[end - 1].trim()) end -= 1;
  if (start >= end) return null;
  return {
    n: Number(text.closest(".er-row").dataset.n),
    side: text.dataset.side,
    start,
    end,
    exact: points.slice(start, end).join(""),
    box: range.getBoundingClientRect(),
  };
}

function textOf(node) {
  return (node instanceof Element ? node : node.parentElement)?.closest(".er-text") || null;
}

function unitsBefore(text, container, offset) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(container, offset);
  return range.toString().length;
}

/**
 * @param {HTMLElement} frame positioned ancestor
 * @param {HTMLElement} list
 * @param {{note: (words: object) => void, tag: (words: object) => void, correct: (words: object) => void}} acts
 */
export function makeSelectionBar(frame, list, acts) {
  const act = (name) => () => {
    const words = selectedWords(list);
    hide();
    if (words) acts[name](words);
  };
  const option = (word, picture, name, key) => {
    const control = button(word, act(name), "er-pop-button", key);
    control.prepend(icon(picture));
    return control;
  };
  const bar = el("div", { class: "er-pop", role: "toolbar", "aria-label": "Selected words", hidden: true },
    option("Note", "note", "note", "a"), option("Tag", "tag", "tag", "t"), option("Correct", "corrected", "correct", "e"));
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the selection
  frame.append(bar);

  function place() {
    const words = selectedWords(list);
    if (!words) return hide();
    const outer = frame.getBoundingClientRect();
    const port = list.getBoundingClientRect();
    if (words.box.bottom < port.top || words.box.top > port.bottom) return hide();
    bar.hidden = false;
    const above = words.box.top - outer.top - bar.offsetHeight - 8;
    const left = words.box.left - outer.left + words.box.width / 2 - bar.offsetWidth / 2;
    bar.style.top = `${above > 4 ? above : words.box.bottom - outer.top + 8}px`;
    bar.style.left = `${Math.max(8, Math.min(left, outer.width - bar.offsetWidth - 8))}px`;
  }
  function hide() { bar.hidden = true; }
  const settled = () => setTimeout(place, 0);
  list.addEventListener("pointerup", settled);
  list.addEventListener("keyup", (event) => { if (event.shiftKey) settled(); });
  list.addEventListener("scroll", place, { passive: true });
  const changed = () => { if (window.getSelection()?.isCollapsed) hide(); };
  document.addEventListener("selectionchange", changed);
  return { hide, destroy: () => document.removeEventListener("selectionchange", changed) };
}
