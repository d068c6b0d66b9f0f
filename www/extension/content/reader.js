// @ts-check
// One page, and what the extension shows on it.

import { attach, hasArticle } from "factnote-page";
import { finding, quotationOf } from "./check.js";
import { annotationsIn } from "./look-up.js";
import { notice } from "./notice.js";
import { isEmbedded, isHtml, sign } from "./page.js";
import { language, nameOf, sources } from "./record.js";
import { Underline } from "./underline.js";

/** @typedef {import("../settings.js").Settings} Settings */
/** @typedef {import("factnote-page").Handle} Handle */
/** @typedef {{ article: any, question: object, answer: { presentation: any, record: any } }} Heard */

/** So often the page may take our things away before it is left alone. */
const MOST_RETURNS = 3;

export class Reader {
  constructor() {
    /** @type {Handle | null} */
    this.handle = null;
    /** @type {Settings | null} */
    this.settings = null;
    /** What the engine has said last. @type {Heard | null} */
    this.heard = null;
    this.underline = new Underline();
    this.returns = 0;
    /** The check that was asked for last. @type {string | null} */
    this.asked = null;
    /** One thing after the other. @type {Promise<unknown>} */
    this.queue = Promise.resolve();
  }

  /** Whether the extension that has brought this script is still there. */
  isAlive() {
    try {
      return chrome.runtime?.id !== undefined;
    } catch {
      return false;
    }
  }

  /**
   * Does something when everything before it is done.
   * @template T
   * @param {() => T | Promise<T>} act
   * @returns {Promise<T>}
   */
  next(act) {
    const done = this.queue.then(act);
    this.queue = done.catch(() => undefined);
    return done;
  }

  /**
   * @param {Settings} settings
   * @param {boolean} [anyway] also on a site of the list "never"
   */
  turnOn(settings, anyway = false) {
    return this.next(async () => {
      if (this.handle) this.end();
      if (anyway || !isNever(settings)) await this.begin(settings);
      return this.described();
    });
  }

  turnOff() {
    return this.next(() => {
      this.end();
      return this.described();
    });
  }

  /**
   * What the reader has changed of the settings, here or elsewhere.
   * @param {Settings} settings
   */
  apply(settings) {
    return this.next(async () => {
      const before = this.settings;
      if (!this.handle || !before) return this.described();
      // A page of such a site that the reader has switched on stays on while other things are changed.
      if (isNever(settings) && !isNever(before)) this.end();
      else if (String(settings.kinds) !== String(before.kinds) || settings.theme !== before.theme) {
        this.end();
        await this.begin(settings);
      } else {
        this.settings = settings;
        this.underline.set(settings.underline);
      }
      return this.described();
    });
  }

  /** What popup and background are told. */
  state() {
    return this.next(() => this.described());
  }

  /**
   * Leads to an annotation and opens its card.
   * @param {string | number} id
   */
  jump(id) {
    return this.next(() => {
      const { handle, heard } = this;
      return { found: handle !== null && heard !== null && handle.open(nameOf(heard.answer.record, id)) };
    });
  }

  /** Opens the card of the selected words, or says that the text gives no source for them. */
  lookUp() {
    return this.next(() => {
      const { handle, heard } = this;
      const selection = getSelection();
      if (!handle || !heard) return { found: false };
      const ids = annotationsIn(selection, heard.answer.record, heard.article.text);
      const found = ids.some((id) => handle.open(id));
      if (!found && selection && selection.rangeCount > 0) {
        const beside = selection.getRangeAt(0).getBoundingClientRect();
        notice(chrome.i18n.getMessage("notice_no_source"), beside, this.settings?.theme ?? "auto");
      }
      return { found };
    });
  }

  /**
   * The article's record in a format.
   * @param {string} format
   * @returns {Promise<{ name: string, mime: string, text: string }>}
   */
  take(format) {
    return this.next(async () => {
      if (!this.heard) throw new Error("Factnote: this page is not marked, so there is nothing to export");
      const { article, question } = this.heard;
      return heardFrom(await chrome.runtime.sendMessage({ type: "export", article, question, format }));
    });
  }

  /**
   * Looks for the words of an annotation in the page that the article links for it, and says on the card what came of it.
   * @param {string} id
   */
  async check(id) {
    this.asked = id;
    const { handle, heard } = this;
    if (!handle || !heard) return;
    const { record, presentation } = heard.answer;
    const card = presentation.cards.find((/** @type {any} */ card) => nameOf(record, card.annotation) === id);
    if (!card?.linked) return;
    const say = (/** @type {string} */ key, /** @type {string | null} */ put = null) =>
      chrome.i18n.getMessage(key, put ?? "") || key;
    const asking = () => handle.say(id, say("check_asking"), [], "", "");
    // The reader has been asked in another tab, and the card is closed.
    if (!asking() && handle.open(id)) asking();
    const linked = heardFrom(await chrome.runtime.sendMessage({ type: "check", url: card.linked }));
    const found = finding(quotationOf(handle.get(id)), linked);
    handle.say(id, say(found.say, found.put), found.pieces, found.link ?? "", say("check_link"));
  }

