// @ts-check
// "Check against the linked source": whether the words of a quotation stand in the page that the article links for it. It says
// what is there and what is not, and nothing about what that means.

import { find } from "./compare.js";

/** @typedef {import("../linked.js").Linked} Linked */
/** @typedef {{ say: string, pieces: [string, string][], link: string | null, put: string | null }} Finding a sentence by its key and what is put into it, the passage, where it stands */

/** What of a page is not read. */
const NOT_WORDS = "script, style, noscript, template, svg, head";
/** What stands for itself: the words before and behind it are apart. */
const APART =
  "p, div, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, blockquote, figcaption, section, article, br, tr, pre";

/**
 * What came of a check.
 * @param {string} quotation
 * @param {Linked} linked
 * @returns {Finding}
 */
export function finding(quotation, linked) {
  if ("consent" in linked) return { say: "check_consent", pieces: [], link: null, put: linked.consent };
  if ("unread" in linked) return { say: "check_unread", pieces: [], link: null, put: null };
  const found = find(quotation, textOf(linked.html));
  const link = found.how === "none" ? linked.url : fragment(linked.url, found.passage);
  const pieces = /** @type {[string, string][]} */ (found.pieces.map(({ kind, text }) => [kind, text]));
  if (found.how === "none") return { say: "check_none", pieces: [], link, put: null };
  if (found.how === "exact") return { say: "check_exact", pieces: [], link, put: null };
  if (found.differences === 0) return { say: "check_written", pieces: [["same", found.passage]], link, put: null };
  return {
    say: `check_differing_${found.differences === 1 ? "one" : "other"}`,
    pieces,
    link,
    put: String(found.differences),
  };
}

/**
 * The words of a record's annotation that stand between quotation marks, without these and without the comma before the
 * last of them, which is the article's.
 * @param {any} annotation
 */
export function quotationOf(annotation) {
  const spans = annotation.quotes?.length ? annotation.quotes : annotation.content;
  return spans
    .map((/** @type {any} */ { exact }) => exact.trim().replace(/^["“”„«»‘’']+|,?["“”„«»‘’']+$/g, ""))
    .join(" ");
}

/**
 * The words of a page, which is read but not shown: nothing in it runs or is fetched.
 * @param {string} html
 */
function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(NOT_WORDS)) element.remove();
  for (const element of page.querySelectorAll(APART)) {
    element.before(" ");
    element.after(" ");
  }
  return page.documentElement.textContent ?? "";
}

/**
 * The address of a passage: a text fragment.
 * @param {string} url
 * @param {string} passage
 */
function fragment(url, passage) {
  const words = passage.split(/\s+/);
  const encoded = (/** @type {string[]} */ words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const said = words.length <= 10 ? encoded(words) : `${encoded(words.slice(0, 4))},${encoded(words.slice(-4))}`;
  return `${url.replace(/#.*/, "")}#:~:text=${said}`;
}
