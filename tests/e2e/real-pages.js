// @ts-check
// The script tag on saved pages of the web, in a real browser: `cargo xtask live --data FOLDER`.
//
// Each page is served with the loader put in, as a publisher would. Looked at: what is marked and where it stands, the
// first cards, errors of ours, and whether the page is the same after destroy: the same bytes and the same nodes.
// The pages are not part of this repository; FOLDER holds pages.jsonl and what it names.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { found, quotations } from "./annotator.js";
import { browsers, open } from "./browser.js";

/** @typedef {{ id: string, source: string, lang: string, kind: string }} Page */

const NOT_THE_ARTICLE = "nav, header nav, footer, [role=navigation], [role=contentinfo], form, script, style, noscript";

/** The script that reads a page; in the site it is part of the package. */
const READER = "/src/dom/collect.js";

/**
 * @param {string} folder
 * @param {number} count
 * @returns {Page[]} news in English first, then what else there is
 */
function choose(folder, count) {
  const lines = readFileSync(join(folder, "pages.jsonl"), "utf8").split("\n").filter(Boolean);
  /** @type {Page[]} */
  const pages = lines.map((line) => JSON.parse(line));
  const isNews = (/** @type {Page} */ page) => page.kind === "news" && page.lang.startsWith("en");
  return [...pages.filter(isNews), ...pages.filter((page) => !isNews(page))].slice(0, count);
}

/**
 * Serves the pages with the loader in them, and the site's own files.
 * @param {string} folder
 * @param {string} site
 * @returns {Promise<{ url: string, close: () => void }>}
 */
function serve(folder, site) {
  const types = /** @type {Record<string, string>} */ ({ js: "text/javascript", wasm: "application/wasm" });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      if (path.startsWith("/html/") && path.endsWith(".html")) {
        const html = readFileSync(join(folder, path.slice(1)), "utf8");
        response.setHeader("content-type", "text/html; charset=utf-8");
        // What a saved page asks of other servers would be waited for.
        response.setHeader("content-security-policy", "default-src 'self' data: 'unsafe-inline' 'wasm-unsafe-eval'");
        // In full: the page may say that its addresses begin elsewhere.
        const loader = `http://${request.headers.host}/factnote.js`;
        const tag = `<script>(${watch})()</script><script async src="${loader}"></script>`;
        response.end(html.includes("</head>") ? html.replace("</head>", `${tag}</head>`) : tag + html);
      } else {
        const file = readFileSync(
          path === READER ? new URL(`../..${READER}`, import.meta.url) : join(site, path.slice(1)),
        );
        response.setHeader("content-type", types[path.split(".").pop() ?? ""] ?? "text/plain");
        response.end(file);
      }
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      done({ url: `http://127.0.0.1:${address.port}`, close: () => server.closeAllConnections() ?? server.close() });
    });
  });
}

/** Runs in the page before anything else: keeps errors of ours, which are not those of the page. */
function watch() {
  /** @type {string[]} */
  const ours = [];
  // A box that waits for an answer stops everything.
  Object.assign(window, { ours, alert() {}, confirm: () => false, prompt: () => null, print() {} });
  addEventListener("error", (event) => {
    if (/factnote/.test(event.filename)) ours.push(event.message);
  });
  document.addEventListener("factnote:error", (event) => {
    ours.push(/** @type {CustomEvent} */ (event).detail.message);
  });
  const before = console.error;
  console.error = (...words) => {
    const text = words.join(" ");
    if (/Factnote|panicked/.test(text)) ours.push(text);
    before.apply(console, words);
  };
}

