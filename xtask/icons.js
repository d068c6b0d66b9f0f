// @ts-check
// Draws the extension's icons: `node xtask/icons.js <drawing.svg> <folder>` writes one PNG for each size. The renderer
// is a module of WebAssembly, so that every machine draws the same bytes.

import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What browsers and stores ask for, in pixels. */
const SIZES = [16, 32, 48, 128];

const [drawing, folder] = process.argv.slice(2);
if (!folder) throw new Error("call it as: node xtask/icons.js <drawing.svg> <folder>");
await initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
const svg = readFileSync(drawing, "utf8");
for (const size of SIZES) {
  const image = new Resvg(svg, { fitTo: { mode: "width", value: size } }).render();
  writeFileSync(join(folder, `${size}.png`), image.asPng());
}
