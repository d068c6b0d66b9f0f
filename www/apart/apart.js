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
  // The scripts of the page's side have been read in this task.
  await nextTask();
  const engine = await EngineWorker.start((module) => load({ module_or_path: module }));
  return async (options) => {
    /** What the engine was asked last. @type {[object, object] | null} */
    let asked = null;
    await nextTask();
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

/** Lets the page have its turn. */
const nextTask = () => new Promise((go) => setTimeout(go));

/**
 * An answer that unpacks each of its parts when somebody asks for it.
 * @param {import("./engine-worker.js").Packed} packed
 */
function unpacked({ marks, cards, ends, bytes }) {
  const decoder = new TextDecoder();
  const part = (/** @type {number} */ at) => JSON.parse(decoder.decode(bytes.subarray(ends[at - 1] ?? 0, ends[at])));
  const parts = function* (/** @type {number} */ from, /** @type {number} */ to) {
    for (let at = from; at < to; at++) yield part(at);
  };
  const panel = marks + cards;
  const [ids, orphans, rest, annotations] = [panel + 1, panel + 2, panel + 3, panel + 4];
  /** @type {unknown} */
  let record;
  return {
    presentation: {
      marks: parts(0, marks),
      cards: parts(marks, panel),
      get panel() {
        return part(panel);
      },
    },
    get record() {
      return (record ??= { ...part(rest), annotations: [...parts(annotations, ends.length)] });
    },
    /** One annotation of the record. @param {number} at */
    annotation: (at) => (at < ends.length - annotations ? part(annotations + at) : undefined),
    /** Of all of them. @type {string[]} */
    ids: part(ids),
    orphans: part(orphans),
  };
}
