// @ts-check
// Asks the reader whether the extension may read a site that an article links to. Browsers let an extension ask only in a click on
// a page of its own.

import { part } from "./build.js";
import { permissionFor } from "./site.js";
import { ask } from "./tab.js";
import { fill, say } from "./words.js";

const asked = new URLSearchParams(location.search);
const site = asked.get("site") ?? "";
const tab = Number(asked.get("tab"));

fill(document);
part("about").textContent = say("consent_about", site);
part("allow").addEventListener("click", async () => {
  // Asked before anything is waited for: only then may it be asked.
  const allowed = await chrome.permissions.request(permissionFor(site)).catch(() => false);
  if (allowed) await done("checked-allowed");
});
part("refuse").addEventListener("click", () => void done("checked-refused"));

/** @param {string} type */
async function done(type) {
  // The article may be closed meanwhile.
  await ask(tab, { type }).catch(() => undefined);
  await chrome.tabs.update(tab, { active: true }).catch(() => undefined);
  window.close();
}
