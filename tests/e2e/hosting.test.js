// @ts-check
// Pages that are strict, hostile, wrong or no article at all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By } from "selenium-webdriver";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { card, mark, point, ready, trouble, visit, waitForCard } from "./reader.js";

inEachBrowser("hosting", (driver) => {
  /** @param {string} name */
  const page = (name) => visit(driver(), address(`fixtures/${name}.html`));

  test("g02_g03_a_policy_without_styles_and_with_trusted_types: marks, card and panel work", async () => {
    assert.ok((await page("strict-policy")) >= 5);
    await point(driver(), await mark(driver(), "“We could not"));
    const seen = await waitForCard(driver());
    assert.match(seen.title, /Rowan/);
    const line = await driver().executeScript(() => {
      const span = /** @type {Element} */ (document.querySelector("[data-factnote-style=direct]"));
      return getComputedStyle(span).textDecorationLine;
    });
    assert.equal(line, "underline");
    const { errors, violations } = await trouble(driver());
    assert.deepEqual({ errors, violations }, { errors: [], violations: [] });
  });

  test("g01_a_policy_that_forbids_webassembly: one message, and the page as it was", async () => {
    await assert.rejects(page("no-wasm"));
    const { errors, console } = await trouble(driver());
    assert.equal(console.length, 1, console.join("\n"));
    assert.match(console[0], /Factnote/);
    assert.equal(errors.filter((error) => error.includes("Factnote")).length, 1, errors.join("\n"));
    assert.equal((await driver().findElements(By.css("span.factnote, factnote-card, factnote-panel"))).length, 0);
  });

  test("g04_a_policy_of_nonces_lets_the_loader_import_its_module", async () => {
    assert.ok((await page("nonce")) >= 3);
    const { errors, violations } = await trouble(driver());
    assert.deepEqual({ errors, violations }, { errors: [], violations: [] });
  });

  test("g05_a_policy_that_forbids_to_load_the_engine: an error that names the directive, and the page as it was", async () => {
    await assert.rejects(page("no-connection"), /factnote_bg\.wasm could not be loaded.*connect-src/);
    assert.equal((await driver().findElements(By.css("span.factnote, factnote-card, factnote-panel"))).length, 0);
  });

  test("c06_a_page_whose_addresses_begin_elsewhere", async () => {
    assert.ok((await page("base")) >= 3);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  /**
   * Opens a page that is written into a frame; gives the number of marked annotations.
   * @param {string} html
   */
  const written = async (html) => {
    await driver().get(address("fixtures/frame.html"));
    const frame = await driver().executeScript((/** @type {string} */ html) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { width: 800, height: 600, srcdoc: html });
      document.body.append(frame);
      return frame;
    }, html);
    await driver()
      .switchTo()
      .frame(/** @type {import("selenium-webdriver").WebElement} */ (frame));
    await driver().wait(() => driver().executeScript("return document.querySelector('article') !== null"), 5000);
    return ready(driver());
  };

  test("c06_a_page_that_is_written_into_its_frame", async () => {
    assert.ok((await written(await (await fetch(address("fixtures/base.html"))).text())) >= 3);
  });

  test("c07_a_page_that_was_saved_with_its_marks_is_marked_once", async () => {
    const first = await page("base");
    await point(driver(), await mark(driver(), "“The old one"));
    await waitForCard(driver());
    const saved = await driver().executeScript(() => document.documentElement.outerHTML);
    assert.match(String(saved), /<factnote-card.*<factnote-panel|<factnote-panel.*<factnote-card/s);
    assert.equal(await written(String(saved)), first);
    const seen = await driver().executeScript(() => ({
      panels: document.querySelectorAll("factnote-panel").length,
      cards: document.querySelectorAll("factnote-card").length,
      stops: document.querySelectorAll("span.factnote[tabindex]").length,
      inside: document.querySelectorAll("span.factnote[data-factnote-style=direct] [data-factnote-style=direct]")
        .length,
    }));
    assert.deepEqual(seen, { panels: 1, cards: 0, stops: 1, inside: 0 });
  });

  test("names of card and panel are new for each load", async () => {
    /** @type {string[]} */
    const seen = [];
    for (let times = 0; times < 2; times++) {
      await page("plain");
      await point(driver(), await mark(driver(), "“We could not"));
      await waitForCard(driver());
      seen.push(
        .../** @type {string[]} */ (
          await driver().executeScript(() =>
            [...document.querySelectorAll("factnote-card, factnote-panel")].map(({ id }) => id),
          )
        ),
      );
    }
    assert.equal(new Set(seen).size, 4, seen.join(", "));
  });

  test("c05_over_a_full_screen_the_card_stands_in_it", async () => {
    await page("plain");
    await driver().executeScript(() => {
      const button = document.createElement("button");
      button.id = "full";
      button.textContent = "Full screen";
      button.onclick = () => document.querySelector("article")?.requestFullscreen();
      document.body.prepend(button);
    });
    await driver().findElement(By.css("#full")).click();
    await driver().wait(() => driver().executeScript("return document.fullscreenElement !== null"), 5000);
    await point(driver(), await mark(driver(), "“We could not"));
    const { box } = await waitForCard(driver());
    const hit = await driver().executeScript(
      (/** @type {number} */ x, /** @type {number} */ y) => document.elementFromPoint(x, y)?.localName,
      (box.left + box.right) / 2,
      box.top + 20,
    );
    assert.equal(hit, "factnote-card");
    await driver().executeScript(() => document.exitFullscreen());
  });

  test("a hostile page: the text inside marks stays seen, the card is itself, and names are text", async () => {
    await page("hostile");
    const span = await mark(driver(), "“We could not");
    assert.ok(await span.isDisplayed());
    await point(driver(), span);
    const seen = await waitForCard(driver());
    assert.match(seen.title, /Rowan/);
    assert.match(seen.rows.way, /^<img src=x onerror=alert\(1\)> ←/);
    const look = await evaluateIn(driver(), "factnote-card", (root) => {
      const style = getComputedStyle(/** @type {Element} */ (root.querySelector(".answer")));
      return { size: style.fontSize, transform: style.textTransform, images: root.querySelectorAll("img").length };
    });
    assert.deepEqual(look, { size: "16px", transform: "none", images: 0 });
    const line = /** @type {{ bottom: number, left: number }} */ (
      await driver().executeScript((/** @type {Element} */ e) => e.getClientRects()[0].toJSON(), span)
    );
    assert.ok(Math.abs(seen.box.top - line.bottom) < 20, `card at ${seen.box.top}, words end at ${line.bottom}`);
    assert.ok(Math.abs(seen.box.left - line.left) < 20, `card at ${seen.box.left}, words at ${line.left}`);
    const { errors } = await trouble(driver());
    assert.deepEqual(errors, []);
  });

  test("wrong options are said once each, and the others hold", async () => {
    await page("misconfigured");
    const { console, errors } = await trouble(driver());
    assert.deepEqual(errors, []);
    for (const name of ["theme", "colour", "markFrom"])
      assert.equal(console.filter((line) => line.includes(`\`${name}\``)).length, 1, name);
    const styles = await driver().executeScript(() => [
      ...new Set([...document.querySelectorAll("span.factnote")].map((s) => s.getAttribute("data-factnote-style"))),
    ]);
    assert.deepEqual(/** @type {string[]} */ (styles).sort(), ["direct", "figure"]);
    assert.equal((await driver().findElements(By.css("factnote-panel"))).length, 0);
  });

  test("a page without an article stays as it is", async () => {
    assert.equal(await page("no-article"), 0);
    const { errors, console } = await trouble(driver());
    assert.deepEqual({ errors, console }, { errors: [], console: [] });
    assert.equal((await driver().findElements(By.css("span.factnote, factnote-panel"))).length, 0);
    assert.equal(await card(driver()), null);
  });

  test("a root that is not there is an error that says what to do", async () => {
    await page("no-article");
    const message = await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      page.handle.destroy();
      return import(new URL("/pkg/factnote.js", location.href).href).then(async ({ default: load, init }) => {
        await load();
        /** @param {object} options */
        const message = (options) => {
          try {
            init(options);
            return "no error";
          } catch (error) {
            return String(error);
          }
        };
        return [message({ root: ".story" }), message({ root: ">>" })];
      });
    });
    const [missing, wrong] = /** @type {string[]} */ (message);
    assert.match(missing, /nothing on this page matches `root: \.story`/);
    assert.match(wrong, /selectors/);
  });
});
