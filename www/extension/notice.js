// @ts-check
// What the popup says in a sentence about a page, where there is something to say.

/** @typedef {import("./tab.js").PageState} PageState */
/** @typedef {import("./settings.js").Settings} Settings */

/** Why a page is not marked: the reason that it gives, and the message. */
const REASONS = new Map([
  ["not-html", "notice_not_html"],
  ["forbidden", "notice_forbidden"],
  ["no-article", "notice_no_article"],
  ["embedded", "notice_embedded"],
  ["gone", "notice_gone"],
]);

/**
 * The message about a page and what stands in it; null where all is as it should be.
 * @param {PageState} state
 * @param {string | null} site
 * @param {Settings} settings
 * @returns {[string, ...string[]] | null}
 */
export function notice(state, site, settings) {
  if (state.reason) return [REASONS.get(state.reason) ?? "notice_gone"];
  if (!state.article) return ["notice_no_article"];
  if (!state.on) return site !== null && settings.never.includes(site) ? ["notice_never", site] : ["notice_off"];
  if (isForeign(state)) return ["notice_not_english"];
  return state.count === 0 ? ["notice_nothing"] : null;
}

/** @param {PageState} state */
function isForeign({ language }) {
  return typeof language === "string" && language !== "" && !/^en\b/i.test(language);
}
