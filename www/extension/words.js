// @ts-check
// The words of the extension's own pages, in the reader's language: _locales/<language>/messages.json.

/**
 * A message. Where there is none of that name, its name, which is easier to find than nothing.
 * @param {string} key
 * @param {...string} put what stands in place of its placeholders
 */
export function say(key, ...put) {
  return chrome.i18n.getMessage(key, put) || key;
}

/**
 * A message about so many: `key_one` or `key_other`.
 * @param {string} key
 * @param {number} n
 */
export function sayCount(key, n) {
  const form = new Intl.PluralRules(say("language")).select(n) === "one" ? "one" : "other";
  return say(`${key}_${form}`, n.toLocaleString(say("language")));
}

/**
 * Puts the words into a page: each element with `data-words` gets the message of that name as its text, each with
 * `data-label` as its label for screen readers.
 * @param {Document} page
 */
export function fill(page) {
  page.documentElement.lang = say("language");
  for (const element of page.querySelectorAll("[data-words]")) {
    element.textContent = say(element.getAttribute("data-words") ?? "");
  }
  for (const element of page.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.getAttribute("data-label") ?? ""));
  }
}
