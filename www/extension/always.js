// @ts-check
// The sites that are always marked: the browser brings the content script into their pages by itself, and that looks into
// the settings.

import { read, watch } from "./settings.js";
import { permissionFor } from "./site.js";

const ID = "always";

/** Must be called while the background begins. */
export function keepRegistered() {
  const renew = () => void (renewing = renewing.then(register, register));
  watch(renew);
  chrome.permissions.onAdded.addListener(renew);
  chrome.permissions.onRemoved.addListener(renew);
  chrome.runtime.onInstalled.addListener(renew);
  chrome.runtime.onStartup.addListener(renew);
}

/** One after the other: what is registered twice is an error. @type {Promise<void>} */
let renewing = Promise.resolve();

/** Registers the content script for the sites of the list that the browser allows. */
async function register() {
  const { always, never } = await read();
  const wanted = always.filter((site) => !never.includes(site)).map(permissionFor);
  const allowed = await Promise.all(wanted.map((permission) => chrome.permissions.contains(permission)));
  const matches = wanted.filter((_, at) => allowed[at]).flatMap(({ origins }) => origins);
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (registered.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (matches.length === 0) return;
  await chrome.scripting.registerContentScripts([
    { id: ID, matches, js: ["content.js"], runAt: "document_idle", allFrames: false, persistAcrossSessions: true },
  ]);
}
