// @ts-check
// Figures on cards: in the reader's locale, named again, given otherwise elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, inEachBrowser } from "./browser.js";
import { mark, point, visit, waitForCard } from "./reader.js";

inEachBrowser("figures", (driver) => {
  /** @param {string} words */
  const cardOf = async (words) => {
    await visit(driver(), address("fixtures/figures.html"));
    await point(driver(), await mark(driver(), words, "figure"));
    const seen = await waitForCard(driver());
    return { ...seen, title: seen.title.replace(/\s/g, " ") };
  };

  test("money and days are written as the reader's locale writes them", async () => {
    assert.equal((await cardOf("$2.4 million")).title, "about 2.400.000 $");
    assert.equal((await cardOf("2 November 2026")).title, "Montag, 2. November 2026");
  });

  test("two figures for the same are shown beside each other, with who gives them", async () => {
    const seen = await cardOf("12");
    assert.equal(seen.title, "12 passengers");
    assert.match(seen.rows.differs, /^14 passengers \(.*hospital.*\)$/i);
  });
});
