// @ts-check
// The engine: the crate as WebAssembly, which the extension's own pages may compile whatever a page forbids.

import init, * as crate from "./engine/factnote.js";

/** Begun at once: what a reader waits for is a page, not this. */
const ready = init();
// Whoever asks is told; until then nobody is there to hear.
ready.catch(() => undefined);

/** What the formats are outside: ending and type. @type {Record<string, [string, string]>} */
const FORMATS = {
  csv: ["csv", "text/csv"],
  json: ["json", "application/json"],
  "json-lines": ["jsonl", "application/jsonl"],
  markdown: ["md", "text/markdown"],
  "web-annotation": ["jsonld", "application/ld+json"],
};

/**
 * What the engine says of an article, as the content script's side of the crate reads it.
 * @param {object} article
 * @param {object} question
 */
export async function answer(article, question) {
  await ready;
  return crate.answer(article, question);
}

/**
 * The record of an article in a format, as a file.
 * @param {any} article
 * @param {object} question
 * @param {string} format
 * @returns {Promise<{ name: string, mime: string, text: string }>}
 */
export async function exported(article, question, format) {
  const known = FORMATS[format];
  if (!known) throw new Error(`Factnote: there is no format “${format}”; there are ${Object.keys(FORMATS).join(", ")}`);
  const [ending, mime] = known;
  return { name: `${fileName(article.metadata.title)}.${ending}`, mime, text: await text(article, question, format) };
}

/**
 * @param {object} article
 * @param {object} question
 * @param {string} format
 * @returns {Promise<string>}
 */
async function text(article, question, format) {
  await ready;
  if (format === "json") return JSON.stringify(crate.answer(article, question).record, null, 2);
  return crate.exported(article, question, format);
}

/**
 * A title as the name of a file.
 * @param {string | null} title
 */
function fileName(title) {
  const words = (title ?? "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ["factnote", ...words].join("-").slice(0, 60).replace(/-$/, "");
}
