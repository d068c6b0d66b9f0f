// @ts-check
// Reads a live document into flat arrays, without changing it: one call, one crossing into wasm.
// Why JavaScript: reading each property over web-sys costs five times as much. `collect.rs` is the other side;
// the two must agree on the order of `strings` and `numbers`.

/** @typedef {{ node: Text, original: string, inserted: Node[], isIntact(): boolean }} Written as in written.js */

const XHTML = "http://www.w3.org/1999/xhtml";

/** Elements whose text is not prose of the page, or where an element of ours would do harm. */
const LEFT_OUT = new Set(
  (
    "script style noscript template textarea select option optgroup datalist button input iframe frame object embed " +
    "video audio canvas map svg math code pre kbd samp var xmp title head meta link rt rp progress meter dialog"
  ).split(" "),
);

/** Elements that are part of a line of text even where the page floats them or makes them inline blocks. */
const PHRASING = new Set(
  "a abbr b bdi bdo big cite data dfn em font i ins del label mark q s small span strong sub sup time u".split(" "),
);

const EDITABLE_ROLES = new Set(["textbox", "searchbox", "combobox"]);

/** Attributes that say what an element is for, in the order in which their values are joined. */
const HINTS = ["id", "class", "role", "itemprop", "data-component", "data-testid", "data-type", "rel", "aria-label"];

const KEEPS_LINES = /^(pre|break-spaces)/;

/** Flags of a node in `numbers`. */
const BLOCK = 1;
const LINES = 2;
const REFERENCE = 4;
/** Of a text node that no span may divide: it would become new items of a flex or grid container, or be edited. */
const UNDIVIDED = 8;

/** Longest value and deepest key that is read from linked data. */
const LONGEST_VALUE = 1000;
const DEEPEST_KEY = 8;
const MOST_VALUES = 2000;

/**
 * @typedef {{ strings: string, lengths: Uint32Array, numbers: Uint32Array, nodes: Node[], texts: string[], marked: boolean }} Collected
 *   `strings`: all strings, one after the other, each followed by a line break; `lengths`: of each, in UTF-16 units.
 *   `numbers`: counts of tags, metas, linked-data scripts; pairs in each script; index of the root + 1; then per
 *   node its parent, its tag + 1 (0: a text node) and its flags.
 */

/** So many nodes are read before it is asked whether there is time for more. */
const STEP = 50;
/** A page that changes while it is read is read from its beginning, and after so many times in one go. */
const MOST_BEGINNINGS = 3;

/**
 * @param {Document} document
 * @param {string | undefined} root selector of the element that holds the article
 * @param {string | undefined} exclude selector of what is left out
 * @param {Written[]} written text nodes that our marks have divided: read as if they had not been
 * @returns {Collected}
 */
export function collect(document, root, exclude, written) {
  const steps = collecting(document, root, exclude, written);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A page that is read in slices, and whether anything has happened to its text since that began. */
export class Collecting {
  /**
   * @param {Document} document
   * @param {string | undefined} root as of `collect`, and so on
   * @param {string | undefined} exclude
   * @param {Written[]} written
   */
  constructor(document, root, exclude, written) {
    // What the page has taken apart meanwhile is read as it stands.
    this.begin = () =>
      collecting(
        document,
        root,
        exclude,
        written.filter((one) => one.isIntact()),
      );
    this.document = document;
    this.beginnings = 0;
    /** @type {ReturnType<typeof collecting> | undefined} */
    this.steps = undefined;
    this.changed = true;
    // What is seen of a page that has changed is of no use any more.
    this.observer = new MutationObserver(() => this.note());
  }

  note() {
    this.changed = true;
    this.observer.disconnect();
  }

  /** Whether the page's nodes and texts are what they were when the reading began. */
  isStill() {
    if (this.observer.takeRecords().length > 0) this.note();
    return !this.changed;
  }

  /**
   * Reads on until a time (`performance.now()`); what was read, where that is all.
   * @param {number} until
   * @returns {Collected | undefined}
   */
  step(until) {
    if (!this.isStill()) {
      this.changed = false;
      this.observer.observe(this.document, { subtree: true, childList: true, characterData: true });
      this.steps = this.begin();
      this.beginnings++;
    }
    const steps = /** @type {ReturnType<typeof collecting>} */ (this.steps);
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (this.beginnings > MOST_BEGINNINGS || performance.now() < until);
    return undefined;
  }
}

/**
 * @param {Document} document
 * @param {string | undefined} root
 * @param {string | undefined} exclude
 * @param {Written[]} written
 * @returns {Generator<undefined, Collected>}
 */
function* collecting(document, root, exclude, written) {
  /** @type {string[]} */
  const strings = [];
  const head = readHead(document);
  const body = yield* readBody(document, root, exclude, written);
  strings.push(document.URL ?? "", document.documentElement?.getAttribute("lang") ?? "", document.title ?? "");
  strings.push(...body.tags);
  for (const [name, content] of head.metas) strings.push(name, content);
  for (const script of head.scripts) for (const [path, value] of script) strings.push(path, value);
  for (const text of body.strings) strings.push(text);
  const numbers = [body.tags.length, head.metas.length, head.scripts.length];
  for (const script of head.scripts) numbers.push(script.length);
  numbers.push(body.root);
  for (const number of body.numbers) numbers.push(number);
  const lengths = new Uint32Array(strings.length);
  for (let at = 0; at < strings.length; at++) lengths[at] = strings[at].length;
  return {
    strings: strings.join("\n") + "\n",
    lengths,
    numbers: Uint32Array.from(numbers),
    nodes: body.nodes,
    texts: body.texts,
    marked: body.marked,
  };
}

/** @param {Document} document */
function readHead(document) {
  /** @type {[string, string][]} */
  const metas = [];
  for (const meta of document.querySelectorAll("meta[content]")) {
    const content = meta.getAttribute("content") ?? "";
    if (content.length > LONGEST_VALUE) continue;
    for (const attribute of ["property", "name", "itemprop"]) {
      const name = meta.getAttribute(attribute);
      if (name) metas.push([name.toLowerCase(), content]);
    }
  }
  const scripts = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    /** @type {[string, string][]} */
    const values = [];
    try {
      // Line breaks inside strings are common, and JSON forbids them.
      flatten(JSON.parse((script.textContent ?? "").replace(/[\0-\x1f]/g, " ")), "", 0, values);
    } catch {
      continue; // broken linked data is common, and says nothing about the page
    }
    scripts.push(values);
  }
  return { metas, scripts };
}

