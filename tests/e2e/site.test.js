// @ts-check
// The site: front page, documentation, and that all of it is accessible and makes no requests elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By } from "selenium-webdriver";
import { openRoots, prefer, violations } from "./axe.js";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { mark, point, ready, visit, waitForCard } from "./reader.js";

inEachBrowser("the front page", (driver) => {
  test("shows at once what it talks about: marks, a card, and the panel in its place", async () => {
    assert.ok((await visit(driver(), address(""))) >= 8);
    await point(driver(), await mark(driver(), "The ferry", "unnamed"));
    const { title, rows } = await waitForCard(driver());
    assert.equal(title, "Secondhand: Coast Courier, citing two unnamed people");
    assert.match(rows.way, /^The Gull Point Times ← Coast Courier ← two unnamed people$/);
    const panel = await evaluateIn(driver(), ".beside factnote-panel > factnote-panel", (root) => root.textContent);
    assert.match(panel ?? "", /Ann Lee/);
    assert.match(panel ?? "", /The harbour ferry will run all winter · The Gull Point Times/);
  });

  test("leads to the documentation, whose pages lead to each other", async () => {
    await driver().get(address(""));
    for (const [link, heading] of [
      ["The script tag", "On a web page: the script tag"],
      ["Over an archive", "Over an archive"],
    ]) {
      await driver().findElement(By.linkText(link)).click();
      await driver().wait(
        async () => (await driver().executeScript(() => document.querySelector("h1")?.textContent)) === heading,
        5000,
        `the page “${heading}”`,
      );
    }
    const current = await driver().findElement(By.css(".pages [aria-current]")).getText();
    assert.equal(current, "Over an archive");
  });

  test("nothing is asked of another server", async () => {
    for (const page of ["", "article.html", "playground.html", "docs/index.html", "docs/script-tag.html"]) {
      await driver().get(address(page));
      await driver().sleep(300);
      const asked = await driver().executeScript(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => new URL(name).origin)
          .filter((origin) => origin !== location.origin),
      );
      assert.deepEqual(asked, [], page);
    }
  });

  test("no page is wider than a narrow window", async () => {
    const before = await driver().manage().window().getRect();
    await driver().manage().window().setRect({ width: 500, height: 800 });
    try {
      for (const page of ["", "playground.html", "docs/script-tag.html", "docs/accuracy.html"]) {
        await driver().get(address(page));
        const over = await driver().executeScript(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, page);
      }
    } finally {
      await driver().manage().window().setRect(before);
    }
  });
});

inEachBrowser("accessibility of the site", (driver, name) => {
  test("axe finds nothing against any page, card and panel included", async () => {
    const chromium = name === "chromium";
    if (chromium) await openRoots(driver());
    await driver().get(address("docs/index.html"));
    const pages = /** @type {string[]} */ (
      await driver().executeScript(() =>
        [...document.querySelectorAll(".pages a")].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
      )
    );
    assert.ok(pages.length > 8, `${pages.length} pages`);
    for (const scheme of chromium ? /** @type {const} */ (["light", "dark"]) : []) {
      await prefer(driver(), scheme);
      for (const page of [address("playground.html"), ...pages]) {
        await driver().get(page);
        assert.deepEqual(await violations(driver()), [], `${page}, ${scheme}`);
      }
      for (const page of ["", "article.html"]) {
        await driver().get(address(page));
        await ready(driver());
        for (const id of [0, 3]) {
          await driver().executeScript("window.handle.open(window.handle.marked()[arguments[0]])", id);
          await driver().executeScript(() =>
            /** @type {HTMLElement | null | undefined} */ (
              document.querySelector("factnote-panel")?.shadowRoot?.querySelector(".toggle[aria-expanded=false]")
            )?.click(),
          );
          const shown = await driver().executeScript(
            () => document.querySelector("factnote-card")?.shadowRoot?.textContent?.length ?? 0,
          );
          assert.ok(Number(shown) > 20, "a card is open, and axe sees into it");
          assert.deepEqual(await violations(driver()), [], `${page}, ${scheme}`);
        }
      }
    }
    if (!chromium) {
      for (const page of [address(""), address("playground.html"), ...pages]) {
        await driver().get(page);
        assert.deepEqual(await violations(driver()), [], page);
      }
    }
  });
});
