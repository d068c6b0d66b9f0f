// @ts-check
// Asking the content script of a tab.

/** @typedef {{ id: string | number, name: string, role?: string | null, kind: string, count: number, first: string | number | null }} Source */

/**
 * What the content script says about its page. Without a page that it can read, only `on` and `reason`.
 * @typedef {object} PageState
 * @property {boolean} on whether the page is marked
 * @property {string} [reason] why it is not and cannot be: not-html, forbidden, no-article, embedded, gone
 * @property {boolean} [article] whether there is an article on the page
 * @property {string | null} [language] that the text was read in; another than English means that it was not read
 * @property {number} [count] of marks
 * @property {import("./panel.js").PanelData | null} [panel]
 * @property {Source[]} [sources] most heard first
 */

/** The script that the extension brings into pages. */
export const CONTENT = "content.js";

/**
 * The tab that the reader looks at; the extension may read its address since the reader has pressed the button. Opened in
 * a tab of its own, the popup is told by its address which one is meant: `popup.html?tab=7`.
 */
export async function activeTab() {
  const told = Number(new URLSearchParams(location.search).get("tab"));
  if (told > 0) return chrome.tabs.get(told);
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/**
 * Asks the content script.
 * @param {number} tab
 * @param {{ type: string, [key: string]: unknown }} message
 * @returns {Promise<any>} rejected where there is none, it does not answer, or it has failed
 */
export async function ask(tab, message) {
  // The page's own frame: a frame in it is an article of somebody else.
  const answer = await chrome.tabs.sendMessage(tab, message, { frameId: 0 });
  // No error can be thrown across a message.
  if (answer?.error) throw new Error(answer.error);
  return answer;
}

/**
 * The state of a page; brings the content script in where it is not there yet.
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<{ state: PageState, fresh: boolean }>} and whether it was not there before
 */
export async function reach(tab) {
  const id = tab.id ?? chrome.tabs.TAB_ID_NONE;
  const known = await state(id);
  if (known) return { state: known, fresh: false };
  try {
    await chrome.scripting.executeScript({ target: { tabId: id }, files: [CONTENT] });
  } catch {
    return { state: { on: false, reason: isDocument(tab.url) ? "not-html" : "forbidden" }, fresh: true };
  }
  return { state: (await state(id)) ?? { on: false, reason: "gone" }, fresh: true };
}

/**
 * @param {number} tab
 * @returns {Promise<PageState | null>} null where no content script answers
 */
async function state(tab) {
  try {
    return (await ask(tab, { type: "state" })) ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether an address is that of a file which the browser shows by a viewer of its own, where scripts are forbidden too.
 * @param {string | undefined} address
 */
function isDocument(address) {
  return URL.canParse(address ?? "") && /\.pdf$/i.test(new URL(address ?? "").pathname);
}
