// @ts-check
// Tells when a page has changed so much that it is worth reading again: late paragraphs, endless scrolling, live blogs,
// translation, navigation inside the page, a page that comes back from the back/forward cache.
// In JavaScript, since a busy page reports thousands of changes a second, and most are none of ours. `watch.rs` is the
// other side.

/** What reading again gave. */
const BUSY = 0;
const SAME = 1;
/** It is told by `came`. */
const LATER = 3;

/** The page is never read sooner after a change than this, in milliseconds, and at least once in so many. */
const SOONEST = 250;
const LATEST = 30_000;
/** Reading takes at most one part in so many of the time. */
const SHARE = 20;
/** So many new characters in one change are an article's, not those of a clock or a counter. */
const MUCH = 120;

/** Elements that hold no text of an article. */
const NO_TEXT = "script, style, template, noscript, textarea, select, factnote-card, factnote-panel";

export class Watcher {
  /**
   * @param {Document} document
   * @param {() => number} read reads the page again; 0 where that cannot be now, 1 where nothing has changed, 3 where that is
   *   told later
   */
  constructor(document, read) {
    this.document = document;
    this.read = read;
    this.place = address();
    /** How long small changes wait, in milliseconds: longer each time that nothing has come of them. */
    this.patience = SOONEST;
    /** When the page is to be read, and the timer for it. */
    this.due = Infinity;
    this.timer = 0;
    this.observer = new MutationObserver((records) => this.seen(records));
    this.listening = new AbortController();
    const signal = this.listening.signal;
    const moved = () => this.moved();
    addEventListener("popstate", moved, { signal });
    addEventListener("pageshow", (event) => event.persisted && this.plan(SOONEST), { signal });
    document.addEventListener("visibilitychange", () => this.wake(), { signal });
    /** @type {any} */ (window).navigation?.addEventListener("navigatesuccess", moved, { signal });
    this.resume();
  }

  /** What is written from here to `resume` is Factnote's. */
  pause() {
    this.observer.disconnect();
  }

  resume() {
    this.observer.observe(this.document.documentElement, { subtree: true, childList: true, characterData: true });
  }

  stop() {
    this.pause();
    this.listening.abort();
    clearTimeout(this.timer);
  }

  /** @param {MutationRecord[]} records */
  seen(records) {
    if (this.moved()) return;
    let most = 0;
    for (const record of records) {
      most = Math.max(most, changed(record));
      if (most >= MUCH) break;
    }
    if (most >= MUCH) this.plan(SOONEST);
    else if (most > 0) this.plan(this.patience);
  }

  /** Whether the page is another one now; what follows a "#" is a place in the same one. */
  moved() {
    if (address() === this.place) return false;
    this.place = address();
    this.plan(SOONEST);
    return true;
  }

  /** @param {number} wait milliseconds from now */
  plan(wait) {
    this.due = Math.min(this.due, performance.now() + wait);
    this.wake();
  }

  wake() {
    clearTimeout(this.timer);
    if (this.due === Infinity || this.document.hidden) return;
    this.timer = window.setTimeout(() => this.run(), Math.max(this.due - performance.now(), 0));
  }

  run() {
    this.due = Infinity;
    const begun = performance.now();
    this.came(this.read(), performance.now() - begun);
  }

  /**
   * @param {number} answer what reading gave
   * @param {number} took milliseconds
   */
  came(answer, took) {
    if (answer === LATER) return;
    if (answer === BUSY) return this.plan(SOONEST);
    const rest = Math.max(SOONEST, took * SHARE);
    this.patience = answer === SAME ? Math.min(Math.max(this.patience * 2, rest), LATEST) : rest;
  }
}

/** The page as a server knows it. */
function address() {
  return location.pathname + location.search;
}

/**
 * How many characters of text a change is about.
 * @param {MutationRecord} record
 */
function changed(record) {
  const { target } = record;
  if ((target instanceof Element ? target : target.parentElement)?.closest(NO_TEXT)) return 0;
  if (record.type === "characterData") return Math.max(length(target), 1);
  let most = 0;
  for (const nodes of [record.addedNodes, record.removedNodes])
    for (const node of nodes)
      most = Math.max(most, node instanceof Element && node.matches(NO_TEXT) ? 0 : length(node));
  return most;
}

/** @param {Node} node */
function length(node) {
  return (node.textContent ?? "").trim().length;
}
