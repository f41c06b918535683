/** The drawer at the foot of the list in which people write: notes, corrections, reasons. */

import { button, el, icon } from "./dom.js";

/** @param {() => void} closed called after the drawer closes */
export function makePanel(closed) {
  const node = el("section", { class: "er-panel", hidden: true, role: "region" });
  let opener = null;

  const panel = {
    node,
    get isOpen() { return !node.hidden; },
    /**
     * @param {string} title
     * @param {HTMLElement[]} content
     * @param {HTMLElement} first what gets the focus
     */
    open(title, content, first) {
      opener = opener || document.activeElement;
      const head = el("div", { class: "er-panel-head" }, el("h2", { text: title }), closeButton(panel.close));
      node.setAttribute("aria-label", title);
      node.replaceChildren(head, ...content);
      node.hidden = false;
      first.focus();
    },
    close() {
      if (node.hidden) return;
      node.hidden = true;
      node.replaceChildren();
      const back = opener;
      opener = null;
      closed();
      if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus({ preventScroll: true });
    },
  };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      panel.close();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) node.querySelector(".er-primary")?.click();
  });
  return panel;
}

function closeButton(act) {
  const control = button("", act, "er-close");
  control.setAttribute("aria-label", "Close");
  control.append(icon("close"));
  return control;
}

/** A labelled text field. @returns {{field: HTMLElement, input: HTMLTextAreaElement|HTMLInputElement}} */
export function field(label, value = "", { rows = 0, hint = "", lang = "en", type = "text" } = {}) {
  const input = el(rows ? "textarea" : "input", { class: "er-input", rows: rows || null, lang, type: rows ? null : type, spellcheck: String(type === "text") });
  input.value = value;
  return { input, field: el("label", { class: "er-field" }, el("span", { class: "er-label" }, label, hint && el("small", { text: hint })), input) };
}

/**
 * Buttons under a form. What they do may be refused: the words stand beside them and nothing typed is lost.
 * @param {string} word @param {() => Promise<void>} save @param {() => void} [cancel]
 * @param {{word: string, act: () => Promise<void>}} [remove]
 */
export function actions(word, save, cancel, remove) {
  const trouble = el("p", { class: "er-trouble", role: "alert" });
  const guarded = (label, act, cls) => {
    const control = button(label, async () => {
      control.disabled = true;
      trouble.textContent = "";
      try {
        await act();
      } catch (error) {
        trouble.textContent = [error.message, error.hint].filter(Boolean).join(" ");
      } finally {
        control.disabled = false;
      }
    }, cls);
    return control;
  };
  return el("div", { class: "er-actions" }, guarded(word, save, "er-button er-primary"), cancel && button("Cancel", cancel),
    remove && guarded(remove.word, remove.act, "er-button er-danger"), trouble);
}
