// @ts-check
// The content script: answers popup and background about the page that it is in. It lives in a world of its own; the page
// sees of it what stands in the page, and cannot speak to it.

import { read, watch } from "../settings.js";
import { Reader } from "./reader.js";

/** @typedef {import("../settings.js").Settings} Settings */

/** How often it is looked whether the extension is still there, in milliseconds. */
const LOOKS = 2000;

/** @type {any} */
const world = globalThis;
// Brought in twice, it runs once. One whose extension is gone (removed, updated, loaded anew) makes room.
if (!world.factnoteReader?.isAlive()) world.factnoteReader = begin();

function begin() {
  const reader = new Reader();

  /** @type {Record<string, (message: any) => unknown>} */
  const acts = {
    state: () => reader.state(),
    on: ({ settings, anyway }) => reader.turnOn(settings, anyway === true),
    toggle: ({ settings }) => reader.toggle(settings),
    off: () => reader.turnOff(),
    settings: ({ settings }) => reader.apply(settings),
    jump: ({ id }) => reader.jump(id),
    "look-up": () => reader.lookUp(),
    "checked-allowed": () => reader.consented(true),
    "checked-refused": () => reader.consented(false),
    export: ({ format }) => reader.take(format),
  };

  chrome.runtime.onMessage.addListener((message, _, respond) => {
    const act = acts[message?.type];
    if (!act) return false;
    Promise.resolve(act(message)).then(respond, (error) => respond({ error: String(error?.message ?? error) }));
    return true; // the answer comes later
  });

  watch((settings) => void reader.apply(settings));

  const looking = setInterval(() => {
    if (reader.isAlive()) return;
    clearInterval(looking);
    void reader.turnOff();
  }, LOOKS);

  // A page that comes back from the back/forward cache has a button without a number.
  addEventListener("pageshow", (event) => event.persisted && reader.count());

  whenSeen(async () => {
    const settings = await read();
    const { hostname } = location;
    if (settings.always.includes(hostname) && !settings.never.includes(hostname)) await reader.turnOn(settings);
  });
  return reader;
}

/**
 * Waits for the reader, where the browser has loaded the page before anybody has asked for it.
 * @param {() => Promise<void>} then
 */
function whenSeen(then) {
  const { prerendering } = /** @type {{ prerendering?: boolean }} */ (document);
  const begin = () => void then().catch(() => undefined); // the extension is gone already
  if (prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
