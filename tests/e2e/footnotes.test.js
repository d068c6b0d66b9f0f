// @ts-check
// Printed pages: footnotes that are there only while a page is printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { trouble, visit } from "./reader.js";

const PAGE = address("fixtures/footnotes.html");

inEachBrowser("footnotes", (driver, name) => {
  /** @param {"beforeprint" | "afterprint"} event */
  const tell = (event) =>
    driver().executeScript((/** @type {string} */ event) => void dispatchEvent(new Event(event)), event);
  const loaded = () =>
    driver().wait(
      () =>
        driver().executeScript(() =>
          performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/footnotes.js")),
        ),
      3000,
    );
  const html = () => driver().executeScript("return document.documentElement.outerHTML");

  test("each statement has a number and a note with who says it, and afterwards the page is as it was", async () => {
    await visit(driver(), PAGE);
    await loaded();
    const before = await html();
    await tell("beforeprint");
    const notes = await evaluateIn(driver(), "article > factnote-notes", (root) =>
      [...root.querySelectorAll("li")].map((note) => note.textContent ?? ""),
    );
    assert.equal(notes.length, 3, notes.join("\n"));
    assert.match(notes[0], /^The ferry to Holm will sail only twice a day from May – Ine Strand/);
    assert.match(notes[1], /^“We have been waiting for a part since March,” – Ine Strand – direct quote/);
    assert.match(notes[2], /The repair will cost \$40,000 – .*unnamed people.*Not given: .*who exactly/);
    const numbers = await driver().executeScript(() =>
      [...document.querySelectorAll("[data-factnote-note]")].map((span) => span.getAttribute("data-factnote-note")),
    );
    assert.deepEqual(numbers, ["1", "2", "3"]);
    await tell("afterprint");
    assert.equal(await html(), before);
    assert.deepEqual(await trouble(driver()), { console: [], errors: [], violations: [] });
  });

  test("printing twice, and after destroy, leaves nothing behind", async () => {
    await visit(driver(), PAGE);
    await loaded();
    await tell("beforeprint");
    await tell("beforeprint");
    assert.equal(await driver().executeScript("return document.querySelectorAll('factnote-notes').length"), 1);
    await driver().executeScript("window.handle.destroy()");
    await tell("beforeprint");
    const left = await driver().executeScript(() => ({
      notes: document.querySelectorAll("factnote-notes, [data-factnote-note]").length,
      sheets: document.adoptedStyleSheets.length,
    }));
    assert.deepEqual(left, { notes: 0, sheets: 0 });
  });

  if (name === "chromium")
    test("on paper they are seen, on the screen they are not", async () => {
      await visit(driver(), PAGE);
      await loaded();
      await driver().executeScript(() => {
        addEventListener("beforeprint", () => {
          const host = document.querySelector("factnote-notes");
          /** @type {any} */ (window).onScreen = host && getComputedStyle(host).display;
        });
      });
      const { data } = /** @type {{ data: string }} */ (
        await /** @type {any} */ (driver()).sendAndGetDevToolsCommand("Page.printToPDF", {})
      );
      assert.ok(Buffer.from(data, "base64").toString("latin1").startsWith("%PDF"));
      // The browser itself has told that it prints.
      assert.equal(await driver().executeScript("return window.onScreen"), "none");
      assert.equal(await driver().executeScript("return document.querySelector('factnote-notes')"), null);
      await tell("beforeprint");
      await /** @type {any} */ (driver()).sendDevToolsCommand("Emulation.setEmulatedMedia", { media: "print" });
      const seen = await driver().executeScript(() => ({
        list: getComputedStyle(/** @type {Element} */ (document.querySelector("factnote-notes"))).display,
        number: getComputedStyle(/** @type {Element} */ (document.querySelector("[data-factnote-note]")), "::after")
          .content,
      }));
      await /** @type {any} */ (driver()).sendDevToolsCommand("Emulation.setEmulatedMedia", { media: "" });
      assert.deepEqual(seen.list, "block");
      assert.match(seen.number, /1/);
    });
});
