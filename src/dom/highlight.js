// @ts-check
// Words that are shown as marked without any change of the page, by the CSS Custom Highlight API
// (https://www.w3.org/TR/css-highlight-api-1/). `highlight.rs` is the other side.

/** Whether this browser knows the interface. */
export function isKnown() {
  return typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;
}

/**
 * Whether there are words under one of these names.
 * @param {string[]} names
 */
export function isTaken(names) {
  return isKnown() && names.some((name) => CSS.highlights.has(name));
}

/**
 * Shows these words under this name, and no others.
 * @param {string} name
 * @param {Range[]} ranges
 * @param {number} priority of two on the same words the higher one is seen
 */
export function show(name, ranges, priority) {
  if (!isKnown()) return;
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/**
 * Words in a text node; undefined where the page has changed it and they are not there.
 * @param {Text} text
 * @param {number} start UTF-16 units
 * @param {number} end
 * @returns {Range | undefined}
 */
export function range(text, start, end) {
  if (end > text.length || !text.parentNode) return undefined;
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}

/**
 * Which of these words lie at a point of the viewport: their numbers, the shortest first.
 * @param {Range[]} ranges
 * @param {Element} element where the pointer is
 * @param {number} x
 * @param {number} y
 * @returns {Uint32Array}
 */
export function at(ranges, element, x, y) {
  const node = textAt(x, y);
  const found = [];
  for (const [number, range] of ranges.entries()) {
    const { startContainer } = range;
    if ((node ? node === startContainer : element.contains(startContainer)) && isAt(range, x, y)) found.push(number);
  }
  const length = (/** @type {number} */ number) => ranges[number].toString().length;
  return Uint32Array.from(found.sort((a, b) => length(a) - length(b)));
}

/**
 * The text node at a point; null where this browser does not say.
 * @param {number} x
 * @param {number} y
 * @returns {Node | null}
 */
function textAt(x, y) {
  const page = /** @type {any} */ (document);
  if (page.caretPositionFromPoint) return page.caretPositionFromPoint(x, y)?.offsetNode ?? null;
  return page.caretRangeFromPoint?.(x, y)?.startContainer ?? null;
}

/**
 * @param {Range} range
 * @param {number} x
 * @param {number} y
 */
function isAt(range, x, y) {
  const inside = (/** @type {DOMRect} */ box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  return [...range.getClientRects()].some(inside);
}