  /**
   * The reader has let the extension into the site of the page that was asked for, or has not.
   * @param {boolean} allowed
   */
  async consented(allowed) {
    const { asked, handle } = this;
    if (!asked || !handle) return;
    if (allowed) return this.check(asked);
    handle.say(asked, chrome.i18n.getMessage("check_refused"), [], "", "");
  }

  /** Has the button show how much is marked. */
  count() {
    const count = this.handle?.marked().length ?? 0;
    // The popup may be closed, and the extension gone.
    if (this.isAlive()) void chrome.runtime.sendMessage({ type: "count", count }).catch(() => undefined);
  }

  /** @param {Settings} settings */
  async begin(settings) {
    this.settings = settings;
    if (this.obstacle() !== null) return;
    const options = { kinds: settings.kinds, theme: settings.theme };
    const ask = (/** @type {object} */ article, /** @type {object} */ question) => this.ask(article, question);
    const tell = (/** @type {string} */ name, /** @type {any} */ detail) => this.hear(name, detail);
    this.handle = await attach(options, ask, tell);
    this.underline.set(settings.underline);
    sign();
    this.count();
  }

  /**
   * Marks the page, or takes its marks off.
   * @param {Settings} settings
   */
  toggle(settings) {
    return this.handle ? this.turnOff() : this.turnOn(settings);
  }

  end() {
    const { handle } = this;
    this.handle = null;
    this.heard = null;
    this.underline.remove();
    handle?.destroy();
    if (handle) this.count();
  }

  /**
   * Has the background read an article.
   * @param {object} article
   * @param {object} question
   */
  async ask(article, question) {
    let unchanged = true;
    const changes = new MutationObserver(() => (unchanged = false));
    changes.observe(document, { subtree: true, childList: true, characterData: true });
    const answer = heardFrom(await chrome.runtime.sendMessage({ type: "analyze", article, question }));
    answer.unchanged = unchanged && changes.takeRecords().length === 0;
    changes.disconnect();
    this.heard = { article, question, answer };
    return answer;
  }

  /**
   * What happens on the page.
   * @param {string} name
   * @param {any} detail
   */
  hear(name, detail) {
    if (name === "updated") {
      sign();
      this.count();
    } else if (name === "check") {
      void this.check(detail.id).catch(() => undefined); // the extension is gone
    } else if (name === "ousted") {
      void this.next(() => this.comeBack());
    }
  }

  /** Something has taken our things away: where that is Factnote of the site's own it stays, else we come back. */
  async comeBack() {
    const { settings } = this;
    this.end();
    this.returns += 1;
    if (settings && this.returns <= MOST_RETURNS) await this.begin(settings);
  }

  described() {
    const { handle, heard } = this;
    const reason = this.reason();
    const common = {
      on: handle !== null && reason === null,
      article: reason === null,
      ...(reason ? { reason } : {}),
      url: location.href,
      settings: this.settings,
    };
    if (!handle || !heard) {
      const { title, documentElement } = document;
      return { ...common, title, language: documentElement.lang, count: 0, panel: null, sources: [] };
    }
    const { record, presentation } = heard.answer;
    const marked = handle.marked();
    return {
      ...common,
      title: heard.article.metadata.title ?? document.title,
      language: language(record),
      count: marked.length,
      panel: presentation.panel,
      sources: sources(record, marked),
    };
  }

  /** Why this page cannot be marked; null where it can. */
  reason() {
    const obstacle = this.obstacle();
    if (obstacle) return obstacle;
    if (this.handle && this.heard) return this.heard.article.blocks.length > 0 ? null : "no-article";
    return hasArticle({}) ? null : "no-article";
  }

  /** What stands in the way before the page is read. */
  obstacle() {
    if (!this.isAlive()) return "gone";
    if (!isHtml()) return "not-html";
    return !this.handle && isEmbedded() ? "embedded" : null;
  }
}

/**
 * Whether nothing is to be marked on this site.
 * @param {Settings} settings
 */
function isNever({ never }) {
  return never.includes(location.hostname);
}

/**
 * An answer of the background, which cannot throw across a message.
 * @param {any} answer
 * @returns {any}
 */
function heardFrom(answer) {
  if (!answer || answer.error) throw new Error(answer?.error ?? "Factnote: the extension does not answer");
  return answer;
}
