// @ts-check
// `factnote/engine` in Node and Deno, which load it at once.

import { readFileSync } from "node:fs";
import { initSync } from "./pkg/engine/factnote.js";

initSync({ module: readFileSync(new URL("./pkg/engine/factnote_bg.wasm", import.meta.url)) });

/** @returns {Promise<void>} */
export async function load() {}

export { analyze, answer, exported, tokens, version } from "./pkg/engine/factnote.js";
