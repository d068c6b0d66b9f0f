// What the playground shows, and how it survives: in this tab, and in a link that holds all of it.

/**
 * @typedef {object} State
 * @property {"text" | "html"} input what `text` is
 * @property {string} text
 * @property {string} outlet
 * @property {string} published a day, or nothing
 */

const KEPT_AS = "factnote-playground";
/** How a link's fragment begins; the number is the version of what follows. */
const BEGINS = "#1.";

/**
 * @param {any} value
 * @returns {State | undefined}
 */
function understood(value) {
  const texts = [value?.text, value?.outlet, value?.published];
  if (!texts.every((text) => typeof text === "string")) return undefined;
  return { ...value, input: value.input === "html" ? "html" : "text" };
}

/** @param {State} state */
export function keep(state) {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(state));
  } catch {
    // A page without storage works; only the text is gone after a reload.
  }
}

/** @returns {State | undefined} */
export function kept() {
  try {
    return understood(JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "null"));
  } catch {
    return undefined;
  }
}

/**
 * The fragment of a link that holds all of it; servers do not get to see it.
 * @param {State} state
 */
export async function toFragment(state) {
  const packed = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return BEGINS + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} fragment
 * @returns {Promise<State | undefined>} nothing where the fragment is not one of ours
 * @throws {Error} where it was one and has been cut or changed
 */
export async function fromFragment(fragment) {
  if (!fragment.startsWith(BEGINS)) return undefined;
  const binary = atob(fragment.slice(BEGINS.length).replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const state = understood(JSON.parse(await new Response(text).text()));
  if (!state) throw new Error("it holds no article");
  return state;
}
