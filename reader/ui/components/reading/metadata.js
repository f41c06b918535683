/** What a file says about itself, under names people read. */

import { when } from "./dom.js";

const NAMES = {
  author: "Author stated",
  column: "Section of the site",
  created: "Created, as stated",
  creator: "Made with",
  declared_charset: "Encoding stated by the server",
  declared_language: "Language stated",
  declared_media_type: "Type stated by the server",
  description: "Description stated",
  file_modified: "File last changed",
  http_server: "Server software",
  http_status: "Server's answer",
  keywords: "Keywords stated",
  lines: "Lines read as",
  modified: "Changed, as stated",
  note: "Note on the source",
  offsets: "Offsets",
  payload_digest: "Digest in the archive",
  payload_digest_state: "That digest is",
  pdf_version: "PDF version",
  producer: "Written by",
  published: "Published, as stated",
  record_id: "Archive record",
  record_type: "Kind of record",
  site: "Site name stated",
  stated_title: "Title stated",
};

const PDF_TIME = /^D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?\d*(Z|[+-]\d\d)?/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;

/** @param {Record<string, unknown>} metadata @returns {[string, string][]} name and value, in the order of their names */
export function metadataFacts(metadata) {
  return Object.entries(metadata || {})
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => [NAMES[key] || spoken(key), readable(value)])
    .sort(([a], [b]) => a.localeCompare(b));
}

function spoken(key) {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readable(value) {
  if (typeof value === "object") return Object.values(value).map(String).join(", ");
  const text = String(value);
  if (ISO_TIME.test(text)) return when(text);
  const [whole, year, month, day, hour, minute, zone] = text.match(PDF_TIME) || [];
  if (!whole) return text;
  const time = hour ? ` ${hour}:${minute}` : "";
  return `${year}-${month}-${day}${time}${zone === "Z" || zone === "+00" ? " UTC" : zone ? ` UTC${zone}` : ""}`;
}
