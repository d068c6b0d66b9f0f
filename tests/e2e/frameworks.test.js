// @ts-check
// Pages of React and Vue, which hold on to their text nodes: section D of the numbered cases, 1 to 8.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { address, inEachBrowser } from "./browser.js";
import { bundle } from "./frameworks/bundle.js";
import { card, mark, point, ready, trouble, waitForCard } from "./reader.js";

/** @typedef {Partial<import("./frameworks/story.js").Story>} Change */

for (const framework of ["react", "vue"])
  inEachBrowser(`a page of ${framework}`, (driver) => {
    let script = "";
    before(async () => void (script = await bundle(framework)));

    /** Puts the script tag of Factnote into the page. */
    const addFactnote = () =>
      driver().executeScript((/** @type {string} */ src) => {
        const tag = document.createElement("script");
        tag.src = src;
        document.head.append(tag);
      }, address("factnote.js"));
    const open = async () => {
      await driver().get(address("fixtures/framework.html"));
      await driver().executeScript(script);
      await driver().executeScript("window.app.render(document.getElementById('root'))");
      await driver().wait(() => driver().executeScript("return document.querySelector('article') !== null"), 3000);
      await addFactnote();
      assert.ok((await ready(driver())) >= 5);
    };
    /** @param {Change} change */
    const change = async (change) => {
      await driver().executeScript(
        (/** @type {Change} */ change) => /** @type {any} */ (window).app.change(change),
        change,
      );
    };
    /** @param {string} id */
    const text = (id) =>
      driver().executeScript((/** @type {string} */ id) => document.getElementById(id)?.textContent, id);
    /** @param {string} id */
    const isMarked = (id) =>
      driver().executeScript((/** @type {string} */ id) => document.querySelector(`#${id} span.factnote`) !== null, id);
    /** @param {string} id */
    const waitForMark = (id) => driver().wait(() => isMarked(id), 4000, `nothing is marked in #${id}`);
    const calm = async () => assert.deepEqual((await trouble(driver())).errors, []);

    test(`d01_${framework}_text_among_siblings_reads_once_when_it_changes_and_is_marked_again`, async () => {
      await open();
      await change({ people: 55 });
      assert.equal(await text("among"), "Now: 55 people were there, Mayor Edda Rowan said. (live)");
      await waitForMark("among");
      assert.equal(await text("among"), "Now: 55 people were there, Mayor Edda Rowan said. (live)");
      await calm();
    });

    test(`d02_d03_${framework}_optional_text_goes_and_comes_again`, async () => {
      await open();
      for (let times = 0; times < 2; times++) {
        await change({ boats: false });
        assert.equal(await text("optional"), "Boats: ");
        await change({ boats: true });
        assert.equal(await text("optional"), "Boats: “We have counted twelve boats since noon,” Rowan said.");
      }
      await waitForMark("optional");
      await calm();
    });

    test(`d04_${framework}_an_element_goes_before_a_marked_text`, async () => {
      await open();
      await change({ lead: true });
      assert.equal(await text("behind"), "At noon 30 trains stopped at the quay, Rowan told the Courier on Tuesday.");
      await change({ lead: false });
      assert.equal(await text("behind"), "30 trains stopped at the quay, Rowan told the Courier on Tuesday.");
      await calm();
    });

    test(`d05_${framework}_after_restoring_a_new_number_is_shown`, async () => {
      await open();
      await driver().executeScript("window.handle.destroy()");
      await change({ people: 56 });
      assert.equal(await text("inside"), "There were 56 people on the quay, according to the harbour office.");
      await calm();
    });

    test(`d06_${framework}_what_is_taken_away_takes_its_card_along`, async () => {
      await open();
      await driver().actions().move({ x: 2, y: 2 }).perform();
      await point(driver(), await mark(driver(), "", undefined, "#optional"));
      await waitForCard(driver());
      await change({ shown: false });
      await waitForCard(driver(), false);
      assert.equal(await card(driver()), null);
      assert.equal(await driver().executeScript("return document.querySelectorAll('span.factnote').length"), 0);
      await change({ shown: true });
      await waitForMark("optional");
      await calm();
    });

    if (framework === "react")
      test("d07_react_the_script_tag_waits_until_the_page_is_hydrated", async () => {
        await open();
        // What a server would have sent.
        await driver().executeScript("window.handle.destroy()");
        const html = await driver().executeScript("return document.getElementById('root').innerHTML");
        await driver().get(address("fixtures/framework.html"));
        const sent = String(html).replace("There were 40 people", "There were <!-- -->40<!-- --> people");
        await driver().executeScript(`
          const root = document.getElementById("root");
          root.innerHTML = ${JSON.stringify(sent)};
          ${script}
          window.app.hydrate(root);
        `);
        await addFactnote();
        await ready(driver());
        await waitForMark("among");
        await change({ people: 57 });
        assert.equal(await text("inside"), "There were 57 people on the quay, according to the harbour office.");
        await calm();
      });
  });
