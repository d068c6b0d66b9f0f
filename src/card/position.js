// @ts-check
// Where the card stands: by Floating UI (https://floating-ui.com), in the viewport's coordinates.
// Why JavaScript: its port to Rust was a tenth of what the browser downloaded. `position.rs` is the other side; it
// imports `position.bundle.js`, which `cargo xtask build` makes of this file and of the library.

import { arrow, autoUpdate, computePosition, flip, hide, offset, shift } from "@floating-ui/dom";

/** Room between the words and the card, and between the card and the edge of the viewport, in pixels. */
const GAP = 9;
const EDGE = 8;
/** Room between the arrow and the card's rounded corners, in pixels. */
const CORNER = 14;
/** The card begins this far before the pointer, in pixels, so that the way down to it is short. */
const REACH = 24;
/** The card is never lower than this, in pixels. */
const LOWEST = 120;
/** So much of the screen a card takes at most that lies at its lower edge. */
const SHEET = 0.6;

/**
 * Places `card` with its arrow `tip` beside `segment`, at the place that is nearest to `x` and `y` (viewport coordinates
 * in pixels) or else at its beginning, and goes on doing so until the function is called that is returned.
 *
 * @param {HTMLElement | Range} segment
 * @param {HTMLElement} card
 * @param {HTMLElement} tip
 * @param {number | undefined} x
 * @param {number | undefined} y
 * @returns {() => void}
 */
export function follow(segment, card, tip, x, y) {
  const anchor = anchorAt(segment, x, y);
  const reference = {
    contextElement: segment instanceof Range ? (segment.startContainer.parentElement ?? undefined) : segment,
    getBoundingClientRect: () => anchor() ?? segment.getBoundingClientRect(),
  };
  let followed = true;
  const update = async () => {
    const line = anchor();
    if (line) {
      const found = await place(reference, card, tip, fit(line, card));
      // The card may have been closed meanwhile, or stand beside other words.
      if (!followed) return;
      put(found, card, tip);
    }
    card.style.opacity = "";
  };
  // Not seen before its first place is known. By opacity: what has no visibility takes no focus, which the card may be
  // given at once.
  card.style.opacity = "0";
  card.style.visibility = "visible";
  const stop = autoUpdate(reference, card, update);
  return () => {
    followed = false;
    stop();
  };
}

/**
 * Lays `card` at the lower edge of what is seen, also while a keyboard on the screen takes a part of it, until the
 * function is called that is returned. Scrolls once, where the card would lie on `segment`.
 *
 * @param {HTMLElement | Range} segment
 * @param {HTMLElement} card
 * @returns {() => void}
 */
export function lay(segment, card) {
  const seen = window.visualViewport;
  const update = () => {
    const below = seen ? window.innerHeight - seen.height - seen.offsetTop : 0;
    card.style.bottom = pixels(Math.max(below, 0));
    card.style.setProperty("--room", pixels((seen?.height ?? window.innerHeight) * SHEET));
  };
  Object.assign(card.style, { left: "", top: "", opacity: "", visibility: "visible" });
  update();
  const line = segment.getClientRects()[0];
  const covered = line ? line.bottom + GAP - card.getBoundingClientRect().top : 0;
  if (covered > 0) window.scrollBy({ top: Math.min(covered, line.top), behavior: "instant" });
  seen?.addEventListener("resize", update);
  seen?.addEventListener("scroll", update);
  return () => {
    seen?.removeEventListener("resize", update);
    seen?.removeEventListener("scroll", update);
    card.style.bottom = "";
  };
}

/**
 * The place of `segment` at a point, or else its beginning: a function that says where that is now, in the viewport;
 * nowhere where the words are taken out or hidden.
 *
 * @param {HTMLElement | Range} segment
 * @param {number | undefined} x
 * @param {number | undefined} y
 * @returns {() => DOMRect | undefined}
 */
function anchorAt(segment, x = NaN, y = NaN) {
  const lines = [...segment.getClientRects()];
  const under = lines.findIndex((line) => line.top <= y && y <= line.bottom && line.left <= x && x <= line.right);
  const into = under < 0 ? 0 : Math.max(x - lines[under].left - REACH, 0);
  return () => {
    const lines = segment.getClientRects();
    const line = lines[under] ?? lines[0];
    if (!line) return undefined;
    const left = Math.min(into, Math.max(line.width - 2 * REACH, 0));
    return new DOMRect(line.left + left, line.top, Math.min(line.width - left, 2 * REACH), line.height);
  };
}

/**
 * Makes the card no higher than the larger of the rooms above and below the line of text; what is longer scrolls. Else
 * neither side would do, and its first line, which is the answer, might be out of view.
 *
 * @param {DOMRect} line
 * @param {HTMLElement} card
 * @returns {boolean} whether there is too little room on both sides for any card: then it may lie on the words
 */
function fit(line, card) {
  const height = window.innerHeight;
  const room = Math.max(line.top, height - line.bottom) - GAP - EDGE;
  card.style.setProperty("--room", `${Math.floor(Math.max(Math.min(room, height), LOWEST))}px`);
  return room < LOWEST;
}

/**
 * @param {import("@floating-ui/dom").VirtualElement} reference
 * @param {HTMLElement} card
 * @param {HTMLElement} tip
 * @param {boolean} crossAxis whether it may lie on the words
 */
function place(reference, card, tip, crossAxis) {
  const padding = EDGE;
  return computePosition(reference, card, {
    placement: "bottom-start",
    strategy: "fixed",
    middleware: [
      offset(GAP),
      flip({ padding }),
      shift({ padding, crossAxis }),
      arrow({ element: tip, padding: CORNER }),
      hide(),
    ],
  });
}

/**
 * @param {import("@floating-ui/dom").ComputePositionReturn} found
 * @param {HTMLElement} card
 * @param {HTMLElement} tip
 */
function put({ x, y, placement, middlewareData }, card, tip) {
  card.style.left = pixels(x);
  card.style.top = pixels(y);
  card.style.visibility = middlewareData.hide?.referenceHidden ? "hidden" : "visible";
  tip.style.left = pixels(middlewareData.arrow?.x ?? -100);
  tip.dataset.side = placement.startsWith("bottom") ? "top" : "bottom";
}

/** @param {number} length */
function pixels(length) {
  return `${Math.round(length)}px`;
}
