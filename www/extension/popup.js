// @ts-check
// The popup: what the extension says about the page that the reader looks at, and what it can be told there.

import { button, element, part } from "./build.js";
import { kindBoxes, showKinds } from "./kinds.js";
import { allow, forbid, forget, isAllowed } from "./lists.js";
import { notice } from "./notice.js";
import { panel, statements } from "./panel.js";
import { copy, download } from "./save.js";
import { read, watch, write } from "./settings.js";
import { siteOf } from "./site.js";
import { activeTab, ask, reach } from "./tab.js";
import { tabs } from "./tabs.js";
import { fill, say, sayCount } from "./words.js";

/** @typedef {import("./panel.js").AnnotationId} AnnotationId */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./tab.js").PageState} PageState */

/**
 * The popup of a page.
 * @typedef {object} Popup
 * @property {number} tab
 * @property {string | null} site
 * @property {Settings} settings
 * @property {PageState} state
 * @property {string} followed what was followed last, and how often: the next click goes on to the next of it
 * @property {number} times
 * @property {boolean} asking whether the browser asks the reader just now
 * @property {boolean} failed whether the page has failed at what it was told last
 * @property {string} told what was last said about the site
 * @property {string} drawn the data that panel and sources show
 */

await start();

async function start() {
  fill(document);
  tabs(part("tabs"));
  part("notice").textContent = say("notice_reading");
  part("options").addEventListener("click", () => void chrome.runtime.openOptionsPage());
  const tab = await activeTab();
  const [settings, { state, fresh }] = await Promise.all([read(), reach(tab)]);
  /** @type {Popup} */
  const popup = {
    tab: tab.id ?? chrome.tabs.TAB_ID_NONE,
    site: siteOf(tab.url),
    settings,
    state,
    followed: "",
    times: 0,
    asking: false,
    failed: false,
    told: "",
    drawn: "",
  };
  part("kinds").append(...kindBoxes((kinds) => void setKinds(popup, kinds)));
  listen(popup);
  show(popup);
  // Who opens this on a page wants to see it marked; who has switched it off there, or never wants it, does not.
  if (fresh && canBeMarked(popup) && !isIn(popup, "never")) await setOn(popup, true);
}

/** @param {Popup} popup */
function listen(popup) {
  part("switch").addEventListener("click", () => void setOn(popup, !popup.state.on));
  part("always").addEventListener("click", () => void choose(popup, "always"));
  part("never").addEventListener("click", () => void choose(popup, "never"));
  for (const action of part("export").querySelectorAll("button")) {
    action.addEventListener("click", () => void take(action.getAttribute("data-format") ?? ""));
  }
  /** @param {string} format */
  const take = (format) => takeAlong(popup, format);
  watch((settings) => {
    popup.settings = settings;
    show(popup);
  });
  // Content scripts say so when a page has other marks than before.
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (message?.type === "count" && sender.tab?.id === popup.tab) void look(popup);
  });
}

/** @param {Popup} popup */
function canBeMarked({ state }) {
  return !state.reason && state.article === true;
}

/**
 * @param {Popup} popup
 * @param {"always" | "never"} list
 */
function isIn({ site, settings }, list) {
  return site !== null && settings[list].includes(site);
}

/**
 * Asks the page anew and shows what it says.
 * @param {Popup} popup
 */
async function look(popup) {
  try {
    popup.state = await ask(popup.tab, { type: "state" });
  } catch {
    popup.state = { on: false, reason: "gone" };
  }
  show(popup);
}

/**
 * Tells the page something, and shows what has become of it.
 * @param {Popup} popup
 * @param {{ type: string, [key: string]: unknown }} message
 */
async function tell(popup, message) {
  try {
    await ask(popup.tab, message);
    popup.failed = false;
  } catch {
    popup.failed = true;
  }
  await look(popup);
}

/**
 * Marks the page, or takes its marks off. Who asks for this page gets it, whatever the lists say of its site.
 * @param {Popup} popup
 * @param {boolean} on
 */
function setOn(popup, on) {
  return tell(popup, on ? { type: "on", settings: popup.settings, anyway: true } : { type: "off" });
}

/**
 * What a button of the site does: puts it on the list, or takes it off. Nothing is waited for before `allow`, which has
 * to be called in the click.
 * @param {Popup} popup
 * @param {"always" | "never"} list
 */
