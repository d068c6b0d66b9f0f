// @ts-check
// Putting a site on the list of those that are always marked, or never, and taking it off.

import { read, write } from "./settings.js";
import { permissionFor } from "./site.js";

/** @typedef {"always" | "never"} List */

/**
 * Whether the browser lets the extension into the pages of a site without being asked.
 * @param {string} site
 * @returns {Promise<boolean>}
 */
export function isAllowed(site) {
  return chrome.permissions.contains(permissionFor(site));
}

/**
 * Puts a site on the list of those that are always marked. To be called in a click, before anything is waited for: only
 * then may the browser be asked.
 *
 * The site is on the list while the browser asks, since some browsers close the popup then and nobody would be there to
 * hear the answer. A site that is on the list and not allowed is not marked.
 * @param {string} site
 * @returns {Promise<boolean>} whether the reader has allowed it
 * @throws {import("./settings.js").NotKept}
 */
export async function allow(site) {
  const asked = chrome.permissions.request(permissionFor(site)).catch(() => false);
  const { never } = await read();
  await move(site, "always");
  const allowed = await asked;
  if (!allowed) await move(site, never.includes(site) ? "never" : null);
  return allowed;
}

/**
 * Puts a site on the list of those that are never marked.
 * @param {string} site
 */
export async function forbid(site) {
  await move(site, "never");
  await giveBack(site);
}

/**
 * Takes a site off both lists.
 * @param {string} site
 */
export async function forget(site) {
  await move(site, null);
  await giveBack(site);
}

/**
 * @param {string} site
 * @param {List | null} list
 */
async function move(site, list) {
  const { always, never } = await read();
  /** @type {(sites: string[], isIn: boolean) => string[]} */
  const put = (sites, isIn) => sites.filter((other) => other !== site).concat(isIn ? site : []);
  await write({ always: put(always, list === "always"), never: put(never, list === "never") });
}

/**
 * What is no longer needed is given back to the reader.
 * @param {string} site
 */
async function giveBack(site) {
  // Where the browser never gave it, there is nothing to give back.
  await chrome.permissions.remove(permissionFor(site)).catch(() => false);
}
