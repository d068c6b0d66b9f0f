// @ts-check
// What "copy" copies: a quotation with a link to its words on the page, as a text fragment
// (https://wicg.github.io/scroll-to-text-fragment/). In JavaScript, since the words are looked for in the page as it is
// seen, which only the browser knows.

/** Quotations of more words than this are linked to by their first and last words. */
const LONGEST = 12;
/** So many words are enough for an end of a quotation; more where they occur again in it. */
const END = 4;
/** No more words than this stand before or behind a quotation to tell it from its likes. */
const CONTEXT = 8;

/**
 * Copies `quotation` with a link to what stands in `text` between each two of `spans` (offsets in UTF-16).
 *
 * @param {string} quotation
 * @param {string} text the article's
 * @param {Uint32Array} spans
 * @returns {Promise<void>} rejected where there is no clipboard for the page or the browser refuses
 */
export async function copy(quotation, text, spans) {
  await navigator.clipboard.writeText(`${quotation}\n${address(text, spans)}`);
}

/**
 * @param {string} text
 * @param {Uint32Array} spans
 */
function address(text, spans) {
  const page = document.body.innerText;
  const directives = [];
  for (let at = 0; at < spans.length; at += 2) directives.push(...directive(page, text, spans[at], spans[at + 1]));
  const here = location.href;
  return directives.length ? `${here}${here.includes("#") ? "" : "#"}:~:${directives.join("&")}` : here;
}

/**
 * The directive that leads to what stands in `text` between `from` and `to`, on a page that reads `page`; none where the
 * page does not have these words.
 *
 * @param {string} page
 * @param {string} text blocks are apart by line breaks
 * @param {number} from
 * @param {number} to
 * @returns {string[]}
 */
export function directive(page, text, from, to) {
  const quoted = text.slice(from, to);
  const seen = plain(page);
  const whole = plain(quoted);
  const words = whole.split(" ");
  // What is looked for in one piece stands in one block.
  const blocks = quoted.split("\n").map(plain);
  let [start, end] = [whole, ""];
  if (blocks.length > 1 || words.length > LONGEST || !count(seen, whole)) {
    const [first, last] = [blocks[0].split(" "), (blocks.at(-1) ?? "").split(" ")];
    start = first.slice(0, END).join(" ");
    for (let n = END; n <= last.length || n === END; n++) {
      end = last.slice(-n).join(" ");
      if (whole.indexOf(end, start.length) === whole.length - end.length) break;
    }
    if (!count(seen, start) || !count(seen, end)) return [];
  }
  const before = text.slice(0, from).split("\n").at(-1) ?? "";
  const after = text.slice(to).split("\n")[0];
  let [prefix, suffix] = ["", ""];
  for (let n = 1; n <= CONTEXT && count(seen, spaced(prefix, before, /\s$/) + start) > 1; n++)
    prefix = plain(before).split(" ").slice(-n).join(" ");
  if (!end && count(seen, spaced(prefix, before, /\s$/) + start) > 1)
    for (let n = 1; n <= CONTEXT && count(seen, start + (/^\s/.test(after) ? " " : "") + suffix) > 1; n++)
      suffix = plain(after).split(" ").slice(0, n).join(" ");
  const parts = [prefix && `${encode(prefix)}-`, encode(start), encode(end), suffix && `-${encode(suffix)}`];
  return [`text=${parts.filter(Boolean).join(",")}`];
}

/**
 * @param {string} words
 * @param {string} written what stands there, with its spaces
 * @param {RegExp} space
 */
function spaced(words, written, space) {
  return words && space.test(written) ? `${words} ` : words;
}

/**
 * How often `words` stand in `text`; capitals do not count, as in the browser's search.
 *
 * @param {string} text
 * @param {string} words
 */
function count(text, words) {
  return text.toLowerCase().split(words.toLowerCase()).length - 1;
}

/** @param {string} text */
function plain(text) {
  return text
    .replace(/\u00ad/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** @param {string} words */
function encode(words) {
  return encodeURIComponent(words).replace(/-/g, "%2D");
}
