// @ts-check
// What Factnote adds to the demo page on a slow phone: no shift of the layout, and no task that holds the page up.
// In Chromium, which alone tells of both and can be slowed down.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, browsers, evaluateIn, open } from "./browser.js";
import { longArticle } from "./long-article.js";
import { mark, point, ready, waitForCard } from "./reader.js";

/** @typedef {import("selenium-webdriver").WebDriver & import("selenium-webdriver/chrome.js").Driver} Chromium */

/** How much slower than this machine: what Lighthouse takes for a phone. */
const SLOWER = 4;
/** Longer holds a page up (https://www.w3.org/TR/longtasks/), in milliseconds. */
const LONG = 50;
/** What else the machine does makes a task longer, and never shorter: of so many times the best one counts. */
const TRIES = 8;
/** Longer than the demo page needs to come to rest, and than a task is told of late. */
const REST = 1500;

/** Notes what a page is to be asked for later. It is sent as text. */
function observe() {
  const page = /** @type {any} */ (window);
  page.told = { shifts: [], tasks: [] };
  const kept = (/** @type {string} */ type, /** @type {(entry: any) => void} */ keep) =>
    new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type, buffered: true });
  // What follows from a click at once is no shift.
  kept("layout-shift", ({ value, hadRecentInput, sources }) => {
    const moved = sources.map((/** @type {any} */ source) => source.node?.nodeName);
    if (!hadRecentInput) page.told.shifts.push([value, ...moved]);
  });
  kept("longtask", ({ startTime, duration }) => page.told.tasks.push([startTime, duration]));
}

if (browsers.includes("chromium"))
  describe("a slow machine (chromium)", () => {
    /** @type {Chromium} */
    let driver;
    /** @param {string} name @param {object} options */
    const tell = (name, options) => driver.sendDevToolsCommand(name, options);
    const rest = () => new Promise((done) => setTimeout(done, REST));
    /** @returns {Promise<{ shifts: [number, ...string[]][], tasks: [number, number][] }>} */
    const told = async () => {
      await rest();
      return driver.executeScript("return window.told");
    };
    /** Opens the demo page without Factnote, and waits until it rests: what is told from then on is Factnote's. */
    const visit = async () => {
      await tell("Network.setBlockedURLs", { urls: ["*/factnote.js"] });
      await driver.get(address("article.html"));
      await rest();
      await tell("Network.setBlockedURLs", { urls: [] });
    };
    /** Brings Factnote into the page. @returns {Promise<number>} when, in the time of the page */
    const add = () =>
      driver.executeScript(() => {
        const begun = performance.now();
        const tag = document.createElement("script");
        tag.src = "factnote.js";
        document.head.append(tag);
        return begun;
      });

    before(async () => {
      driver = /** @type {Chromium} */ (await open("chromium"));
      await tell("Network.enable", {});
      // As for a reader who was never here.
      await tell("Network.setCacheDisabled", { cacheDisabled: true });
      const source = `(${observe})(); window.factnoteConfig = { worker: true };`;
      await tell("Page.addScriptToEvaluateOnNewDocument", { source });
      await tell("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    });
    after(() => driver?.quit());

    test("marks, card and panel shift nothing on the page", async () => {
      await visit();
      const before = (await told()).shifts.length;
      await add();
      await ready(driver);
      assert.deepEqual((await told()).shifts.slice(before), []);

      await point(driver, await mark(driver, "“We were told in March"));
      await waitForCard(driver);
      await driver.executeScript("window.handle.close()");
      const toggle = await evaluateIn(driver, "factnote-panel", (root) => {
        const { x, y, width, height } = /** @type {Element} */ (
          root.querySelector("[data-do=toggle]")
        ).getBoundingClientRect();
        return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      });
      await driver.actions().move(toggle).click().perform();
      const opened = await evaluateIn(driver, "factnote-panel", (root) => !root.querySelector(".sheet[hidden]"));
      assert.ok(opened, "the panel is not open");
      assert.deepEqual((await told()).shifts.slice(before), []);
    });

    test("what the page writes between two slices stays, and is marked anew", async () => {
      await visit();
      await driver.executeScript(() => {
        const page = /** @type {any} */ (window);
        const body = /** @type {Element} */ (document.querySelector(".article-body"));
        const paragraphs = [...body.querySelectorAll(":scope > p")];
        for (let times = 0; times < 3; times++) body.append(...paragraphs.map((one) => one.cloneNode(true)));
        page.last = body.lastElementChild;
        new MutationObserver((_, observer) => {
          if (!body.querySelector("span.factnote")) return;
          observer.disconnect();
          page.before = page.last.querySelectorAll("span.factnote").length;
          page.last.textContent = "“Nothing is as it was,” said Ann Lee, the harbour master, on Monday.";
        }).observe(body, { childList: true, subtree: true });
      });
      await add();
      await ready(driver);
      assert.equal(await driver.executeScript("return window.before"), 0, "all was written in one slice");
      const words = () => driver.executeScript("return window.last.textContent");
      assert.equal(await words(), "“Nothing is as it was,” said Ann Lee, the harbour master, on Monday.");
      const marked = () => driver.executeScript("return window.last.querySelector('span.factnote')?.textContent ?? ''");
      await driver.wait(async () => /Nothing is as it was/.test(String(await marked())), 5000, "it is not marked anew");
      assert.equal(await words(), "“Nothing is as it was,” said Ann Lee, the harbour master, on Monday.");
    });

    for (const { name, words, fewest } of [
      { name: "in an article of 1,100 words", words: 0, fewest: 50 },
      { name: "in one of 8,200 words", words: 8200, fewest: 900 },
    ])
      test(`from the script tag to the marks no task is long, ${name}`, async (t) => {
        /** @type {number[]} */
        let longest = [];
        for (let turn = 0; turn < TRIES; turn++) {
          await visit();
          if (words > 0) {
            await driver.executeScript((/** @type {string[]} */ paragraphs) => {
              const made = paragraphs.map((text) => {
                const paragraph = document.createElement("p");
                paragraph.textContent = text;
                return paragraph;
              });
              document.querySelector(".article-body")?.replaceChildren(...made);
            }, longArticle(words));
            await rest();
          }
          const begun = await add();
          assert.ok((await ready(driver)) > fewest);
          const { tasks } = await told();
          longest = tasks.filter(([at]) => at >= begun).map(([, duration]) => duration);
          t.diagnostic(`tasks over ${LONG} ms: ${longest.join(", ") || "none"}`);
          if (longest.length === 0) break;
        }
        assert.deepEqual(longest, []);
      });
  });
