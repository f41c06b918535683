/**
 * The windowed list. Only the rows near the viewport exist in the page. Heights
 * are estimated from the length of the text and measured once drawn; the item at
 * the top of the viewport stays where it is while others change their height.
 */

import { el } from "./dom.js";
import { Heights, foldOf, itemsOf } from "./items.js";

const OVERSCAN = 700; // pixels drawn beyond both edges
const FOLD_HEIGHT = 37;
const LINE = 29;

/**
 * @param {object} model
 * @param {{row: (n: number, at: number) => HTMLElement, fold: (item: object, toggle: () => void) => HTMLElement, moved: (n: number) => void}} draw
 */
export function makeList(model, draw) {
  const canvas = el("div", { class: "er-canvas", role: "rowgroup" });
  const view = el("div", { class: "er-list", role: "table", "aria-label": "Sentences, Chinese and English side by side" }, canvas);
  const unfolded = new Set();
  const drawn = new Map(); // item key → {node, i}
  let items = [];
  let heights = new Heights(new Float64Array(0));
  let places = new Map(); // sentence number → item index
  let current = 0;
  let frame = 0;
  let seenWidth = 0;
  let seenHeight = 0; // of the viewport, at the last drawing
  let order = new Map(); // item key → item index
  const measured = new Map(); // item key → pixels, survives refolding

  const keyOf = (item) => `${item.kind}${item.n}`;
  const sizes = new ResizeObserver((entries) => {
    const anchor = anchorNow();
    let changed = false;
    for (const entry of entries) {
      const { key } = entry.target.dataset;
      const place = drawn.get(key);
      const height = entry.target.offsetHeight;
      if (!place || !height) continue;
      measured.set(key, height);
      changed = heights.set(place.i, height) !== 0 || changed;
    }
    if (changed) settle(anchor);
  });

  function estimate(item) {
    const known = measured.get(keyOf(item));
    if (known) return known;
    if (item.kind === "fold") return FOLD_HEIGHT;
    const perLine = Math.max(8, (view.clientWidth - 330) / 2 / 17);
    return 20 + LINE * Math.max(2, Math.ceil(model.index.length[item.at] / perLine));
  }

  /** What must stay where it is: the current sentence while it is in view, else the one at the top. */
  function anchorNow() {
    let i = places.get(current);
    const y = i === undefined ? -1 : heights.above(i) - view.scrollTop;
    if (y < 0 || y > seenHeight - 40) i = heights.at(view.scrollTop);
    return items[i] ? { key: keyOf(items[i]), offset: view.scrollTop - heights.above(i) } : null;
  }

  /** Put the anchored item back under the same pixel and draw. */
  function settle(anchor) {
    canvas.style.height = `${heights.above(items.length)}px`;
    const i = anchor ? order.get(anchor.key) : undefined;
    if (i !== undefined) {
      const wanted = Math.round(heights.above(i) + anchor.offset);
      if (Math.abs(wanted - view.scrollTop) > 1) view.scrollTop = wanted;
    }
    render();
  }

  /** Rebuild the items after the filter or a fold changed. */
  function refresh() {
    const anchor = anchorNow();
    items = itemsOf(model, unfolded);
    heights = new Heights(Float64Array.from(items, estimate));
    order = new Map(items.map((item, i) => [keyOf(item), i]));
    places = new Map(items.flatMap((item, i) => (item.kind === "row" ? [[item.n, i]] : [])));
    view.setAttribute("aria-rowcount", String(model.index.n.length));
    clear();
    settle(anchor);
  }

  function clear() {
    for (const { node } of drawn.values()) node.remove();
    drawn.clear();
    sizes.disconnect();
  }

  function range() {
    const first = Math.max(0, heights.at(view.scrollTop - OVERSCAN));
    let last = heights.at(view.scrollTop + view.clientHeight + OVERSCAN);
    if (!view.clientHeight) last = Math.min(items.length - 1, first + 30);
    return [first, last];
  }

  function render() {
    if (!items.length) return;
    seenHeight = view.clientHeight;
    const [first, last] = range();
    const wanted = new Map();
    for (let i = first; i <= last; i += 1) wanted.set(keyOf(items[i]), i);
    const held = places.get(current); // the focused row must not vanish
    if (held !== undefined) wanted.set(keyOf(items[held]), held);
    for (const [key, { node }] of drawn) {
      if (!wanted.has(key)) {
        sizes.unobserve(node);
        node.remove();
        drawn.delete(key);
      }
    }
    let before = null; // document order is reading order, for screen readers
    for (const [key, i] of [...wanted].sort((a, b) => b[1] - a[1])) {
      let place = drawn.get(key);
      if (!place) {
        place = { node: build(items[i], key), i };
        drawn.set(key, place);
        canvas.insertBefore(place.node, before);
        sizes.observe(place.node);
      }
      place.i = i;
      place.node.style.transform = `translateY(${heights.above(i)}px)`;
      before = place.node;
    }
    const rowItems = items.slice(first, last + 1).filter((item) => item.kind === "row");
    if (rowItems.length) {
      const ahead = Math.min(model.index.n.length - 1, rowItems[rowItems.length - 1].at + 20);
      for (const [from, to] of stretches(rowItems)) model.need(from, to);
      if (items[last + 1]?.kind === "row") model.need(ahead, ahead);
    }
  }

  function build(item, key) {
    const node = item.kind === "fold" ? draw.fold(item, () => toggle(item.n)) : draw.row(item.n, item.at);
    node.classList.add("er-item");
    node.dataset.key = key;
    if (item.kind === "row") mark(node, item.n);
    return node;
  }

  function mark(node, n) {
    node.classList.toggle("er-current", n === current);
    node.tabIndex = n === current ? 0 : -1;
    if (n === current) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }

  /** Draw sentence *n* again (its data arrived or changed). */
  function redraw(n) {
    const place = drawn.get(`row${n}`);
    if (!place) return;
    const node = build(items[place.i], `row${n}`);
    const focused = place.node.contains(document.activeElement);
    node.style.transform = place.node.style.transform;
    sizes.unobserve(place.node);
    place.node.replaceWith(node);
    place.node = node;
    sizes.observe(node);
    if (focused) node.focus({ preventScroll: true });
  }

  function toggle(n) {
    if (!unfolded.delete(n)) unfolded.add(n);
    refresh();
    drawn.get(`fold${n}`)?.node.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Make *n* the current sentence and bring it into view, unfolding what hides it. */
  function go(n, { focus = true, top = false, scroll = true } = {}) {
    const at = model.position.get(n);
    if (at === undefined) return false;
    if (hidden(at)) {
      unfolded.add(foldOf(model, at));
      refresh();
    }
    const old = current;
    current = n;
    for (const number of [old, n]) {
      const place = drawn.get(`row${number}`);
      if (place) mark(place.node, number);
    }
    const i = places.get(n);
    if (scroll) reveal(i, top);
    render();
    if (scroll && drawn.has(`row${n}`)) reveal(i, top); // once more with the measured height
    if (focus) drawn.get(`row${n}`)?.node.focus({ preventScroll: true });
    draw.moved(n);
    return true;
  }

  function reveal(i, top) {
    const from = heights.above(i);
    const height = drawn.get(keyOf(items[i]))?.node.offsetHeight || heights.values[i];
    if (drawn.has(keyOf(items[i]))) heights.set(i, height);
    const margin = Math.min(90, view.clientHeight / 6);
    if (top || from - margin < view.scrollTop) view.scrollTop = Math.max(0, from - margin);
    else if (from + height + margin > view.scrollTop + view.clientHeight) {
      view.scrollTop = Math.min(from - margin, from + height + margin - view.clientHeight);
    }
  }

  /** One item forward or back; folded runs are stepped over. */
  function step(direction) {
    let i = places.get(current);
    if (i === undefined) i = direction > 0 ? heights.at(view.scrollTop) - 1 : heights.at(view.scrollTop) + 1;
    do i += direction; while (items[i]?.kind === "fold");
    return items[i] ? go(items[i].n) : false;
  }

  view.addEventListener("scroll", () => {
    if (!frame) frame = requestAnimationFrame(() => { frame = 0; render(); });
  }, { passive: true });
  /** The columns became wider or narrower: every height is new. */
  const width = new ResizeObserver(() => {
    if (!items.length) return;
    const anchor = anchorNow();
    if (view.clientWidth !== seenWidth) {
      seenWidth = view.clientWidth;
      measured.clear();
      for (const [key, { node }] of drawn) measured.set(key, node.offsetHeight);
      heights = new Heights(Float64Array.from(items, estimate));
    }
    settle(anchor);
    if (current && anchor?.key === `row${current}`) reveal(places.get(current), false);
  });
  width.observe(view);
  model.onRows((rows) => rows.forEach((row) => redraw(row.n)));

  /** Whether the sentence at *at* lies in a folded run. */
  const hidden = (at) => {
    const fold = foldOf(model, at);
    return Boolean(fold) && !unfolded.has(fold);
  };

  return {
    view, hidden, refresh, go, step, redraw,
    current: () => current,
    destroy() { sizes.disconnect(); width.disconnect(); cancelAnimationFrame(frame); },
  };
}

/** Neighbouring places of the arrays, joined: [[from, to], …]. */
function stretches(rowItems) {
  const out = [];
  for (const { at } of rowItems) {
    const last = out[out.length - 1];
    if (last && at === last[1] + 1) last[1] = at;
    else out.push([at, at]);
  }
  return out;
}
