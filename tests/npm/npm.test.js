// @ts-check
// The npm package as its users have it: installed from the packed file into small projects below target/.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { before, describe, test } from "node:test";
import { browsers, open } from "../e2e/browser.js";

const packed = process.env.FACTNOTE_PACKAGE ?? "";
if (!packed) throw new Error("FACTNOTE_PACKAGE is not set: run these tests by `cargo xtask test --only packages`");
const root = join(import.meta.dirname, "../..");
const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
});

/** How much of the projects' page is marked. */
const MARKED = 10;

/**
 * A project with the package in it, its tools installed; gives its folder.
 * @param {string} name
 */
function project(name) {
  const folder = join(root, "target/npm-projects", name);
  // Tools that are there already are of the same pinned versions; the package itself is always unpacked anew.
  for (const old of ["dist", "node_modules/factnote", "package-lock.json"])
    rmSync(join(folder, old), { recursive: true, force: true });
  cpSync(join(import.meta.dirname, "projects", name), folder, { recursive: true });
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefer-offline", packed);
  return folder;
}

/**
 * @param {string} folder
 * @param {string} program
 * @param {string[]} options
 */
function run(folder, program, ...options) {
  const own = join(folder, "node_modules/.bin", program);
  try {
    return execFileSync(existsSync(own) ? own : program, options, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    throw new Error(`${program} ${options.join(" ")}\n${stdout}\n${stderr}`);
  }
}

/**
 * Serves a folder while `use` runs.
 * @param {string} folder
 * @param {(url: string, asked: string[]) => Promise<void>} use
 */
async function served(folder, use) {
  const asked = /** @type {string[]} */ ([]);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    asked.push(path);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (relative(folder, file).startsWith("..") || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  try {
    await use(`http://127.0.0.1:${port}/`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * How many annotations are marked on a page of a project.
 * @param {string} url
 */
async function marked(url) {
  const driver = await open(browsers[0]);
  try {
    await driver.get(url);
    return await driver.executeAsyncScript((/** @type {(marked: unknown) => void} */ done) => {
      const { handle } = /** @type {any} */ (window);
      Promise.resolve(handle)
        .then((handle) => done(handle.marked().length))
        .catch((error) => done(String(error)));
    });
  } finally {
    await driver.quit();
  }
}

/**
 * @param {string[]} asked
 * @param {string} file
 */
const bytes = (asked, file) =>
  [...new Set(asked)]
    .map((path) => join(file, path))
    .filter((name) => existsSync(name) && statSync(name).isFile())
    .reduce((sum, name) => sum + statSync(name).size, 0);

describe("bundlers, without a plugin", () => {
  /** @type {[string, string, string[], string][]} name, program, options, what is served */
  const projects = [
    ["vite", "vite", ["build"], "dist"],
    ["webpack", "webpack", [], ""],
    [
      "esbuild",
      "esbuild",
      ["main.js", "--bundle", "--minify", "--format=esm", "--splitting", "--outdir=dist", "--loader:.wasm=file"],
      "",
    ],
  ];
  for (const [name, program, options, site] of projects)
    test(name, async (t) => {
      const folder = project(name);
      run(folder, program, ...options);
      await served(join(folder, site), async (url, asked) => {
        assert.equal(await marked(url), MARKED);
        t.diagnostic(`${name}: ${bytes(asked, join(folder, site))} bytes, not compressed`);
        if (name === "esbuild") return; // it makes no workers out of imports
        asked.length = 0;
        assert.equal(await marked(`${url}?worker`), MARKED);
        assert.ok(asked.filter((path) => path.endsWith(".wasm")).length === 2, asked.join(" "));
      });
    });
});

describe("engine and types", () => {
  /** @type {string} */
  let folder;
  before(() => {
    folder = project("types");
  });

  test("Node: analyze, right after the import", () => {
    const program = `
      import { analyze } from "factnote/engine";
      const record = analyze({ text: "“We have the boats,” Mayor Ann Lee said.", outlet: "The Gull Point Times" });
      console.log(record.schema, record.annotations[0].label);`;
    const said = run(folder, process.execPath, "--input-type=module", "--eval", program);
    assert.equal(said, "1.0 Ann Lee – direct quote\n");
  });

  test("the examples of the documentation print what they say", () => {
    let ran = 0;
    for (const name of ["README.md", "docs/npm.md"]) {
      const document = readFileSync(join(root, name), "utf8");
      for (const [, program] of document.matchAll(/```js\n([^]*?)```/g)) {
        if (!program.includes("factnote/engine") || program.includes("init(")) continue;
        const promised = [...program.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => words);
        assert.ok(promised.length > 0, `${name}: this example prints nothing that it tells:\n${program}`);
        const said = run(folder, process.execPath, "--input-type=module", "--eval", program);
        assert.deepEqual(said.trimEnd().split("\n"), promised, name);
        ran += 1;
      }
    }
    assert.ok(ran >= 2, `${ran} examples`);
  });

  test("Deno: analyze and tokens, right after the import", () => {
    const said = run(project("deno"), "deno", "run", "--allow-read", "main.js");
    assert.match(said, /^1\.0 Ann Lee – direct quote \d\d\n$/);
  });

  test("Node: the page's entries can be imported where there is no page (rendering on a server)", () => {
    const program = `import "factnote"; import "factnote/dom"; console.log("imported");`;
    assert.equal(run(folder, process.execPath, "--input-type=module", "--eval", program), "imported\n");
  });

  test("TypeScript knows options, events and the record, and takes nothing else", () => {
    run(folder, "tsc", "--project", "tsconfig.json");
  });

  test("the package holds what its package.json names", () => {
    const at = join(folder, "node_modules/factnote");
    const { exports, version } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    const files = Object.values(exports).flatMap((entry) =>
      typeof entry === "string" ? [entry] : Object.values(entry),
    );
    for (const file of files) assert.ok(existsSync(join(at, file)), file);
    assert.match(version, /^\d+\.\d+\.\d+/);
    for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE"]) assert.ok(existsSync(join(at, file)), file);
  });
});
