/** The keyboard: one table for what keys do and for the help that lists them. */

import { button, el } from "./dom.js";

/** @typedef {{key: string, words: string, act: () => void}} Binding */

/** @param {KeyboardEvent} event @returns {boolean} whether somebody is typing, or a dialog of the page is open */
function busy(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true;
  const path = event.composedPath();
  const typing = path.some((node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)));
  return typing || Boolean(document.querySelector('[role="dialog"]:not(.er-help)'));
}

/**
 * @param {HTMLElement} frame
 * @param {Binding[]} bindings
 */
export function makeKeys(frame, bindings) {
  const table = new Map(bindings.map((b) => [b.key, b.act]));
  const close = () => { help.hidden = true; back?.focus?.({ preventScroll: true }); };
  let back = null;
  const shut = button("Close", close, "er-button", "Esc");
  const list = el("dl", { class: "er-keys" });
  for (const { key, words } of [...bindings, { key: "Esc", words: "close what is open" }, { key: "Ctrl Enter", words: "save what you are writing" }]) {
    list.append(el("dt", {}, ...key.split(" ").map((cap) => el("kbd", { text: cap }))), el("dd", { text: words }));
  }
  const help = el("div", { class: "er-help", role: "dialog", "aria-modal": "true", "aria-label": "Keys", hidden: true },
    el("div", { class: "er-help-card" }, el("h2", { text: "Keys" }), list,
      el("p", { class: "er-by", text: "Select words on either side with the mouse to note, tag or correct them." }), shut));
  help.addEventListener("click", (event) => { if (event.target === help) close(); });
  frame.append(help);

  function onKey(event) {
    if (!help.hidden) {
      if (event.key === "Escape" || event.key === "?") close();
      if (event.key === "Tab") shut.focus();
      event.preventDefault();
      return;
    }
    if (busy(event)) return;
    const act = table.get(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit listens for keys of its own
    act();
  }
  document.addEventListener("keydown", onKey, true);
  return {
    help() { back = document.activeElement; help.hidden = false; shut.focus(); },
    destroy: () => document.removeEventListener("keydown", onKey, true),
  };
}
