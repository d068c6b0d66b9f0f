// @ts-check
// Has another library read an archive, for `cargo xtask archive --peers`; what it finds is written as JSON Lines.
//
//   node bench/archive.js BUNDLE < ARTICLES    BUNDLE exports analyze(text); ARTICLES are JSON Lines with `text`

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [bundle] = process.argv.slice(2);
if (!bundle) throw new Error("say which bundle: archive.js BUNDLE < ARTICLES");

/** @type {{ analyze: (text: string) => unknown }} */
const { analyze } = await import(pathToFileURL(bundle).href);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, text } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ id, found: analyze(text) })}\n`);
}
