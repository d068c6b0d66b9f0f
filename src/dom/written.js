// @ts-check
// Text nodes that marks divide: building the spans, putting them in, and the way back.
// In JavaScript, since a span that is made over web-sys costs some twenty crossings. `written.rs` is the other side.
//
// The page's own text node stays in its place, as the left part of its text (perhaps empty); our spans and the rest of
// the text stand behind it.

const XHTML = "http://www.w3.org/1999/xhtml";
const ID = "data-factnote";
const STYLE = "data-factnote-style";
const PART = "data-factnote-part";

/** So many text nodes are written before it is asked whether there is time for more. */
const STEP = 5;

/** One text node with what stands behind it. */
export class Written {
  /**
   * @param {Text} node
   * @param {Uint32Array} steps as of `prepare`
   * @param {HTMLElement[]} patterns a span for each style
   */
  constructor(node, steps, patterns) {
    this.node = node;
    this.steps = steps;
    this.patterns = patterns;
    /** The element that it stood in. */
    this.parent = /** @type {ParentNode} */ (node.parentNode);
    /** Its text before and after. */
    this.original = node.data;
    this.left = this.original.slice(0, steps[0]);
    /** The spans and texts behind it, in order. @type {(HTMLElement | Text)[]} */
    this.inserted = [];
    /** The spans, in the order in which they were made. @type {HTMLElement[]} */
    this.spans = [];
    /**
     * An empty text in the first span, where `left` is empty: `normalize()` takes both away, a page that removes its
     * text only that.
     * @type {Text | null}
     */
    this.witness = null;
    /** How many spans it has, or is to have. */
    this.count = 0;
    for (let at = 0; at < steps.length; at += 4 + steps[at + 3]) this.count += steps[at + 3];
    /** Of each span its annotation and which part of that it is. @type {[id: string, part: string][]} */
    this.names = [];
  }

  /** Builds the spans where there are none yet, and writes on them what they are; the page is not touched. */
  divide() {
    if (this.spans.length === 0) this.build();
    for (const [at, span] of this.spans.entries()) {
      const [id, part] = this.names[at];
      set(span, ID, id);
      set(span, PART, part);
    }
  }

  /** Builds the spans, from the text as it was when this was made. */
  build() {
    const { steps, patterns, original, inserted, spans } = this;
    /** @type {HTMLElement[]} */
    const open = [];
    /** @type {(node: HTMLElement | Text) => void} */
    const add = (node) => {
      const inner = open[open.length - 1];
      if (inner) inner.append(node);
      else inserted.push(node);
    };
    let place = steps[0];
    for (let at = 0; at < steps.length; at += 4 + steps[at + 3]) {
      const [start, end, kept, opened] = steps.subarray(at, at + 4);
      if (start > place) {
        open.length = 0;
        add(new Text(original.slice(place, start)));
      }
      open.length = kept;
      for (let style = 0; style < opened; style++) {
        const span = /** @type {HTMLElement} */ (patterns[steps[at + 4 + style]].cloneNode());
        add(span);
        spans.push(span);
        open.push(span);
      }
      add(new Text(original.slice(start, end)));
      place = end;
    }
    if (place < original.length) inserted.push(new Text(original.slice(place)));
    if (steps[0] === 0) spans[0].append((this.witness = new Text()));
  }

  /** Whether it has been put into the page. */
  isThere() {
    return this.inserted[0].parentNode !== null;
  }

  /** Puts spans and texts into the page, unless that has done something to the text since they were prepared. */
  put() {
    if (this.node.data !== this.original || this.node.parentNode !== this.parent) return;
    this.node.data = this.left;
    this.node.after(...this.inserted);
  }

  /**
   * Takes our nodes out. Three things may have happened: nothing, or nothing in them; the page has changed or removed
   * its text, so that what we split off it is out of date; or it has changed something in our nodes (added a child to a
   * span, called `normalize()`, translated the words), so that what is in them is the page's now.
   */
  undo() {
    if (this.isWhole()) {
      for (const node of this.inserted) node.remove();
      this.node.data = this.original;
    } else if (this.isOutOfDate() && !this.isTranslated()) {
      for (const node of this.inserted) node.remove();
    } else {
      this.witness?.remove();
      for (const node of this.inserted) unwrap(node);
    }
  }

  /** Whether everything stands in the page as it was made. */
  isIntact() {
    return this.node.isConnected && !this.isSplit() && this.isWhole();
  }

  /** Whether the page has changed or removed the text, or put something between it and our nodes. */
  isStale() {
    return this.isOutOfDate() || this.isSplit();
  }

