// @ts-check
// The view for editors: every item that Factnote has found in the page, also what is not marked, with its rule, how sure it is, and
// overrides to copy. The script tag loads this file where the page's address has `?factnote=review`, and for nobody else:
//
//   import { review } from "./review.js";
//   review(handle, "de"); // of init(); English where no language is named
//
// It stands in a closed shadow root, and is made of elements and text only: nothing of the page becomes markup.

/** @typedef {{ exact: string, prefix: string, suffix: string }} Quote */
/** @typedef {{ id: string, kind: "attribution" | "claim" | "figure" | "hedge", content: Quote[], label: string, confidence: number, rule: string, source?: string | null, role?: string | null, publisher?: { change: string } }} Item */
/** @typedef {{ document: { lang?: string }, annotations: Item[], sources: { id: string, name: string }[] }} Found */
/** @typedef {{ export(): Found | undefined, marked(): string[], card(id: string): [key: string, name: string, content: string][] | undefined, open(id: string): boolean, orphans(): string[] }} Handle */

/**
 * The words of the view by key, in a language: `src/describe/messages/review`.
 * @typedef {Record<string, string>} Words
 * @param {string} language
 * @returns {Promise<Words>}
 */
async function wordsIn(language) {
  const address = new URL(`pkg/messages/review/${encodeURIComponent(language)}.json`, import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Loaded with this file, so that the view is there at once for who calls it. */
const ENGLISH = await wordsIn("en");

const STYLE = `
:host { all: initial !important; position: fixed !important; inset: 0 auto 0 0 !important; z-index: 2147483000 !important;
  width: min(400px, 100vw) !important; }
section { box-sizing: border-box; height: 100%; overflow: auto; padding: 16px; color: #1b1a17; background: #fff;
  border-right: 1px solid #8a8579; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 16px; } h3 { margin: 12px 0 4px; font-size: 14px; }
header, .do { display: flex; flex-wrap: wrap; gap: 8px; align-items: baseline; }
h2 { flex: 1; }
ol, ul { margin: 8px 0; padding: 0; list-style: none; } li { padding: 8px 0; border-top: 1px solid #d9d4c7; }
p { margin: 2px 0; } .quiet { color: #5c584f; font-size: 12.5px; }
button, select, textarea { font: inherit; color: inherit; background: #fff; border: 1px solid #8a8579; border-radius: 4px; min-height: 24px; }
button { cursor: pointer; color: #2c4a7c; }
.words { display: block; width: 100%; border: 0; padding: 0; text-align: start; font-weight: 600; }
.words:disabled { color: inherit; cursor: default; }
textarea { box-sizing: border-box; width: 100%; margin-top: 6px; font: 12px/1.4 monospace; }
:focus-visible { outline: 2px solid #2c4a7c; outline-offset: 2px; }
@media print { :host { display: none !important; } }`;

/**
 * An element with attributes and what stands in it.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 */
function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** Of a place in the text what an override needs to find it again. @param {Quote} quote */
const selector = ({ exact, prefix, suffix }) => ({ type: "TextQuoteSelector", exact, prefix, suffix });

/**
 * The overrides that an editor may want for an item, each with what it does.
 * @param {Item} item
 * @param {(id: string) => string} nameOf of a source
 * @returns {["hide" | "correct" | "add", object][]}
 */
export function overridesFor(item, nameOf) {
  const { kind } = item;
  const place = selector(item.content[0]);
  const source = item.source ? nameOf(item.source) : "";
  if (kind === "hedge") return [];
  const hide = { action: "hide", kind, selector: place };
  if (kind !== "attribution")
    return [
      ["hide", hide],
      ["add", { action: "add", selector: place, source: "" }],
    ];
  const correct = { action: "correct", kind, selector: place, source, role: item.role ?? "", whyUnnamed: "", link: "" };
  return [
    ["hide", hide],
    ["correct", correct],
  ];
}

/**
 * The words that are selected in the page, as a selector with what stands around them.
 * @returns {Quote | undefined}
 */
function selected() {
  const selection = getSelection();
  const exact = selection?.toString().trim();
  if (!selection?.rangeCount || !exact) return undefined;
  const range = selection.getRangeAt(0);
  const block = (range.commonAncestorContainer.parentElement ?? document.body).closest(
    "p, li, blockquote, h1, h2, h3, td",
  );
  const around = (/** @type {boolean} */ before) => {
    const rest = document.createRange();
    rest.selectNodeContents(block ?? range.commonAncestorContainer);
    if (before) rest.setEnd(range.startContainer, range.startOffset);
    else rest.setStart(range.endContainer, range.endOffset);
    const text = rest.toString().replace(/\s+/g, " ");
    return before ? text.slice(-32) : text.slice(0, 32);
  };
  return { exact, prefix: around(true), suffix: around(false) };
}

/**
 * Shows the view beside the page; a second call shows it anew. Gives what takes it away.
 * @param {Handle} handle
 * @param {string} [language] of the view's words; English where there are none of that language
 */
export function review(handle, language = "en") {
  document.querySelector("factnote-review")?.remove();
  const host = document.createElement("factnote-review");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);

  const listening = new AbortController();
  const remove = () => {
    listening.abort();
    host.remove();
  };
  document.addEventListener("factnote:destroyed", remove, { signal: listening.signal });
  /** @param {Words} words @param {string} language */
  const show = (words, language) => {
    const write = fill(root, handle, words, language, remove);
    document.addEventListener("factnote:updated", write, { signal: listening.signal });
  };
  if (language === "en") show(ENGLISH, language);
  else
    wordsIn(language).then(
      (words) => show(words, language),
      (error) => {
        console.warn(`Factnote: the view for editors has no words in “${language}” (${error}); they are English`);
        show(ENGLISH, "en");
      },
    );
  return remove;
}

/**
 * Writes the view. Gives what writes it again when the page has changed.
 * @param {ShadowRoot} root
 * @param {Handle} handle
 * @param {Words} words
 * @param {string} language of the words
 * @param {() => void} remove takes the view away
 */
function fill(root, handle, words, language, remove) {
  const list = element("ol");
  const orphans = element("div");
  const status = element("p", { role: "status", class: "quiet" });
  const text = element("textarea", { readonly: "", rows: "8", "aria-label": words.override, hidden: "" });
  const choice = element("select", { "aria-label": words.show });
  for (const name of ["all", "marked", "unmarked"])
    choice.append(element("option", { value: name }, words[`show.${name}`]));

  /** @param {object} override */
  const offer = async (override) => {
    text.hidden = false;
    text.value = JSON.stringify(override, null, 2);
    status.textContent = words.shown;
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = words.copied;
    } catch {
      // No clipboard here: the text is selected, and can be copied by hand.
    }
  };

  /** @param {Item} item @param {boolean} marked @param {Found} found */
  const row = (item, marked, { document, sources }) => {
    const nameOf = (/** @type {string} */ id) => sources.find((source) => source.id === id)?.name ?? "";
    const quoted = item.content.map((piece) => piece.exact).join(" … ");
    // After the click: one beside a card closes it.
    const open = button(quoted, () => void setTimeout(() => handle.open(item.id)), {
      class: "words",
      lang: document.lang ?? "",
    });
    open.disabled = !marked;
    // The card speaks the reader's language, the record always English.
    const title = handle.card(item.id)?.[0]?.[2];
    const how = [
      `${item.id}, ${words[`kind.${item.kind}`]}`,
      item.rule,
      `${Math.round(item.confidence * 100)}%`,
      marked ? words.marked : words.unmarked,
      ...(item.publisher ? [words[`change.${item.publisher.change}`]] : []),
    ];
    const copies = overridesFor(item, nameOf).map(([action, override]) => {
      const name = words[`override.${action}`];
      return button(name, () => void offer(override), { "aria-label": `${name}, ${item.id}` });
    });
    return element(
      "li",
      { "data-id": item.id },
      open,
      title === undefined ? element("p", { lang: "en" }, item.label) : element("p", {}, title),
      element("p", { class: "quiet" }, how.join(" · ")),
      element("div", { class: "do" }, ...copies),
    );
  };

  const write = () => {
    const found = handle.export();
    if (!found) return remove();
    const marked = new Set(handle.marked());
    const wanted = found.annotations.filter(
      ({ id }) => choice.value === "all" || marked.has(id) === (choice.value === "marked"),
    );
    list.replaceChildren(...wanted.map((item) => row(item, marked.has(item.id), found)));
    const unused = handle.orphans();
    orphans.replaceChildren();
    if (unused.length > 0)
      orphans.append(
        element("h3", {}, words.orphans),
        element("ul", { lang: "en" }, ...unused.map((orphan) => element("li", {}, orphan))),
      );
  };

  const add = () => {
    const place = selected();
    if (place) void offer({ action: "add", selector: selector(place), source: "", role: "" });
    else status.textContent = words.select;
  };
  // A click would take the selection away before it is read.
  const adds = button(words.selected, add);
  adds.addEventListener("pointerdown", (event) => event.preventDefault());

  choice.addEventListener("change", write);
  root.append(
    element(
      "section",
      { "aria-label": words.title, tabindex: "0", lang: language },
      element("header", {}, element("h2", {}, words.title), choice, button("×", remove, { "aria-label": words.close })),
      element("div", { class: "do" }, adds),
      status,
      text,
      orphans,
      list,
    ),
  );
  write();
  return write;
}
