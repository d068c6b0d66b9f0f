// @ts-check
// The panel: what it says, how its words filter the page, the list of all statements; and the keyboard's ways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { visit, waitForCard } from "./reader.js";

inEachBrowser("the panel", (driver) => {
  const open = () => visit(driver(), address("article.html"));
  /** @param {string} key */
  const press = (key) => driver().actions().sendKeys(key).perform();
  /**
   * Does with the first of these elements whose text begins so what a reader does.
   * @param {string} selector
   * @param {string} [text]
   * @param {"click" | "focus"} [act]
   */
  const on = (selector, text, act) =>
    evaluateIn(
      driver(),
      "factnote-panel",
      (root, selector, text, act) => {
        const all = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
        const found = [...all].find((e) => (e.textContent ?? "").trim().startsWith(text));
        if (!found) throw new Error(`there is no ${selector} “${text}”: ${[...all].map((e) => e.textContent)}`);
        found[act]();
      },
      selector,
      text ?? "",
      act ?? "click",
    );
  const shown = () =>
    evaluateIn(driver(), "factnote-panel", (root) => root.querySelector("[role=status]")?.textContent);
  /** The styles of the marks that are to be seen, each with how many there are. */
  const seen = () =>
    /** @type {Promise<Record<string, number>>} */ (
      driver().executeScript(() => {
        /** @type {Record<string, Set<string | null>>} */
        const styles = {};
        for (const span of document.querySelectorAll("span.factnote")) {
          const look = getComputedStyle(span);
          const style = span.getAttribute("data-factnote-style") ?? "";
          if (look.textDecorationLine !== "none" || look.outlineStyle !== "none")
            (styles[style] ??= new Set()).add(span.getAttribute("data-factnote"));
        }
        return Object.fromEntries(Object.entries(styles).map(([style, ids]) => [style, ids.size]));
      })
    );

  test("says what the article gives and what it does not", async () => {
    await open();
    await on(".toggle");
    const text = await evaluateIn(driver(), "factnote-panel", (root) =>
      /** @type {HTMLElement} */ (root.querySelector(".sheet")).innerText.replace(/\s+/g, " "),
    );
    for (const words of [
      / · The Aldmoor Ledger · .*\d+ sentences/,
      /Named people and organisations \d+ Documents \d+ Unnamed people \d+ No source given \d+/,
      /Through other outlets .*Westmark Gazette \(and \d probably\) \d.*Told to/,
      /Word for word \d+ sentences?, \d+ phrases? – [\d,.]+ of [\d,.]+ characters/,
      /Who is heard .*Lindqvar.* \d/,
      /Unnamed people \d+ mentions Why unnamed: given for \d+ of \d+ Why they would know: given for \d+ of \d+/,
      /Headline states without a source/,
      /Verbs .*Marchetti.*conceded/,
      /Figures .*€340,000,000/,
      /Outlet’s own statements \d+ statements?/,
      /All statements by source/,
    ])
      assert.match(text, words);
  });

  test("each of its words shows only what it counts, until all is shown again", async () => {
    await open();
    const all = await seen();
    assert.ok(all.figure > 5 && all.direct > 5 && all.unnamed > 2);
    await on(".toggle");
    for (const [selector, text] of [
      ["h3 button", "Figures"],
      [".legend button", "figure"],
    ]) {
      await on(selector, text);
      const { figure, ...others } = await seen();
      assert.equal(figure, all.figure, text);
      assert.deepEqual(others, {}, text);
      assert.match(String(await shown()), new RegExp(`${text} · ${figure}/\\d+`, "i"));
    }
    await on(".counts button", "Unnamed people");
    const unnamed = await seen();
    assert.ok(unnamed.unnamed > 0 && !unnamed.figure, JSON.stringify(unnamed));
    await on(".heard button", "Ilse Marchetti");
    const heard = await seen();
    await on(".verbs .word", "conceded");
    const conceded = await seen();
    const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);
    assert.ok(sum(conceded) < sum(heard), JSON.stringify({ heard, conceded }));
    assert.match((await waitForCard(driver())).title, /Marchetti/);
    // What is not shown has no card, and the keyboard goes past it.
    const next = await driver().executeScript(() => {
      const stop = /** @type {HTMLElement} */ (document.querySelector("span.factnote[tabindex]"));
      stop.focus();
      stop.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      return document.activeElement === stop;
    });
    assert.equal(next, true);
    await on("[data-do=all]");
    assert.deepEqual(await seen(), all);
    assert.equal(await shown(), "");
    const left = await driver().executeScript(() => {
      /** @type {any} */ (window).handle.close();
      return document.querySelectorAll("[data-factnote-active]").length;
    });
    assert.equal(left, 0);
  });

  test("a second click on the same words goes on to the next of them", async () => {
    await open();
    await on(".toggle");
    const ids = [];
    for (let clicks = 0; clicks < 2; clicks++) {
      await on(".heard button", "Ilse Marchetti");
      await waitForCard(driver());
      ids.push(
        await driver().executeScript(() => document.querySelector("[aria-details]")?.getAttribute("data-factnote")),
      );
    }
    assert.notEqual(ids[0], ids[1]);
  });

  test("by keyboard alone: filter, show all, a statement of the list, its card, back to the words", async () => {
    await open();
    await on(".toggle", "", "focus");
    await press(Key.ENTER);
    await on(".counts button", "Unnamed people", "focus");
    await press(Key.ENTER);
    assert.match(String(await shown()), /Unnamed people · \d+\/\d+/);
    await press(Key.ESCAPE);
    await waitForCard(driver(), false);
    await on("[data-do=all]", "", "focus");
    await press(" ");
    assert.equal(await shown(), "");
    await on("summary", "All statements by source", "focus");
    await press(Key.ENTER);
    await on("[data-do=statement]", "“What we got was a new logo.”", "focus");
    await press(Key.ENTER);
    assert.match((await waitForCard(driver())).title, /Ferrano/);
    assert.equal(await evaluateIn(driver(), "factnote-card", (root) => root.activeElement?.className), "card");
    const lit = await driver().executeScript(() => [...(CSS.highlights?.get("factnote-words") ?? [])].length);
    assert.ok(Number(lit) > 0, "the words that the card rests on are lit up");
    await press(Key.ESCAPE);
    await waitForCard(driver(), false);
    const words = await driver().executeScript(() => document.activeElement?.textContent);
    assert.match(String(words), /What we got was a new logo/);
    await press(Key.ARROW_RIGHT);
    assert.doesNotMatch((await waitForCard(driver())).title, /^$/);
  });

  test("the list names all statements, each with its source", async () => {
    await open();
    await on(".toggle");
    const list = await evaluateIn(driver(), "factnote-panel", (root) => {
      const folded = /** @type {HTMLDetailsElement} */ (root.querySelector("details.statements"));
      return {
        open: folded.open,
        sources: [...folded.querySelectorAll("h3")].map((h) => h.textContent),
        statements: folded.querySelectorAll("li button").length,
        label: folded.closest("section")?.getAttribute("aria-label"),
      };
    });
    const statements = await driver().executeScript(() => {
      const spans = document.querySelectorAll("span.factnote:not([data-factnote-style=figure])");
      return new Set([...spans].map((s) => s.getAttribute("data-factnote"))).size;
    });
    assert.equal(list.open, false);
    assert.equal(list.label, "Sourcing of this article");
    assert.equal(list.statements, statements);
    assert.ok(
      list.sources.some((name) => name?.startsWith("No source given")),
      list.sources.join(),
    );
  });

  test("e09_letters_are_no_shortcuts_unless_that_is_switched_on", async () => {
    await open();
    await driver().executeScript(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await press("n");
    const focused = () => driver().executeScript(() => document.activeElement?.hasAttribute("data-factnote"));
    assert.equal(await focused(), false);
    await driver().executeAsyncScript((/** @type {(handle: unknown) => void} */ done) => {
      const page = /** @type {any} */ (window);
      page.handle.destroy();
      page.factnote.init({ shortcuts: true }).then((/** @type {any} */ handle) => {
        page.handle = handle;
        done(null);
      });
    });
    await press("n");
    assert.equal(await focused(), true);
    const first = await waitForCard(driver());
    await press("n");
    assert.notEqual((await waitForCard(driver())).title, first.title);
    await press("p");
    assert.equal((await waitForCard(driver())).title, first.title);
    // Written into a field they are letters.
    const field = await driver().findElement(By.css("input[type=email]"));
    await field.sendKeys("pnp");
    assert.equal(await field.getAttribute("value"), "pnp");
    assert.equal(await focused(), false);
  });
});

