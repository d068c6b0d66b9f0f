// @ts-check
// The shortcut and the context menu: mark this page, and "Who says this?".

import { read } from "./settings.js";
import { CONTENT, ask, reach } from "./tab.js";

/** The pages that have the entries: the browser's own cannot be marked. */
const PAGES = ["http://*/*", "https://*/*", "file:///*"];

/** Must be called while the background begins: what a browser has begun it for is told to who listens then. */
export function listen() {
  chrome.runtime.onInstalled.addListener(() => {
    chrome.contextMenus.removeAll(() => {
      const say = chrome.i18n.getMessage;
      chrome.contextMenus.create({
        id: "look-up",
        title: say("menu_look_up"),
        contexts: ["selection"],
        documentUrlPatterns: PAGES,
      });
      chrome.contextMenus.create({
        id: "mark",
        title: say("menu_mark"),
        contexts: ["page"],
        documentUrlPatterns: PAGES,
      });
    });
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (tab) void (menuItemId === "look-up" ? lookUp(tab) : toggle(tab));
  });
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === "toggle" && tab) void toggle(tab);
  });
}

/**
 * Marks the page of a tab, or takes its marks off. Where it cannot be marked the button says so, and the popup why.
 * @param {chrome.tabs.Tab} tab
 */
export async function toggle(tab) {
  const message = { type: "toggle", settings: await read() };
  let state = await tell(tab, message);
  if (!state) {
    // It is not there yet, or cannot be.
    await chrome.scripting.executeScript({ target: { tabId: tab.id ?? 0 }, files: [CONTENT] }).catch(() => undefined);
    state = await tell(tab, message);
  }
  if (!state || state.reason) await chrome.action.setBadgeText({ tabId: tab.id, text: "–" });
  return state;
}

/**
 * Opens the card of what is selected, and marks the page first where it is not.
 * @param {chrome.tabs.Tab} tab
 */
export async function lookUp(tab) {
  const { state } = await reach(tab);
  if (state.reason) return chrome.action.setBadgeText({ tabId: tab.id, text: "–" });
  if (!state.on) await tell(tab, { type: "on", settings: await read() });
  return tell(tab, { type: "look-up" });
}

/**
 * @param {chrome.tabs.Tab} tab
 * @param {{ type: string, [key: string]: unknown }} message
 */
function tell(tab, message) {
  return ask(tab.id ?? chrome.tabs.TAB_ID_NONE, message).catch(() => undefined); // a page that is gone
}
