// @ts-check
// The options page: what is marked and how, and the sites that are always marked or never. All is kept at once; there
// is nothing to press in the end.

import { button, element, part } from "./build.js";
import { kindBoxes, showKinds } from "./kinds.js";
import { allow, forbid, forget, isAllowed } from "./lists.js";
import { KINDS, THEMES, UNDERLINES, read, watch, write } from "./settings.js";
import { siteTyped } from "./site.js";
import { fill, say } from "./words.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./lists.js").List} List */

/** @type {readonly List[]} */
const LISTS = ["always", "never"];

await start();

async function start() {
  fill(document);
  document.title = say("options_title");
  part("kinds").append(...kindBoxes((kinds) => void keep({ kinds })));
  part("underline").append(...choices("underline", UNDERLINES, (underline) => void keep({ underline })));
  part("theme").append(...choices("theme", THEMES, (theme) => void keep({ theme })));
  part("preview").append(...preview());
  for (const list of LISTS) {
    of(list, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void add(list);
    });
  }
  watch((settings) => void show(settings));
  // What is allowed can also be taken back in the browser's own settings.
  for (const event of [chrome.permissions.onAdded, chrome.permissions.onRemoved]) {
    event.addListener(async () => show(await read()));
  }
  await show(await read());
}

/**
 * The part of a list's section.
 * @param {List} list
 * @param {string} selector
 * @returns {HTMLElement}
 */
function of(list, selector) {
  const found = document.querySelector(`[data-list="${list}"] ${selector}`);
  if (!found) throw new Error(`this page has no ${selector} for the list “${list}”`);
  return /** @type {HTMLElement} */ (found);
}

/**
 * A round button for each name; the names of messages begin with that of the setting.
 * @template {string} T
 * @param {string} setting
 * @param {readonly T[]} names
 * @param {(name: T) => void} change
 */
function choices(setting, names, change) {
  return names.map((name) => {
    const box = element("input", { type: "radio", name: setting, value: name });
    box.addEventListener("change", () => change(name));
    return element("label", { class: "choice" }, box, element("span", {}, say(`${setting}_${name}`)));
  });
}

/** A sentence for each kind of mark. */
function preview() {
  return ["outlet", "direct", "paraphrase", "unnamed", "figure"].flatMap((kind) => [
    element("span", { class: "factnote", "data-factnote-style": kind }, say(`preview_${kind}`)),
    kind === "outlet" ? " " : `${say(`preview_${kind}_rest`)} `,
  ]);
}

/** @param {Partial<Settings>} part */
async function keep(part) {
  await attempt(async () => void (await show(await write(part))));
}

/**
 * Does something that is kept, and says whether it was.
 * @param {() => Promise<void>} act
 */
async function attempt(act) {
  const said = part("saved");
  said.textContent = "";
  try {
    await act();
    said.textContent = say("options_saved");
  } catch {
    said.textContent = say("notice_not_kept");
  }
}

/**
 * Adds what is typed. Nothing is waited for before `allow`, which has to be called in the click.
 * @param {List} list
 */
async function add(list) {
  const field = /** @type {HTMLInputElement} */ (of(list, "input"));
  const wrong = of(list, ".wrong");
  const site = siteTyped(field.value);
  wrong.textContent = site === null ? say("list_wrong") : "";
  field.setAttribute("aria-invalid", String(site === null));
  if (site === null) return;
  await attempt(async () => {
    if (list === "never") await forbid(site);
    else if (!(await allow(site))) wrong.textContent = say("list_refused", site);
    if (wrong.textContent === "") field.value = "";
    await show(await read());
  });
}

/** @param {Settings} settings */
async function show(settings) {
  document.documentElement.dataset.theme = settings.theme;
  showKinds(part("kinds"), settings.kinds);
  for (const setting of /** @type {const} */ (["underline", "theme"])) {
    for (const box of part(setting).querySelectorAll("input")) box.checked = box.value === settings[setting];
  }
  showPreview(settings);
  const allowed = await Promise.all(settings.always.map(isAllowed));
  for (const list of LISTS) {
    const items = settings[list].map((site, at) => item(site, list === "never" || allowed[at]));
    of(list, "ul").replaceChildren(...items);
    of(list, "ul").hidden = items.length === 0;
    of(list, ".empty").hidden = items.length > 0;
  }
}

/** @param {Settings} settings */
function showPreview({ underline, kinds }) {
  part("preview").dataset.underline = underline;
  for (const kind of KINDS) {
    const mark = part("preview").querySelector(`[data-factnote-style="${kind}"]`);
    mark?.classList.toggle("factnote", kinds.includes(kind));
  }
}

/**
 * A site of a list.
 * @param {string} site
 * @param {boolean} isAllowed
 */
function item(site, isAllowed) {
  const remove = button({ class: "remove", "aria-label": say("list_remove", site) }, () => void takeOff(site), "×");
  if (isAllowed) return element("li", {}, element("bdi", {}, site), remove);
  const ask = button(
    { "aria-label": say("list_allow_site", site) },
    () => void attemptToAllow(site),
    say("list_allow"),
  );
  return element(
    "li",
    {},
    element("bdi", {}, site),
    element("span", { class: "quiet" }, say("list_not_allowed")),
    ask,
    remove,
  );
}

/** @param {string} site */
function takeOff(site) {
  return attempt(async () => {
    await forget(site);
    await show(await read());
    // Its button is gone, and the keyboard with it.
    part("saved").focus();
  });
}

/** @param {string} site */
function attemptToAllow(site) {
  return attempt(async () => {
    if (!(await allow(site))) of("always", ".wrong").textContent = say("list_refused", site);
    await show(await read());
  });
}
