// @ts-check
// What a page may say of the looks, the place and the language of card and panel.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { visit, waitForCard } from "./reader.js";

const PAGE = "fixtures/theme.html";
/** Our panel stands in the element of the page. */
const PANEL = "#aside > factnote-panel > factnote-panel";

inEachBrowser("the page's looks", (driver) => {
  const open = async () => {
    await visit(driver(), address(PAGE));
    await driver().executeScript(() => {
      const { handle } = /** @type {any} */ (window);
      const has = (/** @type {any} */ item) => item.content[0].exact.includes("It will open at noon");
      handle.open(handle.annotations().find(has).id);
    });
    return waitForCard(driver());
  };

  test("rules for ::part and custom properties hold on the card, and nothing else of the page does", async () => {
    await open();
    const seen = await evaluateIn(driver(), "factnote-card", (root) => {
      const look = (/** @type {string} */ selector) =>
        getComputedStyle(/** @type {Element} */ (root.querySelector(selector)));
      const [title, body, row] = [look("[part=title]"), look("[part=card]"), look("[part=row]")];
      return {
        title: title.color,
        ground: body.backgroundColor,
        font: body.fontFamily,
        spacing: title.letterSpacing,
        row: [row.color, row.display],
        opacity: getComputedStyle(root.host).opacity,
        transform: getComputedStyle(root.host).transform,
      };
    });
    assert.deepEqual(seen, {
      title: "rgb(120, 0, 0)",
      ground: "rgb(255, 250, 230)",
      font: "Georgia, serif",
      spacing: "normal",
      row: ["rgb(27, 26, 23)", "block"],
      opacity: "1",
      transform: "none",
    });
  });

  test("the panel stands open where the page wants it, and destroy leaves the page's element as it was", async () => {
    await visit(driver(), address(PAGE));
    const panel = await evaluateIn(driver(), PANEL, (root) => {
      const sheet = /** @type {HTMLElement} */ (root.querySelector("[part=panel]"));
      const heading = /** @type {Element} */ (root.querySelector("[part=heading]"));
      const box = sheet.getBoundingClientRect();
      const aside = /** @type {Element} */ (document.querySelector("#aside")).getBoundingClientRect();
      return {
        inside: box.top >= aside.top && box.bottom <= aside.bottom && box.height > 100,
        controls: root.querySelectorAll(".toggle, .close").length,
        position: getComputedStyle(root.host).position,
        heading: getComputedStyle(heading).textTransform,
      };
    });
    assert.deepEqual(panel, { inside: true, controls: 0, position: "static", heading: "uppercase" });
    const after = await driver().executeScript(() => {
      /** @type {any} */ (window).handle.destroy();
      return document.querySelector("#aside")?.innerHTML;
    });
    assert.equal(after, "<factnote-panel></factnote-panel>");
  });

  test("card and panel speak the language that the script tag names; the record stays English", async () => {
    const card = await open();
    assert.equal(card.title, "Tom Reed – wörtlich");
    assert.match(card.foot, /Kopieren/);
    const title = await evaluateIn(driver(), PANEL, (root) => root.querySelector("[part=title]")?.textContent);
    assert.equal(title, "Quellen dieses Artikels");
    const labels = await driver().executeScript(() =>
      /** @type {any} */ (window).handle.annotations().map((/** @type {any} */ item) => item.label),
    );
    assert.ok(/** @type {string[]} */ (labels).includes("Tom Reed – direct quote"), String(labels));
  });

  test("card and panel say in which language they speak, and in which they quote the article", async () => {
    await open();
    /** The texts in a root in each language, as a screen reader is told. @param {ShadowRoot} root */
    const spoken = (root) => {
      /** @type {Record<string, string[]>} */
      const texts = {};
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent?.trim();
        const language = walker.currentNode.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "the page’s";
        if (text) (texts[language] ??= []).push(text);
      }
      return texts;
    };
    const card = await evaluateIn(driver(), "factnote-card", spoken);
    assert.deepEqual(Object.keys(card).sort(), ["de", "en"]);
    for (const text of ["Tom Reed – wörtlich", "Wer", "Kopieren", "Schließen"]) assert.ok(card.de.includes(text), text);
    assert.deepEqual(card.en, ["Tom Reed"]);
    const panel = await evaluateIn(driver(), PANEL, spoken);
    assert.deepEqual(Object.keys(panel).sort(), ["de", "en"]);
    for (const text of ["Quellen dieses Artikels", "Markierungen ausblenden"]) assert.ok(panel.de.includes(text), text);
    assert.ok(
      panel.en.some((text) => text.includes("It will open at noon")),
      String(panel.en),
    );

    await visit(driver(), address("fixtures/card.html"));
    const english = await evaluateIn(driver(), "factnote-panel", spoken);
    assert.deepEqual(Object.keys(english), ["en"]);
  });

  test("a language that is not there is one message, and the words are English", async () => {
    await visit(driver(), address("fixtures/card.html"));
    const [title, said] = /** @type {[string, string[]]} */ (
      await driver().executeAsyncScript(async (/** @type {(said: unknown) => void} */ done) => {
        const page = /** @type {any} */ (window);
        page.handle.destroy();
        page.seen.console.length = 0;
        const handle = await page.factnote.init({ interface: "tlh" });
        done([handle.annotations().length > 0 ? "read" : "", page.seen.console]);
      })
    );
    assert.equal(title, "read");
    assert.equal(said.length, 1);
    assert.match(said[0], /option `interface`: there are no words for “tlh” here/);
  });
});
