// @ts-check
// The background: the engine for all pages, the button's number, the shortcut and the context menu. It keeps nothing: the
// browser ends it when it is idle and begins it anew.

import { keepRegistered } from "./always.js";
import { listen as listenToMenu } from "./menu.js";
import { answer, exported } from "./engine.js";
import { linked } from "./linked.js";
import { number } from "./number.js";

/** @type {Record<string, (message: any, sender: chrome.runtime.MessageSender) => unknown>} */
const acts = {
  analyze: ({ article, question }) => answer(article, question),
  export: ({ article, question, format }) => exported(article, question, format),
  check: ({ url }, { tab }) => linked(url, tab?.id),
  count: ({ count }, { tab, frameId }) => (frameId === 0 && tab?.id !== undefined ? number(tab.id, count) : undefined),
};

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const act = acts[message?.type];
  if (!act || sender.id !== chrome.runtime.id) return false;
  const done = async () => act(message, sender);
  done().then(respond, (error) => respond({ error: String(error?.message ?? error) }));
  return true; // the answer comes later
});

listenToMenu();
keepRegistered();