/**
 * @param {unknown} value
 * @param {string} path
 * @param {number} depth
 * @param {[string, string][]} into
 */
function flatten(value, path, depth, into) {
  if (into.length >= MOST_VALUES || depth > DEEPEST_KEY) return;
  if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, depth + 1, into);
  } else if (value !== null && String(value).length <= LONGEST_VALUE) {
    into.push([path, String(value)]);
  }
}

/**
 * @param {Document} document
 * @param {string | undefined} rootSelector
 * @param {string | undefined} exclude
 * @param {Written[]} written
 */
function* readBody(document, rootSelector, exclude, written) {
  const view = document.defaultView;
  /** @type {Node[]} */
  const nodes = [];
  /** Of the text nodes among them, by their number. @type {string[]} */
  const texts = [];
  /** @type {string[]} */
  const strings = [];
  /** @type {number[]} */
  const numbers = [];
  /** @type {Map<string, number>} */
  const tags = new Map();
  const chosen = rootSelector ? document.querySelector(rootSelector) : null;
  const left = exclude ? new Set(document.querySelectorAll(exclude)) : null;
  /** @type {Map<Node, string>} */
  const whole = new Map();
  /** @type {Set<Node>} */
  const ours = new Set();
  for (const { node, original, inserted } of written) {
    whole.set(node, original);
    for (const node of inserted) ours.add(node);
  }
  // What no span may divide is read where it can be marked all the same.
  const highlights = typeof Highlight === "function";
  let root = 0;
  let marked = false;

  /** @type {(element: Element, attributes: string[], style: CSSStyleDeclaration | undefined, display: string, parent: number) => number} */
  const addElement = (element, attributes, style, display, parent) => {
    const tag = element.localName.toLowerCase();
    let number = tags.get(tag);
    if (number === undefined) tags.set(tag, (number = tags.size));
    const text = attributes.length ? hints(element, attributes) : "";
    const dated = tag === "time" || text.includes("datepublished");
    const reference =
      tag === "a"
        ? leadsTo(element)
        : dated
          ? (element.getAttribute("datetime") ?? element.getAttribute("content"))
          : null;
    const block = style !== undefined && isBlock(element, tag, style, display);
    const lines = block && KEEPS_LINES.test(style.whiteSpace);
    const index = nodes.push(element) - 1;
    numbers.push(parent, number + 1, (block ? BLOCK : 0) | (lines ? LINES : 0) | (reference === null ? 0 : REFERENCE));
    strings.push(text);
    if (reference !== null) strings.push(reference);
    if (element === chosen) root = index + 1;
    return index;
  };

  // One entry for each open element; a loop and no recursion, however deep the page is. Whether it may hold text is
  // asked at its first text.
  /** @type {{ index: number, style: CSSStyleDeclaration | undefined, display: string, edited: boolean, text: number | undefined }[]} */
  const open = [];
  /** @type {(element: Element, parent: number) => boolean} */
  const enter = (element, parent) => {
    const attributes = element.getAttributeNames();
    if (attributes.includes("data-factnote")) marked = true;
    if (isLeftOut(element, attributes, left)) return false;
    const edited = isEdited(element, attributes);
    if (edited && !open[open.length - 1]?.edited && !(highlights && holdsArticle(element, chosen))) return false;
    // Each property that is read of a style costs more than all attributes together: each is read once, and only where
    // something hangs on it.
    const style = view?.getComputedStyle(element);
    const display = style?.display ?? "";
    if (style && isHidden(element, style, display)) return false;
    open.push({
      index: addElement(element, attributes, style, display, parent),
      style,
      display,
      edited,
      text: undefined,
    });
    return true;
  };

  const start = document.body;
  if (start && document.designMode !== "on" && enter(start, 0)) {
    /** @type {Node | null} */
    let node = start.firstChild;
    let steps = 0;
    while (open.length) {
      if (++steps % STEP === 0) yield;
      const here = open[open.length - 1];
      if (node === null) {
        const closed = nodes[here.index];
        open.pop();
        node = closed.nextSibling;
        continue;
      }
      if (ours.has(node)) {
        node = node.nextSibling;
        continue;
      }
      if (node.nodeType === 3) {
        here.text ??= flagsOfText(here.style, here.display, here.edited);
        if (here.text === 0 || (here.text === UNDIVIDED && highlights)) {
          const text = whole.get(node) ?? /** @type {Text} */ (node).data;
          texts[nodes.push(node) - 1] = text;
          numbers.push(here.index, 0, here.text);
          strings.push(text);
        }
      } else if (node.nodeType === 1 && enter(/** @type {Element} */ (node), here.index)) {
        node = node.firstChild;
        continue;
      }
      node = node.nextSibling;
    }
  }
  return { nodes, texts, strings, numbers, tags: [...tags.keys()], root, marked };
}

