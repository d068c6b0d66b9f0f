// @ts-check
// What Factnote exports, read by the programs of others: a validator of JSON Schema, a JSON-LD processor, and Apache
// Annotator, which finds the words of a Web Annotation in a page again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { found, quotations } from "./annotator.js";
import { address, inEachBrowser } from "./browser.js";
import { visit } from "./reader.js";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */

/** It has no types of its own. */
const jsonld = createRequire(import.meta.url)("jsonld");

const ROOT = new URL("../../", import.meta.url);
const OA = "http://www.w3.org/ns/oa#";
const AS = "http://www.w3.org/ns/activitystreams#";
const OWN = "urn:factnote:1.0:";

/** @param {string} path */
const text = (path) => readFileSync(new URL(path, ROOT), "utf8");

/** @param {string} path */
const json = (path) => JSON.parse(text(path));

/**
 * What `handle.export(format)` gives on the page that is open.
 * @param {WebDriver} driver
 * @param {string} [format]
 * @returns {Promise<any>}
 */
function exported(driver, format) {
  return driver.executeScript(async (/** @type {string | null} */ format) => {
    const { handle } = /** @type {any} */ (window);
    try {
      return handle.export(format ?? undefined);
    } catch (error) {
      return { error: String(error) };
    }
  }, format ?? null);
}

const isValid = new Ajv2020({ allErrors: true, strictTypes: false }).compile(json("docs/record.schema.json"));

/**
 * What the schema has against a record; empty where it keeps to it.
 * @param {any} record
 */
function complaints(record) {
  isValid(record);
  return (isValid.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe("the record", () => {
  /** @param {string} article */
  async function analyze(article) {
    const factnote = await import(new URL("www/pkg/factnote.js", ROOT).href);
    await factnote.default({ module_or_path: readFileSync(new URL("www/pkg/factnote_bg.wasm", ROOT)) });
    return factnote.analyze(article);
  }

  test("it keeps to its schema, whatever the text", async () => {
    for (const article of [
      "",
      "🌊 1",
      text("README.md"),
      "Flood wall to be raised\n“It’s time,” Mayor Ann Lee told the Coast Courier, citing two people who were not named " +
        "because they feared for their jobs. The wall could rise from 1.5 to 2.25 metres, about 3% more than in 2019.",
      "Il a dit : « Nous attendons. » Les bateaux ne sortent pas.",
    ]) {
      const record = await analyze(article);
      assert.deepEqual(complaints(record), []);
    }
  });

  test("the schema knows each field: another one, or one less, is an error", async () => {
    const record = await analyze("The quay will close in May, Mayor Ann Lee said on Monday.");
    assert.deepEqual(complaints(record), []);
    const statement = record.annotations[0];
    assert.equal(statement.kind, "attribution");
    for (const changed of [
      { ...record, more: 1 },
      { ...record, annotations: [{ ...statement, more: 1 }] },
      { ...record, annotations: [{ ...statement, kind: "claim" }] },
      { ...record, annotations: [{ ...statement, stance: "glad" }] },
      { ...record, annotations: [{ ...statement, chain: undefined }] },
      { ...record, sources: [{ ...record.sources[0], id: "A0" }] },
    ]) {
      assert.notDeepEqual(complaints(changed), [], JSON.stringify(changed).slice(0, 200));
    }
  });
});

/**
 * Reads JSON-LD with no other context than the standard's, as far as it is used, and without the network. A name
 * without a meaning is an error (`safe`).
 * @param {any} document
 * @returns {Promise<any>}
 */
async function expanded(document) {
  const documentLoader = async (/** @type {string} */ url) => {
    assert.equal(url, "http://www.w3.org/ns/anno.jsonld");
    return { documentUrl: url, document: json("tests/e2e/fixtures/anno-context.json") };
  };
  const [collection] = await jsonld.expand(document, { documentLoader, safe: true });
  return collection;
}

inEachBrowser("exports of the demo page", (driver) => {
  beforeEach(() => visit(driver(), address("article.html")));

  const get = (/** @type {string | undefined} */ format = undefined) => exported(driver(), format);

  test("the record keeps to its schema, and says where each annotation stands", async () => {
    const record = await get();
    assert.deepEqual(complaints(record), []);
    assert.ok(record.annotations.length > 100);
  });

  test("the Web Annotation is JSON-LD of the standard's terms and of ours", async () => {
    const document = JSON.parse(await get("web-annotation"));
    const collection = await expanded(document);
    assert.deepEqual(collection["@type"], [`${AS}OrderedCollection`]);
    const annotations = collection[`${AS}first`][0][`${AS}items`][0]["@list"];
    assert.equal(annotations.length, collection[`${AS}totalItems`][0]["@value"]);
    assert.equal(annotations.length, document.first.items.length);
    for (const annotation of annotations) {
      assert.deepEqual(annotation["@type"], [`${OA}Annotation`]);
      assert.match(annotation["@id"], /^urn:uuid:/);
      assert.match(annotation[`${OA}motivatedBy`][0]["@id"], /#(identifying|describing)$/);
      assert.ok(annotation[`${OA}hasBody`].length === 2 && annotation[`${OA}hasTarget`].length > 0);
      for (const target of annotation[`${OA}hasTarget`]) {
        assert.equal(target[`${OA}hasSource`][0]["@id"], "https://ledger.example/aldmoor/harbour-tram-late");
        const kinds = target[`${OA}hasSelector`].map((/** @type {any} */ selector) => selector["@type"][0]);
        assert.deepEqual(kinds, [`${OA}TextQuoteSelector`, `${OA}TextPositionSelector`]);
      }
    }
    // The way of a statement keeps its order.
    const statement = annotations.find((/** @type {any} */ a) =>
      a[`${OA}hasBody`][0]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"].startsWith("Secondhand: "),
    );
    const chain = statement[`${OA}hasBody`][1][`${OWN}chain`][0]["@list"];
    const relations = chain.map((/** @type {any} */ link) => link[`${OWN}relation`][0]["@value"]);
    assert.deepEqual(relations, ["publishes", "relays", "origin"]);
  });

  test("Apache Annotator finds the words of each Web Annotation in the page", async () => {
    const selectors = quotations(await get("web-annotation"));
    assert.ok(selectors.length > 40, `${selectors.length} selectors`);
    assert.deepEqual(
      await found(driver(), selectors),
      selectors.map(({ exact }) => [exact]),
    );
  });

  test("Markdown has each speaker with their words", async () => {
    const markdown = await get("markdown");
    assert.match(markdown, /^# Aldmoor’s harbour tram will open two years late/);
    const [, ferrano] = markdown.split("### Tomas Ferrano\n");
    assert.match(ferrano.split("\n### ")[0], /- “What we got was a new logo\.”\n {2}— Tomas Ferrano – direct quote/);
  });

  test("the table and the lines hold every annotation of the record", async () => {
    const record = await get();
    const lines = (await get("json-lines")).trimEnd().split("\n").map(JSON.parse);
    assert.deepEqual(
      lines.map((/** @type {any} */ line) => line.annotation),
      record.annotations,
    );
    const [header, ...rows] = (await get("csv")).trimEnd().split("\r\n");
    assert.match(header, /^article,outlet,published,id,kind,words,label,source,/);
    assert.equal(rows.length, record.annotations.length);
  });

  test("a format that there is none of is an error that names those there are", async () => {
    const { error } = await get("pdf");
    assert.match(error, /csv, json-lines, markdown, web-annotation.*not `pdf`/);
  });
});
