// @ts-check
// The worker in which the engine is: answers what engine-worker.js asks.

import load, { answer, exported } from "../engine/factnote.js";

const ready = load();
// Whoever asks is told.
ready.catch(() => undefined);

/** The module of the page's side: compiling it here does not hold up the page. */
async function compile() {
  const address = new URL("../dom/factnote_bg.wasm", import.meta.url);
  try {
    return await WebAssembly.compileStreaming(fetch(address));
  } catch {
    // A server that does not say what it sends.
    return WebAssembly.compile(await (await fetch(address)).arrayBuffer());
  }
}

/**
 * An answer as bytes: the page would unpack objects all in one task. Its parts are JSON: marks, cards, panel, ids, orphans, the record
 * without its annotations, and these.
 * @param {object} article
 * @param {object} question
 * @returns {import("./engine-worker.js").Packed}
 */
function packed(article, question) {
  const { presentation, record, orphans = [] } = answer(article, question);
  const { marks, cards, panel } = presentation;
  const { annotations } = record;
  const ids = annotations.map((/** @type {{ id: string }} */ { id }) => id);
  const encoder = new TextEncoder();
  const parts = [...marks, ...cards, panel, ids, orphans, { ...record, annotations: [] }, ...annotations].map((part) =>
    encoder.encode(JSON.stringify(part)),
  );
  const ends = [];
  let length = 0;
  for (const part of parts) ends.push((length += part.length));
  const bytes = new Uint8Array(length);
  for (const [at, part] of parts.entries()) bytes.set(part, ends[at] - part.length);
  return { marks: marks.length, cards: cards.length, ends: Uint32Array.from(ends), bytes };
}

/** @type {Record<string, (...parts: any[]) => unknown>} */
const acts = { begin: () => undefined, compile, answer: packed, exported };

addEventListener("message", async ({ data: { id, act, parts } }) => {
  try {
    if (act !== "compile") await ready;
    const value = await acts[act](...parts);
    const { bytes } = /** @type {{ bytes?: Uint8Array<ArrayBuffer> }} */ (value ?? {});
    postMessage({ id, value }, { transfer: bytes ? [bytes.buffer] : [] });
  } catch (error) {
    postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