/**
 * @param {Element} element
 * @param {string[]} attributes names of its attributes
 * @param {Set<Element> | null} excluded
 */
function isLeftOut(element, attributes, excluded) {
  if (element.namespaceURI !== XHTML || LEFT_OUT.has(element.localName) || excluded?.has(element)) return true;
  if (attributes.length === 0) return false;
  if (attributes.includes("data-factnote-skip")) return true;
  if (attributes.includes("hidden") && element.getAttribute("hidden") !== "until-found") return true;
  // A page with an open dialog often hides its whole content from assistive technology meanwhile.
  return (
    attributes.includes("aria-hidden") &&
    element.getAttribute("aria-hidden") === "true" &&
    !element.querySelector("h1, article, main")
  );
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {string} display
 */
function isHidden(element, style, display) {
  if (display === "none" || style.opacity === "0") return true;
  // Nothing flows over the inline box of a phrase, whatever its style says.
  if (display === "contents" || (display === "inline" && PHRASING.has(element.localName))) return false;
  const overflow = style.overflowX;
  if (overflow === "visible" || overflow === "" || overflow === "auto") return false;
  // "Visually hidden" boxes of a pixel or less.
  return (element.clientWidth <= 1 || element.clientHeight <= 1) && isEmptyBox(element);
}

/** @param {Element} element */
function isEmptyBox(element) {
  const box = element.getBoundingClientRect();
  return box.width <= 1 || box.height <= 1;
}

/**
 * @param {Element} element
 * @param {string[]} attributes names of its attributes
 */
function isEdited(element, attributes) {
  if (/** @type {HTMLElement} */ (element).isContentEditable) return true;
  return attributes.includes("role") && EDITABLE_ROLES.has(element.getAttribute("role") ?? "");
}

/**
 * Whether an element that can be edited is the article, in the preview of an editor, and not a field for the reader.
 * @param {Element} element
 * @param {Element | null} chosen the root of the article, where the page names it
 */
function holdsArticle(element, chosen) {
  if (chosen && element.contains(chosen)) return true;
  return element.matches("body, main, article") || element.querySelector("article, main, h1") !== null;
}

/**
 * Flags of text directly in an element; -1 where it is not seen.
 * @param {CSSStyleDeclaration | undefined} style
 * @param {string} display
 * @param {boolean} edited
 */
function flagsOfText(style, display, edited) {
  if (style && style.visibility !== "visible") return -1;
  return edited || /flex|grid/.test(display) ? UNDIVIDED : 0;
}

/**
 * @param {Element} element
 * @param {string} tag
 * @param {CSSStyleDeclaration} style
 * @param {string} display
 */
function isBlock(element, tag, style, display) {
  if (display === "inline" || display === "contents" || display.startsWith("ruby")) return false;
  if (!PHRASING.has(tag)) return true;
  if (display.startsWith("inline-")) return false;
  // A drop cap or a boxed word inside a line; anything longer that floats is a box of its own.
  return style.float === "none" || (element.textContent ?? "").trim().length > 3;
}

/**
 * The address that a link leads to, in full; one inside the page as it is written.
 * @param {Element} element
 */
function leadsTo(element) {
  const written = element.getAttribute("href");
  if (written === null || written.startsWith("#") || !(element instanceof HTMLAnchorElement)) return written;
  return element.href;
}

/**
 * @param {Element} element
 * @param {string[]} attributes names of its attributes
 */
function hints(element, attributes) {
  let text = "";
  for (const name of HINTS) {
    const value = attributes.includes(name) ? element.getAttribute(name) : null;
    if (value) text += text ? " " + value : value;
  }
  return text.length > 400 ? text.slice(0, 400).toLowerCase() : text.toLowerCase();
}
