// @ts-check
// How the script tag loads: checksums, the moment it begins, a worker, and pages that forbid WebAssembly.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { By } from "selenium-webdriver";
import { inEachBrowser } from "./browser.js";
import { mark, point, ready, trouble, visit, waitForCard } from "./reader.js";

const project = join(import.meta.dirname, "../..");
const site = join(project, "www");

const ARTICLE = `<article>
  <h1>Old lighthouse to shine again</h1>
  <p>The lighthouse on Gull Point will be lit again in June, Mayor Edda Rowan said on Tuesday.</p>
  <p>“We could not bear to watch it fall,” Rowan told the Gull Point Courier. The work will cost about $2.4 million.</p>
  <p>The tower is expected to reopen before the summer. Its lamp was last lit in 1987, according to the harbour log.</p>
  <p>Some neighbours have complained about the noise, two people close to the builders said.</p>
</article>`;

const TYPES = /** @type {Record<string, string>} */ ({ ".js": "text/javascript", ".wasm": "application/wasm" });

/** Pages by their paths, and how often what was asked for. */
const pages = /** @type {Map<string, { body: string, policy?: string, type?: string }>} */ (new Map());
const asked = /** @type {Map<string, number>} */ (new Map());
/** Files that change after they have been sent once. */
const fickle = new Set();

const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const times = (asked.get(path) ?? 0) + 1;
  asked.set(path, times);
  response.setHeader("cache-control", "no-store");
  response.setHeader("access-control-allow-origin", "*");
  const page = pages.get(path);
  if (page) {
    response.setHeader("content-type", page.type ?? "text/html; charset=utf-8");
    if (page.policy) response.setHeader("content-security-policy", page.policy);
    return response.end(page.body);
  }
  try {
    const name = path === "/watch.js" ? join(import.meta.dirname, "fixtures/watch.js") : join(site, path);
    const body = readFileSync(name);
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    response.end(fickle.has(path) && times > 1 ? "throw new Error('another file')" : body);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});

/**
 * An article with the script tag; gives its path.
 * @param {string} name
 * @param {{ data?: string, policy?: string, article?: string, head?: string, loader?: string }} [how]
 */
