// @ts-check
// The extension's settings and its reading of sites, without a browser.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DEFAULTS, NotKept, read, watch, write } from "../../www/extension/settings.js";
import { permissionFor, siteOf, siteTyped } from "../../www/extension/site.js";

/** @type {Record<string, unknown>} */
let kept;
/** @type {Set<() => void>} */
let listeners;

/** A place of the browser to keep things in. */
const area = () => ({
  get: async (/** @type {string[]} */ keys) => Object.fromEntries(keys.map((key) => [key, kept[key]])),
  set: async (/** @type {object} */ part) => {
    if (JSON.stringify(part).length > 200) throw new Error("QUOTA_BYTES_PER_ITEM quota exceeded");
    Object.assign(kept, part);
    listeners.forEach((listener) => listener());
  },
  onChanged: {
    addListener: (/** @type {() => void} */ listener) => listeners.add(listener),
    removeListener: (/** @type {() => void} */ listener) => listeners.delete(listener),
  },
});

beforeEach(() => {
  kept = {};
  listeners = new Set();
  Object.assign(globalThis, { chrome: { storage: { sync: area() } } });
});

test("what was never set is as it comes", async () => {
  assert.deepEqual(await read(), DEFAULTS);
});

test("what is no setting is not believed", async () => {
  kept = {
    kinds: ["figure", "gossip", "direct"],
    underline: "wavy",
    theme: 7,
    always: ["b.example", 3, "", "a.example", "b.example"],
    never: "all",
  };
  assert.deepEqual(await read(), {
    ...DEFAULTS,
    kinds: ["direct", "figure"],
    always: ["a.example", "b.example"],
  });
  kept = { kinds: [] };
  assert.deepEqual((await read()).kinds, []);
});

test("only what is changed is written, so that another machine's changes stay", async () => {
  const settings = await write({ underline: "thick" });
  assert.equal(settings.underline, "thick");
  assert.deepEqual(kept, { underline: "thick" });
  await write({ always: ["b.example", "a.example"] });
  assert.deepEqual(kept, { underline: "thick", always: ["a.example", "b.example"] });
});

test("a list that is too long is an error that says what to do", async () => {
  const always = Array.from({ length: 40 }, (_, n) => `site-${n}.example`);
  await assert.rejects(write({ always }), (error) => error instanceof NotKept && /take sites off/.test(error.message));
  assert.deepEqual((await read()).always, []);
});

test("changes are told until nobody listens any more", async () => {
  /** @type {string[]} */
  const told = [];
  const end = watch(({ theme }) => told.push(theme));
  await write({ theme: "dark" });
  end();
  await write({ theme: "light" });
  await read();
  assert.deepEqual(told, ["dark"]);
});

test("where nothing is carried to other machines, settings are kept on this one", async () => {
  Object.assign(globalThis, { chrome: { storage: { local: area() } } });
  await write({ theme: "dark" });
  assert.equal((await read()).theme, "dark");
});

test("a site is the host of a page of the web", () => {
  assert.equal(siteOf("https://News.example.org:8080/a?b#c"), "news.example.org");
  assert.equal(siteOf("http://[::1]/"), "[::1]");
  for (const address of ["about:blank", "chrome://settings", "file:///home/a.html", "", "nonsense", undefined]) {
    assert.equal(siteOf(address), null, String(address));
  }
  assert.deepEqual(permissionFor("news.example.org"), { origins: ["*://news.example.org/*"] });
});

test("a site can be typed as people type it", () => {
  for (const typed of [
    "news.example.org",
    " News.Example.org/today ",
    "https://news.example.org/?a=1",
    "news.example.org:443",
  ]) {
    assert.equal(siteTyped(typed), "news.example.org", typed);
  }
  assert.equal(siteTyped("bücher.example"), "xn--bcher-kva.example");
  assert.equal(siteTyped("localhost"), "localhost");
  for (const typed of [
    "",
    "news",
    "two words.example",
    "ftp://news.example.org",
    "*.example.org",
    "javascript:alert(1)",
  ]) {
    assert.equal(siteTyped(typed), null, typed);
  }
});
