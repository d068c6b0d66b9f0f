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
 * An answer whose long parts are texts: objects would all be unpacked in one task of the page.
 * @param {unknown} article
 * @param {unknown} question
 */
function packed(article, question) {
  const { presentation, record, ...others } = answer(article, question);
  const cards = presentation.cards.map((/** @type {unknown} */ card) => JSON.stringify(card));
  return { ...others, presentation: { ...presentation, cards }, record: JSON.stringify(record) };
}

/** @type {Record<string, (...parts: any[]) => unknown>} */
const acts = { begin: () => undefined, compile, answer: packed, exported };

addEventListener("message", async ({ data: { id, act, parts } }) => {
  try {
    if (act !== "compile") await ready;
    postMessage({ id, value: await acts[act](...parts) });
  } catch (error) {
    postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
