// @ts-check
// Looking for a quotation in another text: word for word, but for how it is written, or with other words. It says what it finds
// and what differs; what that means is the reader's to judge.

/** @typedef {{ kind: "same" | "missing" | "added", text: string }} Piece words that both have, that only the quotation has, that only the other text has */

/**
 * @typedef {object} Found
 * @property {"exact" | "differing" | "none"} how
 * @property {number} differences words that would have to be put in, left out or changed
 * @property {Piece[]} pieces the passage beside the quotation, in order
 * @property {string} passage the words of the other text
 */

/** Of so many words of a quotation one may differ, or it is taken for another passage. */
const WORDS_FOR_ONE = 4;
/** Shorter quotations must be there word for word: a few words stand in any text. */
const SHORTEST = 5;

/** What one writes in this way and another in that. @type {[RegExp, string][]} */
const WRITTEN = [
  [/[\u00ad\u200b-\u200d\ufeff]/g, ""],
  [/[‘’‚‛′`]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
  [/…/g, "..."],
  [/\s+/g, " "],
];

/**
 * Looks for a quotation in a text.
 * @param {string} quotation without the marks around it
 * @param {string} text
 * @returns {Found}
 */
export function find(quotation, text) {
  const [wanted, given] = [spaced(quotation), spaced(text)];
  if (wanted !== "" && given.includes(wanted)) {
    return { how: "exact", differences: 0, pieces: [{ kind: "same", text: wanted }], passage: wanted };
  }
  const [words, others] = [wordsOf(wanted), wordsOf(given)];
  const best = nearest(
    words.map(({ word }) => word),
    others.map(({ word }) => word),
  );
  const most = words.length < SHORTEST ? 0 : Math.floor(words.length / WORDS_FOR_ONE);
  if (words.length === 0 || best.distance > most) return { how: "none", differences: 0, pieces: [], passage: "" };
  const from = others[best.start]?.start ?? 0;
  const to = others[best.end - 1]?.end ?? from;
  return {
    how: "differing",
    differences: best.distance,
    pieces: aligned(words, others.slice(best.start, best.end)),
    passage: given.slice(from, to),
  };
}

/** White space is no difference: another line is another page's. @param {string} text */
function spaced(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** @typedef {{ word: string, text: string, start: number, end: number }} Word as it is compared, and as it stands */

/**
 * @param {string} text
 * @returns {Word[]}
 */
function wordsOf(text) {
  return [...text.matchAll(/\S+/g)]
    .map((match) => ({
      word: plain(match[0]),
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ word }) => word !== "");
}

/** A word without capitals, and without the signs around it. @param {string} word */
function plain(word) {
  const written = WRITTEN.reduce((text, [from, to]) => text.replace(from, to), word.normalize("NFKC").toLowerCase());
  return written.replace(/^[^\p{L}\p{N}$€£%]+|[^\p{L}\p{N}%]+$/gu, "");
}

/**
 * The stretch of a list that a shorter list differs least from (Sellers 1980): each word that is put in, left out or changed
 * counts one.
 * @param {string[]} wanted
 * @param {string[]} given
 * @returns {{ distance: number, start: number, end: number }}
 */
function nearest(wanted, given) {
  let distances = wanted.map((_, at) => at + 1);
  /** Where the best stretch that ends here begins, for each number of wanted words. */
  let starts = wanted.map(() => 0);
  const last = wanted.length - 1;
  const best = { distance: wanted.length, start: 0, end: 0 };
  given.forEach((word, end) => {
    const [nextDistances, nextStarts] = [[...distances], [...starts]];
    for (let at = 0; at <= last; at++) {
      const [diagonal, from] = at === 0 ? [0, end] : [distances[at - 1], starts[at - 1]];
      const ways = [
        [diagonal + (wanted[at] === word ? 0 : 1), from],
        [distances[at] + 1, starts[at]],
        at === 0 ? [2, end] : [nextDistances[at - 1] + 1, nextStarts[at - 1]],
      ];
      [nextDistances[at], nextStarts[at]] = ways.reduce((one, other) => (other[0] < one[0] ? other : one));
    }
    [distances, starts] = [nextDistances, nextStarts];
    const [distance, start] = [distances[last], starts[last]];
    // Of two that differ as much the longer one: a last word that is another one is changed, not missing.
    const longer = distance === best.distance && start === best.start && end === best.end;
    if (distance < best.distance || longer) Object.assign(best, { distance, start, end: end + 1 });
  });
  return best;
}

/**
 * Both beside each other.
 * @param {Word[]} wanted
 * @param {Word[]} given
 * @returns {Piece[]}
 */
function aligned(wanted, given) {
  const table = [Array.from({ length: given.length + 1 }, (_, at) => at)];
  wanted.forEach(({ word }, row) => {
    const line = [row + 1];
    given.forEach((other, column) => {
      const changed = table[row][column] + (word === other.word ? 0 : 1);
      line.push(Math.min(changed, table[row][column + 1] + 1, line[column] + 1));
    });
    table.push(line);
  });
  /** @type {Piece[]} */
  const pieces = [];
  let [row, column] = [wanted.length, given.length];
  while (row > 0 || column > 0) {
    const here = table[row][column];
    const same = row > 0 && column > 0 && wanted[row - 1].word === given[column - 1].word;
    if (same && here === table[row - 1][column - 1]) {
      pieces.push({ kind: "same", text: given[column - 1].text });
      row -= 1;
      column -= 1;
    } else if (row > 0 && column > 0 && here === table[row - 1][column - 1] + 1) {
      pieces.push({ kind: "added", text: given[column - 1].text }, { kind: "missing", text: wanted[row - 1].text });
      row -= 1;
      column -= 1;
    } else if (column > 0 && here === table[row][column - 1] + 1) {
      pieces.push({ kind: "added", text: given[(column -= 1)].text });
    } else {
      pieces.push({ kind: "missing", text: wanted[(row -= 1)].text });
    }
  }
  return joined(pieces.reverse());
}

/**
 * Neighbours of a kind as one piece.
 * @param {Piece[]} pieces
 */
function joined(pieces) {
  /** @type {Piece[]} */
  const list = [];
  for (const piece of pieces) {
    const before = list.at(-1);
    if (before?.kind === piece.kind) before.text += ` ${piece.text}`;
    else list.push({ ...piece });
  }
  return list;
}
