// @ts-check
// How fast the reader of figures is in WebAssembly: `cargo xtask speed`. Processor time, so that other programs count less.
//
//   node bench/run.js BASE MODULE FOLDER    BASE reads tokens and sentences, MODULE figures too; FOLDER has gold-dev.jsonl

import { readFileSync } from "node:fs";
import { join } from "node:path";

const [base, module, folder] = process.argv.slice(2);
if (!base || !module || !folder) throw new Error("say where the modules and the texts are: run.js BASE MODULE FOLDER");

const REPEATS = 7;
const MEGABYTE = 1e6;

/**
 * @param {string} path
 * @returns {Promise<(text: string) => number>} reads a text; how many microseconds that took
 */
async function reader(path) {
  const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
  const { room, read, memory } = /** @type {any} */ (instance.exports);
  const encoder = new TextEncoder();
  return (text) => {
    const bytes = encoder.encode(text);
    // The room may move where memory grows.
    const at = room(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    const begun = process.cpuUsage();
    read();
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  };
}

/** @param {number[]} numbers */
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** @type {string[]} */
const texts = readFileSync(join(folder, "gold-dev.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line).text);
const all = texts.join("\n");
const megabytes = new TextEncoder().encode(all).length / MEGABYTE;

const readers = { "tokens and sentences": await reader(base), "and figures": await reader(module) };
/** @type {number[]} */
const times = [];
for (const [name, read] of Object.entries(readers)) {
  read(all);
  const time = middle(Array.from({ length: REPEATS }, () => read(all)));
  times.push(time);
  console.log(`wasm, ${name}: ${(megabytes / (time / MEGABYTE)).toFixed(1)} MB a second`);
}
console.log(`wasm, figures alone: ${(megabytes / ((times[1] - times[0]) / MEGABYTE)).toFixed(1)} MB a second`);

const figures = readers["and figures"];
const half = (/** @type {string} */ unit) => unit.repeat(Math.ceil(MEGABYTE / 2 / unit.length));
for (const [name, text] of /** @type {[string, string][]} */ ([
  ["the articles", all],
  ["digits", half("7")],
  ["“1-1-1…”", half("1-")],
  ["“and a half…”", half("and a half ")],
  ["“one hundred and…”", half("one hundred and ")],
  ["“3 May to…”", half("3 May to ")],
  ["“$5 or…”", half("$5 or ")],
])) {
  const [once, twice] = [text, text + text].map((text) => middle([figures(text), figures(text), figures(text)]));
  console.log(`wasm, ${name}: twice the text takes ${(twice / once).toFixed(2)} times as long`);
}
