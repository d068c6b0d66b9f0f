// @ts-check
// `factnote`: marks the page that it is in, as the script tag does.

import { once } from "./once.js";
import initialise, * as crate from "./pkg/factnote.js";

/** @typedef {import("./pkg/factnote.js").InitOptions} InitOptions */
/** @typedef {import("./pkg/factnote.js").Handle} Handle */
/** @typedef {import("./pkg/record.js").FactnoteRecord} FactnoteRecord */
/** @typedef {import("./pkg/record.js").Annotation} Annotation */

/**
 * Loads the engine, once; `init` does so by itself. `wasm` says where the module is, where a bundler has not put it beside the
 * script: an address, a response, or the module.
 */
export const load = once(initialise);

/**
 * Finds the article on this page, marks it and shows cards. With `worker` the engine runs in a worker where there can be one.
 * @param {InitOptions & { worker?: boolean }} [options]
 * @returns {Promise<Handle>}
 */
export async function init({ worker = false, ...options } = {}) {
  if (worker) {
    try {
      const { prepare } = await import("./pkg/apart.js");
      const start = await prepare();
      return /** @type {Handle} */ (/** @type {unknown} */ (await start(options)));
    } catch {
      // As if it had not been asked for.
    }
  }
  await load();
  return crate.init(options);
}

export { analyze, version } from "./pkg/factnote.js";
