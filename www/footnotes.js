// @ts-check
// Print as footnotes: on paper nobody can rest on a line, so that each statement gets a number and what its card says stands below
// the article. The script tag loads this file where `data-footnotes` is there, and for nobody else:
//
//   import { footnotes } from "./footnotes.js";
//   const stop = footnotes(handle); // of init()
//
// The notes are in the page only while it is printed. They are made of text only: nothing of the page becomes markup.

/** @typedef {[key: string, name: string, content: string]} Line */
/** @typedef {{ marked(): string[], get(id: string): { kind: string, content: { exact: string }[] } | undefined, card(id: string): Line[] | undefined }} Handle */

const TAG = "factnote-notes";
const NUMBER = "data-factnote-note";
/** Lines of a card that a note repeats; the rest is in the text around it. */
const REPEATED = ["way", "headline", "not_given", "publisher", "publisher.why"];
/** So many characters of a statement are repeated in its note. */
const WORDS = 60;

const NUMBERS = `@media print { .factnote[${NUMBER}]::after {
  content: "\\2060[" attr(${NUMBER}) "]" !important; font-size: 0.7em; vertical-align: super; line-height: 0;
} }`;

const LIST = `
:host { all: initial !important; display: none !important; }
@media print { :host { display: block !important; break-before: avoid; margin-top: 1.5em !important; } }
ol { margin: 0; padding: 0.8em 0 0 2.2em; border-top: 1px solid; font: 9pt/1.4 Georgia, serif; color: #000; }
li { margin: 0 0 0.45em; break-inside: avoid; overflow-wrap: anywhere; }
i { font-style: normal; }`;

/** @param {string} css */
function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** @param {string} text */
function shortened(text) {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > WORDS ? `${words.slice(0, words.lastIndexOf(" ", WORDS))} …` : words;
}

/**
 * The last span of each statement, in the order of the text.
 * @returns {Map<string, Element>} by the number of the annotation
 */
function lastSpans() {
  const last = new Map();
  for (const span of document.querySelectorAll("span.factnote[data-factnote]"))
    last.set(span.getAttribute("data-factnote"), span);
  return last;
}

/**
 * Prints the statements of a page as footnotes from now on.
 * @param {Handle} handle
 * @returns {() => void} ends it
 */
export function footnotes(handle) {
  const numbers = sheet(NUMBERS);
  /** @type {(() => void) | undefined} */
  let clear;

  const put = () => {
    clear?.();
    const spans = lastSpans();
    const list = document.createElement("ol");
    const numbered = /** @type {Element[]} */ ([]);
    for (const id of handle.marked()) {
      const annotation = handle.get(id);
      const card = handle.card(id);
      // Figures stand in statements or say what they are; notes for each would bury the others.
      if (!annotation || !card || annotation.kind === "figure") continue;
      const note = document.createElement("li");
      note.dir = "auto";
      const quoted = shortened(annotation.content.map(({ exact }) => exact).join(" "));
      const lines = card.filter(([key]) => REPEATED.includes(key)).map(([, name, content]) => `${name}: ${content}`);
      note.textContent = [`${quoted} – ${card[0]?.[2] ?? ""}`, ...lines].join(". ");
      list.append(note);
      const span = spans.get(id.replace(/^\D+/, ""));
      if (!span) continue;
      // Two statements may end with the same words.
      const before = span.getAttribute(NUMBER);
      span.setAttribute(NUMBER, before ? `${before}, ${list.childElementCount}` : String(list.childElementCount));
      numbered.push(span);
    }
    if (!list.firstChild) return;
    const host = document.createElement(TAG);
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [sheet(LIST)];
    root.append(list);
    const placed = document.querySelector(TAG);
    const end = numbered.at(-1);
    const place = placed ?? end?.closest("article, main, [itemprop=articleBody]") ?? document.body;
    place.append(host);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, numbers];
    clear = () => {
      for (const span of numbered) span.removeAttribute(NUMBER);
      host.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== numbers);
      clear = undefined;
    };
  };
  const take = () => clear?.();

  addEventListener("beforeprint", put);
  addEventListener("afterprint", take);
  const stop = () => {
    removeEventListener("beforeprint", put);
    removeEventListener("afterprint", take);
    document.removeEventListener("factnote:destroyed", stop);
    take();
  };
  document.addEventListener("factnote:destroyed", stop);
  return stop;
}
