// @ts-check
// `factnote`: marks the page that it is in, as the script tag does.

import { once } from "./once.js";
import initialise, * as crate from "./pkg/factnote.js";

/** @typedef {import("./pkg/factnote.js").InitOptions} InitOptions */
/** @typedef {import("./pkg/factnote.js").Handle} Handle */
/** @typedef {import("./pkg/factnote.js").Format} Format */
/** @typedef {import("./pkg/record.js").FactnoteRecord} FactnoteRecord */
/** @typedef {import("./pkg/record.js").Annotation} Annotation */

/**
 * Loads the engine, once; `init` does so by itself. `wasm` says where the module is, where a bundler has not put it beside the
 * script: an address, a response, or the module.
 */
export const load = once(initialise);

/**
 * The handle where a worker was asked for, be there one or not: what takes its time in a worker is promised.
 * @typedef {object} Later
 * @property {() => Promise<number>} scan
 * @property {{ (): FactnoteRecord | undefined, (format: Format): Promise<string | undefined> }} export
 */
/** @typedef {Omit<Handle, keyof Later> & Later} RemoteHandle */

/**
 * Finds the article on this page, marks it and shows cards. With `worker` the engine runs in a worker where there can be one.
 * @overload
 * @param {InitOptions & { worker?: false }} [options]
 * @returns {Promise<Handle>}
 */
/**
 * @overload
 * @param {InitOptions & { worker: true }} options
 * @returns {Promise<RemoteHandle>}
 */
/**
 * @overload
 * @param {InitOptions & { worker?: boolean }} [options]
 * @returns {Promise<Handle | RemoteHandle>}
 */
/**
 * @param {InitOptions & { worker?: boolean }} [options]
 * @returns {Promise<Handle | RemoteHandle>}
 */
export async function init({ worker = false, ...options } = {}) {
  if (worker) {
    try {
      const { prepare } = await import("./pkg/apart.js");
      const start = await prepare();
      return /** @type {RemoteHandle} */ (await start(options));
    } catch {
      // As if it had not been asked for.
    }
  }
  await load();
  const handle = crate.init(options);
  return worker ? later(handle) : handle;
}

/**
 * Has a handle of this module answer as one of a worker does.
 * @param {Handle} handle
 * @returns {RemoteHandle}
 */
function later(handle) {
  const scan = handle.scan.bind(handle);
  const written = handle.export.bind(handle);
  return Object.assign(/** @type {Omit<Handle, keyof Later>} */ (handle), {
    scan: async () => scan(),
    export: /** @type {Later["export"]} */ (
      (/** @type {Format} */ format) => (format === undefined ? written() : new Promise((go) => go(written(format))))
    ),
  });
}

export { analyze, version } from "./pkg/factnote.js";
