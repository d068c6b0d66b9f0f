// @ts-check
// The article's sourcing, as the crate describes it (src/describe/panel.rs): the same data that the panel in a page
// shows. Its words come from there and are in English.

import { button, element } from "./build.js";

/** @typedef {string | number} AnnotationId as the content script writes it; nothing here looks into it */

/**
 * @typedef {object} Line
 * @property {string} text
 * @property {number | null} [count]
 * @property {AnnotationId[]} [annotations] what it counts
 * @property {[string, AnnotationId[]][]} [words] behind the text, each leads somewhere by itself
 */

/** @typedef {{ key: string, title: string, lines: Line[] }} Section */

/**
 * @typedef {object} PanelData
 * @property {string} title
 * @property {string} about title, outlet, day and author of the article
 * @property {[string, Line][]} bar statements by how their source is given: key and line
 * @property {Section[]} sections
 * @property {Section} statements all of them: a line for each source, a word for each statement
 */

/** @typedef {(annotations: AnnotationId[]) => void} Follow called with what the words lead to that were clicked */

/**
 * The panel without its statements.
 * @param {PanelData} data
 * @param {Follow} follow
 * @returns {DocumentFragment}
 */
export function panel(data, follow) {
  const made = document.createDocumentFragment();
  made.append(element("h2", {}, data.title), element("p", { class: "about", dir: "auto" }, data.about), bar(data));
  made.append(element("ul", { class: "counts" }, ...data.bar.map(([, line]) => item(line, follow))));
  for (const section of data.sections) {
    const all = section.lines.flatMap((line) => line.annotations ?? []);
    made.append(
      element("h3", {}, words({}, all, follow, section.title)),
      element("ul", { class: section.key }, ...section.lines.map((line) => item(line, follow))),
    );
  }
  return made;
}

/**
 * All statements, by source.
 * @param {Section} section
 * @param {Follow} follow
 * @returns {DocumentFragment}
 */
export function statements(section, follow) {
  const made = document.createDocumentFragment();
  for (const line of section.lines) {
    const list = element("ul", { class: "statements" });
    for (const [text, annotations] of line.words ?? []) {
      list.append(element("li", { dir: "auto" }, words({}, annotations, follow, text)));
    }
    made.append(element("h3", { class: "line" }, element("bdi", {}, line.text), count(line)), list);
  }
  return made;
}

/**
 * The counts as lengths, told apart by pattern. The list below says the same in words.
 * @param {PanelData} data
 */
function bar(data) {
  const made = element("div", { class: "bar", "aria-hidden": "true" });
  for (const [key, { annotations = [] }] of data.bar) {
    if (annotations.length === 0) continue;
    const share = element("span", { class: key });
    share.style.flexGrow = String(annotations.length);
    made.append(share);
  }
  return made;
}

/**
 * @param {Line} line
 * @param {Follow} follow
 */
function item(line, follow) {
  const name = words({ class: "line" }, line.annotations ?? [], follow, element("bdi", {}, line.text), count(line));
  const made = element("li", {}, name);
  for (const [text, annotations] of line.words ?? []) {
    made.append(" ", words({ class: "word" }, annotations, follow, text));
  }
  return made;
}

/** @param {Line} line */
function count(line) {
  return typeof line.count === "number" ? element("span", { class: "number" }, String(line.count)) : null;
}

/**
 * Words that lead to what they count; only words where that is nothing.
 * @param {Record<string, string>} attributes
 * @param {AnnotationId[]} annotations
 * @param {Follow} follow
 * @param {...(Node | string | null)} children
 */
function words(attributes, annotations, follow, ...children) {
  if (annotations.length === 0) return element("span", attributes, ...children);
  return button(attributes, () => follow(annotations), ...children);
}
