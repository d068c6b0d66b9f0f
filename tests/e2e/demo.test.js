// @ts-check
// The demo page, as a reader meets it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { violations } from "./axe.js";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { card, mark, point, tap, visit, waitForCard } from "./reader.js";

const ELSEWHERE =
  "nav, header.site-header, footer.site-footer, .ad, .comments, .newsletter, .related, .sidebar, script";

inEachBrowser("the demo page", (driver) => {
  const home = () => visit(driver(), address("article.html"));

  test("marks stand in the article and nowhere else, in all five styles", async () => {
    const marked = await home();
    assert.ok(marked > 40, `${marked} annotations are marked`);
    const seen = await driver().executeScript((/** @type {string} */ elsewhere) => {
      const spans = [...document.querySelectorAll("span.factnote")];
      return {
        outside: spans.filter((span) => !span.closest("article")).length,
        elsewhere: spans.filter((span) => span.closest(elsewhere)).map((span) => span.textContent),
        styles: [...new Set(spans.map((span) => span.getAttribute("data-factnote-style")))].sort(),
      };
    }, ELSEWHERE);
    assert.deepEqual(seen, {
      outside: 0,
      elsewhere: [],
      styles: ["direct", "figure", "outlet", "paraphrase", "unnamed"],
    });
  });

  test("a card opens after a rest, stays for the pointer on its way, and closes when left", async () => {
    await home();
    const words = await mark(driver(), "The", "unnamed");
    await point(driver(), words);
    const seen = await waitForCard(driver());
    assert.equal(seen.title, "Secondhand: Westmark Gazette, citing two unnamed people");
    assert.match(seen.rows.way, /^The Aldmoor Ledger ← Westmark Gazette ← two unnamed people$/);
    assert.match(seen.rows.not_given, /why unnamed/);
    // Over the gap into the card, and longer there than the time of grace.
    const into = { x: Math.round(seen.box.left + 60), y: Math.round(seen.box.top + 20) };
    await driver()
      .actions()
      .move({ ...into, duration: 150 })
      .perform();
    await driver().sleep(600);
    assert.equal((await card(driver()))?.title, seen.title);
    await driver().actions().move({ x: 4, y: 4 }).perform();
    await waitForCard(driver(), false);
  });

  test("passing over marks opens nothing", async () => {
    await home();
    const words = await mark(driver(), "“We were told");
    await point(driver(), words);
    for (const at of [40, 80, 120, 160]) await driver().actions().move({ x: at, y: 30, duration: 20 }).perform();
    await driver().sleep(500);
    assert.equal(await card(driver()), null);
  });

  test("figures say what they are, how exact and who gives them", async () => {
    await home();
    await point(driver(), await mark(driver(), "€340 million", "figure", "p"));
    const seen = await waitForCard(driver());
    assert.equal(seen.title, "about €340,000,000");
    assert.match(seen.rows.giver, /two unnamed people/);
  });

  test("a statement without a source says so", async () => {
    await home();
    const agentless = await driver().executeScript(() => {
      const handle = /** @type {any} */ (window).handle;
      const found = handle.annotations().find((/** @type {any} */ a) => a.form === "agentless");
      return found && handle.open(found.id) ? found.id : null;
    });
    assert.ok(agentless, "the demo article has a statement without a source");
    const seen = await waitForCard(driver());
    assert.equal(seen.title, "No source given");
    assert.match(seen.rows.who, /the text does not say who/);
  });

  test("by keyboard alone: one stop, on through the marks, into the card and back", async () => {
    await home();
    const stops = await driver().findElements(By.css("span.factnote[tabindex]"));
    assert.equal(stops.length, 1);
    await driver().executeScript(() => /** @type {HTMLElement} */ (document.querySelector("a.skip")).focus());
    const focused = () =>
      driver().executeScript(() => document.activeElement?.getAttribute("data-factnote-style") ?? null);
    for (let presses = 0; presses < 80 && (await focused()) === null; presses++)
      await driver().actions().sendKeys(Key.TAB).perform();
    assert.notEqual(await focused(), null, "Tab comes to a mark");
    const first = await waitForCard(driver());
    await driver().actions().sendKeys("n").perform();
    const second = await waitForCard(driver());
    assert.notEqual(second.title, first.title);
    await driver().actions().sendKeys("p").perform();
    assert.equal((await waitForCard(driver())).title, first.title);
    await driver().actions().sendKeys(Key.ENTER).perform();
    const inside = () => evaluateIn(driver(), "factnote-card", (root) => root.activeElement !== null);
    assert.ok(await inside(), "Enter goes into the card");
    await driver().actions().sendKeys(Key.ESCAPE).perform();
    await waitForCard(driver(), false);
    assert.notEqual(await focused(), null, "Escape comes back to the words");
    await driver().actions().sendKeys(Key.TAB).perform();
    assert.equal(await focused(), null, "Tab leaves the marks");
  });

  test("by finger: a tap opens, a tap beside closes", async () => {
    await home();
    await tap(driver(), await mark(driver(), "“We were told"));
    const seen = await waitForCard(driver());
    assert.match(seen.title, /Lindqvar/);
    await tap(driver(), await driver().findElement(By.css("article h1")).then(beside));
    await waitForCard(driver(), false);
  });

  test("a link with a mark inside is still a link, and its card opens by the pointer", async () => {
    await home();
    const link = await driver().executeScript(() => document.querySelector("article a:has(span.factnote)"));
    const element = /** @type {import("selenium-webdriver").WebElement} */ (link);
    await driver().executeScript((/** @type {HTMLElement} */ e) => {
      e.scrollIntoView({ block: "center", behavior: "instant" });
      e.addEventListener("click", (event) => {
        event.preventDefault();
        e.dataset.clicked = "yes";
      });
    }, element);
    await point(driver(), element);
    await waitForCard(driver());
    await element.click();
    assert.equal(await element.getAttribute("data-clicked"), "yes");
  });

  test("the panel counts, leads to the words and switches the marks off", async () => {
    await home();
    /** @param {string} selector */
    const press = (selector) =>
      evaluateIn(
        driver(),
        "factnote-panel",
        (root, selector) => {
          /** @type {HTMLElement} */ (root.querySelector(selector)).click();
          return root.querySelector(".toggle")?.getAttribute("aria-expanded");
        },
        selector,
      );
    assert.equal(await press(".toggle"), "true");
    await press(".heard [data-do=filter]");
    assert.match((await waitForCard(driver())).title, /Lindqvar|Ferrano/);
    await press("[data-do=marks]");
    await waitForCard(driver(), false);
    const lines = () =>
      driver().executeScript(() => {
        const span = /** @type {Element} */ (document.querySelector("span.factnote[data-factnote-style=direct]"));
        return getComputedStyle(span).textDecorationLine;
      });
    assert.equal(await lines(), "none");
    await press("[data-do=marks]");
    await press("[data-do=all]");
    assert.equal(await lines(), "underline");
    assert.equal(await press(".close"), "false");
  });

  test("the words that a line of the card rests on light up", async () => {
    await home();
    await point(driver(), await mark(driver(), "The", "unnamed"));
    await waitForCard(driver());
    const lit = await evaluateIn(driver(), "factnote-card", (root) => {
      const part = /** @type {Element} */ (root.querySelector(".who [data-from]"));
      part.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
      return [...(CSS.highlights?.get("factnote-words") ?? [])].map(String);
    });
    assert.match(lit.join(""), /two people/);
  });

  test("axe finds nothing against the page with card and panel open", async () => {
    await visit(driver(), address("article.html"));
    await driver().executeScript("window.handle.open(window.handle.marked()[3])");
    await waitForCard(driver());
    await evaluateIn(driver(), "factnote-panel", (root) =>
      /** @type {HTMLElement} */ (root.querySelector(".toggle")).click(),
    );
    // It sees the page, its marks and our hosts; `site.test.js` looks into the closed roots too.
    assert.deepEqual(await violations(driver()), []);
  });

  test("destroy gives the page back as it came", async () => {
    await home();
    const same = await driver().executeAsyncScript(async (/** @type {(same: unknown) => void} */ done) => {
      const page = /** @type {any} */ (window);
      page.handle.destroy();
      const html = await (await fetch(location.href)).text();
      const fresh = new DOMParser().parseFromString(html, "text/html");
      done({
        article: document.querySelector("article")?.innerHTML === fresh.querySelector("article")?.innerHTML,
        hosts: document.querySelectorAll("factnote-card, factnote-panel").length,
        sheets: document.adoptedStyleSheets.length,
      });
    });
    assert.deepEqual(same, { article: true, hosts: 0, sheets: 0 });
  });

  test("a page that rewrites a marked text is read as it wrote it, and an open card there closes", async () => {
    await home();
    // The keyboard's stop has moved on before.
    await driver().executeScript(() => {
      const stop = /** @type {HTMLElement} */ (document.querySelector("span.factnote[tabindex]"));
      stop.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
      /** @type {HTMLElement} */ (document.activeElement).blur();
      /** @type {any} */ (window).handle.close();
    });
    await point(driver(), await mark(driver(), "“We were told"));
    await waitForCard(driver());
    const text = await driver().executeAsyncScript(async (/** @type {(text: unknown) => void} */ done) => {
      const span = /** @type {Element} */ (
        [...document.querySelectorAll("span.factnote")].find((s) => s.textContent?.startsWith("“We were told"))
      );
      const paragraph = /** @type {Element} */ (span.closest("p"));
      // The text node that the page knows is our left part.
      const own = /** @type {Text} */ (
        [...paragraph.childNodes].find((n) => n.nodeType === 3 && n.nextSibling?.nodeName === "SPAN")
      );
      own.data = "Nothing of the old text is left.";
      await new Promise((rest) => setTimeout(rest, 50));
      done(paragraph.textContent);
    });
    assert.doesNotMatch(String(text), /We were told|no longer realistic/);
    assert.equal(
      (await driver().findElements(By.css("span.factnote[tabindex]"))).length,
      1,
      "one stop of the keyboard",
    );
    await waitForCard(driver(), false);
  });

  test("included twice it marks once", async () => {
    await home();
    const counts = await driver().executeAsyncScript(async (/** @type {(counts: unknown) => void} */ done) => {
      const count = () => document.querySelectorAll("span.factnote, factnote-card, factnote-panel").length;
      const before = count();
      const again = document.createElement("script");
      again.src = "factnote.js";
      await new Promise((loaded) => {
        again.onload = loaded;
        document.head.append(again);
      });
      await new Promise((rest) => setTimeout(rest, 300));
      done({ before, after: count() });
    });
    const { before, after } = /** @type {{ before: number, after: number }} */ (counts);
    assert.equal(after, before);
  });

  test("events tell of opening and closing, and a page may show its own", async () => {
    await home();
    const told = await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      /** @type {string[]} */
      const told = [];
      for (const name of ["factnote:open", "factnote:close"])
        document.addEventListener(name, (event) => {
          const { detail } = /** @type {CustomEvent} */ (event);
          told.push(`${name} ${detail.id} ${detail.annotation?.kind ?? ""}`.trim());
          if (page.prevent) event.preventDefault();
        });
      const [first, second] = page.handle.marked();
      const opened = page.handle.open(first);
      page.handle.close();
      page.prevent = true;
      const prevented = page.handle.open(second);
      return { told, opened, prevented, first, second };
    });
    const seen = /** @type {{ told: string[], opened: boolean, prevented: boolean, first: string, second: string }} */ (
      told
    );
    assert.ok(seen.opened && !seen.prevented);
    assert.match(seen.told[0], new RegExp(`^factnote:open ${seen.first} (attribution|claim|figure)$`));
    assert.equal(seen.told[1], `factnote:close ${seen.first}`);
    assert.match(seen.told[2], new RegExp(`^factnote:open ${seen.second} `));
    assert.equal(seen.told.length, 3);
  });
});

/**
 * A place in the page without marks: the line above a heading.
 * @param {import("selenium-webdriver").WebElement} heading
 */
async function beside(heading) {
  const driver = heading.getDriver();
  const found = await driver.executeScript((/** @type {Element} */ h) => {
    const quiet = h.closest("article")?.querySelector(".kicker, .byline") ?? h;
    quiet.scrollIntoView({ block: "center", behavior: "instant" });
    return quiet;
  }, heading);
  return /** @type {import("selenium-webdriver").WebElement} */ (found);
}
