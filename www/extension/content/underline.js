// @ts-check
// How marks are underlined, as the reader has chosen: a style sheet behind that of the crate.

import css from "../underline.css";

export class Underline {
  constructor() {
    /** @type {CSSStyleSheet | null} */
    this.sheet = null;
  }

  /**
   * Shows marks by this choice; `kinds` is the crate's own look.
   * @param {string} choice
   */
  set(choice) {
    this.remove();
    if (choice === "kinds") return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules(choice));
    try {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      this.sheet = sheet;
    } catch {
      // Older browsers take no sheet of a content script: then marks look as the crate has them.
    }
  }

  remove() {
    const { sheet } = this;
    if (sheet) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    this.sheet = null;
  }
}

/**
 * The rules of a choice for the page: on the page no element of its own is given an attribute.
 * @param {string} choice
 */
function rules(choice) {
  const within = `[data-underline="${choice}"] `;
  const [, ...rules] = css.split(/(?=^\[data-underline=)/m);
  return rules
    .filter((rule) => rule.startsWith(within))
    .map((rule) => rule.slice(within.length))
    .join("\n");
}
