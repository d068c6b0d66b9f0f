// @ts-check
// What kind of page this is.

/** On the hosts of the extension's own Factnote: those without it are a site's. */
const OURS = "data-factnote-extension";
const HOSTS = "factnote-card, factnote-panel";

/** Whether the page is a document of words; a PDF, a picture or a feed is none. */
export function isHtml() {
  return ["text/html", "application/xhtml+xml"].includes(document.contentType);
}

/** Says that what stands in the page is the extension's. */
export function sign() {
  for (const host of document.querySelectorAll(HOSTS)) host.setAttribute(OURS, "");
}

/**
 * Whether the site has Factnote by itself. What an extension that is gone has left behind is signed and counts for nothing.
 */
export function isEmbedded() {
  const hosts = [...document.querySelectorAll(HOSTS)];
  if (hosts.some((host) => host.hasAttribute(OURS))) return false;
  return hosts.length > 0 || document.querySelector("span.factnote[data-factnote]") !== null;
}