function write(name, { data = "", policy, article = ARTICLE, head = "", loader = "/factnote.js" } = {}) {
  asked.clear();
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Old lighthouse to shine again</title>
<script src="/watch.js"></script>${head}<script async src="${loader}" ${data}></script></head><body>${article}</body></html>`;
  pages.set(`/${name}`, { body, policy });
  return `${url()}${name}`;
}

const url = (host = "127.0.0.1") =>
  `http://${host}:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;

/** @param {string} path below www */
const checksum = (path) =>
  `sha384-${createHash("sha384")
    .update(readFileSync(join(site, path)))
    .digest("base64")}`;

/**
 * What the command line makes of a page for the tag's data-analysis.
 * @param {string} html
 * @param {object[]} [overrides] of the publisher, beside those in the page
 */
function analysed(html, overrides = []) {
  const folder = mkdtempSync(join(tmpdir(), "factnote-loading-"));
  try {
    const file = join(folder, "article.html");
    writeFileSync(file, html);
    const said = join(folder, "overrides.json");
    writeFileSync(said, JSON.stringify(overrides));
    const options = ["run", "--quiet", "--", "annotate", file, "--overrides", said, "--format", "analysis"];
    return execFileSync(process.env.CARGO ?? "cargo", options, { cwd: project, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const WRONG = `sha384-${createHash("sha384").update("another file").digest("base64")}`;
const NO_WEBASSEMBLY = "default-src 'self'; style-src 'none'";

before(() => new Promise((done) => server.listen(0, () => done(undefined))));
after(() => server.close());

inEachBrowser("loading", (driver, browser) => {
  const seen = () =>
    driver().executeScript(() => [
      ...new Set(
        [...document.querySelectorAll("span.factnote")].map(
          (span) => `${span.getAttribute("data-factnote-style")}: ${span.textContent}`,
        ),
      ),
    ]);
  const untouched = async () =>
    assert.equal((await driver().findElements(By.css("span.factnote, factnote-card, factnote-panel"))).length, 0);
  /** @param {string} script */
  const run = (script) => driver().executeScript(`return (async () => { ${script} })()`);

  test("the module is compiled while it is downloaded", async () => {
    const head = `<script>
      const { instantiateStreaming } = WebAssembly;
      window.streamed = 0;
      WebAssembly.instantiateStreaming = (...parts) => instantiateStreaming(...parts).then((done) => (window.streamed++, done));
    </script>`;
    assert.ok((await visit(driver(), write("streamed", { head }))) >= 5);
    assert.equal(await run("return window.streamed"), 1);
    for (const path of ["/pkg/apart.js", "/pkg/page.js"]) assert.equal(asked.get(path), undefined, path);
  });

  const checksums = () =>
    `data-integrity-module="${checksum("pkg/factnote.js")}" data-integrity-wasm="${checksum("pkg/factnote_bg.wasm")}"`;

  test("with the right checksums it works, and what runs is what was compared", async () => {
    fickle.add("/pkg/factnote.js");
    assert.ok((await visit(driver(), write("checked", { data: checksums() }))) >= 5);
    fickle.clear();
    assert.deepEqual([asked.get("/pkg/factnote.js"), asked.get("/pkg/factnote_bg.wasm")], [1, 1]);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("checksums under a policy of nonces and trusted types", async () => {
    const policy =
      "script-src 'nonce-a' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    write("nonce", { data: `nonce="a" ${checksums()}`, policy });
    const page = pages.get("/nonce");
    if (page) page.body = page.body.replace("<script src", '<script nonce="a" src');
    assert.ok((await visit(driver(), `${url()}nonce`)) >= 5);
    const { errors, violations } = await trouble(driver());
    assert.deepEqual({ errors, violations }, { errors: [], violations: [] });
  });

  for (const [name, data, said] of /** @type {[string, string, RegExp][]} */ ([
    ["module", `data-integrity-module="${WRONG}"`, /factnote\.js.*checksum/],
    ["wasm", `data-integrity-wasm="${WRONG}"`, /factnote_bg\.wasm.*checksum/],
  ]))
    test(`a wrong checksum of the ${name}: one message, and the page as it was`, async () => {
      await assert.rejects(visit(driver(), write("wrong", { data })), said);
      assert.equal((await trouble(driver())).errors.length, 1);
      await untouched();
    });

  test("contentReady: nothing happens before the page says so", async () => {
    const head = `<script>window.factnoteConfig = { contentReady: new Promise((go) => { window.go = go; }), panel: false };</script>`;
    await driver().get(write("content-ready", { head }));
    await run("await new Promise((done) => setTimeout(done, 1500))");
    await untouched();
    await run("window.go()");
    assert.ok((await ready(driver())) >= 5);
    const { errors, console } = await trouble(driver());
    assert.deepEqual({ errors, console }, { errors: [], console: [] });
  });

  /** Keeps what the page is told when WebAssembly is forbidden. */
  const listening = { head: "<script src='/listen.js'></script>" };
  before(() => {
    const body =
      "document.addEventListener('factnote:blocked', (event) => { window.blocked = event.detail.message; });";
    pages.set("/listen.js", { body, type: "text/javascript" });
  });

  test("WebAssembly forbidden, an analysis named: it is shown, and one line says what is forbidden by which directive", async () => {
    const how = { ...listening, policy: NO_WEBASSEMBLY, data: 'data-analysis="prepared.json"' };
    const address = write("prepared", how);
    const served = pages.get("/prepared")?.body ?? "";
    pages.set("/prepared.json", { body: analysed(served), type: "application/json" });
    assert.ok((await visit(driver(), address)) >= 5);
    const { errors, console } = await trouble(driver());
    assert.deepEqual(errors, []);
    assert.equal(console.length, 1, console.join("\n"));
    assert.match(console[0], /script-src/);
    assert.equal(await run("return window.blocked"), console[0]);
    const shown = await seen();
    await point(driver(), await mark(driver(), "“We could not"));
    assert.match((await waitForCard(driver())).title, /Rowan/);
    assert.match(String(await run("return window.handle.export().schema")), /^1\./);

    await visit(driver(), write("prepared-kinds", { ...how, data: `${how.data} data-kinds="direct"` }));
    assert.ok(/** @type {string[]} */ (await seen()).every((span) => span.startsWith("direct")));

    // Where it is not forbidden the engine shows the same.
    await visit(driver(), write("prepared-allowed", { data: how.data }));
    assert.deepEqual(await seen(), shown);
  });

  test("WebAssembly forbidden: what the publisher says since the analysis was made is told once, and what it knows is not", async () => {
    const corrected = {
      action: "correct",
      selector: { exact: "We could not bear to watch it fall" },
      source: "Ada Birch",
    };
    const hidden = { action: "hide", selector: { exact: "$2.4 million", prefix: "The work will cost about" } };
    const head = `<script type="application/json" class="factnote-overrides">${JSON.stringify(corrected)}</script>
      <script>window.factnoteConfig = { overrides: [${JSON.stringify(hidden)}] };</script>`;
    const how = {
      head,
      policy: `${NO_WEBASSEMBLY}; script-src 'self' 'unsafe-inline'`,
      data: 'data-analysis="prepared.json"',
    };
    const address = write("prepared-overrides", how);
    const served = pages.get("/prepared-overrides")?.body ?? "";
    const figures = async () => /** @type {string[]} */ (await seen()).filter((span) => span.startsWith("figure: $"));
    const told = async () => {
      await visit(driver(), address);
      const [{ console }, orphans] = [await trouble(driver()), await run("return window.handle.orphans()")];
      assert.deepEqual(
        console.slice(1),
        /** @type {string[]} */ (orphans).map((orphan) => `Factnote: ${orphan}`),
      );
      return /** @type {string[]} */ (orphans);
    };

    pages.set("/prepared.json", { body: analysed(served), type: "application/json" });
    const orphans = await told();
    assert.equal(orphans.length, 1, orphans.join("\n"));
    assert.match(orphans[0], /prepared\.json was made without those of the words “\$2\.4 million”, and.*--overrides/);
    assert.equal((await figures()).length, 1);
    await point(driver(), await mark(driver(), "“We could not"));
    assert.match((await waitForCard(driver())).title, /Ada Birch/);

    pages.set("/prepared.json", { body: analysed(served, [hidden]), type: "application/json" });
    assert.deepEqual(await told(), []);
    assert.deepEqual(await figures(), []);
  });

  test("WebAssembly forbidden: the page's side is loaded by its checksum, and by no other", async () => {
    /** @param {string} integrity */
    const how = (integrity) => ({
      policy: NO_WEBASSEMBLY,
      data: `data-analysis="prepared.json" data-integrity-page="${integrity}"`,
    });
    const address = write("prepared-checked", how(checksum("pkg/page.js")));
    const served = pages.get("/prepared-checked")?.body ?? "";
    pages.set("/prepared.json", { body: analysed(served), type: "application/json" });
    fickle.add("/pkg/page.js");
    assert.ok((await visit(driver(), address)) >= 5);
    fickle.clear();
    assert.equal(asked.get("/pkg/page.js"), 1);
    assert.deepEqual((await trouble(driver())).errors, []);

    await assert.rejects(visit(driver(), write("prepared-wrong", how(WRONG))), /page\.js.*checksum/);
    assert.equal((await trouble(driver())).errors.length, 1);
    await untouched();
  });

  test("WebAssembly forbidden, an analysis of another text: nothing is marked at wrong words", async () => {
    const article = ARTICLE.replace("Courier", "Gazette");
    const address = write("other", { article, policy: NO_WEBASSEMBLY, data: 'data-analysis="prepared.json"' });
    await assert.rejects(visit(driver(), address), /prepared\.json was made of another text/);
    await untouched();
  });

  test("WebAssembly forbidden, no analysis: the event, one line, and the page as it was", async () => {
    await assert.rejects(visit(driver(), write("forbidden", { ...listening, policy: NO_WEBASSEMBLY })));
    const { console } = await trouble(driver());
    assert.equal(console.length, 1, console.join("\n"));
    assert.equal(await run("return window.blocked"), console[0]);
    await untouched();
  });

  test("with a worker: the same marks, record and exports", async () => {
    const exported = `
      const { handle } = window;
      return [handle.export(), await handle.export("markdown"), await handle.scan(), handle.marked()];`;
    await visit(driver(), write("here"));
    const here = [await seen(), await run(exported)];
    assert.equal(asked.get("/pkg/engine/worker.js"), undefined);
    await visit(driver(), write("here", { data: 'data-worker="true"' }));
    assert.deepEqual([await seen(), await run(exported)], here);
    assert.equal(asked.get("/pkg/engine/worker.js"), 1);
    assert.equal(asked.get("/pkg/factnote_bg.wasm"), undefined);
    await point(driver(), await mark(driver(), "“We could not"));
    assert.match((await waitForCard(driver())).title, /Rowan/);
    const { errors, console } = await trouble(driver());
    assert.deepEqual({ errors, console }, { errors: [], console: [] });
    await run("window.handle.destroy()");
    await untouched();
  });

  for (const [name, how] of /** @type {[string, () => object][]} */ ([
    ["the policy forbids workers", () => ({ policy: "worker-src 'none'" })],
    ["the script is another origin's", () => ({ loader: `${url("localhost")}factnote.js` })],
  ]))
    test(`${name}: without a worker, and without a word`, async () => {
      assert.ok((await visit(driver(), write("no-worker", { data: 'data-worker="true"', ...how() }))) >= 5);
      assert.equal(asked.get("/pkg/factnote_bg.wasm"), 1);
      const { errors, console } = await trouble(driver());
      assert.deepEqual({ errors, console }, { errors: [], console: [] });
    });

  test("a wrong value of worker is said once, and the rest works", async () => {
    assert.ok((await visit(driver(), write("wrong-worker", { data: 'data-worker="yes"' }))) >= 5);
    const { console } = await trouble(driver());
    assert.equal(console.length, 1, console.join("\n"));
    assert.match(console[0], /`worker`/);
  });

  if (browser === "chromium")
    test("with a worker a long article leaves no task of more than 50 ms", async () => {
      const paragraphs = ARTICLE.match(/<p>[^]*?<\/p>/g) ?? [];
      // 80 paragraphs, 1,400 words, 180 marks.
      const text = Array.from({ length: 20 }, () => paragraphs.join("\n")).join("\n");
      const article = `<article><h1>Old lighthouse to shine again</h1>${text}</article>`;
      const head = `<script>
        window.tasks = [];
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => [task.startTime, task.duration])))
          .observe({ type: "longtask", buffered: true });
        // Only what Factnote does counts, and not how the page itself is laid out first.
        let go;
        window.factnoteConfig = { contentReady: new Promise((done) => addEventListener("load", () =>
          setTimeout(() => { window.begun = performance.now(); done(); }, 1500))) };
      </script>`;
      // What else the machine does may make a task longer, and never shorter: of three times the best one counts.
      /** @type {[number, number][]} */
      let tasks = [];
      for (const _ of [1, 2, 3]) {
        assert.ok((await visit(driver(), write("long", { article, head, data: 'data-worker="true"' }))) >= 100);
        await run("await new Promise((done) => setTimeout(done, 500))");
        assert.equal(asked.get("/pkg/engine/worker.js"), 1);
        tasks = await run("return window.tasks.filter(([at]) => at >= window.begun)");
        if (tasks.length === 0) break;
      }
      assert.deepEqual(tasks, []);
    });
});
