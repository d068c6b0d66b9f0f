// @ts-check
// What the reader has selected, over a change that divides text nodes: the browser then forgets where it ended.

/** @typedef {{ start: number, end: number, backward: boolean }} Kept in characters from the beginning of the page */

/**
 * What is selected.
 * @returns {Kept | null}
 */
export function keep() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
  const anchor = offsetOf(selection.anchorNode, selection.anchorOffset);
  const focus = offsetOf(selection.focusNode, selection.focusOffset);
  return { start: Math.min(anchor, focus), end: Math.max(anchor, focus), backward: focus < anchor };
}

/**
 * Selects it again, where it is not selected any more.
 * @param {Kept | null} kept
 */
export function restore(kept) {
  if (!kept) return;
  const now = keep();
  if (now && now.start === kept.start && now.end === kept.end) return;
  const start = placeOf(kept.start, true);
  const end = placeOf(kept.end, false);
  const [anchor, focus] = kept.backward ? [end, start] : [start, end];
  if (anchor && focus) getSelection()?.setBaseAndExtent(...anchor, ...focus);
}

/**
 * @param {Node} node
 * @param {number} offset
 */
function offsetOf(node, offset) {
  const range = document.createRange();
  range.setStart(document.body, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/**
 * @param {number} offset
 * @param {boolean} forward at a border between two texts the later one is meant
 * @returns {[Text, number] | null}
 */
function placeOf(offset, forward) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let left = offset;
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    if (left < text.length || (left === text.length && !forward)) return [text, left];
    left -= text.length;
  }
  return null;
}
