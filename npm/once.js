// @ts-check
// Loading a module of WebAssembly once.

/** @typedef {string | URL | Response | Promise<Response> | WebAssembly.Module | BufferSource} Wasm */

/**
 * What loads a module when it is first called. After a failure the next call tries again.
 * @param {(given?: { module_or_path: Wasm }) => Promise<unknown>} initialise
 * @returns {(wasm?: Wasm) => Promise<void>}
 */
export function once(initialise) {
  /** @type {Promise<void> | undefined} */
  let loading;
  return (wasm) => {
    loading ??= initialise(wasm === undefined ? undefined : { module_or_path: wasm }).then(
      () => undefined,
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
}
