// @ts-check
// Marks without any change of the page: the option `renderer: "highlights"`, and articles that can be edited.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { card, trouble, visit, waitForCard } from "./reader.js";

inEachBrowser("highlights", (driver) => {
  const open = (page = "highlights") => visit(driver(), address(`fixtures/${page}.html`));
  /** The middle of the first line of words in the page. @param {string} words */
  const placeOf = (words) =>
    /** @type {Promise<{ x: number, y: number }>} */ (
      driver().executeScript((/** @type {string} */ words) => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const text = /** @type {Text} */ (texts.currentNode);
          const at = text.data.indexOf(words);
          if (at < 0 || text.parentElement?.localName === "script") continue;
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + words.length);
          const line = range.getClientRects()[0];
          return { x: Math.round(line.left + 10), y: Math.round(line.top + line.height / 2) };
        }
        throw new Error(`the page does not say “${words}”`);
      }, words)
    );
  /** @param {string} words */
  const pointAt = async (words) => {
    const { x, y } = await placeOf(words);
    await driver()
      .actions()
      .move({ x, y: y - 1, duration: 0 })
      .move({ x, y, duration: 0 })
      .perform();
  };
  const article = () => driver().executeScript("return document.querySelector('article').innerHTML");
  /** The words that are highlighted under a name. @param {string} name */
  const shown = (name) =>
    /** @type {Promise<string[]>} */ (
      driver().executeScript(
        (/** @type {string} */ name) =>
          [...(CSS.highlights.get(name) ?? [])].map((range) => /** @type {Range} */ (range).toString()),
        name,
      )
    );

  test("the page's elements are those of its source, and its statements are highlighted", async () => {
    const marked = await open();
    assert.ok(marked >= 3, `${marked} marked`);
    assert.doesNotMatch(String(await article()), /factnote/);
    assert.deepEqual(await shown("factnote-direct"), ["“It held for 140 years and it will hold for longer,”"]);
    assert.equal((await shown("factnote-unnamed")).length, 1);
    const { errors, violations } = await trouble(driver());
    assert.deepEqual({ errors, violations }, { errors: [], violations: [] });
  });

  test("the pointer opens cards from words to words of one paragraph, and leaves them", async () => {
    await open();
    await pointAt("The weir will be rebuilt in stone, Mayor");
    const seen = await waitForCard(driver());
    assert.match(seen.title, /Rowan/);
    const line = await placeOf("The weir will be rebuilt in stone, Mayor");
    assert.ok(Math.abs(seen.box.top - line.y) < 40, `card at ${seen.box.top}, words at ${line.y}`);
    assert.deepEqual((await shown("factnote-active")).length, 1);
    // "Mayor Edda Rowan said" is in the same paragraph, and no statement.
    await pointAt("said on Tuesday");
    await waitForCard(driver(), false);
    assert.deepEqual(await shown("factnote-active"), []);
  });

  test("the innermost statement opens at a figure", async () => {
    await open();
    await pointAt("$2.4 million");
    const { title } = await waitForCard(driver());
    assert.match(title, /2\.4|2,4/);
  });

  test("a click opens, Escape closes, and in a link the click is the link's", async () => {
    await open();
    const { x, y } = await placeOf("the work will cost");
    await driver().actions().move({ x, y, duration: 0 }).click().perform();
    await waitForCard(driver());
    await driver().actions().sendKeys(Key.ESCAPE).perform();
    await waitForCard(driver(), false);
    await driver()
      .actions()
      .move({ ...(await placeOf("“It held for 140")), duration: 0 })
      .click()
      .perform();
    assert.match(await driver().getCurrentUrl(), /#plans$/);
  });

  test("by keyboard the panel's list leads to the words, and its words show alone what they count", async () => {
    await open();
    const press = (/** @type {string} */ selector, /** @type {string} */ text) =>
      evaluateIn(
        driver(),
        "factnote-panel",
        (root, selector, text) => {
          const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
          const found = all.find((button) => (button.textContent ?? "").includes(text));
          if (!found) throw new Error(`no ${selector} says “${text}”`);
          found.click();
        },
        selector,
        text,
      );
    await press(".toggle", "");
    await press("[data-do=filter]", "Unnamed people");
    assert.equal((await shown("factnote-unnamed")).length, 1);
    assert.deepEqual(await shown("factnote-direct"), []);
    await press("[data-do=statement]", "It held for 140");
    assert.match((await waitForCard(driver())).title, /Rowan/);
    assert.equal((await shown("factnote-direct")).length, 1);
  });

  test("destroy() leaves nothing behind", async () => {
    await open();
    const before = await article();
    await driver().executeScript("window.handle.destroy()");
    assert.equal(await article(), before);
    const left = await driver().executeScript("return [...CSS.highlights.keys()]");
    assert.deepEqual(left, []);
    assert.equal((await driver().findElements(By.css("factnote-card, factnote-panel"))).length, 0);
  });

  test("b03_an_article_that_can_be_edited: what is typed goes into the page's own text", async () => {
    assert.ok((await open("edited")) >= 5);
    assert.doesNotMatch(String(await article()), /factnote/);
    await driver()
      .actions()
      .move({ ...(await placeOf("said on Tuesday")), duration: 0 })
      .click()
      .sendKeys(Key.HOME, "Today: ")
      .perform();
    const text = await driver().executeScript("return document.querySelector('#first').textContent");
    assert.match(String(text), /^Today: The weir/);
    assert.equal(await driver().executeScript("return document.querySelector('#first').childNodes.length"), 1);
    await driver().wait(
      async () => (await shown("factnote-paraphrase")).some((words) => words.startsWith("Today: The weir")),
      5000,
      "highlighted anew",
    );
    assert.equal(await card(driver()), null);
  });
});
