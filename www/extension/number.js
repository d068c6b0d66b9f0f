// @ts-check
// The number on the extension's button.

/** More than this does not fit. */
const MOST = 999;

/**
 * Shows how much is marked in a tab; nothing where nothing is.
 * @param {number} tabId
 * @param {number} count
 */
export async function number(tabId, count) {
  const text = count > MOST ? `${MOST}+` : count > 0 ? String(count) : "";
  // The tab may be closed meanwhile.
  await chrome.action.setBadgeText({ tabId, text }).catch(() => undefined);
  return {};
}
