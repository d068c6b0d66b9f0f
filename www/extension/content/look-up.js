// @ts-check
// "Who says this?": from words that the reader has selected to annotations.

import { attributionsIn } from "./record.js";

/** Statements before the outlet's own words, and those before figures. */
const ORDER = ["direct", "paraphrase", "unnamed", "outlet", "figure"];

/**
 * The annotations that the selected words belong to, the one that is most likely meant first.
 * @param {Selection | null} selection
 * @param {any} record
 * @param {string} text of the article
 * @returns {string[]} ids
 */
export function annotationsIn(selection, record, text) {
  if (!selection || selection.rangeCount === 0) return [];
  const marked = marksIn(selection.getRangeAt(0)).map((number) => record.annotations[number]?.id);
  const place = placeOf(selection.toString(), text);
  const written = place ? attributionsIn(record, ...place) : [];
  return [...new Set([...marked, ...written])].filter(Boolean);
}

/**
 * The numbers of the marks that a range touches.
 * @param {Range} range
 * @returns {number[]}
 */
function marksIn(range) {
  const spans = [...document.querySelectorAll("span.factnote[data-factnote]")].filter((span) => touches(range, span));
  const rank = (/** @type {Element} */ span) => ORDER.indexOf(span.getAttribute("data-factnote-style") ?? "");
  return spans.sort((a, b) => rank(a) - rank(b)).map((span) => Number(span.getAttribute("data-factnote")));
}

/**
 * Whether they have a character in common; a mere border is none.
 * @param {Range} range
 * @param {Element} span
 */
function touches(range, span) {
  const words = document.createRange();
  words.selectNodeContents(span);
  return (
    range.compareBoundaryPoints(Range.START_TO_END, words) > 0 &&
    range.compareBoundaryPoints(Range.END_TO_START, words) < 0
  );
}

/**
 * Where selected words stand in the article's text; null where they are not in it, or there more than once.
 * @param {string} selected
 * @param {string} text
 * @returns {[number, number] | null}
 */
function placeOf(selected, text) {
  const words = selected.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const found = [...text.matchAll(new RegExp(pattern, "g"))];
  return found.length === 1 ? [found[0].index, found[0].index + found[0][0].length] : null;
}
