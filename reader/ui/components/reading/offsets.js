/**
 * Code points here, UTF-16 units in the browser. Python counts "𠮷" as one
 * character, JavaScript as two; every offset crosses this file once.
 */

/**
 * @param {string} text
 * @param {number} codePoint offset in code points
 * @returns {number} offset in UTF-16 units, clamped to the text
 */
export function toUnits(text, codePoint) {
  let units = 0;
  for (let left = codePoint; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/**
 * @param {string} text
 * @param {number} units offset in UTF-16 units
 * @returns {number} offset in code points; the middle of a pair counts as its start
 */
export function toCodePoints(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; points += 1) {
    const step = text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at + step > units) break;
    at += step;
  }
  return points;
}

/**
 * Every code-point offset of a text at once, for texts with many spans.
 * @param {string} text
 * @returns {(codePoint: number) => number}
 */
export function unitTable(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (p) => Math.max(0, Math.min(p, text.length));
  const table = [0];
  for (const character of text) table.push(table[table.length - 1] + character.length);
  return (p) => table[Math.max(0, Math.min(p, table.length - 1))];
}
