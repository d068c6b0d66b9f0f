// @ts-check
// Work in slices: the page and its reader have their turn in between. `slices.rs` is the other side.

/**
 * So long is a slice at most, in milliseconds, where its steps are small: on a machine that is four times slower than this one was
 * thought for, a task stays far below the 50 that a reader notices.
 */
const SLICE = 8;

let begun = 0;
/** How long the slices of this work have taken so far, in milliseconds. */
let taken = 0;

/** Begins some work, and its first slice. */
export function begin() {
  begun = performance.now();
  taken = 0;
}

/** When the slice is to end, as `performance.now()` has it. */
export function end() {
  return begun + SLICE;
}

/** Whether the slice has taken so long that the page is to have its turn. */
export function isOver() {
  return performance.now() >= end();
}

/** How long the slices of this work have taken, in milliseconds. */
export function took() {
  return taken + performance.now() - begun;
}

/**
 * Lets the page and its reader go first. A page that nobody sees goes on as well: timers would hardly run there.
 * @returns {Promise<void>}
 */
export async function pause() {
  taken += performance.now() - begun;
  const { scheduler } = /** @type {any} */ (globalThis);
  if (scheduler?.yield) await scheduler.yield();
  else
    await new Promise((go) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        go(undefined);
      };
      port2.postMessage(null);
    });
  begun = performance.now();
}