inEachBrowser("what is copied", (driver) => {
  /**
   * Opens a card and copies.
   * @param {string} id of a paragraph
   * @returns {Promise<string[]>} the lines
   */
  const copied = async (id) => {
    await visit(driver(), address("fixtures/card.html"));
    await driver().executeScript((/** @type {string} */ id) => {
      const page = /** @type {any} */ (window);
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (/** @type {string} */ text) => (page.copied = text) },
      });
      const span = document.querySelector(`#${id} span.factnote`);
      const at = page.handle
        .marked()
        .find((/** @type {string} */ a) => a.slice(1) === span?.getAttribute("data-factnote"));
      if (!page.handle.open(at)) throw new Error(`no card of ${at}`);
    }, id);
    await waitForCard(driver());
    await evaluateIn(driver(), "factnote-card", (root) =>
      /** @type {HTMLElement} */ (root.querySelector("[data-do=copy]")).click(),
    );
    await driver().wait(() => driver().executeScript("return window.copied"), 2000);
    const said = () =>
      evaluateIn(driver(), "factnote-card", (root) => root.querySelector("[data-do=copy]")?.textContent);
    await driver().wait(async () => (await said()) === "Copied", 1000);
    return String(await driver().executeScript("return window.copied")).split("\n");
  };
  /** @param {string} id of a paragraph */
  const top = (id) =>
    driver().executeScript((/** @type {string} */ id) => document.getElementById(id)?.getBoundingClientRect().top, id);

  test("is the quotation with speaker, role, way, title, day and a link to the words", async () => {
    const lines = await copied("long");
    assert.match(lines[0], /^“We opened the lamp room .* nobody at all,”$/);
    assert.equal(lines[1], "Ines Aldana – direct quote");
    assert.match(lines[2], /^Who: Ines Aldana · chief engineer/);
    assert.match(lines[3], /^“Lighthouse repairs will cost twice the estimate”, Gull Point Courier, .*2026$/);
    assert.match(lines[4], /\/fixtures\/card\.html#:~:text=%E2%80%9CWe%20opened%20the%20lamp,.*at%20all%2C%E2%80%9D$/);
    assert.equal(lines.length, 5);
    assert.match((await copied("secondhand"))[3], /^Way here: Gull Point Courier ← Coast Mirror ← two unnamed people$/);
  });

  test("words that stand twice are told apart, and the link leads to the right ones", async () => {
    for (const id of ["short", "again"]) {
      const link = (await copied(id)).at(-1) ?? "";
      assert.match(link, /text=.*(-,|,-)/, "with a prefix or suffix");
      await driver().get("about:blank");
      await driver().get(link);
      await driver().sleep(300);
      const at = Number(await top(id));
      assert.ok(at > 0 && at < 900, `${id} at ${at} by ${link}`);
    }
    // The first one stands in view without any scrolling; the second tells.
    assert.ok(Number(await driver().executeScript("return scrollY")) > 500);
  });
});