/** Runs in the page: marks it, looks, takes everything back and looks again. */
async function look(
  /** @type {string} */ notTheArticle,
  /** @type {string} */ reader,
  /** @type {(seen: object) => void} */ done,
) {
  const page = /** @type {any} */ (window);
  const nodes = () => {
    const walker = document.createTreeWalker(document.body);
    const all = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) all.push(node);
    return all;
  };
  try {
    for (let wait = 0; !page.factnote && wait < 300; wait++) await new Promise((rest) => setTimeout(rest, 50));
    (await page.factnote.ready).destroy();
    const before = { html: document.body.innerHTML, nodes: nodes() };
    const { collect } = await import(location.origin + reader);
    const readings = [];
    for (let time = 0; time < 9; time++) {
      const start = performance.now();
      collect(document, undefined, undefined, [], []);
      readings.push(performance.now() - start);
    }
    const reading = Number(readings.sort((a, b) => a - b)[4].toFixed(1));
    const begun = performance.now();
    const handle = await page.factnote.init({ panel: false });
    const milliseconds = Math.round(performance.now() - begun);
    const spans = [...document.querySelectorAll("span.factnote")];
    const marked = handle.marked();
    const texts = spans.map((span) => span.textContent);
    const elsewhere = spans.filter((span) => span.closest(notTheArticle)).map((span) => span.textContent);
    /** @type {string[]} */
    const opened = [];
    document.addEventListener("factnote:open", (event) => opened.push(/** @type {any} */ (event).detail.id));
    for (const id of marked.slice(0, 3)) handle.open(id);
    const record = handle.export();
    const annotations = handle.export("web-annotation");
    handle.destroy();
    const after = { html: document.body.innerHTML, nodes: nodes() };
    done({
      characters: record.document.length.utf16,
      marked: marked.length,
      sources: record.sources.length,
      milliseconds,
      reading,
      elsewhere,
      opened: opened.length,
      bytes: before.html === after.html,
      nodes: before.nodes.length === after.nodes.length && before.nodes.every((node, at) => node === after.nodes[at]),
      ours: page.ours,
      texts,
      annotations,
      html: after.html,
    });
  } catch (error) {
    done({ error: String(error) });
  }
}

const [folder, site, count] = [process.argv[2], process.argv[3] ?? "www", Number(process.argv[4] ?? 10)];
if (!folder) throw new Error("say where the saved pages are: node tests/e2e/real-pages.js FOLDER [SITE] [COUNT]");
const server = await serve(folder, site);
let [wrong, all, marks, anchored, anchors] = [0, 0, 0, 0, 0];
for (const name of browsers) {
  const driver = await open(name);
  /** @type {number[]} */
  const readings = [];
  try {
    await driver.manage().setTimeouts({ script: 120000, pageLoad: 60000 });
    for (const page of choose(folder, count)) {
      const seen = /** @type {any} */ (
        await driver
          .get(`${server.url}/${page.source}`)
          .then(() => driver.executeAsyncScript(look, NOT_THE_ARTICLE, READER))
          .catch((error) => ({ error: String(error) }))
      );
      const { texts, elsewhere, annotations, html, ...rest } = seen;
      if (annotations && name === "chromium") {
        const selectors = quotations(annotations);
        const ranges = await found(driver, selectors, html).catch((error) => (rest.error = String(error)) && []);
        const right = selectors.filter(({ exact }, at) => ranges[at]?.length === 1 && ranges[at][0] === exact);
        rest.anchored = `${right.length} of ${selectors.length}`;
        anchored += right.length;
        anchors += selectors.length;
        if (process.env.FACTNOTE_TEXTS)
          for (const selector of selectors)
            if (!right.includes(selector)) console.log("      lost", JSON.stringify(selector));
      }
      const bad =
        seen.ours?.length ||
        seen.error ||
        !seen.bytes ||
        !seen.nodes ||
        elsewhere?.length ||
        seen.opened < Math.min(3, seen.marked);
      wrong += bad ? 1 : 0;
      if (seen.reading !== undefined) readings.push(seen.reading);
      all += 1;
      marks += seen.marked ?? 0;
      console.log(`${bad ? "WRONG" : "ok   "} ${name} ${page.id} ${JSON.stringify(rest)}`);
      for (const text of elsewhere ?? []) console.log(`      not in the article: ${text}`);
      if (process.env.FACTNOTE_TEXTS) console.log(texts?.map((/** @type {string} */ t) => `      ${t}`).join("\n"));
    }
    readings.sort((a, b) => a - b);
    console.log(
      `${name}: a page is read in ${readings[readings.length >> 1]} ms (median of ${readings.length} pages, warm)`,
    );
  } finally {
    await driver.quit();
  }
}
server.close();
console.log(`Apache Annotator finds ${anchored} of ${anchors} exported quotations, each once and in the same words`);
console.log(`${all} pages with ${marks} annotations marked, in ${browsers.join(" and ")}: ${wrong} were wrong`);
process.exitCode = wrong ? 1 : 0;
