// @ts-check
// The worker in which the engine is: answers what engine-worker.js asks.

import load, { answer, exported } from "../engine/factnote.js";

const ready = load();
// Whoever asks is told.
ready.catch(() => undefined);

/** @type {Record<string, (...parts: any[]) => unknown>} */
const acts = { begin: () => undefined, answer, exported };

addEventListener("message", async ({ data: { id, act, parts } }) => {
  try {
    await ready;
    postMessage({ id, value: acts[act](...parts) });
  } catch (error) {
    postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
