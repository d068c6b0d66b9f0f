// @ts-check
// The reader's own tools on a marked page: section E of the numbered cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { mark, point, visit, waitForCard } from "./reader.js";

inEachBrowser("the reader's tools", (driver, browser) => {
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

  test("e02_what_is_copied_reads_the_same_and_brings_no_stops_or_roles", async () => {
    await marked();
    const copied = async () => {
      await driver().executeScript(() => {
        document.querySelector("#paste")?.remove();
        const field = document.createElement("div");
        field.id = "paste";
        field.contentEditable = "true";
        field.textContent = "-";
        document.body.append(field);
        getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector("article p:nth-of-type(2)")));
      });
      await driver().actions().keyDown(Key.CONTROL).sendKeys("c").keyUp(Key.CONTROL).perform();
      await driver().executeScript(() => {
        const field = /** @type {HTMLElement} */ (document.querySelector("#paste"));
        field.focus();
        getSelection()?.selectAllChildren(field);
      });
      await driver().actions().keyDown(Key.CONTROL).sendKeys("v").keyUp(Key.CONTROL).perform();
      return /** @type {Promise<{ text: string, html: string }>} */ (
        driver().executeScript(() => {
          const field = /** @type {HTMLElement} */ (document.querySelector("#paste"));
          return { text: field.innerText.trim(), html: field.innerHTML };
        })
      );
    };
    const withMarks = await copied();
    assert.match(withMarks.text, /^“We could not bear/);
    assert.doesNotMatch(withMarks.html, /tabindex|role=|aria-|factnote-(card|panel)/);
    await driver().executeScript("window.handle.destroy()");
    assert.equal((await copied()).text, withMarks.text);
  });

  test("e06_a_link_to_words_that_were_not_marked_then_still_leads_there", async () => {
    await visit(driver(), `${address("fixtures/card.html")}#:~:text=counted%20every%20stair`);
    const seen = await driver().executeScript(() => {
      const box = /** @type {Element} */ (document.querySelector("#late")).getBoundingClientRect();
      return {
        in: box.top >= 0 && box.bottom <= innerHeight,
        marked: document.querySelector("#late .factnote") !== null,
      };
    });
    assert.deepEqual(seen, { in: true, marked: true });
  });

  test("e10_with_wide_spacing_marks_are_lines_and_the_card_cuts_nothing", async () => {
    await marked();
    // What WCAG 2.2, 1.4.12 asks to bear.
    await driver().executeScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
      );
      document.adoptedStyleSheets.push(sheet);
    });
    const span = await mark(driver(), "“We could not");
    assert.equal(await span.getCssValue("text-decoration-line"), "underline");
    await point(driver(), span);
    await waitForCard(driver());
    const cut = await evaluateIn(driver(), "factnote-card", (root) => {
      const body = /** @type {Element} */ (root.querySelector(".card"));
      return body.scrollWidth > body.clientWidth;
    });
    assert.equal(cut, false);
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

  // Firefox's driver does not give the tree.
  if (browser === "chromium")
    test("e07_the_accessibility_tree_is_the_page's_but_for_the_one_stop", async () => {
      const chromium = /** @type {import("selenium-webdriver/chrome.js").Driver} */ (driver());
      /** What assistive technology is told of the article: elements in order, and all text. */
      const tree = async () => {
        const { nodes } = /** @type {any} */ (
          await chromium.sendAndGetDevToolsCommand("Accessibility.getFullAXTree", {})
        );
        const byId = new Map(nodes.map((/** @type {any} */ node) => [node.nodeId, node]));
        /** @type {string[]} */
        const elements = [];
        let text = "";
        /** @type {(node: any) => void} */
        const visit = (node) => {
          const role = node.role?.value;
          if (role === "InlineTextBox") return;
          if (role === "StaticText") text += node.name.value;
          else if (!node.ignored && role !== "generic") elements.push(role);
          for (const id of node.childIds ?? []) visit(byId.get(id));
        };
        visit(nodes.find((/** @type {any} */ node) => node.role?.value === "article"));
        return { elements, text };
      };
      await marked();
      await chromium.sendAndGetDevToolsCommand("Accessibility.enable", {});
      const withMarks = await tree();
      await driver().executeScript("window.handle.destroy()");
      const without = await tree();
      assert.equal(withMarks.text, without.text);
      assert.ok(without.elements.length > 4, `${without.elements}`);
      const stop = withMarks.elements.indexOf("button");
      assert.deepEqual(withMarks.elements.toSpliced(stop, 1), without.elements);
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
