// @ts-check
// Sites: by the name of their host, as an address has it.

/**
 * The site of an address; null where there is none that can be allowed (files, the browser's own pages).
 * @param {string | undefined} address
 * @returns {string | null}
 */
export function siteOf(address) {
  const url = URL.canParse(address ?? "") ? new URL(address ?? "") : null;
  return url && /^https?:$/.test(url.protocol) && url.hostname !== "" ? url.hostname : null;
}

/**
 * The site that a reader has typed: an address, or a name with or without what stands around it in one.
 * @param {string} typed
 * @returns {string | null} null where it is none
 */
export function siteTyped(typed) {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return null;
  const site = siteOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  // A star would allow more than this site. A word without a dot is a slip of the hand, but for the reader's own machine.
  return site && !site.includes("*") && (/[.:]/.test(site) || site === "localhost") ? site : null;
}

/**
 * What the browser is asked for, to mark the articles of a site.
 * @param {string} site
 * @returns {{ origins: string[] }}
 */
export function permissionFor(site) {
  return { origins: [`*://${site}/*`] };
}
