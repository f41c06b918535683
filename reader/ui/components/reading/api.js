/** The JSON routes of this server. Nothing else is ever asked for. */

/** A refusal in plain words. */
export class Refused extends Error {
  /** @param {string} message @param {string} hint @param {number} status @param {string} [code] */
  constructor(message, hint, status, code = "") {
    super(message);
    this.hint = hint;
    this.status = status;
    this.code = code;
  }
}

/** @param {string} caseKey @param {string} documentId */
export function makeApi(caseKey, documentId) {
  const doc = `documents/${encodeURIComponent(documentId)}`;

  /** @param {string} path @param {Record<string, string|number>} [query] */
  const address = (path, query = {}) => `/api/${path}?${new URLSearchParams({ case: caseKey, ...query })}`;

  /** @param {string} url @param {RequestInit} [init] */
  async function ask(url, init = {}) {
    let response;
    try {
      response = await fetch(url, { credentials: "same-origin", ...init });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Refused("The program does not answer.", "Is it still running? Look at the terminal in which it was started.", 0);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refused(answer.error || `The program answered ${response.status}.`, answer.hint || "", response.status, answer.code);
    return answer;
  }

  const post = (path, value) =>
    ask(address(path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });

  const one = (kind, id) => `${kind}/${encodeURIComponent(id)}`;

  return {
    header: () => ask(address(doc)),
    index: (filter, label = "") => ask(address(`${doc}/index`, { filter, label })),
    segments: (start, count, filter, label = "") => ask(address(`${doc}/segments`, { start, count, filter, label })),
    words: (start, count) => ask(address(`${doc}/words`, { start, count })),
    original: (n) => ask(address(`${doc}/original`, { segment: n })),
    snapshot: () => address(`${doc}/snapshot`),
    pageImage: (page) => address(`${doc}/pages/${Number(page)}.png`),
    unlock: (password) => post(`${doc}/password`, { password }),
    history: (segment) => ask(address(`${one("segments", segment)}/history`)),
    chinese: (segment) => ask(address(`${one("segments", segment)}/chinese`)),
    correctChinese: (segment, change) => post(`${one("segments", segment)}/chinese`, change),
    work: () => ask(address(`${doc}/work`)),
    annotate: (segment, note) => post(`${one("segments", segment)}/annotations`, note),
    changeNote: (id, note) => post(one("annotations", id), note),
    deleteNote: (id) => post(one("annotations", id), { delete: true }),
    revise: (segment, revision) => post(`${one("segments", segment)}/revisions`, revision),
    dismiss: (finding, reason) => post(`${one("findings", finding)}/dismissal`, { reason }),
  };
}
