// @ts-check
// A new publisher, with nothing but the README: the files that it names on a server of theirs, its tag in their pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { inEachBrowser } from "./browser.js";
import { bundle } from "./frameworks/bundle.js";
import { mark, point, visit, waitForCard } from "./reader.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGES = join(ROOT, "tests/e2e/fixtures/embed");
const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
});

/** The tag that the README gives, for a server at `origin`. @param {string} origin */
async function tag(origin) {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## On a web page"));
  const snippet = /```html\n([^]*?)```/.exec(section)?.[1];
  assert.match(snippet ?? "", /https:\/\/example.org\/factnote\/factnote.js/, "the README has a tag to copy");
  return String(snippet).replaceAll("https://example.org/", origin);
}

/** The publisher's server. */
let site = "";
let folder = "";
const server = createServer(async (request, response) => {
  const path = join(folder, new URL(request.url ?? "/", "http://localhost").pathname);
  try {
    if (relative(folder, path).startsWith("..")) throw new Error("outside");
    const body = await readFile(path);
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream").end(body);
  } catch {
    response.writeHead(404).end();
  }
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "factnote-embed-"));
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  site = `http://127.0.0.1:${port}/`;
  // “Put the script and the folder beside each other on a server.”
  await mkdir(join(folder, "factnote"));
  for (const name of ["factnote.js", "pkg"]) {
    await cp(join(ROOT, "www", name), join(folder, "factnote", name), { recursive: true });
  }
  const page = async (/** @type {string} */ name, /** @type {string} */ as) => {
    const html = await readFile(join(PAGES, `${name}.html`), "utf8");
    assert.ok(html.includes("<!-- tag -->"), name);
    await writeFile(join(folder, `${as}.html`), html.replace("<!-- tag -->", await tag(site)));
  };
  await page("plain", "plain");
  await page("wordpress", "wordpress");
  for (const framework of ["react", "vue"]) {
    await page("app", framework);
    await writeFile(join(folder, `${framework}.js`), await bundle(framework));
    const html = await readFile(join(folder, `${framework}.html`), "utf8");
    await writeFile(join(folder, `${framework}.html`), html.replace('src="app.js"', `src="${framework}.js"`));
  }
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

inEachBrowser("the tag of the README", (driver) => {
  /** Title and rows of the card of the words that begin so. @param {string} words */
  const cardOf = async (words) => {
    await point(driver(), await mark(driver(), words));
    return waitForCard(driver());
  };

  test("on a plain page", async () => {
    assert.ok((await visit(driver(), `${site}plain.html`)) >= 5);
    assert.equal((await cardOf("“I have opened")).title, "Edith Marrow – direct quote");
    assert.match(
      await driver().executeScript("return document.querySelector('factnote-panel') ? 'panel' : ''"),
      /panel/,
    );
  });

  test("on a page of WordPress: the post and nothing around it, emoji, drop cap and blocks included", async () => {
    assert.ok((await visit(driver(), `${site}wordpress.html`)) >= 6);
    assert.equal((await cardOf("“I have opened")).title, "Edith Marrow – direct quote");
    const seen = await driver().executeScript(() => {
      const marks = [...document.querySelectorAll("span.factnote")];
      const content = document.querySelector(".entry-content");
      return {
        around: marks.filter((span) => !content?.contains(span) && !span.closest("h1")).map((span) => span.textContent),
        appended: marks.filter((span) => span.closest(".sharedaddy, .jp-relatedposts")).map((span) => span.textContent),
        emoji: document.querySelectorAll(".entry-content img.wp-smiley").length,
        trust: marks.some((span) => /Tarn Lock\s+will\s+leave/.test(span.textContent ?? "")),
        byline: /** @type {any} */ (window).handle.export().document.byline,
      };
    });
    assert.deepEqual(seen, { around: [], appended: [], emoji: 1, trust: true, byline: "Dora Quill" });
  });

  for (const framework of ["react", "vue"]) {
    test(`on a page of ${framework}, which goes on working`, async () => {
      assert.ok((await visit(driver(), `${site}${framework}.html`)) >= 3);
      assert.match((await cardOf("There were")).title, /^Harbour office – paraphrase/);
      await driver().executeScript("window.app.change({ people: 55, boats: false })");
      const text = await driver().executeScript("return document.querySelector('article').textContent");
      assert.match(String(text), /55 people were there/);
      assert.ok(!String(text).includes("twelve boats"));
    });
  }
});
