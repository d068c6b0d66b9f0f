// @ts-check
// What the reader has chosen, for all pages. It lies in the storage that the browser carries to the reader's other
// machines, where there is one. Each setting has a key of its own, so that two machines lose no more than that of each
// other's.

/** The kinds of marks, by the names that they have in the crate. */
export const KINDS = /** @type {const} */ (["direct", "paraphrase", "unnamed", "outlet", "figure"]);

/** How marks are underlined: a line for each kind, one thin or thick line for all, none before the pointer is there. */
export const UNDERLINES = /** @type {const} */ (["kinds", "plain", "thick", "none"]);

/** The colours of card and panel: those that fit the page, or always these. */
export const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

/** @typedef {(typeof KINDS)[number]} Kind */
/** @typedef {(typeof UNDERLINES)[number]} Underline */
/** @typedef {(typeof THEMES)[number]} Theme */

/**
 * @typedef {object} Settings
 * @property {Kind[]} kinds what is marked
 * @property {Underline} underline
 * @property {Theme} theme
 * @property {string[]} always sites (names of hosts) whose articles are marked without being asked
 * @property {string[]} never sites where nothing is marked
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ kinds: [...KINDS], underline: "kinds", theme: "auto", always: [], never: [] });

/** The settings could not be kept: what the browser said is the `cause`. */
export class NotKept extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super("the settings could not be kept: take sites off the lists, or see whether the disk is full", { cause });
    this.name = "NotKept";
  }
}

const storage = () => chrome.storage.sync ?? chrome.storage.local;

/**
 * The settings; what is not set, or not as it should be, is as in `DEFAULTS`.
 * @returns {Promise<Settings>}
 */
export async function read() {
  return checked(await storage().get(Object.keys(DEFAULTS)));
}

/**
 * Changes some of the settings.
 * @param {Partial<Settings>} part
 * @returns {Promise<Settings>} all of them, as they are now
 * @throws {NotKept}
 */
export async function write(part) {
  const settings = checked({ ...(await read()), ...part });
  const keys = /** @type {(keyof Settings)[]} */ (Object.keys(part)).filter((key) => key in DEFAULTS);
  try {
    await storage().set(Object.fromEntries(keys.map((key) => [key, settings[key]])));
  } catch (error) {
    throw new NotKept(error);
  }
  return settings;
}

/**
 * Calls the listener with all settings each time one has changed, here or on another machine.
 * @param {(settings: Settings) => void} listener
 * @returns {() => void} ends it
 */
export function watch(listener) {
  const changed = async () => listener(await read());
  storage().onChanged.addListener(changed);
  return () => storage().onChanged.removeListener(changed);
}

/**
 * @param {Record<string, unknown>} stored
 * @returns {Settings}
 */
function checked(stored) {
  const { kinds } = stored;
  return {
    kinds: Array.isArray(kinds) ? KINDS.filter((kind) => kinds.includes(kind)) : [...DEFAULTS.kinds],
    underline: UNDERLINES.find((name) => name === stored.underline) ?? DEFAULTS.underline,
    theme: THEMES.find((name) => name === stored.theme) ?? DEFAULTS.theme,
    always: sites(stored.always),
    never: sites(stored.never),
  };
}

/**
 * @param {unknown} list
 * @returns {string[]} each once, sorted
 */
function sites(list) {
  const names = Array.isArray(list) ? list.filter((name) => typeof name === "string" && name !== "") : [];
  return [...new Set(names)].sort();
}
