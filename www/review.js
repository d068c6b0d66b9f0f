// @ts-check
// The view for editors: every item that Factnote has found in the page, also what is not marked, with its rule, how sure it is, and
// overrides to copy. The script tag loads this file where the page's address has `?factnote=review`, and for nobody else:
//
//   import { review } from "./review.js";
//   review(handle); // of init()
//
// It stands in a closed shadow root, and is made of elements and text only: nothing of the page becomes markup.

/** @typedef {{ exact: string, prefix: string, suffix: string }} Quote */
/** @typedef {{ id: string, kind: "attribution" | "claim" | "figure" | "hedge", content: Quote[], label: string, confidence: number, rule: string, source?: string | null, role?: string | null, publisher?: { change: string } }} Item */
/** @typedef {{ export(): { annotations: Item[], sources: { id: string, name: string }[] } | undefined, marked(): string[], open(id: string): boolean, orphans(): string[] }} Handle */

const WORDS = {
  title: "Review",
  close: "Close the review",
  show: "Show",
  all: "all items",
  marked: "marked",
  unmarked: "not marked",
  isMarked: "marked",
  isUnmarked: "not marked",
  hide: "Override: hide",
  correct: "Override: correct",
  add: "Override: add",
  selected: "Override for the selected words",
  select: "Select words of the article first.",
  override: "Override",
  copied: 'Copied. It belongs into a tag <script type="application/json" class="factnote-overrides">.',
  shown: 'To copy: it belongs into a tag <script type="application/json" class="factnote-overrides">.',
  orphans: "Overrides that are not used",
  kinds: { attribution: "statement", claim: "outlet’s own statement", figure: "figure", hedge: "hedge" },
  changes: {
    hidden: "hidden by the publisher",
    corrected: "corrected by the publisher",
    added: "added by the publisher",
  },
};

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
 * The overrides that an editor may want for an item, by name.
 * @param {Item} item
 * @param {(id: string) => string} nameOf of a source
 * @returns {[string, object][]}
 */
export function overridesFor(item, nameOf) {
  const { kind } = item;
  const place = selector(item.content[0]);
  const source = item.source ? nameOf(item.source) : "";
  if (kind === "hedge") return [];
  const hide = /** @type {[string, object]} */ ([WORDS.hide, { action: "hide", kind, selector: place }]);
  if (kind !== "attribution") return [hide, [WORDS.add, { action: "add", selector: place, source: "" }]];
  const correct = { action: "correct", kind, selector: place, source, role: item.role ?? "", whyUnnamed: "", link: "" };
  return [hide, [WORDS.correct, correct]];
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
 */
export function review(handle) {
  document.querySelector("factnote-review")?.remove();
  const host = document.createElement("factnote-review");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const list = element("ol");
  const orphans = element("div");
  const status = element("p", { role: "status", class: "quiet" });
  const text = element("textarea", { readonly: "", rows: "8", "aria-label": WORDS.override, hidden: "" });
  const choice = element("select", { "aria-label": WORDS.show });
  for (const name of /** @type {const} */ (["all", "marked", "unmarked"]))
    choice.append(element("option", { value: name }, WORDS[name]));

  /** @param {object} override */
  const offer = async (override) => {
    text.hidden = false;
    text.value = JSON.stringify(override, null, 2);
    status.textContent = WORDS.shown;
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      status.textContent = WORDS.copied;
    } catch {
      // No clipboard here: the text is selected, and can be copied by hand.
    }
  };

  /** @param {Item} item @param {boolean} marked @param {(id: string) => string} nameOf */
  const row = (item, marked, nameOf) => {
    const words = item.content.map((piece) => piece.exact).join(" … ");
    // After the click: one beside a card closes it.
    const open = button(words, () => void setTimeout(() => handle.open(item.id)), { class: "words" });
    open.disabled = !marked;
    const change = /** @type {keyof typeof WORDS.changes | undefined} */ (item.publisher?.change);
    const found = [
      `${item.id}, ${WORDS.kinds[item.kind]}`,
      item.rule,
      `${Math.round(item.confidence * 100)}%`,
      marked ? WORDS.isMarked : WORDS.isUnmarked,
      ...(change ? [WORDS.changes[change]] : []),
    ];
    const copies = overridesFor(item, nameOf).map(([name, override]) =>
      button(name, () => void offer(override), { "aria-label": `${name}, ${item.id}` }),
    );
    return element(
      "li",
      { "data-id": item.id },
      open,
      element("p", {}, item.label),
      element("p", { class: "quiet" }, found.join(" · ")),
      element("div", { class: "do" }, ...copies),
    );
  };

  const fill = () => {
    const record = handle.export();
    if (!record) return remove();
    const marked = new Set(handle.marked());
    const names = new Map(record.sources.map(({ id, name }) => [id, name]));
    const wanted = record.annotations.filter(
      ({ id }) => choice.value === "all" || marked.has(id) === (choice.value === "marked"),
    );
    list.replaceChildren(...wanted.map((item) => row(item, marked.has(item.id), (id) => names.get(id) ?? "")));
    const unused = handle.orphans();
    orphans.replaceChildren();
    if (unused.length > 0)
      orphans.append(
        element("h3", {}, WORDS.orphans),
        element("ul", {}, ...unused.map((orphan) => element("li", {}, orphan))),
      );
  };

  const remove = () => {
    document.removeEventListener("factnote:updated", fill);
    document.removeEventListener("factnote:destroyed", remove);
    host.remove();
  };

  const add = () => {
    const place = selected();
    if (place) void offer({ action: "add", selector: selector(place), source: "", role: "" });
    else status.textContent = WORDS.select;
  };
  // A click would take the selection away before it is read.
  const adds = button(WORDS.selected, add);
  adds.addEventListener("pointerdown", (event) => event.preventDefault());

  choice.addEventListener("change", fill);
  document.addEventListener("factnote:updated", fill);
  document.addEventListener("factnote:destroyed", remove);
  root.append(
    element(
      "section",
      { "aria-label": WORDS.title, tabindex: "0" },
      element("header", {}, element("h2", {}, WORDS.title), choice, button("×", remove, { "aria-label": WORDS.close })),
      element("div", { class: "do" }, adds),
      status,
      text,
      orphans,
      list,
    ),
  );
  fill();
  document.body.append(host);
  return remove;
}
