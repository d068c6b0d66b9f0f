// @ts-check
// The reader's own tools on a marked page: section E of the numbered cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, inEachBrowser } from "./browser.js";
import { visit } from "./reader.js";

inEachBrowser("the reader's tools", (driver) => {
  const marked = async () => assert.ok((await visit(driver(), address("fixtures/plain.html"))) >= 5);

  test("e01_a_selection_of_the_whole_article_stays", async () => {
    await marked();
    const seen = await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      const selection = /** @type {Selection} */ (getSelection());
      selection.selectAllChildren(/** @type {Element} */ (document.querySelector("article")));
      const before = selection.toString();
      page.handle.destroy();
      const after = selection.toString();
      return { long: before.length > 300, same: before === after };
    });
    assert.deepEqual(seen, { long: true, same: true });
  });

  test("e03_words_over_the_edge_of_a_mark_are_found_in_the_page", async () => {
    await marked();
    const found = await driver().executeScript(() => {
      const span = /** @type {Element} */ (document.querySelector("[data-factnote-style=direct]"));
      const whole = /** @type {string} */ (span.closest("p")?.textContent).replace(/\s+/g, " ");
      const words = /** @type {string} */ (span.textContent).replace(/\s+/g, " ");
      const end = whole.indexOf(words) + words.length;
      getSelection()?.removeAllRanges();
      return /** @type {any} */ (window).find(whole.slice(end - 12, end + 8));
    });
    assert.equal(found, true);
  });

  test("e05_e11_the_text_is_the_same_with_marks_and_the_page_without", async () => {
    await marked();
    const seen = await driver().executeScript(() => {
      const article = /** @type {HTMLElement} */ (document.querySelector("article"));
      const read = () => [article.textContent, article.innerText];
      const marks = article.querySelectorAll("span.factnote").length;
      const before = read();
      /** @type {any} */ (window).handle.destroy();
      return {
        marks: marks > 4,
        before,
        after: read(),
        left: document.querySelectorAll("[class*=factnote], factnote-card, factnote-panel").length,
      };
    });
    const { marks, before, after, left } = /** @type {any} */ (seen);
    assert.ok(marks);
    assert.deepEqual(before, after);
    assert.equal(left, 0);
  });

  test("e07_e08_one_mark_is_a_stop_and_no_other_has_a_name", async () => {
    await marked();
    const seen = await driver().executeScript(() => {
      const count = (/** @type {string} */ selector) => document.querySelectorAll(`article ${selector}`).length;
      return [count("[tabindex]"), count("[role]"), count("[aria-label]"), count("[aria-description]")];
    });
    assert.deepEqual(seen, [1, 1, 0, 1]);
  });

  for (const [name, mode] of [
    ["plain.xhtml", "CSS1Compat"],
    ["quirks.html", "BackCompat"],
  ])
    test(`b20_xhtml_and_quirks: ${name}`, async () => {
      assert.ok((await visit(driver(), address(`fixtures/${name}`))) >= 5);
      const seen = await driver().executeScript(() => {
        const spans = [...document.querySelectorAll("article [data-factnote]")];
        const right = spans.every((span) => span.localName === "span" && span.namespaceURI?.endsWith("/xhtml"));
        const before = document.querySelector("article")?.textContent;
        /** @type {any} */ (window).handle.destroy();
        const same = document.querySelector("article")?.textContent === before;
        const left = document.querySelectorAll("[data-factnote]").length;
        return { mode: document.compatMode, some: spans.length > 4, right, same, left };
      });
      assert.deepEqual(seen, { mode, some: true, right: true, same: true, left: 0 });
    });
});