  isSplit() {
    return this.node.parentNode !== null && this.node.nextSibling !== this.inserted[0];
  }

  /** Whether our nodes stand behind the text, one after the other, with the words that they got. */
  isWhole() {
    const { node, inserted } = this;
    if (!node.parentNode || inserted[0].parentNode !== node.parentNode || node.data !== this.left) return false;
    let [text, spans] = [this.left, 0];
    /** @type {Node | null} */
    let next = inserted[0];
    for (const part of inserted) {
      if (next !== part) return false;
      text += part.textContent;
      if (part.nodeType === 1) spans += 1 + /** @type {Element} */ (part).getElementsByTagName("*").length;
      next = part.nextSibling;
    }
    return spans === this.spans.length && text === this.original;
  }

  /** Whether the page has changed or removed the text, so that what was split off it is out of date. */
  isOutOfDate() {
    if (this.node.parentNode) return this.node.data !== this.left;
    // Detached: by the page, or by `normalize()`, which joins a text to the one before it and drops empty ones.
    if (this.witness) return this.witness.parentNode !== null;
    const there = this.inserted.find((node) => node.parentNode);
    return !(there?.previousSibling?.textContent ?? "").endsWith(this.left);
  }

  /** Whether a translator has put its own element in the place of the text, as Chrome, Edge and Google do. */
  isTranslated() {
    return this.inserted[0].previousSibling?.nodeName.toLowerCase() === "font";
  }

  /** The texts in the page that it consists of, in order. */
  texts() {
    const texts = [this.node];
    for (const node of this.inserted) if (node.parentNode) collectTexts(node, texts);
    return texts;
  }

  /**
   * The place in the page of an offset in the whole text. At a border it is the end of the left part, or with `forward`
   * the beginning of the right one.
   * @param {number} offset UTF-16 units
   * @param {boolean} forward
   * @returns {[Text, number] | undefined}
   */
  place(offset, forward) {
    let left = offset;
    for (const text of this.texts()) {
      if (left < text.length || (left === text.length && !forward)) return [text, left];
      left -= text.length;
    }
    return undefined;
  }

  /**
   * The offset in the whole text of a place in the page: the other way round.
   * @param {Node} container
   * @param {number} offset
   * @returns {number | undefined}
   */
  offsetOf(container, offset) {
    const before = container.nodeType === 1 ? container.childNodes[offset - 1] : null;
    let start = 0;
    for (const text of this.texts()) {
      if (text === container) return start + offset;
      start += text.length;
      if (before && text === lastText(before)) return start;
    }
    return undefined;
  }
}

/**
 * Takes text nodes, so that their spans can be built later; the page is not touched.
 * @param {Node[]} nodes the page's nodes
 * @param {string[]} texts as they were read
 * @param {Uint32Array} plan for each text node its index and the number of its steps; for each step where it begins and
 *   ends (UTF-16 units), how many of the spans around the one before go on around it, and how many begin, with the
 *   number of the style of each
 * @param {string[]} styles
 * @returns {(Written | undefined)[]} one for each text node; undefined where it has another text than it was read with, or has
 *   left the page
 */
export function prepare(nodes, texts, plan, styles) {
  const patterns = styles.map(pattern);
  const made = [];
  let at = 0;
  while (at < plan.length) {
    const node = /** @type {Text} */ (nodes[plan[at]]);
    const end = endOf(plan, at);
    const isThere = node.parentNode !== null && node.data === texts[plan[at]];
    made.push(isThere ? new Written(node, plan.subarray(at + 2, end), patterns) : undefined);
    at = end;
  }
  return made;
}

/**
 * Index behind what `plan` says of the text node at `at`.
 * @param {Uint32Array} plan
 * @param {number} at
 */
function endOf(plan, at) {
  let end = at + 2;
  for (let left = plan[at + 1]; left > 0; left--) end += 4 + plan[end + 3];
  return end;
}

/** @param {string} style */
function pattern(style) {
  const span = document.createElementNS(XHTML, "span");
  span.setAttribute("class", "factnote");
  span.setAttribute(STYLE, style);
  return /** @type {HTMLElement} */ (span);
}

/**
 * Says to which annotation each span belongs that was built or is to be built, and which part of it it is.
 * @param {Written[]} list
 * @param {Uint32Array} annotations for each span of the list the number of its annotation
 */
export function name(list, annotations) {
  /** How many spans each has that have no name yet. @type {Map<number, number>} */
  const left = new Map();
  for (const id of annotations) left.set(id, (left.get(id) ?? 0) + 1);
  const begun = new Set();
  let at = 0;
  for (const written of list)
    written.names = Array.from({ length: written.count }, () => {
      const id = annotations[at++];
      const more = Number(left.get(id)) - 1;
      left.set(id, more);
      const [alone, others] = begun.has(id) ? ["last", "middle"] : ["only", "first"];
      begun.add(id);
      return [String(id), more === 0 ? alone : others];
    });
}

