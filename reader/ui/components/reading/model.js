/** What the page knows of one document: header, navigation arrays, the rows fetched so far. */

const PAGE = 60;

/** @param {ReturnType<typeof import("./api.js").makeApi>} api */
export function makeModel(api) {
  const rows = new Map(); // sentence number → SegmentView
  const asked = new Map(); // "filter:page" → promise
  const listeners = new Set();
  const model = {
    header: null,
    filter: "all",
    /** Heading of the kind of doubt that is shown; empty for all. */
    label: "",
    /** Whether the next doubt is the next in gravity instead of the next in the text. */
    gravestFirst: false,
    /** Arrays over the current filter. @type {{n: number[], state: string[], boilerplate: number[], severity: string[], length: number[]}} */
    index: { n: [], state: [], boilerplate: [], severity: [], length: [] },
    position: new Map(), // sentence number → place in the arrays
    row: (n) => rows.get(n),
    onRows: (listener) => listeners.add(listener),

    /**
     * The window around *at* first, so that people read while the rest is counted: *readable* is called
     * with provisional arrays, the promise ends when header and arrays are complete.
     */
    async open(at, readable) {
      const total = await model.page("all", Math.floor((Math.max(1, at) - 1) / PAGE));
      model.useIndex("all", provisional(total, rows));
      readable();
      const [header, index] = await Promise.all([api.header(), api.index("all")]);
      model.header = header;
      model.useIndex("all", index);
    },

    /** Switch to another filter's arrays. */
    async choose(filter, label = "") {
      const changing = filter !== "all" || label; // places in "all" never change
      for (const key of changing ? [...asked.keys()] : []) if (key.startsWith(`${filter}/${label}:`)) asked.delete(key);
      model.useIndex(filter, await api.index(filter, label), label);
    },

    useIndex(filter, index, label = "") {
      model.filter = filter;
      model.label = label;
      model.index = index;
      model.position = new Map(index.n.map((n, i) => [n, i]));
    },

    /** Make sure the rows at *positions* of the arrays are here or on their way. */
    need(from, to) {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (page * PAGE < model.index.n.length) model.page(model.filter, page).catch((error) => model.failed(error));
      }
    },

    page(filter, page) {
      const label = model.label;
      const key = `${filter}/${label}:${page}`;
      if (!asked.has(key)) {
        const promise = api.segments(page * PAGE + 1, PAGE, filter, label).then(
          (answer) => {
            for (const row of answer.rows) rows.set(row.n, row);
            for (const listener of listeners) listener(answer.rows);
            return answer.total;
          },
          (error) => {
            asked.delete(key);
            throw error;
          },
        );
        asked.set(key, promise);
      }
      return asked.get(key);
    },

    failed: (_error) => {},

    /** One sentence by its number, fetched when necessary. */
    async sentence(n) {
      if (!rows.has(n)) {
        await model.page(model.filter, Math.floor((model.position.get(n) ?? n - 1) / PAGE));
      }
      return rows.get(n);
    },

    /** Sentences that are being translated now, by number. */
    waiting: new Set(),

    /** Everything again, first what stands around sentence *n*: sentences were replaced, or translated by a job. */
    async reload(n) {
      const [header, index] = await Promise.all([api.header(), api.index(model.filter, model.label)]);
      model.header = header;
      model.useIndex(model.filter, index, model.label);
      asked.clear();
      for (const gone of [...rows.keys()]) if (model.filter === "all" && !model.position.has(gone)) rows.delete(gone);
      if (index.n.length) await model.page(model.filter, Math.floor((model.position.get(n) ?? 0) / PAGE));
    },

    /** The server's answer to a note, correction or dismissal. */
    update({ row, counts, kinds }) {
      rows.set(row.n, row);
      if (model.header) Object.assign(model.header, { filters: counts, kinds });
      const at = model.position.get(row.n);
      if (at !== undefined) {
        model.index.state[at] = row.state;
      }
      for (const listener of listeners) listener([row]);
    },

    /** The next doubtful sentence after (or before) sentence *n* that is not *hidden*; 0 when there is none. */
    doubt(n, direction, hidden) {
      const { state, severity, n: numbers } = model.index;
      if (model.gravestFirst) return byGravity(numbers, state, severity, hidden, n, direction);
      const here = model.position.get(n);
      let at = (here ?? (direction > 0 ? -1 : numbers.length)) + direction;
      while (at >= 0 && at < numbers.length && (state[at] !== "doubtful" || hidden(at))) at += direction;
      return numbers[at] ?? 0;
    },

    /** Tags used in the rows seen so far, most used first. */
    tags() {
      const counts = new Map();
      for (const row of rows.values()) {
        for (const note of row.annotations) for (const tag of note.tags) counts.set(tag, (counts.get(tag) || 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1]).map(([tag]) => tag).slice(0, 8);
    },
  };
  return model;
}

const GRAVITY = { critical: 2, major: 1 };

/** As doubt(), in the order of gravity: all critical ones in the order of the text, then all major ones. */
function byGravity(numbers, state, severity, hidden, n, direction) {
  const order = numbers.map((_n, i) => i).filter((i) => state[i] === "doubtful" && !hidden(i));
  order.sort((a, b) => (GRAVITY[severity[b]] ?? 0) - (GRAVITY[severity[a]] ?? 0) || a - b);
  const here = order.findIndex((i) => numbers[i] === n);
  const next = here < 0 ? (direction > 0 ? 0 : order.length - 1) : here + direction;
  return numbers[order[next]] ?? 0;
}

const USUAL_LENGTH = 40; // code points

/** Arrays for a document of *total* sentences of which only *rows* are known. */
function provisional(total, rows) {
  const n = Array.from({ length: total }, (_, i) => i + 1);
  return {
    n,
    state: n.map((i) => rows.get(i)?.state ?? "machine"),
    boilerplate: n.map((i) => Number(rows.get(i)?.boilerplate ?? 0)),
    severity: n.map(() => ""),
    length: n.map((i) => rows.get(i)?.source.length ?? USUAL_LENGTH),
  };
}
