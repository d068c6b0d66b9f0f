// @ts-check
// `factnote/dom`: marks and cards for a page whose engine is elsewhere: in a worker of yours, or on a server.

import { once } from "./once.js";
import initialise from "./pkg/dom/factnote.js";

/**
 * Loads the page's side, once. `wasm` says where the module is, where a bundler has not put it beside the script: an address, a
 * response, or the module.
 */
export const load = once(initialise);

export { connect, hasArticle, version } from "./pkg/dom/factnote.js";
