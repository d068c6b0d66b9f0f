// @ts-check
// Pages that grow and change after they were marked: section D of the numbered cases, 9 to 19.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, inEachBrowser } from "./browser.js";
import { mark, point, trouble, visit, waitForCard } from "./reader.js";

/** Longer than the page is left in peace after a change, and than reading it takes. */
const A_WHILE = 1500;

inEachBrowser("a page that changes", (driver) => {
  /** Opens the page and counts from then on how often it is marked anew. */
  const open = async (how = "") => {
    await visit(driver(), address(`fixtures/card.html${how}`));
    await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      page.updates = 0;
      document.addEventListener("factnote:updated", () => page.updates++);
    });
  };
  /** Rests the pointer on a mark. @param {string} words @param {string} within */
  const rest = async (words, within) => {
    const element = await mark(driver(), words, undefined, within);
    // A pointer that is there already moves nowhere.
    await driver().actions().move({ x: 2, y: 2 }).perform();
    await point(driver(), element);
    return waitForCard(driver());
  };
  const updates = () => driver().executeScript("return window.updates");
  const idle = () => new Promise((done) => setTimeout(done, A_WHILE));
  /** @param {string} selector */
  const marked = (selector) =>
    driver().executeScript(
      (/** @type {string} */ selector) =>
        [...document.querySelectorAll(`${selector} span.factnote`)].map((span) => span.textContent),
      selector,
    );
  /** @param {string} selector @param {RegExp} words */
  const waitForMark = (selector, words) =>
    driver().wait(
      async () => /** @type {string[]} */ (await marked(selector)).some((text) => words.test(text)),
      4000,
      `${words} is not marked in ${selector}`,
    );
  /**
   * @param {string} id
   * @param {string} text
   * @param {string} before selector of the element that it goes before
   */
  const insert = (id, text, before) =>
    driver().executeScript(
      (/** @type {string} */ id, /** @type {string} */ text, /** @type {string} */ before) => {
        const paragraph = document.createElement("p");
        paragraph.id = id;
        paragraph.textContent = text;
        document.querySelector(before)?.before(paragraph);
      },
      id,
      text,
      before,
    );

  test("i07_what_factnote_writes_itself_has_nothing_read_again", async () => {
    await open();
    await rest("", "#short");
    await driver().executeScript(
      "window.handle.close(); window.handle.setVisible(false); window.handle.setVisible(true)",
    );
    await idle();
    assert.equal(await updates(), 0);
  });

  test("d09_words_that_the_page_writes_anew_are_marked_anew", async () => {
    await open();
    await driver().executeScript(() => {
      const text = /** @type {Text} */ (document.querySelector("#short")?.firstChild);
      text.data =
        "“It will fall next winter,” Aldana told the Courier on Friday, after the last of the three inspections.";
    });
    await waitForMark("#short", /fall next winter/);
    const text = await driver().executeScript(() => document.querySelector("#short")?.textContent);
    assert.equal(
      text,
      "“It will fall next winter,” Aldana told the Courier on Friday, after the last of the three inspections.",
    );
  });

  /** Waits until the page has put back its own words three times, and sees that it need not do so again. */
  const endsAfterThree = async () => {
    const fights = () => driver().executeScript("return window.fights");
    await driver().wait(async () => (await fights()) === 3, 10_000, "it does not fight three times");
    await idle();
    await idle();
    assert.equal(await fights(), 3, "it goes on");
  };

  for (const how of ["", "?worker"])
    test(`d10_a_block_that_fights_back_is_written_to_three_times_and_others_are_marked${how}`, async () => {
      await open(how);
      await driver().executeScript(() => {
        const page = /** @type {any} */ (window);
        page.fights = 0;
        const block = /** @type {Element} */ (document.querySelector("#short"));
        const text = block.textContent ?? "";
        const defend = () => {
          if (!block.querySelector("span")) return;
          page.fights++;
          block.textContent = text;
        };
        new MutationObserver(defend).observe(block, { childList: true, subtree: true });
        defend();
      });
      await endsAfterThree();
      assert.deepEqual(await marked("#short"), []);
      assert.notDeepEqual(await marked("#long"), []);
      await insert(
        "more",
        "“The lamp is safe,” said Rowan, who has kept it for thirty years and means to go on.",
        "#short",
      );
      await waitForMark("#more", /The lamp is safe/);
    });

  for (const how of ["", "?worker"])
    test(`d10_a_page_that_puts_its_whole_article_back_is_written_to_three_times${how}`, async () => {
      await open(how);
      await driver().executeScript(() => {
        const page = /** @type {any} */ (window);
        page.fights = 0;
        const article = /** @type {Element} */ (document.querySelector("article"));
        const copy = /** @type {Element} */ (article.cloneNode(true));
        for (const span of copy.querySelectorAll(".factnote")) span.replaceWith(...span.childNodes);
        copy.normalize();
        const defend = () => {
          if (!article.querySelector("span.factnote")) return;
          page.fights++;
          article.replaceChildren(.../** @type {Element} */ (copy.cloneNode(true)).childNodes);
        };
        new MutationObserver(defend).observe(article, { childList: true, subtree: true });
        defend();
      });
      await endsAfterThree();
      const highlighted = await driver().executeScript("return CSS.highlights.has('factnote-direct')");
      assert.equal(highlighted, true);
    });

  for (const how of ["", "?worker"])
    test(`d11_a_late_paragraph_is_marked_and_earlier_marks_stay_the_same_nodes${how}`, async () => {
      await open(how);
      await driver().executeScript(() => {
        /** @type {any} */ (window).before = [...document.querySelectorAll("#long span.factnote")];
      });
      await insert(
        "more",
        "“We will paint it red again, as it was before the war,” said Edda Rowan. The council expects to pay €3 million.",
        "#short",
      );
      await waitForMark("#more", /paint it red/);
      await waitForMark("#more", /€3 million/);
      const same = await driver().executeScript(() => {
        const now = [...document.querySelectorAll("#long span.factnote")];
        const before = /** @type {Element[]} */ (/** @type {any} */ (window).before);
        return now.length === before.length && now.every((span, at) => span === before[at]);
      });
      assert.equal(same, true);
      // Cards are those of the new reading.
      await rest("“We will paint", "#more");
      assert.match((await waitForCard(driver())).title, /Rowan/);
      assert.match((await waitForCard(driver())).foot, /\d/);
    });

  for (const how of ["", "?worker"])
    test(`d11_nothing_is_read_again_while_a_card_is_open${how}`, async () => {
      await open(how);
      await rest("", "#short");
      await insert(
        "more",
        "“We will paint it red again, as it was before the war,” said Edda Rowan on Monday.".repeat(2),
        "#long",
      );
      await idle();
      assert.equal(await updates(), 0);
      await driver().actions().move({ x: 2, y: 2 }).perform();
      await driver().executeScript("window.handle.close()");
      await waitForMark("#more", /paint it red/);
    });

  test("d12_another_article_at_another_address_is_marked_and_a_place_in_the_page_is_none", async () => {
    await open();
    await driver().executeScript(() => (location.hash = "late"));
    await idle();
    assert.equal(await updates(), 0);
    await driver().executeScript(() => {
      history.pushState({}, "", "another.html");
      const article = /** @type {Element} */ (document.querySelector("article"));
      const paragraphs = [
        "The ferry to Tarn Island will run every hour from June, the harbour office said on Tuesday.",
        "“We have waited nine years for this,” said Olle Brandt, who sells bread on the island.",
        "The boat cost €12 million and carries 90 passengers, according to the builder.",
        "Its master, Ida Noor, claimed that no storm of the last ten years would have kept it in port.",
      ];
      article.textContent = "";
      const title = document.createElement("h1");
      title.textContent = "A ferry every hour";
      article.append(title);
      for (const text of paragraphs) {
        const paragraph = document.createElement("p");
        paragraph.textContent = text;
        article.append(paragraph);
      }
    });
    await waitForMark("article", /We have waited nine years/);
    const panels = await driver().executeScript(() => document.querySelectorAll("factnote-panel").length);
    assert.equal(panels, 1);
  });

  test("d13_a_page_that_comes_back_from_the_cache_works_and_is_marked_once", async () => {
    await open();
    const before = await marked("article");
    await driver().executeScript(() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await idle();
    assert.deepEqual(await marked("article"), before);
    await rest("", "#short");
  });

  test("d14_marks_travel_with_a_paragraph_that_is_moved", async () => {
    await open();
    await driver().executeScript(() =>
      document.querySelector("#secondhand")?.before(/** @type {Node} */ (document.querySelector("#short"))),
    );
    await waitForMark("#short", /It will not fall/);
    await idle();
    await rest("“It will not fall", "#short");
    assert.match((await waitForCard(driver())).title, /Aldana/);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("d18_ended_by_who_is_told_of_a_card_no_card_opens", async () => {
    await open();
    await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      document.addEventListener("factnote:open", () => page.handle.destroy());
      page.handle.open(page.handle.marked()[0]);
    });
    await idle();
    const left = await driver().executeScript(
      () => document.querySelectorAll("factnote-card, factnote-panel, span.factnote").length,
    );
    assert.equal(left, 0);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("d18_destroyed_with_a_card_open_or_before_a_reading_nothing_comes_back", async () => {
    await open();
    const html = () => driver().executeScript(() => document.querySelector("article")?.innerHTML);
    await rest("", "#short");
    await insert(
      "more",
      "“We will paint it red again, as it was before the war,” said Edda Rowan on Monday.".repeat(2),
      "#long",
    );
    await driver().executeScript("window.handle.destroy()");
    const clean = await html();
    assert.doesNotMatch(String(clean), /factnote/);
    await insert(
      "most",
      "“We will paint it green then,” said Edda Rowan on Tuesday, and laughed about it.".repeat(2),
      "#long",
    );
    await idle();
    assert.deepEqual(await marked("body"), []);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("d19_a_page_that_is_translated_keeps_the_translation_and_loses_what_no_longer_holds", async () => {
    await open();
    await driver().executeScript(() => {
      // As browsers translate: each text goes into two elements of its own.
      const walker = document.createTreeWalker(
        /** @type {Node} */ (document.querySelector("article")),
        NodeFilter.SHOW_TEXT,
      );
      /** @type {Text[]} */
      const texts = [];
      while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
      const written = texts.filter((text) => text.data.trim());
      /** @type {any} */ (window).translated = written.length;
      for (const text of written) {
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        outer.append(inner);
        inner.textContent = "Der Turm wird in diesem Winter nicht fallen und das sagen nun alle. ";
        text.replaceWith(outer);
      }
    });
    await idle();
    const seen = /** @type {{ text: string, marks: number }} */ (
      await driver().executeScript(() => ({
        text: document.querySelector("article")?.textContent ?? "",
        marks: document.querySelectorAll("article span.factnote").length,
      }))
    );
    assert.match(seen.text, /Der Turm wird/);
    assert.doesNotMatch(seen.text, /It will not fall/);
    assert.equal(seen.text.split("Der Turm").length - 1, await driver().executeScript("return window.translated"));
    assert.equal(seen.marks, 0);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("watch_false_leaves_a_changed_page_alone", async () => {
    await open();
    await driver().executeAsyncScript((/** @type {(handle: unknown) => void} */ done) => {
      const page = /** @type {any} */ (window);
      page.handle.destroy();
      page.factnote.init({ watch: false }).then(() => done(null));
    });
    await insert(
      "more",
      "“We will paint it red again, as it was before the war,” said Edda Rowan on Monday.".repeat(2),
      "#long",
    );
    await idle();
    assert.deepEqual(await marked("#more"), []);
  });
});
