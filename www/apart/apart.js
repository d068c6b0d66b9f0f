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
  const engine = await EngineWorker.start((module) => load({ module_or_path: module }));
  return async (options) => {
    /** What the engine was asked last. @type {[object, object] | null} */
    let asked = null;
    const handle = await connect(options ?? {}, async (article, question) => {
      asked = [article, question];
      return unpacked(await engine.call("answer", article, question));
    });
    const record = handle.export.bind(handle);
    // Formats are written where the engine is.
    return Object.assign(handle, {
      /** @param {string} [format] */
      export: (format) => (format === undefined || !asked ? record() : engine.call("exported", ...asked, format)),
    });
  };
}

/**
 * What the worker has packed: one card after the other, and the record when somebody asks for it.
 * @param {any} answer
 */
function unpacked({ presentation, record, ...others }) {
  /** @type {unknown} */
  let read;
  return {
    ...others,
    presentation: { ...presentation, cards: each(presentation.cards) },
    get record() {
      return (read ??= JSON.parse(record));
    },
  };
}

/** @param {string[]} texts */
function* each(texts) {
  for (const text of texts) yield JSON.parse(text);
}