/**
 * Puts what was prepared and does not stand there into the page. The reader's selection stays.
 * @param {Written[]} list
 */
export function put(list) {
  const missing = list.filter((written) => !written.isThere());
  keepSelection(missing, () => write(missing));
}

/**
 * The same from a number of the list on until a time, for at least `STEP` of them.
 * @param {Written[]} list
 * @param {number} from
 * @param {number} until as `performance.now()` has it
 * @returns {number} the number of the next one
 */
export function putUntil(list, from, until) {
  let at = from;
  // Asking for the selection has the browser lay out what was written before: it is asked for once, and not at each step.
  keepSelection(list.slice(from), () => {
    do write(list.slice(at, (at += STEP)));
    while (at < list.length && performance.now() < until);
  });
  return at;
}

/**
 * @param {Written[]} list none of which is in the page
 */
function write(list) {
  const caps = list.filter(beginsWithDropCap);
  for (const written of list) written.put();
  if (caps.length === 0) return;
  // Firefox loses a `::first-letter` that comes into a span, until the text in the span is written once more after a
  // layout.
  caps[0].node.parentElement?.getBoundingClientRect();
  for (const { spans } of caps) {
    const first = firstText(spans[0]);
    if (first) first.data = first.data;
  }
}

/**
 * Whether the first letter of a text that a span will begin with is larger than the others.
 * @param {Written} written
 */
function beginsWithDropCap({ node, left }) {
  if (left !== "") return false;
  let block = node.parentElement;
  while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
  return block !== null && getComputedStyle(block, "::first-letter").fontSize !== getComputedStyle(block).fontSize;
}

/**
 * Takes it out again, the last first. The reader's selection stays.
 * @param {Written[]} list
 */
export function undo(list) {
  keepSelection(list, () => list.reverse().forEach((written) => written.undo()));
}

/**
 * Replaces spans of ours by what is in them; what the page has put there stays.
 * @param {Node} node
 */
export function unwrap(node) {
  if (node.nodeType !== 1 || !(/** @type {Element} */ (node).hasAttribute(ID))) return;
  const span = /** @type {Element} */ (node);
  for (const child of [...span.childNodes]) unwrap(child);
  if (span.parentNode) span.replaceWith(...span.childNodes);
}

/**
 * Does something to text nodes without changing what the reader has selected: what is cut off a text node is lost from
 * a selection that begins or ends in it.
 * @param {Written[]} list
 * @param {() => void} write
 */
function keepSelection(list, write) {
  const selection = document.getSelection();
  // Where Firefox has more than one, the browser's own way must do.
  if (selection?.rangeCount !== 1 || selection.isCollapsed) return write();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const anchor = find(list, anchorNode, anchorOffset);
  const focus = find(list, focusNode, focusOffset);
  write();
  if (!anchor && !focus) return;
  const from = anchor?.() ?? [selection.anchorNode, selection.anchorOffset];
  const to = focus?.() ?? [selection.focusNode, selection.focusOffset];
  if (from[0] && to[0]) selection.setBaseAndExtent(from[0], from[1], to[0], to[1]);
}

/**
 * A place that lies in one of the texts: a function that says where it is by then.
 * @param {Written[]} list
 * @param {Node | null} container
 * @param {number} offset
 * @returns {(() => [Text, number] | undefined) | undefined}
 */
function find(list, container, offset) {
  if (!container) return undefined;
  for (const written of list) {
    if (container.nodeType === 1 && !(/** @type {Node} */ (written.parent).contains(container))) continue;
    const at = written.offsetOf(container, offset);
    if (at !== undefined) return () => written.place(at, false);
  }
  return undefined;
}

/**
 * The text nodes at and below `node`, in order.
 * @param {Node} node
 * @param {Text[]} into
 */
function collectTexts(node, into) {
  if (node.nodeType === 3) into.push(/** @type {Text} */ (node));
  else for (const child of node.childNodes) collectTexts(child, into);
}

/**
 * @param {Node} node
 * @returns {Text | null}
 */
function firstText(node) {
  /** @type {Node | null} */
  let first = node;
  while (first && first.nodeType !== 3) first = first.firstChild;
  return /** @type {Text | null} */ (first);
}

/** @param {Node} node */
function lastText(node) {
  /** @type {Node | null} */
  let last = node;
  while (last && last.nodeType !== 3) last = last.lastChild;
  return last;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
