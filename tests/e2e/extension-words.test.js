// @ts-check
// The extension's words: all languages have the same, and what pages, scripts and manifest ask for is there.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

/** @typedef {Record<string, { message: string, placeholders?: Record<string, { content: string }> }>} Messages */

const FOLDER = new URL("../../www/extension/", import.meta.url);
const LANGUAGES = readdirSync(new URL("_locales/", FOLDER));

/** @param {string} name */
const source = (name) => readFileSync(new URL(name, FOLDER), "utf8");
/** @param {string} language @returns {Messages} */
const messages = (language) => JSON.parse(source(`_locales/${language}/messages.json`));
/** @param {string} ending */
const files = (ending) => readdirSync(FOLDER).filter((name) => name.endsWith(ending));

const ENGLISH = messages("en");

/** @param {string} text @param {RegExp} wanted with a group for the name */
const all = (text, wanted) => [...text.matchAll(wanted)].map(([, name]) => name);

test("every language has the same words, with the same places to fill in", () => {
  assert.ok(LANGUAGES.includes("de"));
  for (const language of LANGUAGES) {
    const words = messages(language);
    assert.deepEqual(Object.keys(words).sort(), Object.keys(ENGLISH).sort(), language);
    for (const [key, { message, placeholders = {} }] of Object.entries(words)) {
      assert.notEqual(message.trim(), "", `${language}: ${key}`);
      assert.deepEqual(placeholders, ENGLISH[key].placeholders ?? {}, `${language}: ${key}`);
      const named = all(message, /\$(\w+)\$/g).map((name) => name.toLowerCase());
      assert.deepEqual([...new Set(named)].sort(), Object.keys(placeholders).sort(), `${language}: ${key}`);
    }
    assert.equal(words.language.message, language);
    assert.ok(words.extension_description.message.length <= 132, `${language}: stores take 132 characters at most`);
  }
});

test("what the pages and the manifest ask for is there", () => {
  const asked = [
    ...files(".html").flatMap((name) => all(source(name), /data-(?:words|label)="([^"]*)"/g)),
    ...all(source("manifest.json"), /__MSG_(\w+)__/g),
  ];
  assert.ok(asked.length > 30, `only ${asked.length} found`);
  assert.deepEqual(
    asked.filter((key) => !(key in ENGLISH)),
    [],
  );
});

test("what the scripts ask for is there", () => {
  const keys = Object.keys(ENGLISH);
  const counted = keys.filter((key) => key.endsWith("_one")).map((key) => key.slice(0, -"_one".length));
  const kinds = [...new Set(keys.filter((key) => key.includes("_")).map((key) => key.split("_")[0]))].join("|");
  const scripts = files(".js").map(source).join("\n");
  const asked = all(scripts, new RegExp(`"((?:${kinds})_\\w+)"`, "g"));
  assert.ok(asked.length > 20, `only ${asked.length} found`);
  assert.deepEqual(
    asked.filter((key) => !keys.includes(key) && !counted.includes(key)),
    [],
  );
  // Names that are put together: some word must begin so.
  const begun = all(scripts, new RegExp(`\`((?:${kinds})_)\\$`, "g"));
  assert.deepEqual([...new Set(begun)].sort(), ["kind_", "preview_"]);
});

test("each name of a setting has its words", async () => {
  const { KINDS, THEMES, UNDERLINES } = await import(new URL("settings.js", FOLDER).href);
  const wanted = [
    ...KINDS.flatMap((/** @type {string} */ kind) => [`kind_${kind}`, `preview_${kind}`]),
    ...THEMES.map((/** @type {string} */ theme) => `theme_${theme}`),
    ...UNDERLINES.map((/** @type {string} */ underline) => `underline_${underline}`),
  ];
  assert.deepEqual(
    wanted.filter((key) => !(key in ENGLISH)),
    [],
  );
});

test("no page has words of its own, and no script makes markup of text", () => {
  for (const name of files(".html")) {
    const body = source(name).split("<body>")[1];
    assert.equal(body.replace(/<[^>]*>/g, "").trim(), "", name);
  }
  for (const name of files(".js")) {
    assert.doesNotMatch(source(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/, name);
  }
});
