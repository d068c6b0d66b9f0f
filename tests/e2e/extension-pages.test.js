// @ts-check
// Popup and options page of the extension, opened as ordinary pages; fixtures/extension/chrome.js plays the browser and
// the content script. The real extension has tests of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { violations } from "./axe.js";
import { address, inEachBrowser } from "./browser.js";
import { trouble } from "./reader.js";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */
/** @typedef {Record<string, unknown>} Scene as fixtures/extension/chrome.js plays it */

const SITE = "news.example.org";
const PATTERN = `*://${SITE}/*`;
const SETTINGS = {
  kinds: ["direct", "paraphrase", "unnamed", "outlet", "figure"],
  underline: "kinds",
  theme: "auto",
  always: [],
  never: [],
};

/** What the popup says about a page, and what it is told of it. */
const NOTICES = [
  ["not-html", /^Factnote reads web pages. This is another kind of file/],
  ["no-article", /^There is no article on this page/],
  ["embedded", /^This page brings Factnote itself/],
  ["gone", /^The page does not answer. Load it again/],
  ["a reason that is new", /^The page does not answer/],
];

inEachBrowser("the extension's pages", (driver) => {
  /**
   * Opens a page and waits until it has said what it has to say.
   * @param {string} page
   * @param {Scene} [scene]
   */
  const show = async (page, scene = {}) => {
    // Another fragment alone would not load the page anew.
    await driver().get("about:blank");
    const played = encodeURIComponent(JSON.stringify({ page, ...scene }));
    await driver().get(`${address("fixtures/extension/page.html")}#${played}`);
    const ready = () =>
      driver().executeScript(() => {
        const said = document.querySelector("#notice")?.textContent ?? "";
        return document.querySelector("#kinds input") !== null && !/^(Reading|Die Seite wird gelesen)/.test(said);
      });
    await driver().wait(ready, 5000, `${page} says nothing`);
  };
  /** @param {Scene} [scene] */
  const popup = (scene) => show("popup.html", scene);
  /** @param {Scene} [scene] */
  const options = (scene) => show("options.html", scene);

  /** What is seen of an element; empty where nothing is. @param {string} selector */
  const seen = async (selector) => {
    const [element] = await driver().findElements(By.css(selector));
    return element && (await element.isDisplayed()) ? (await element.getText()).replace(/\s+/g, " ").trim() : "";
  };
  /** @param {string} selector @param {RegExp} words */
  const waitFor = async (selector, words) => {
    let last = "";
    await driver()
      .wait(async () => words.test((last = await seen(selector))), 3000)
      .catch(() => assert.match(last, words));
  };
  /** @param {string} selector */
  const press = async (selector) => (await driver().findElement(By.css(selector))).click();
  /** The button with these words. @param {string} words @param {string} [within] */
  const pressWords = async (words, within = "body") => {
    const found = await driver().executeScript(
      (/** @type {string} */ words, /** @type {string} */ within) =>
        [...document.querySelectorAll(`${within} button`)].find(
          (button) => button.getClientRects().length > 0 && button.textContent?.startsWith(words),
        ),
      words,
      within,
    );
    assert.ok(found, `no button begins with “${words}”`);
    await /** @type {import("selenium-webdriver").WebElement} */ (found).click();
  };
  /** What the page has asked of browser and content script. @returns {Promise<any[]>} */
  const calls = () => driver().executeScript("return window.calls");
  /** @param {object} call */
  const waitForCall = async (call) => {
    /** @type {any[]} */
    let last = [];
    const wanted = JSON.stringify(sorted(call));
    await driver()
      .wait(async () => {
        last = await calls();
        return last.some((made) => JSON.stringify(sorted(made)) === wanted);
      }, 3000)
      .catch(() => assert.deepEqual(last.at(-1), call));
  };
  /** @returns {Promise<any>} */
  const stored = () => driver().executeScript("return window.stored");
  const nothingWrong = async () =>
    assert.deepEqual(await trouble(driver()), { errors: [], violations: [], console: [] });

  test("opening the popup marks the page and shows its sourcing", async () => {
    await popup();
    await waitFor("#panel", /Sourcing of this article.*Named people and organisations 3.*Coast Courier 1/);
    assert.deepEqual(await calls(), [
      { executeScript: ["content.js"] },
      { type: "on", settings: SETTINGS, anyway: true },
    ]);
    assert.equal(await seen("#notice"), "");
    assert.equal(await driver().findElement(By.css("#switch")).getAttribute("aria-checked"), "true");
    await nothingWrong();
  });

  test("text of the page stays text", async () => {
    await popup();
    await waitFor("#panel .about", /<img src=x onerror=alert\(1\)>/);
    await press("#tab-sources");
    assert.match(await seen("#sources"), /<b>Port<\/b> authority report/);
    assert.equal((await driver().findElements(By.css("main img, main b"))).length, 0);
    await nothingWrong();
  });

  test("words of the panel lead to the page, and with each click to the next", async () => {
    await popup();
    await waitFor("#panel", /Who is heard/);
    await pressWords("Ines Aldana, the port", "#panel");
    await waitForCall({ type: "jump", id: "A2" });
    await pressWords("Ines Aldana, the port", "#panel");
    await waitForCall({ type: "jump", id: "A3" });
    await pressWords("told", "#panel");
    await pressWords("Ines Aldana, the port", "#panel");
    const jumps = (await calls()).filter(({ type }) => type === "jump").map(({ id }) => id);
    assert.deepEqual(jumps, ["A2", "A3", "A2", "A2"]);
    // What nobody has said leads nowhere.
    assert.equal((await driver().findElements(By.xpath("//button[contains(., 'none stated')]"))).length, 0);
  });

  test("the list of sources says how often each is heard, and leads to them and to each statement", async () => {
    await popup();
    await waitFor("#panel", /./);
    await press("#tab-sources");
    assert.match(
      await seen("#sources"),
      /^Ines Aldana the port authority’s chief engineer 3 statements .* 1 statement /,
    );
    await pressWords("two people familiar", "#sources");
    await waitForCall({ type: "jump", id: "A1" });
    await pressWords("nobody had looked", "#sources");
    await waitForCall({ type: "jump", id: "A5" });
    await pressWords("A second lane", "#sources");
    await waitFor("#notice", /^These words are no longer on the page/);
  });

  test("tabs are one stop of the Tab key, and arrows go from one to the next", async () => {
    await popup();
    await waitFor("#panel", /./);
    const focused = () => driver().executeScript("return document.activeElement.id");
    /** @param {string} key */
    const type = (key) => driver().actions().sendKeys(key).perform();
    await press("#tab-panel");
    for (const [key, id] of [
      [Key.ARROW_RIGHT, "sources"],
      [Key.END, "export"],
      [Key.ARROW_RIGHT, "panel"],
      [Key.ARROW_LEFT, "export"],
      [Key.HOME, "panel"],
    ]) {
      await type(key);
      assert.equal(await focused(), `tab-${id}`);
      assert.notEqual(await seen(`#${id}`), "");
    }
    await type(Key.TAB);
    assert.equal(await focused(), "panel");
  });

  test("the switch takes the marks off, and who opens the popup again finds them off", async () => {
    await popup();
    await waitFor("#panel", /./);
    await press("#switch");
    await waitForCall({ type: "off" });
    await waitFor("#notice", /^This page is not marked/);
    assert.equal(await seen("#panel"), "");
    await popup({ there: true });
    assert.deepEqual(await calls(), []);
    assert.match(await seen("#notice"), /^This page is not marked/);
    await press("#switch");
    await waitFor("#panel", /./);
  });

  test("a page that changes changes what the popup shows", async () => {
    await popup();
    await waitFor("#panel", /./);
    await driver().executeScript(() =>
      /** @type {any} */ (window).changePage({ article: false, on: false, panel: null, count: 0 }),
    );
    await waitFor("#notice", /^There is no article on this page/);
    assert.equal(await seen("#panel"), "");
  });

  test("always on this site: the browser is asked in the click", async () => {
    await popup();
    await waitFor("#site", /Articles on news.example.org/);
    await press("#always");
    await driver().wait(
      async () => (await driver().findElements(By.css('#always[aria-pressed="true"]'))).length > 0,
      3000,
    );
    const asked = (await calls()).find((call) => call.request);
    assert.deepEqual(asked, { request: [PATTERN], clicked: true });
    assert.deepEqual((await stored()).always, [SITE]);
    await press("#always");
    await driver().wait(async () => (await stored()).always.length === 0, 3000);
    assert.equal(await driver().executeScript("return window.granted.size"), 0);
    await nothingWrong();
  });

  test("who does not allow the site is told that it is not on the list, and it is not", async () => {
    await popup({ grants: false, stored: { never: [SITE] } });
    await waitFor("#notice", /^You have chosen never to mark news.example.org/);
    await press("#always");
    await waitFor("#site-notice", /^news.example.org was not allowed/);
    assert.deepEqual((await stored()).always, []);
    assert.deepEqual((await stored()).never, [SITE]);
    assert.equal(await driver().findElement(By.css("#always")).getAttribute("aria-pressed"), "false");
  });

  test("a site that is on the list and no longer allowed is not shown as if it were", async () => {
    await popup({ stored: { always: [SITE] } });
    await waitFor("#site-notice", /^Your browser does not let Factnote mark news.example.org/);
    assert.equal(await driver().findElement(By.css("#always")).getAttribute("aria-pressed"), "false");
    await press("#always");
    await driver().wait(
      async () => (await driver().findElements(By.css('#always[aria-pressed="true"]'))).length > 0,
      3000,
    );
    await waitFor("#site-notice", /^$/);
  });

  test("never on this site takes the marks off, and they stay off until the switch is pressed", async () => {
    await popup({ stored: { always: [SITE] }, granted: [PATTERN] });
    await waitFor("#panel", /./);
    await press("#never");
    await waitForCall({ type: "off" });
    await waitFor("#notice", /^You have chosen never to mark news.example.org/);
    assert.deepEqual([(await stored()).always, (await stored()).never], [[], [SITE]]);
    assert.equal(await driver().executeScript("return window.granted.size"), 0);
    await popup({ stored: { never: [SITE] } });
    await waitFor("#notice", /^You have chosen never/);
    assert.deepEqual(await calls(), [{ executeScript: ["content.js"] }]);
    await press("#switch");
    await waitFor("#panel", /./);
  });

  test("kinds of marks are kept and told to the page, and the keyboard stays where it was", async () => {
    await popup();
    await waitFor("#panel", /./);
    await press("#tab-marks");
    await press('#kinds [value="figure"]');
    const kinds = ["direct", "paraphrase", "unnamed", "outlet"];
    await waitForCall({ type: "settings", settings: { ...SETTINGS, kinds } });
    assert.deepEqual((await stored()).kinds, kinds);
    assert.equal(await driver().executeScript("return document.activeElement.value"), "figure");
  });

  test("settings that cannot be kept are told", async () => {
    await popup({ stored: { full: true } });
    await waitFor("#panel", /./);
    await press("#never");
    await waitFor("#site-notice", /^This could not be saved/);
    await press("#tab-marks");
    await press('#kinds [value="figure"]');
    await waitFor("#notice", /^This could not be saved/);
    await nothingWrong();
  });

  test("export copies and saves what the page gives", async () => {
    await popup();
    await waitFor("#panel", /./);
    await press("#tab-export");
    await press('[data-format="markdown"]');
    await waitFor("#exported", /^Copied/);
    await waitForCall({ copied: "the article as markdown" });
    for (const format of ["json", "web-annotation", "csv"]) {
      await press(`[data-format="${format}"]`);
      await waitFor("#exported", new RegExp(`^harbour-bridge.${format} is being saved`));
      await waitForCall({
        saved: `harbour-bridge.${format}`,
        type: `text/plain`,
        text: `the article as ${format}`,
      });
    }
    await nothingWrong();
  });

  test("an export that fails is told", async () => {
    await popup({ fails: true, there: true, state: { on: true } });
    await waitFor("#panel", /./);
    await press("#tab-export");
    await press('[data-format="csv"]');
    await waitFor("#exported", /^That did not work/);
    assert.deepEqual(
      (await calls()).filter((call) => call.saved),
      [],
    );
    await nothingWrong();
  });

  test("the settings are one click away", async () => {
    await popup();
    await press("#options");
    await waitForCall({ openOptionsPage: true });
  });

  test("a page that cannot be marked says why", async () => {
    for (const [reason, words] of NOTICES) {
      await popup({ state: { reason, article: undefined, panel: null, sources: [] } });
      await waitFor("#notice", /** @type {RegExp} */ (words));
      assert.equal((await seen("#switch")) + (await seen("#panel")), "", String(reason));
    }
    await popup({ state: null, url: "chrome://settings" });
    await waitFor("#notice", /^Your browser does not let extensions work on this page/);
    assert.equal(await seen("#site"), "");
    await popup({ state: null, url: "https://news.example.org/report.PDF?page=2" });
    await waitFor("#notice", /^Factnote reads web pages/);
    await popup({ state: { article: false, panel: null, sources: [] } });
    await waitFor("#notice", /^There is no article on this page/);
    assert.deepEqual(await calls(), [{ executeScript: ["content.js"] }]);
    await popup({ state: { count: 0, sources: [] } });
    await waitFor("#notice", /^Nothing in this article is marked/);
    await nothingWrong();
  });

  test("a page that Factnote fails to mark is told, and can be tried once more", async () => {
    await popup({ fails: true });
    await waitFor("#notice", /^Factnote could not mark this page/);
    assert.equal(await driver().findElement(By.css("#switch")).getAttribute("aria-checked"), "false");
    await press("#switch");
    await driver().wait(async () => (await calls()).filter(({ type }) => type === "on").length === 2, 3000);
    await nothingWrong();
  });

  test("a text that is not English is told beside what was found in it", async () => {
    await popup({ state: { language: "fr" } });
    await waitFor("#notice", /^This text does not look English/);
    assert.match(await seen("#panel"), /Sourcing of this article/);
    await popup({ state: { language: "en-GB" } });
    await waitFor("#panel", /./);
    assert.equal(await seen("#notice"), "");
  });

  test("German readers read German, and the article's sourcing is said to be English", async () => {
    await popup({ language: "de", state: { language: "de" } });
    await waitFor("#notice", /^Dieser Text sieht nicht englisch aus/);
    assert.equal(await driver().findElement(By.css("html")).getAttribute("lang"), "de");
    assert.equal(await driver().findElement(By.css("#panel")).getAttribute("lang"), "en");
    await press("#tab-sources");
    assert.match(await seen("#sources"), /3 Aussagen .* 1 Aussage /);
    await options({ language: "de" });
    assert.match(await seen("body"), /^Einstellungen von Factnote Was markiert wird Zitate im Wortlaut/);
  });

  test("underlines are shown as they will look, and kept", async () => {
    await options();
    /** @param {string} kind */
    const look = (kind) =>
      driver().executeScript((/** @type {string} */ kind) => {
        const mark = /** @type {Element} */ (document.querySelector(`#preview [data-factnote-style="${kind}"]`));
        const style = getComputedStyle(mark);
        return `${style.textDecorationLine} ${style.textDecorationStyle} ${style.outlineStyle}`;
      }, kind);
    const looks = async () => Promise.all(["direct", "paraphrase", "figure"].map(look));
    assert.deepEqual(await looks(), ["underline solid none", "underline dashed none", "none solid solid"]);
    for (const [name, expected] of Object.entries({
      plain: ["underline solid none", "underline solid none", "underline solid none"],
      thick: ["underline solid none", "underline dashed none", "none solid solid"],
      none: ["none solid none", "none dashed none", "none solid none"],
    })) {
      await press(`#underline [value="${name}"]`);
      await waitFor("#saved", /^Saved/);
      assert.deepEqual(await looks(), expected, name);
      assert.equal((await stored()).underline, name);
    }
    await nothingWrong();
  });

  test("a kind that is not marked is not underlined in the preview", async () => {
    await options({ stored: { kinds: ["direct"] } });
    const underlined = await driver().executeScript(
      "return [...document.querySelectorAll('#preview .factnote')].map((mark) => mark.dataset.factnoteStyle)",
    );
    assert.deepEqual(underlined, ["direct"]);
    await press('#kinds [value="figure"]');
    await waitFor("#saved", /^Saved/);
    assert.deepEqual((await stored()).kinds, ["direct", "figure"]);
  });

  test("colours are those that the reader has chosen", async () => {
    await options();
    const ground = () => driver().executeScript("return getComputedStyle(document.body).backgroundColor");
    await press('#theme [value="dark"]');
    await waitFor("#saved", /^Saved/);
    assert.equal(await ground(), "rgb(34, 33, 29)");
    await press('#theme [value="light"]');
    await driver().wait(async () => (await ground()) === "rgb(255, 255, 255)", 3000);
    await popup({ stored: { theme: "dark" } });
    await waitFor("#panel", /./);
    assert.equal(await ground(), "rgb(34, 33, 29)");
  });

  test("sites are put on the lists as they are typed, and taken off", async () => {
    await options();
    await driver().findElement(By.css("#always-site")).sendKeys("https://News.example.org/today?x=1", Key.ENTER);
    await waitFor('[data-list="always"] ul', /^news.example.org ×$/);
    assert.deepEqual((await calls())[0], { request: [PATTERN], clicked: true });
    await driver().findElement(By.css("#never-site")).sendKeys(" www.example.com ");
    await press('[data-list="never"] form button');
    await waitFor('[data-list="never"] ul', /^www.example.com ×$/);
    assert.deepEqual([(await stored()).always, (await stored()).never], [[SITE], ["www.example.com"]]);
    // A site is on one list at most.
    await driver().findElement(By.css("#never-site")).sendKeys(SITE, Key.ENTER);
    await waitFor('[data-list="always"] .empty', /^No sites yet/);
    assert.deepEqual((await stored()).never, [SITE, "www.example.com"]);
    await press(`[aria-label="Remove ${SITE}"]`);
    await waitFor('[data-list="never"] ul', /^www.example.com ×$/);
    await nothingWrong();
  });

  test("what is no site, or is not allowed, is told and not kept", async () => {
    await options({ grants: false });
    const field = () => driver().findElement(By.css("#always-site"));
    for (const wrong of ["", "two words", "example", "ftp://example.org", "chrome://settings"]) {
      await (await field()).clear();
      await (await field()).sendKeys(wrong, Key.ENTER);
      await waitFor('[data-list="always"] .wrong', /^This is not the name of a site/);
    }
    assert.deepEqual(await calls(), []);
    await (await field()).clear();
    await (await field()).sendKeys(SITE, Key.ENTER);
    await waitFor('[data-list="always"] .wrong', /^news.example.org was not allowed/);
    assert.match(await seen('[data-list="always"]'), /No sites yet/);
  });

  test("a site that the browser does not allow can be allowed from the list", async () => {
    await options({ stored: { always: [SITE] } });
    await waitFor('[data-list="always"] ul', /^news.example.org not allowed by the browser Allow ×$/);
    await pressWords("Allow");
    await waitFor('[data-list="always"] ul', /^news.example.org ×$/);
    assert.deepEqual((await calls())[0], { request: [PATTERN], clicked: true });
  });

  test("axe finds nothing against the pages, light and dark, in all that they show", async () => {
    /** @param {string} where */
    const clean = async (where) => assert.deepEqual(await violations(driver()), [], where);
    for (const theme of ["light", "dark"]) {
      await popup({ stored: { theme, always: [SITE] } });
      await waitFor("#panel", /./);
      for (const tab of ["panel", "sources", "marks", "export"]) {
        await press(`#tab-${tab}`);
        await clean(`${theme}, ${tab}`);
      }
      await popup({ state: null, stored: { theme } });
      await clean(`${theme}, notice`);
      await options({ stored: { theme, always: [SITE], never: ["www.example.com"] } });
      await clean(`${theme}, options`);
    }
  });
});

/**
 * The same with keys in one order.
 * @param {any} value
 * @returns {any}
 */
function sorted(value) {
  if (Array.isArray(value) || value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
