// @ts-check
// How long marking takes in a browser, beside libraries that mark: `cargo xtask speed --marks`.
//
//   node bench/marks/run.js SITE    SITE has factnote.js with its module, and bundles of the other libraries

import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, open } from "../../tests/e2e/browser.js";

const [site] = process.argv.slice(2);
if (!site) throw new Error("say where the modules are: node bench/marks/run.js SITE");

/** Texts of which the middle one counts. */
const REPEATS = 7;
/** Thousands of characters; each thousand has fifteen numbers of percent. */
const SIZES = [50, 100, 200, 400];
const LIBRARIES = ["factnote", "advanced-mark", "mark"];

const types = /** @type {Record<string, string>} */ ({ js: "text/javascript", wasm: "application/wasm" });
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
  const file = join(site, path);
  response.setHeader("content-type", types[path.split(".").pop() ?? ""] ?? "text/html");
  if (path === "") return response.end("<!doctype html><title>marking</title><body></body>");
  if (!existsSync(file)) response.statusCode = 404;
  response.end(existsSync(file) ? readFileSync(file) : "");
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
const url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;

/** Runs in the page. */
async function measure(
  /** @type {string} */ library,
  /** @type {number} */ thousands,
  /** @type {number} */ repeats,
  /** @type {(seen: object) => void} */ done,
) {
  try {
    const path = `/${library}.js`;
    const module = await import(path);
    if (library === "factnote") await module.default();
    const seen = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const article = document.createElement("article");
      let number = 10;
      for (let paragraph = 0; paragraph < thousands * 2; paragraph++) {
        const text = document.createElement("p");
        while ((text.textContent ?? "").length < 500) {
          const [some, others] = [10 + (number++ % 89), 10 + (number++ % 89)];
          text.append(
            `Of all boats in the bay ${some} percent came home late, and of those that did not ${others} percent had no light on.`,
            " What the others did nobody had asked them. ",
          );
        }
        article.append(text);
      }
      document.body.replaceChildren(article);
      article.getBoundingClientRect();
      const begun = performance.now();
      /** @type {any} */
      let page;
      if (library === "factnote") page = new module.Page("article");
      const read = performance.now();
      if (page) page.mark();
      else (page = new module.default(article)).markRegExp(/\d+ percent/g, { diacritics: false });
      const marked = performance.now();
      article.getBoundingClientRect();
      const laid = performance.now();
      const count = article.querySelectorAll(".factnote, mark").length;
      const counted = performance.now();
      if (page.restore) page.restore();
      else page.unmark();
      seen.push({
        count,
        characters: (article.textContent ?? "").length,
        read: read - begun,
        mark: marked - read,
        layout: laid - marked,
        restore: performance.now() - counted,
      });
      await new Promise((rest) => setTimeout(rest, 50));
    }
    done({ seen });
  } catch (error) {
    done({ error: String(error) });
  }
}

/** @param {number[]} list */
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

console.log(`middle of ${REPEATS} texts, milliseconds`);
console.log("browser   library        characters   marks    read    mark  layout  take out");
for (const browser of browsers) {
  const driver = await open(browser);
  try {
    await driver.manage().setTimeouts({ script: 600000, pageLoad: 60000 });
    for (const library of LIBRARIES) {
      for (const size of library === "mark" ? SIZES.slice(-1) : SIZES) {
        await driver.get(url);
        const repeats = library === "mark" ? 1 : REPEATS;
        const all = /** @type {any} */ (await driver.executeAsyncScript(measure, library, size, repeats));
        if (all.error) throw new Error(`${library} in ${browser}: ${all.error}`);
        const of = (/** @type {string} */ what) =>
          median(all.seen.map((/** @type {any} */ one) => one[what]))
            .toFixed(1)
            .padStart(7);
        const { count, characters } = all.seen[0];
        console.log(
          `${browser.padEnd(9)} ${library.padEnd(14)} ${String(characters).padStart(10)} ${String(count).padStart(7)} ${of("read")} ${of("mark")} ${of("layout")}   ${of("restore")}`,
        );
      }
    }
  } finally {
    await driver.quit();
  }
}
server.close();
