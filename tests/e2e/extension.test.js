// @ts-check
// The extension in real browsers: what a reader does and sees, on pages that allow much and pages that allow nothing.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { By } from "selenium-webdriver";
import { address, browsers, evaluateIn } from "./browser.js";
import { openExtended } from "./extension.js";
import { serve } from "./extension-server.js";
import { card, mark, point, waitForCard } from "./reader.js";

/** @typedef {import("./extension.js").Extended} Extended */

/** Policies under which the extension must do all that it does without one. */
const POLICIES = {
  "script-src 'self'": "script-src 'self'",
  "a nonce and strict-dynamic": "script-src 'nonce-n0nce' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
  "Trusted Types": "script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  "no styles": "default-src 'none'; script-src 'self'; img-src 'self'; style-src 'none'",
  "a sandbox with scripts": "sandbox allow-scripts; script-src *",
};

for (const name of browsers) {
  describe(`extension (${name})`, () => {
    /** @type {Extended} */
    let extended;
    /** @type {import("./extension-server.js").Site} */
    let site;
    /** @param {(...args: any[]) => unknown} run @param {unknown[]} args @returns {Promise<any>} */
    const run = (run, ...args) => extended.driver.executeScript(run, ...args);
    const marks = () => run(() => document.querySelectorAll("span.factnote").length);
    /** @param {() => Promise<unknown>} holds @param {string} what */
    const wait = (holds, what) => extended.driver.wait(async () => Boolean(await holds()), 5000, what);
    /** @param {object} part */
    const settings = (part) =>
      extended.atDesk(async ({ module }, part) => (await module("settings.js")).write(part), part);
    /** What has gone wrong on the page, for a page that watches. */
    const trouble = async () => {
      const { errors, violations, console } = await run(() => /** @type {any} */ (window).seen);
      return [...errors, ...violations, ...console];
    };

    before(async () => {
      site = await serve();
      extended = await openExtended(name, ["*://127.0.0.1/*"]);
    });
    after(async () => {
      await extended?.quit();
      site?.close();
    });

    // No console of the page or of the content script says anything, unless the test has expected it.
    afterEach(async () => assert.deepEqual(await extended.log(), []));

    test("x01_a_page_is_as_it_was_until_it_is_switched_on_and_again_when_it_is_switched_off", async () => {
      await extended.visit(`${site.url}/article`);
      const html = () => run(() => document.documentElement.outerHTML);
      const before = await html();
      assert.equal(await marks(), 0);
      const state = await extended.toggle();
      assert.equal(state.on, true);
      assert.equal(state.language, "en");
      assert.ok((await marks()) >= 4);
      assert.equal(await extended.badge(), String(state.count));
      await point(extended.driver, await mark(extended.driver, "“We have been waiting"));
      assert.match((await waitForCard(extended.driver)).title, /Strand/);
      await extended.toggle();
      assert.equal(await html(), before);
      assert.equal(await extended.badge(), "");
      assert.deepEqual(await trouble(), []);
    });

    for (const [title, policy] of Object.entries(POLICIES)) {
      test(`x02_a_page_with_${title}: marks, card and panel, and no violation`, async () => {
        await extended.visit(`${site.url}/article?policy=${encodeURIComponent(policy)}`);
        const state = await extended.toggle();
        assert.equal(state.on, true, JSON.stringify(state));
        assert.ok((await marks()) >= 4);
        await point(extended.driver, await mark(extended.driver, "“We have been waiting"));
        const seen = await waitForCard(extended.driver);
        assert.match(seen.title, /Strand/);
        assert.ok(seen.box.right - seen.box.left > 200, "the card has its styles");
        const line = await run(() => {
          const span = /** @type {Element} */ (document.querySelector("[data-factnote-style=direct]"));
          return getComputedStyle(span).textDecorationLine;
        });
        assert.equal(line, "underline");
        const words = await evaluateIn(extended.driver, "factnote-panel", (root) => root.textContent);
        assert.match(words ?? "", /Strand/);
        assert.deepEqual(await trouble(), []);
        assert.deepEqual(await extended.log(), []);
      });
    }

    test("x03_a_page_in_a_sandbox_without_scripts", async () => {
      await extended.visit(`${site.url}/article?policy=${encodeURIComponent("sandbox")}`);
      const state = await extended.toggle();
      assert.equal(state.on, true, JSON.stringify(state));
      assert.ok(state.count >= 4);
      assert.ok((await extended.driver.findElements(By.css("span.factnote"))).length >= 4);
      const log = await extended.log(); // of the page's own script
      assert.ok(
        log.every((line) => line.includes("Blocked script execution")),
        log.join("\n"),
      );
    });

    test("x04_always_on_this_site_and_never", async () => {
      await settings({ always: ["127.0.0.1"] });
      await extended.visit(`${site.url}/article`);
      await wait(async () => (await marks()) >= 4, "a site of the list is not marked by itself");
      await wait(async () => Number(await extended.badge()) >= 4, "the button has no number");
      await settings({ always: [], never: ["127.0.0.1"] });
      await wait(async () => (await marks()) === 0, "a site that is never to be marked keeps its marks");
      await extended.visit(`${site.url}/article`);
      const state = await extended.toggle();
      assert.equal(state.on, false);
      assert.equal(await marks(), 0);
      // The popup's switch marks it all the same, until the reader says otherwise.
      await extended.tell({ type: "on", settings: await settings({}), anyway: true });
      await settings({ underline: "thick" });
      await extended.driver.sleep(500);
      assert.equal((await extended.tell({ type: "state" })).on, true);
      assert.ok((await marks()) >= 4, "another setting takes the marks off");
      await settings({ never: [], underline: "kinds" });
      await extended.visit(`${site.url}/article`);
      await extended.driver.sleep(500);
      assert.equal(await marks(), 0);
    });

    test("x05_the_popup_lists_the_sources_leads_to_them_and_exports", async () => {
      await extended.visit(`${site.url}/article`);
      await extended.toggle();
      const popup = await extended.openPopup();
      await wait(
        async () => (await run(() => document.body.innerText)).includes("Ferry stays in port"),
        "the popup does not show the article",
      );
      await extended.driver.findElement(By.id("tab-sources")).click();
      await extended.driver.findElement(By.xpath("//*[@id='sources']//button[contains(., 'Strand')]")).click();
      await extended.driver.sleep(300);
      await extended.driver.close();
      assert.ok(popup);
      await extended.driver.switchTo().window(extended.page);
      assert.match((await waitForCard(extended.driver)).title, /Strand/);
      const file = await extended.tell({ type: "export", format: "json" });
      assert.equal(file.name, "factnote-ferry-stays-in-port.json");
      assert.equal(JSON.parse(file.text).schema, "1.0");
      const markdown = await extended.tell({ type: "export", format: "markdown" });
      assert.equal(markdown.name, "factnote-ferry-stays-in-port.md");
      assert.match(markdown.text, /We have been waiting for a part since March/);
      const published = await extended.tell({ type: "export", format: "web-annotation" });
      assert.match(JSON.stringify(JSON.parse(published.text)["@context"]), /http:\/\/www.w3.org\/ns\/anno.jsonld/);
      assert.match((await extended.tell({ type: "export", format: "csv" })).text, /^[^\n]*,/);
      await assert.rejects(extended.tell({ type: "export", format: "papyrus" }), /no format “papyrus”/);
    });

    test("x06_who_says_this: the card of the selected words, or that the text does not say", async () => {
      await extended.visit(`${site.url}/article`);
      /** @param {string} id @param {number} from @param {number} to */
      const select = (id, from, to) =>
        run(
          (id, from, to) => {
            const texts = document.createTreeWalker(
              /** @type {Node} */ (document.getElementById(id)),
              NodeFilter.SHOW_TEXT,
            );
            const range = document.createRange();
            let at = 0;
            while (texts.nextNode()) {
              const text = /** @type {Text} */ (texts.currentNode);
              if (from >= at && from < at + text.length) range.setStart(text, from - at);
              if (to > at && to <= at + text.length) range.setEnd(text, to - at);
              at += text.length;
            }
            getSelection()?.removeAllRanges();
            getSelection()?.addRange(range);
          },
          id,
          from,
          to,
        );
      await select("p0", 4, 20); // not marked yet: the first look-up marks the page
      assert.deepEqual(await extended.lookUp(), { found: true });
      assert.match((await waitForCard(extended.driver)).title, /Strand/);
      await select("p3", 0, 24);
      assert.deepEqual(await extended.lookUp(), { found: false });
      await wait(async () => (await extended.driver.findElements(By.css("factnote-notice"))).length === 1, "no notice");
      await wait(
        async () =>
          /does not give a source/.test(
            (await evaluateIn(extended.driver, "factnote-notice", (root) => root.textContent)) ?? "",
          ),
        "the notice does not say so",
      );
      await run(() => getSelection()?.removeAllRanges());
      await select("p1", 47, 60); // the words that name the source
      assert.deepEqual(await extended.lookUp(), { found: true });
    });

    test("x07_a_page_that_becomes_another_one", async () => {
      await extended.visit(`${site.url}/article`);
      await extended.toggle();
      const before = await extended.badge();
      await run(() => {
        history.pushState({}, "", "/other");
        const article = /** @type {Element} */ (document.querySelector("article"));
        const title = document.createElement("h1");
        title.textContent = "School gets a roof";
        const first = document.createElement("p");
        first.textContent = "The roof of the school in Alm will be done by June, builder Odd Lien said on Friday.";
        const second = document.createElement("p");
        second.textContent = "“It has rained on the blackboard for two winters,” teacher Kari Moe said.";
        article.replaceChildren(title, first, second);
      });
      await wait(
        () =>
          run(() =>
            /Moe|rained/.test(document.querySelector("span.factnote[data-factnote-style=direct]")?.textContent ?? ""),
          ),
        "the new article is not marked",
      );
      const state = await extended.tell({ type: "state" });
      assert.equal(state.title, "School gets a roof");
      assert.match(state.url, /\/other$/);
      assert.ok(
        state.sources.some((/** @type {any} */ { name }) => name === "Kari Moe"),
        JSON.stringify(state.sources),
      );
      assert.notEqual(await extended.badge(), before);
    });

    test("x08_what_cannot_be_marked_says_why", async () => {
      await extended.visit(`${site.url}/empty`);
      assert.equal((await extended.toggle(), await extended.tell({ type: "state" })).reason, "no-article");
      await extended.visit(`${site.url}/text`);
      await extended.toggle();
      assert.equal((await extended.tell({ type: "state" })).reason, "not-html");
    });

    test("x09_a_page_with_factnote_of_its_own_keeps_that", async () => {
      await extended.visit(address("fixtures/plain.html"));
      await wait(async () => (await marks()) > 0, "the page's own Factnote does not mark it");
      const before = await marks();
      await extended.toggle();
      assert.equal((await extended.tell({ type: "state" })).reason, "embedded");
      assert.equal(await marks(), before);
      assert.equal((await extended.driver.findElements(By.css("factnote-panel"))).length, 1);
    });

    test("x10_a_page_whose_own_factnote_comes_later_is_left_to_it", async () => {
      await extended.visit(address("fixtures/late.html"));
      await extended.toggle();
      assert.ok((await marks()) > 0);
      await run(() => /** @type {any} */ (window).begin());
      await wait(
        async () => (await extended.tell({ type: "state" })).reason === "embedded",
        "ours does not stand back",
      );
      await wait(async () => (await marks()) > 0, "the page's own marks are gone");
      assert.equal((await extended.driver.findElements(By.css("factnote-panel"))).length, 1);
      assert.deepEqual(await trouble(), []);
    });

    test("x11_the_page_hears_nothing_and_drives_nothing", async () => {
      await extended.visit(`${site.url}/article`);
      await run(() => {
        const page = /** @type {any} */ (window);
        page.heard = [];
        for (const name of ["ready", "updated", "open", "close", "destroyed", "error"])
          document.addEventListener(`factnote:${name}`, () => page.heard.push(name));
        page.addEventListener("message", () => page.heard.push("message"));
        page.names = [...Object.getOwnPropertyNames(window), "names"];
      });
      await extended.toggle();
      const span = await mark(extended.driver, "“We have been waiting");
      await extended.driver.executeScript((/** @type {Element} */ span) => {
        for (const kind of ["pointerover", "click"]) span.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
      }, span);
      await extended.driver.sleep(600);
      assert.equal(await card(extended.driver), null, "a page can open the card");
      await point(extended.driver, span);
      await waitForCard(extended.driver);
      const { heard, more, shadow } = await run(() => {
        const page = /** @type {any} */ (window);
        return {
          heard: page.heard,
          more: Object.getOwnPropertyNames(window).filter(
            // The driver's own stand there too.
            (name) => !page.names.includes(name) && !/^(ret_nodes|se_\w+)$/.test(name),
          ),
          shadow: document.querySelector("factnote-card")?.shadowRoot ?? null,
        };
      });
      assert.deepEqual({ heard, more, shadow }, { heard: [], more: [], shadow: null });
    });

    test("x12_frames_are_left_alone", async () => {
      await extended.visit(`${site.url}/frames`);
      await extended.toggle();
      assert.ok((await marks()) >= 4);
      await extended.driver.switchTo().frame(0);
      assert.equal(await marks(), 0);
      await extended.driver.switchTo().defaultContent();
    });

    test("x13_brought_in_twice_it_runs_once", async () => {
      await extended.visit(`${site.url}/article`);
      await extended.toggle();
      const before = await marks();
      await extended.atDesk(({ tab }) =>
        chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] }).then(() => null),
      );
      assert.equal(await marks(), before);
      assert.equal((await extended.tell({ type: "state" })).on, true);
      await extended.toggle();
      assert.equal(await marks(), 0);
    });

    test("x14_kinds_and_underlines_as_the_reader_has_chosen", async () => {
      await extended.visit(`${site.url}/article`);
      await extended.toggle();
      await settings({ kinds: ["direct"] });
      await wait(
        async () =>
          (await run(() => document.querySelectorAll("span.factnote:not([data-factnote-style=direct])").length)) === 0,
        "other kinds stay",
      );
      const look = () =>
        run(() => {
          // For a moment there is none.
          const span = document.querySelector("span.factnote");
          return span && getComputedStyle(span).textDecorationLine;
        });
      await wait(async () => (await look()) === "underline", "nothing is underlined");
      await settings({ underline: "none" });
      await wait(async () => (await look()) === "none", "the underline stays");
      await settings({ underline: "kinds", kinds: ["direct", "paraphrase", "unnamed", "outlet", "figure"] });
      await wait(async () => (await look()) === "underline", "the underline does not come back");
    });

    test("x15_back_and_forward", async () => {
      await extended.visit(`${site.url}/article`);
      await extended.toggle();
      const count = await marks();
      await extended.driver.get(`${site.url}/empty`);
      await extended.driver.navigate().back();
      const there = await marks();
      // From the cache the page comes as it was left; loaded anew it is as it is.
      assert.ok(there === count || there === 0);
      const state = await extended.toggle();
      assert.equal(state.on, there === 0);
    });

    test("x19_a_long_page_for_which_the_memory_has_to_grow", async () => {
      await extended.visit(`${site.url}/long`);
      const html = () => run(() => document.documentElement.outerHTML);
      const before = await html();
      const state = await extended.toggle();
      assert.ok(state?.count > 800, JSON.stringify(state)?.slice(0, 200));
      const words = await run(() => [...document.querySelectorAll("[data-factnote-style=direct]")].at(-1)?.textContent);
      assert.equal(words, "“We have been waiting for a part since March,”");
      await extended.toggle();
      assert.ok((await html()) === before, "the page is not the same afterwards");
      assert.deepEqual(await trouble(), []);
      assert.deepEqual(await extended.log(), []);
    });

    /** What the card says of a check. */
    const checked = () =>
      evaluateIn(extended.driver, "factnote-card", (root) => {
        const place = root.querySelector("[role=status]");
        const link = /** @type {HTMLAnchorElement | null | undefined} */ (place?.querySelector("a"));
        return {
          text: place?.firstElementChild?.textContent ?? "",
          passage: [...(place?.querySelectorAll("del, ins") ?? [])].map((e) => `${e.localName} ${e.textContent}`),
          link: link?.href ?? null,
        };
      });

    const LETTERS = {
      same: { says: /word for word/, passage: [], link: /\/letter\?as=same#:~:text=The%20yard%20in%20Alvik,/ },
      other: {
        says: /with 2 different words/,
        passage: ["del will", "ins may", "del May", "ins June."],
        link: /\/letter\?as=other#:~:text=The%20yard/,
      },
      nothing: { says: /Not found/, passage: [], link: /\/letter\?as=nothing$/ },
      away: { says: /could not be read/, passage: [], link: null },
    };

    for (const [to, { says, passage, link }] of Object.entries(LETTERS)) {
      test(`x17_a_quotation_checked_against_the_linked_page: ${to}`, async () => {
        await extended.visit(`${site.url}/linked?to=${to}`);
        await extended.toggle();
        const before = site.asked.length;
        await point(extended.driver, await mark(extended.driver, "“The yard in Alvik"));
        await waitForCard(extended.driver);
        assert.equal(site.asked.length, before, "nothing is fetched without the click");
        await evaluateIn(extended.driver, "factnote-card", (root) => {
          /** @type {HTMLElement} */ (root.querySelector("[data-do=check]")).click();
        });
        assert.equal((await checked()).text, "", "a click of a script is none");
        await extended.press("factnote-card", "[data-do=check]");
        await wait(async () => says.test((await checked()).text), `the card does not say ${says}`);
        const seen = await checked();
        assert.deepEqual(seen.passage, passage);
        if (link) assert.match(seen.link ?? "", link);
        else assert.equal(seen.link, null);
        assert.deepEqual(site.asked.slice(before), [
          { path: `/letter?as=${to}`, cookie: undefined, referer: undefined },
        ]);
      });
    }

    test("x18_a_site_that_the_browser_does_not_let_in_is_asked_for_first", async () => {
      await extended.visit(`${site.url}/linked?to=same`);
      await run(() => {
        const link = /** @type {HTMLAnchorElement} */ (document.querySelector("#quote a"));
        link.href = "http://localhost:9/letter";
      });
      await extended.toggle();
      await point(extended.driver, await mark(extended.driver, "“The yard in Alvik"));
      await waitForCard(extended.driver);
      await extended.press("factnote-card", "[data-do=check]");
      let asking = "";
      await wait(async () => (asking = (await extended.asked()) ?? ""), "nobody is asked");
      await extended.openOwn(asking);
      await wait(() => run(() => /localhost/.test(document.body.innerText)), "the site is not named");
      await extended.driver.findElement(By.id("refuse")).click();
      await extended.driver.switchTo().window(extended.page);
      await wait(
        async () => /was not read/.test((await checked()).text),
        "the card does not say that nothing was read",
      );
    });

    test(
      "x16_an_extension_that_is_loaded_anew_leaves_nothing_that_disturbs",
      { skip: name === "firefox" },
      async () => {
        await extended.visit(`${site.url}/article`);
        const before = await run(() => document.body.innerHTML);
        await extended.toggle();
        assert.ok((await marks()) > 0);
        await extended.reload();
        await wait(async () => (await marks()) === 0, "the old content script keeps its marks");
        assert.equal(await run(() => document.body.innerHTML), before);
        const state = await extended.toggle();
        assert.equal(state.on, true);
        assert.ok((await marks()) > 0);
        assert.deepEqual(await trouble(), []);
      },
    );
  });
}
