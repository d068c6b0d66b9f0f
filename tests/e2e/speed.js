// @ts-check
// How long the engine takes in a browser's main thread: `cargo xtask speed --data FOLDER`.
//
// Each measure is of a page of its own. Nothing is kept between pages (`no-store`), so that the first article is that of a
// reader who never saw the engine: the module compiled, the weights unpacked, no code made quick yet. FOLDER holds
// gold-dev.jsonl, whose texts are analysed; PEERS may hold bundles of other libraries, each exporting `analyze`.

import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, open } from "./browser.js";

/** Pages of which the middle one counts. */
const REPEATS = 7;
/** Milliseconds. */
const SETTLE = 4000;
const LONG = { least: 850, most: 1150 };

const [folder, site, peers] = process.argv.slice(2);
if (!folder || !site)
  throw new Error("say where the texts and the site are: node tests/e2e/speed.js FOLDER SITE [PEERS]");

/** @type {string[]} articles of about a thousand words */
const texts = readFileSync(join(folder, "gold-dev.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line).text)
  .filter((/** @type {string} */ text) => words(text) >= LONG.least && words(text) <= LONG.most);

/** @param {string} text */
function words(text) {
  return text.split(/\s+/).length;
}

const types = /** @type {Record<string, string>} */ ({ js: "text/javascript", wasm: "application/wasm" });
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
  response.setHeader("cache-control", "no-store");
  response.setHeader("content-type", types[path.split(".").pop() ?? ""] ?? "text/html");
  if (path === "") return response.end("<!doctype html><title>speed</title>");
  const file = path.startsWith("peers/") && peers ? join(peers, path.slice("peers/".length)) : join(site, path);
  if (!existsSync(file)) response.statusCode = 404;
  response.end(existsSync(file) ? readFileSync(file) : "");
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
const url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;

/** Runs in the page: load, first article, then all of them three times, of which the last two count. */
async function measure(
  /** @type {string} */ name,
  /** @type {string[]} */ texts,
  /** @type {(seen: object) => void} */ done,
) {
  try {
    const begun = performance.now();
    /** @type {(text: string) => unknown} */
    let analyze;
    if (name === "factnote") {
      const path = "/pkg/factnote.js";
      const engine = await import(path);
      await engine.default();
      analyze = (text) => engine.analyze({ text }, {});
    } else {
      const path = `/peers/${name}.js`;
      analyze = (await import(path)).analyze;
    }
    const loaded = performance.now();
    analyze(texts[0] ?? "");
    const first = performance.now();
    let [time, words] = [0, 0];
    for (let round = 0; round < 3; round++) {
      for (const text of texts) {
        const begun = performance.now();
        analyze(text);
        if (round > 0) [time, words] = [time + performance.now() - begun, words + text.split(/\s+/).length];
        await new Promise((rest) => setTimeout(rest, 5));
      }
    }
    done({ load: loaded - begun, first: first - loaded, next: (time / words) * 1000 });
  } catch (error) {
    done({ error: String(error) });
  }
}

/** @param {number[]} list */
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

console.log(
  `${texts.length} articles of ${LONG.least} to ${LONG.most} words; middle of ${REPEATS} pages, milliseconds`,
);
console.log("browser   library     load  first article  together  next, per 1,000 words");
for (const browser of browsers) {
  for (const name of peers ? ["factnote", "compromise", "wink"] : ["factnote"]) {
    /** @type {{ load: number, first: number, next: number }[]} */
    const seen = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const driver = await open(browser);
      try {
        await driver.manage().setTimeouts({ script: 120000, pageLoad: 60000 });
        await driver.get(url);
        // A browser that has just begun is busy with itself.
        await new Promise((rest) => setTimeout(rest, SETTLE));
        const one = /** @type {any} */ (await driver.executeAsyncScript(measure, name, texts));
        if (one.error) throw new Error(`${name} in ${browser}: ${one.error}`);
        seen.push(one);
      } finally {
        await driver.quit();
      }
    }
    const of = (/** @type {(one: (typeof seen)[number]) => number} */ what) =>
      median(seen.map(what)).toFixed(1).padStart(8);
    console.log(
      `${browser.padEnd(9)} ${name.padEnd(9)} ${of((s) => s.load)} ${of((s) => s.first)}       ${of((s) => s.load + s.first)}  ${of((s) => s.next)}`,
    );
  }
}
server.close();
