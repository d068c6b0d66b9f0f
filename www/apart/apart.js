// @ts-check
// Page and engine apart: what reads and marks the page is here, the engine in a worker. Nothing of it is downloaded
// where no worker is wanted.

import load, { connect } from "./dom/factnote.js";
import { EngineWorker } from "./engine-worker.js";

/**
 * Loads both halves. Fails where the browser or the page's policy allows no worker, or the worker no WebAssembly.
 * @returns {Promise<(options?: object) => Promise<import("./dom/factnote.js").Handle>>} what `init` is elsewhere
 */
export async function prepare() {
  const [engine] = await Promise.all([EngineWorker.start(), load()]);
  return async (options) => {
    /** What the engine was asked last. @type {[object, object] | null} */
    let asked = null;
    const handle = await connect(options ?? {}, (article, question) => {
      asked = [article, question];
      return engine.call("answer", article, question);
    });
    const record = handle.export.bind(handle);
    // Formats are written where the engine is.
    return Object.assign(handle, {
      /** @param {string} [format] */
      export: (format) => (format === undefined || !asked ? record() : engine.call("exported", ...asked, format)),
    });
  };
}
