// @ts-check
// `factnote/engine`: the engine without any page, for workers and bundlers. Call `load` first.

import { once } from "./once.js";
import initialise from "./pkg/engine/factnote.js";

/** @typedef {import("./pkg/record.js").FactnoteRecord} FactnoteRecord */
/** @typedef {import("./pkg/record.js").Annotation} Annotation */

/**
 * Loads the engine, once. `wasm` says where the module is, where a bundler has not put it beside the script: an address, a
 * response, or the module. In Node and Deno it is loaded already.
 */
export const load = once(initialise);

export { analyze, answer, exported, tokens, version } from "./pkg/engine/factnote.js";