async function choose(popup, list) {
  const { site } = popup;
  if (site === null) return;
  const isPressed = part(list).getAttribute("aria-pressed") === "true";
  popup.told = "";
  popup.asking = true;
  try {
    const refused = !isPressed && list === "always" && !(await allow(site));
    if (isPressed) await forget(site);
    else if (list === "never") await forbid(site);
    if (refused) popup.told = say("list_refused", site);
    else if (!isPressed && canBeMarked(popup)) await setOn(popup, list === "always");
  } catch {
    popup.told = say("notice_not_kept");
  }
  popup.asking = false;
  popup.settings = await read();
  show(popup);
}

/**
 * Leads to the words on the page: to the first, and with each further click to the next.
 * @param {Popup} popup
 * @param {AnnotationId[]} annotations
 */
async function follow(popup, annotations) {
  const chosen = annotations.join(" ");
  popup.times = popup.followed === chosen ? popup.times + 1 : 0;
  popup.followed = chosen;
  try {
    const answer = await ask(popup.tab, { type: "jump", id: annotations[popup.times % annotations.length] });
    part("notice").textContent = answer?.found === false ? say("notice_no_place") : "";
  } catch {
    await look(popup);
  }
}

/**
 * @param {Popup} popup
 * @param {string} format
 */
async function takeAlong(popup, format) {
  const done = part("exported");
  done.textContent = "";
  try {
    const file = await ask(popup.tab, { type: "export", format });
    if (format === "markdown") {
      await copy(file);
      done.textContent = say("export_copied");
    } else {
      download(file);
      done.textContent = say("export_downloaded", file.name);
    }
  } catch {
    done.textContent = say("export_failed");
  }
}

/**
 * @param {Popup} popup
 * @param {import("./settings.js").Kind[]} kinds
 */
async function setKinds(popup, kinds) {
  try {
    popup.settings = await write({ kinds });
  } catch {
    part("notice").textContent = say("notice_not_kept");
    return;
  }
  await tell(popup, { type: "settings", settings: popup.settings });
}

/** @param {Popup} popup */
function show(popup) {
  const { state, site, settings } = popup;
  document.documentElement.dataset.theme = settings.theme;
  const said = popup.failed && canBeMarked(popup) ? ["notice_failed"] : notice(state, site, settings);
  part("notice").textContent = said ? say(said[0], ...said.slice(1)) : "";
  const canMark = canBeMarked(popup);
  part("switch").hidden = !canMark;
  part("switch").setAttribute("aria-checked", String(state.on));
  part("article").hidden = !(state.on && state.panel);
  if (state.on && state.panel) showArticle(popup, state.panel);
  showKinds(part("kinds"), settings.kinds);
  void showSite(popup);
}

/**
 * @param {Popup} popup
 * @param {import("./panel.js").PanelData} data
 */
function showArticle(popup, data) {
  /** @param {AnnotationId[]} annotations */
  const lead = (annotations) => void follow(popup, annotations);
  // Buttons that stay keep the keyboard's place.
  const drawn = JSON.stringify([data, popup.state.sources]);
  if (drawn === popup.drawn) return;
  popup.drawn = drawn;
  part("panel").replaceChildren(panel(data, lead));
  part("sources").replaceChildren(
    sources(popup),
    element("h2", {}, say("sources_statements")),
    statements(data.statements, lead),
  );
}

/** @param {Popup} popup */
function sources(popup) {
  const { sources = [] } = popup.state;
  if (sources.length === 0) return element("p", {}, say("sources_none"));
  const items = sources.map(({ name, role, count, first }) => {
    const about = [
      element("bdi", { class: "name" }, name),
      role ? element("bdi", { class: "quiet" }, role) : null,
      element("span", { class: "quiet" }, sayCount("statements", count)),
    ];
    return element(
      "li",
      {},
      first === null
        ? element("span", { class: "source" }, ...about)
        : button({ class: "source" }, () => void follow(popup, [first]), ...about),
    );
  });
  return element("ul", { class: "heard" }, ...items);
}

/** @param {Popup} popup */
async function showSite(popup) {
  const { site } = popup;
  // Where the browser lets no extension in, it cannot be allowed to mark always.
  part("site").hidden = site === null || popup.state.reason === "forbidden";
  if (site === null) return;
  const allowed = isIn(popup, "always") && (await isAllowed(site));
  part("site-name").textContent = say("site_group", site);
  part("always").setAttribute("aria-pressed", String(allowed));
  part("never").setAttribute("aria-pressed", String(isIn(popup, "never")));
  const waits = isIn(popup, "always") && !allowed && !popup.asking;
  part("site-notice").textContent = waits ? say("site_not_allowed", site) : popup.told;
}
