/** Entry point for Streamlit: called again after every run of the page, so it must change nothing needlessly. */

import { el } from "./dom.js";
import { makeReader } from "./reader.js";

/** @type {WeakMap<object, {shown: string, close: () => void}>} */
const mounted = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const shown = JSON.stringify([data.case, data.document, data.sentence, data.searchable]);
  const before = mounted.get(parentElement);
  if (before?.shown !== shown) {
    before?.close();
    const frame = parentElement.querySelector(".er-reader") || parentElement.appendChild(el("div", { class: "er-reader" }));
    mounted.set(parentElement, { shown, close: makeReader(frame, data, setTriggerValue) });
  }
  return () => {
    mounted.get(parentElement)?.close();
    mounted.delete(parentElement);
  };
}
