// @ts-check
// The page's end of the worker in which the engine is.

/** A worker that has said nothing for so long, in milliseconds, has failed without saying so. */
const LONGEST_START = 20000;

/**
 * An answer: its parts one after the other, where each ends, and how many of them are marks and cards.
 * @typedef {{ marks: number, cards: number, ends: Uint32Array, bytes: Uint8Array }} Packed
 */

export class EngineWorker {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.count = 0;
    /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
    this.waiting = new Map();
    worker.addEventListener("message", ({ data }) => {
      const { resolve, reject } = this.waiting.get(data.id) ?? {};
      this.waiting.delete(data.id);
      if (data.error !== undefined) reject?.(new Error(data.error));
      else resolve?.(data.value);
    });
  }

  /**
   * Starts one and waits until it and the page's side are ready.
   * @param {(module: WebAssembly.Module) => Promise<unknown>} load gets the page's side, which the worker compiles
   * @returns {Promise<EngineWorker>}
   */
  static async start(load) {
    const worker = new Worker(new URL("./engine/worker.js", import.meta.url), { type: "module" });
    const engine = new EngineWorker(worker);
    try {
      await Promise.race([
        Promise.all([engine.call("begin"), engine.call("compile").then(load)]),
        new Promise((_, reject) => {
          worker.addEventListener("error", (event) => {
            event.preventDefault(); // nothing on the console: the engine runs in the page then
            reject(new Error("Factnote: there can be no worker here"));
          });
          setTimeout(reject, LONGEST_START, new Error("Factnote: the worker does not answer"));
        }),
      ]);
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return engine;
  }

  /**
   * Calls a function of the engine.
   * @param {"begin" | "compile" | "answer" | "exported"} act
   * @param {...unknown} parts
   * @returns {Promise<any>}
   */
  call(act, ...parts) {
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, act, parts });
    });
  }
}
