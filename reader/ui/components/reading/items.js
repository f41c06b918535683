/** The list's items: sentences, and runs of page furniture folded into one line. */

/**
 * @typedef {{kind: "row", n: number, at: number} | {kind: "fold", n: number, at: number, count: number, open: boolean}} Item
 *   `n` sentence number (of the first one in a run), `at` its place in the model's arrays
 */

/**
 * @param {object} model
 * @param {Set<number>} unfolded first sentence numbers of the runs shown in full
 * @returns {Item[]}
 */
export function itemsOf(model, unfolded) {
  const { n: numbers, boilerplate } = model.index;
  const items = [];
  for (let at = 0; at < numbers.length; at += 1) {
    if (model.filter !== "all" || !boilerplate[at]) {
      items.push({ kind: "row", n: numbers[at], at });
      continue;
    }
    let end = at;
    while (end < numbers.length && boilerplate[end]) end += 1;
    const open = unfolded.has(numbers[at]);
    items.push({ kind: "fold", n: numbers[at], at, count: end - at, open });
    for (let inside = at; open && inside < end; inside += 1) items.push({ kind: "row", n: numbers[inside], at: inside });
    at = end - 1;
  }
  return items;
}

/** The first sentence of the folded run that holds the sentence at *at*; 0 when it is not in one. */
export function foldOf(model, at) {
  const { n: numbers, boilerplate } = model.index;
  if (model.filter !== "all" || !boilerplate[at]) return 0;
  let first = at;
  while (first > 0 && boilerplate[first - 1]) first -= 1;
  return numbers[first];
}

/** Sums of many changing heights: change one, ask for a prefix, find a place; each in log n steps. */
export class Heights {
  /** @param {Float64Array} heights pixels, estimates at first */
  constructor(heights) {
    this.values = heights;
    this.tree = new Float64Array(heights.length + 1);
    for (let i = 1; i <= heights.length; i += 1) {
      this.tree[i] += heights[i - 1];
      const parent = i + (i & -i);
      if (parent <= heights.length) this.tree[parent] += this.tree[i];
    }
  }

  /** Set the height of item *i*; returns the difference. */
  set(i, height) {
    const difference = height - this.values[i];
    if (difference) {
      this.values[i] = height;
      for (let k = i + 1; k < this.tree.length; k += k & -k) this.tree[k] += difference;
    }
    return difference;
  }

  /** Pixels above item *i* (the total for i = number of items). */
  above(i) {
    let sum = 0;
    for (let k = i; k > 0; k -= k & -k) sum += this.tree[k];
    return sum;
  }

  /** The item at pixel *y*. */
  at(y) {
    let place = 0;
    let left = y;
    for (let step = 1 << Math.floor(Math.log2(Math.max(1, this.values.length))); step; step >>= 1) {
      const next = place + step;
      if (next < this.tree.length && this.tree[next] <= left) {
        place = next;
        left -= this.tree[next];
      }
    }
    return Math.min(place, this.values.length - 1);
  }
}
