/** The words of the sentences, fetched once a page of sentences and kept. */

const SENTENCES = 12;

/** @param {object} api */
export function makeWords(api) {
  const pages = new Map(); // page number → promise of {rows: Map, entries, attribution}

  function page(at) {
    if (!pages.has(at)) {
      const asked = api.words(at * SENTENCES + 1, SENTENCES).then((answer) => ({
        ...answer,
        rows: new Map(answer.rows.map((row) => [row.n, row.words])),
      }));
      asked.catch(() => pages.delete(at));
      pages.set(at, asked);
    }
    return pages.get(at);
  }

  return {
    /**
     * @param {number} n sentence number
     * @returns {Promise<{words: {start: number, end: number, pinyin: string, entries: object[]}[], attribution: string}>}
     */
    async of(n) {
      const { rows, entries, attribution } = await page(Math.floor((n - 1) / SENTENCES));
      const words = (rows.get(n) || []).map(([start, end, pinyin, numbers]) => ({ start, end, pinyin, entries: numbers.map((i) => entries[i]) }));
      return { words, attribution };
    },
  };
}

/** Syllables of one word written together: "fú wù" → "fúwù", "Xī ān" → "Xī'ān". @param {string} pinyin */
export function joined(pinyin) {
  return pinyin.split(" ").reduce((word, syllable) => word + (word && /^[aeoāáǎàēéěèōóǒò]/i.test(syllable) ? "’" : "") + syllable, "");
}
