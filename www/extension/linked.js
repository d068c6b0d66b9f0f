// @ts-check
// The page that an article links to: fetched when the reader has asked for it, without the reader's cookies and without saying where
// the reader comes from.

import { permissionFor, siteOf } from "./site.js";

/** Longer pages are no pages of words, in bytes. */
const LONGEST = 8_000_000;
/** How long a server may take, in milliseconds. */
const PATIENCE = 20_000;

/** @typedef {{ html: string, url: string } | { consent: string } | { unread: true }} Linked the page, or the site that the browser must let in first, or that it could not be read */

/**
 * Fetches a linked page, where the browser lets the extension into its site; else opens a page that asks the reader.
 * @param {string} url
 * @param {number | undefined} tab of the article
 * @returns {Promise<Linked>}
 */
export async function linked(url, tab) {
  const site = siteOf(url);
  if (site === null) return { unread: true };
  if (!(await chrome.permissions.contains(permissionFor(site)))) {
    const asked = new URLSearchParams({ site, tab: String(tab ?? "") });
    await chrome.tabs.create({ url: chrome.runtime.getURL(`consent.html?${asked}`), openerTabId: tab });
    return { consent: site };
  }
  try {
    const response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !/^(text\/(html|plain)|application\/xhtml\+xml)\b/i.test(type)) return { unread: true };
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > LONGEST) return { unread: true };
    return { html: decoded(bytes, type), url: response.url };
  } catch {
    return { unread: true };
  }
}

/**
 * The text of a page in the encoding that the server or else the page names.
 * @param {ArrayBuffer} bytes
 * @param {string} type
 */
function decoded(bytes, type) {
  const beginning = new TextDecoder("latin1").decode(bytes.slice(0, 1024));
  const named = /charset=["']?([\w-]+)/i.exec(type) ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(beginning);
  try {
    return new TextDecoder(named?.[1] ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // an encoding that nobody knows
  }
}
