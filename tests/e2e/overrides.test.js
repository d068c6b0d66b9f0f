// @ts-check
// What a publisher hides, corrects and adds, and the view for editors.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Key } from "selenium-webdriver";
import { violations } from "./axe.js";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { visit, waitForCard } from "./reader.js";

const PAGE = "fixtures/overrides.html";
const REVIEW = `${PAGE}?factnote=review`;

inEachBrowser("overrides", (driver) => {
  /** The words that are marked in an element. @param {string} id @returns {Promise<string[]>} */
  const marked = (id) =>
    driver().executeScript(
      (/** @type {string} */ id) =>
        [...document.querySelectorAll(`#${id} span.factnote`)].map((span) => (span.textContent ?? "").trim()),
      id,
    );
  /** @param {string} words */
  const cardOf = async (words) => {
    const opened = await driver().executeScript((/** @type {string} */ words) => {
      const { handle } = /** @type {any} */ (window);
      const has = (/** @type {any} */ item) => item.kind === "attribution" && item.content[0].exact.includes(words);
      return handle.open(handle.annotations().find(has).id);
    }, words);
    assert.equal(opened, true);
    return waitForCard(driver());
  };
  /** @returns {Promise<{ console: string[], orphans: string[] }>} */
  const said = () =>
    driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      return { console: page.seen.console, orphans: page.handle.orphans() };
    });

  test("a corrected source is on the card, marked as the publisher's", async () => {
    await visit(driver(), address(PAGE));
    const card = await cardOf("The planks are rotten");
    assert.equal(card.title, "Marta Quill – direct quote");
    assert.match(card.rows.publisher, /corrected by the publisher · who: Marta Quill · role: head of works/);
    assert.match(card.foot, /corrected by the publisher/);
  });

  test("what is hidden is not marked, what is added is", async () => {
    await visit(driver(), address(PAGE));
    assert.deepEqual(
      (await marked("dropped")).filter((words) => words.includes("it would cost")),
      [],
    );
    assert.deepEqual(await marked("added"), ["Nobody has walked to its end since the storm"]);
    const card = await cardOf("Nobody has walked");
    assert.equal(card.title, "Jon Fell – paraphrase");
    assert.match(card.rows.publisher, /^added by the publisher/);
    const panel = await evaluateIn(driver(), "factnote-panel", (root) =>
      [...root.querySelectorAll("ul.publisher li")].map((line) => (line.textContent ?? "").trim()),
    );
    assert.deepEqual(panel, ["Corrected1", "Added1", "Hidden1"]);
  });

  test("the record says what was changed, and keeps to its schema", async () => {
    await visit(driver(), address(PAGE));
    /** @type {any} */
    const record = await driver().executeScript(() => /** @type {any} */ (window).handle.export());
    const schema = JSON.parse(readFileSync(new URL("../../docs/record.schema.json", import.meta.url), "utf8"));
    const isValid = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
    isValid(record);
    assert.deepEqual(isValid.errors, null);
    const changes = record.annotations.flatMap((/** @type {any} */ item) =>
      item.publisher ? [`${item.origin}: ${item.publisher.change}`] : [],
    );
    assert.deepEqual(changes, ["engine: corrected", "engine: hidden", "publisher: added"]);
    const csv = await driver().executeScript(() => /** @type {any} */ (window).handle.export("csv"));
    assert.doesNotMatch(String(csv), /it would cost about €2 million to repair/);
  });

  test("orphans are told once and change nothing", async () => {
    await visit(driver(), address(PAGE));
    const { console, orphans } = await said();
    assert.deepEqual(
      orphans.map((orphan) => orphan.replace(/^.*(not used)/, "$1")),
      [
        "not used: `action`: one of hide, correct, add is wanted",
        "not used",
        "not used: the words “the ferry will be sold” are not in the article",
        "not used: the words “We will rebuild it” are in the article more than once; add `prefix` or `suffix`",
      ],
    );
    assert.deepEqual(
      console,
      orphans.map((orphan) => `Factnote: ${orphan}`),
    );
    assert.equal((await marked("twice")).filter((words) => words.includes("We will rebuild it")).length, 2);
  });

  test("the option corrects beside the tags, and a reading again does not say it all once more", async () => {
    await visit(driver(), address(PAGE));
    const label = await driver().executeAsyncScript(async (/** @type {(label: string) => void} */ done) => {
      const page = /** @type {any} */ (window);
      page.handle.destroy();
      page.seen.console.length = 0;
      const selector = { exact: "We will rebuild it", suffix: ",” said the harbour master" };
      page.handle = await page.factnote.init({ overrides: [{ action: "correct", selector, source: "Ada Birch" }] });
      page.handle.scan();
      const has = (/** @type {any} */ item) => item.publisher?.source === "Ada Birch";
      done(page.handle.annotations().find(has).label);
    });
    assert.equal(label, "Ada Birch – direct quote");
    assert.equal((await said()).console.length, 4);
  });

  test("with the engine in a worker the publisher is followed just the same", async () => {
    /** @param {string} page */
    const all = async (page) => {
      await visit(driver(), address(page));
      const seen = await driver().executeScript(async () => {
        const { handle, factnote } = /** @type {any} */ (window);
        const told = [handle.export(), await handle.export("csv"), handle.orphans()];
        const marks = [...document.querySelectorAll("span.factnote")].map((span) => span.textContent);
        handle.destroy();
        const selector = { exact: "We will rebuild it", suffix: ",” said the harbour master" };
        const again = await factnote.init({ overrides: [{ action: "correct", selector, source: "Ada Birch" }] });
        return [...told, marks, again.annotations().map((/** @type {any} */ item) => item.label)];
      });
      const workers = await driver().executeScript(
        () => performance.getEntriesByName(new URL("/pkg/engine/worker.js", location.href).href).length,
      );
      return { seen, console: (await said()).console, workers };
    };
    const here = await all(PAGE);
    const apart = await all(`${PAGE}?worker`);
    // The record has the page's address.
    assert.deepEqual(JSON.parse(JSON.stringify(apart.seen).replaceAll("?worker", "")), here.seen);
    assert.deepEqual(apart.console, here.console);
    assert.deepEqual([here.workers, apart.workers], [0, 1]);
  });

  test("the view for editors lists every item, opens its card, and gives overrides that work", async () => {
    await visit(driver(), address(REVIEW));
    await driver().wait(() => driver().executeScript(() => !!document.querySelector("factnote-review")), 5000);
    const items = await evaluateIn(driver(), "factnote-review", (root) =>
      [...root.querySelectorAll("li[data-id]")].map((item) => ({
        id: item.getAttribute("data-id"),
        text: item.textContent ?? "",
      })),
    );
    const all = /** @type {string[]} */ (
      await driver().executeScript(() =>
        /** @type {any} */ (window).handle.annotations().map((/** @type {any} */ a) => a.id),
      )
    );
    assert.deepEqual(
      items.map((item) => item.id),
      all,
    );
    const hidden = items.find((item) => item.text.includes("it would cost"));
    assert.match(hidden?.text ?? "", /\d+% · not marked · hidden by the publisher/);
    const corrected = items.find((item) => item.text.includes("The planks are rotten"));
    await evaluateIn(
      driver(),
      "factnote-review",
      (root, id) => /** @type {HTMLElement} */ (root.querySelector(`[data-id=${id}] .words`)).click(),
      corrected?.id ?? "",
    );
    assert.equal((await waitForCard(driver())).title, "Marta Quill – direct quote");
    // The first of two equal quotes, hidden by what the view gives.
    const twice = items.find((item) => item.text.includes("We will rebuild it"));
    const json = await evaluateIn(
      driver(),
      "factnote-review",
      (root, id) => {
        /** @type {HTMLElement} */ (root.querySelector(`[data-id=${id}] .do button`)).click();
        return /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea")).value;
      },
      twice?.id ?? "",
    );
    const left = await driver().executeAsyncScript(
      async (/** @type {string} */ json, /** @type {(left: string[]) => void} */ done) => {
        const page = /** @type {any} */ (window);
        page.handle.destroy();
        page.handle = await page.factnote.init({ overrides: [JSON.parse(json)] });
        const items = page.handle.annotations();
        const has = (/** @type {any} */ item) => item.content[0].exact.includes("We will rebuild it");
        done(items.filter(has).map((/** @type {any} */ item) => item.publisher?.change ?? "shown"));
      },
      json,
    );
    assert.deepEqual(left, ["hidden", "shown"]);
    assert.equal(await driver().executeScript(() => document.querySelector("factnote-review")), null);
  });

  test("the view speaks the language that the script tag names, and says so; without words of it English", async () => {
    /** @param {string} language */
    const seen = async (language) => {
      await visit(driver(), address(`${REVIEW}&interface=${language}`));
      const filled = () => driver().executeScript(() => !!document.querySelector("factnote-review"));
      await driver().wait(filled, 5000);
      const lines = () =>
        evaluateIn(driver(), "factnote-review", (root) => {
          const item = [...root.querySelectorAll("li[data-id]")].find((one) => one.textContent?.includes("planks"));
          return {
            language: root.querySelector("section")?.lang,
            title: root.querySelector("h2")?.textContent,
            lines: [...(item?.querySelectorAll("p, button") ?? [])].map((one) => one.textContent ?? ""),
            words: /** @type {HTMLElement | null | undefined} */ (item?.querySelector(".words"))?.lang,
          };
        });
      await driver().wait(async () => (await lines()).lines.length > 0, 5000, "the view is empty");
      return { ...(await lines()), console: (await said()).console.filter((line) => line.includes("editors")) };
    };
    const german = await seen("de");
    assert.deepEqual([german.language, german.words, german.title, german.console], ["de", "en", "Durchsicht", []]);
    assert.equal(german.lines[1], "Marta Quill – wörtlich");
    assert.match(german.lines[2], /^A\d+, Aussage · .*% · markiert · vom Herausgeber berichtigt$/);
    assert.deepEqual(german.lines.slice(3), ["Korrektur: ausblenden", "Korrektur: berichtigen"]);
    const klingon = await seen("tlh");
    assert.deepEqual([klingon.language, klingon.title, klingon.console.length], ["en", "Review", 1]);
    assert.match(klingon.console[0], /no words in “tlh”/);
  });

  test("the view is worked by keyboard, and axe finds nothing against it", async () => {
    await visit(driver(), address(PAGE));
    await driver().executeAsyncScript(async (/** @type {() => void} */ done) => {
      // Axe sees into open roots only.
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        return attach.call(this, { ...init, mode: "open" });
      };
      const path = "/review.js";
      (await import(path)).review(/** @type {any} */ (window).handle);
      Element.prototype.attachShadow = attach;
      done();
    });
    assert.deepEqual(await violations(driver()), []);
    const focused = () =>
      driver().executeScript(() => {
        const root = document.querySelector("factnote-review")?.shadowRoot;
        return root?.activeElement?.getAttribute("aria-label") ?? root?.activeElement?.textContent;
      });
    await driver().executeScript(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("factnote-review")?.shadowRoot);
      /** @type {HTMLElement} */ (root.querySelector("select")).focus();
    });
    await driver().actions().sendKeys(Key.TAB).perform();
    assert.equal(await focused(), "Close the review");
    await driver().actions().sendKeys(Key.ENTER).perform();
    assert.equal(await driver().executeScript(() => document.querySelector("factnote-review")), null);
  });
});
