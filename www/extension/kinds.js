// @ts-check
// The boxes that say which kinds of marks are shown.

import { element } from "./build.js";
import { KINDS } from "./settings.js";
import { say } from "./words.js";

/** @typedef {import("./settings.js").Kind} Kind */

/**
 * A box for each kind, its name underlined as its marks are.
 * @param {(shown: Kind[]) => void} change called with the kinds that are shown from then on
 * @returns {HTMLElement[]}
 */
export function kindBoxes(change) {
  /** @type {HTMLElement[]} */
  const labels = KINDS.map((kind) => {
    const box = element("input", { type: "checkbox", name: "kind", value: kind });
    box.addEventListener("change", () => change(KINDS.filter((kind) => isChecked(labels, kind))));
    const name = element("span", { class: "factnote", "data-factnote-style": kind }, say(`kind_${kind}`));
    return element("label", { class: "choice" }, box, name);
  });
  return labels;
}

/**
 * Ticks the boxes of the kinds that are shown.
 * @param {HTMLElement} parent of the boxes
 * @param {Kind[]} shown
 */
export function showKinds(parent, shown) {
  for (const box of parent.querySelectorAll("input")) box.checked = shown.some((kind) => kind === box.value);
}

/**
 * @param {HTMLElement[]} labels
 * @param {Kind} kind
 */
function isChecked(labels, kind) {
  return labels.some((label) => label.querySelector("input")?.matches(`[value="${kind}"]:checked`));
}
