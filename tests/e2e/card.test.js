// @ts-check
// The card, case by case: section F of the numbered cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { address, evaluateIn, inEachBrowser } from "./browser.js";
import { card, firstLine, mark, point, tap, touch, trouble, visit, visitSmall, waitForCard } from "./reader.js";

/** @typedef {import("./reader.js").SeenCard} SeenCard */
/** @typedef {{ top: number, left: number, right: number, bottom: number }} Box */

const PAGE = "fixtures/card.html";
/** Longer than a rest of the pointer and the time of grace. */
const A_WHILE = 700;

/**
 * @param {Box} box
 * @param {{ width: number, height: number }} view
 */
function assertInView(box, view) {
  const { left, top, right, bottom } = box;
  assert.ok(left >= 0 && top >= 0, `begins at ${left}, ${top}`);
  assert.ok(
    right <= view.width + 0.5 && bottom <= view.height + 0.5,
    `ends at ${right}, ${bottom} of ${view.width}, ${view.height}`,
  );
}

inEachBrowser("the card", (driver, name) => {
  const open = () => visit(driver(), address(PAGE));
  /** @param {string} id @param {string} [style] */
  const words = (id, style) => mark(driver(), "", style, `#${id}`);
  /** @param {string} id @param {string} [style] */
  const rest = async (id, style) => {
    const element = await words(id, style);
    await away();
    await point(driver(), element);
    return waitForCard(driver());
  };
  const away = () => driver().actions().move({ x: 2, y: 2 }).perform();
  /** @param {string} key */
  const press = (key) => driver().actions().sendKeys(key).perform();
  const view = () =>
    /** @type {Promise<{ width: number, height: number }>} */ (
      driver().executeScript(() => ({ width: innerWidth, height: innerHeight }))
    );
  /** @param {import("selenium-webdriver").WebElement} element @returns {Promise<Box[]>} */
  const lines = (element) =>
    driver().executeScript((/** @type {Element} */ e) => [...e.getClientRects()].map((r) => r.toJSON()), element);

  test("f01_rest_opens_crossing_does_not", async () => {
    await open();
    const places = [];
    for (const id of ["secondhand", "long", "short", "linked", "agentless"])
      places.push(await firstLine(driver(), await words(id)));
    const way = driver().actions();
    for (const at of [...places, ...places.reverse()]) way.move({ ...at, duration: 30 });
    await way.move({ x: 2, y: 2, duration: 30 }).perform();
    await driver().sleep(A_WHILE);
    assert.equal(await card(driver()), null);
    assert.match((await rest("short")).title, /Aldana/);
  });

  test("f02_the_pointer_reaches_the_card_over_the_gap", async () => {
    await open();
    const seen = await rest("short");
    const end = (await lines(await words("short")))[0];
    // Slowly, and with a stop in the gap.
    await driver()
      .actions()
      .move({ x: Math.round(seen.box.left + 40), y: Math.round(end.bottom + 3), duration: 100 })
      .pause(150)
      .move({ x: Math.round(seen.box.left + 60), y: Math.round(seen.box.top + 20), duration: 100 })
      .perform();
    await driver().sleep(A_WHILE);
    assert.equal((await card(driver()))?.title, seen.title);
    await away();
    await waitForCard(driver(), false);
  });

  test("f03_the_card_stays_while_the_pointer_rests", async () => {
    await open();
    const seen = await rest("short");
    await driver().sleep(4 * A_WHILE);
    assert.equal((await card(driver()))?.title, seen.title);
  });

  test("f04_escape_closes_moves_nothing_and_is_consumed_only_by_an_open_card", async () => {
    await open();
    await driver().executeScript(() => {
      const page = /** @type {any} */ (window);
      page.escapes = 0;
      document.addEventListener("keydown", (event) => (page.escapes += event.key === "Escape" ? 1 : 0));
    });
    await rest("short");
    const before = await driver().executeScript(() => [scrollX, scrollY, document.activeElement?.tagName]);
    await press(Key.ESCAPE);
    await waitForCard(driver(), false);
    const after = await driver().executeScript(() => [scrollX, scrollY, document.activeElement?.tagName]);
    assert.deepEqual(after, before);
    assert.equal(await driver().executeScript("return window.escapes"), 0);
    await press(Key.ESCAPE);
    assert.equal(await driver().executeScript("return window.escapes"), 1);
  });

  test("f05_focus_opens_blur_closes_and_focus_comes_back", async () => {
    await open();
    await driver().findElement(By.css("#field")).click();
    await press(Key.TAB);
    const first = await waitForCard(driver());
    await press(Key.TAB);
    await waitForCard(driver(), false);
    await driver().actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    assert.equal((await waitForCard(driver())).title, first.title);
    const inside = () => evaluateIn(driver(), "factnote-card", (root) => root.activeElement?.className ?? null);
    assert.equal(await inside(), null);
    await press(" ");
    assert.equal(await inside(), "card");
    // Past the last control Tab comes back to the words.
    for (let presses = 0; presses < 20 && (await inside()) !== null; presses++) await press(Key.TAB);
    const focused = await driver().executeScript(() => document.activeElement?.hasAttribute("data-factnote"));
    assert.equal(focused, true);
  });

  test("f06_a_tap_opens_a_sheet_and_a_tap_beside_closes_it", async () => {
    await open();
    await tap(driver(), await words("short"));
    const seen = await waitForCard(driver());
    const { width, height } = await view();
    assert.ok(Math.abs(seen.box.bottom - height) < 1, `the sheet ends at ${seen.box.bottom} of ${height}`);
    assert.ok(seen.box.left === 0 && Math.abs(seen.box.right - width) < 20);
    assert.ok((await lines(await words("short")))[0].bottom < seen.box.top, "the words are not under the sheet");
    await tap(driver(), await driver().findElement(By.css("h1")).then(edge));
    await waitForCard(driver(), false);
    await tap(driver(), await words("short"));
    await waitForCard(driver());
    await evaluateIn(driver(), "factnote-card", (root) =>
      /** @type {HTMLElement} */ (root.querySelector("[data-do=close]")).click(),
    );
    await waitForCard(driver(), false);
  });

  test("f06_a_scrolling_or_resting_finger_opens_nothing_and_links_stay_links", async () => {
    await open();
    const { x, y } = await firstLine(driver(), await words("short"));
    const finger = { type: "pointerMove", origin: "viewport" };
    await touch(driver(), [
      { ...finger, duration: 0, x, y },
      { type: "pointerDown", button: 0 },
      { ...finger, duration: 150, x, y: y - 120 },
      { type: "pointerUp", button: 0 },
    ]);
    await driver().sleep(A_WHILE);
    assert.equal(await card(driver()), null);
    const link = await driver().findElement(By.css("#linked a"));
    await tap(driver(), link);
    await driver().wait(() => driver().executeScript(() => location.hash === "#somewhere"), 2000);
    assert.equal(await card(driver()), null);
  });

  test("f07_on_two_lines_the_card_stands_at_the_line_under_the_pointer", async () => {
    await open();
    const long = await words("long", "direct");
    const at = await lines(long);
    assert.ok(at.length > 2, "the words take three lines");
    for (const line of [at[1], at[2]]) {
      await driver()
        .actions()
        .move({ x: Math.round(line.left + 30), y: Math.round((line.top + line.bottom) / 2) })
        .perform();
      const { box } = await waitForCard(driver());
      const gap = box.top > line.top ? box.top - line.bottom : line.top - box.bottom;
      assert.ok(gap > 0 && gap < 20, `${gap} pixels from the line`);
      await away();
      await waitForCard(driver(), false);
    }
  });

  test("f08_at_the_edges_the_card_is_in_view", async () => {
    await open();
    for (const { to, below } of [
      { to: (/** @type {Element} */ e) => window.scrollBy(0, e.getClientRects()[0].top - 4), below: true },
      {
        to: (/** @type {Element} */ e) => window.scrollBy(0, e.getClientRects()[0].bottom - innerHeight + 4),
        below: false,
      },
    ]) {
      const late = await words("late");
      await driver().executeScript(to, late);
      await point(driver(), late);
      const { box } = await waitForCard(driver());
      assertInView(box, await view());
      const line = (await lines(late))[0];
      assert.equal(box.top > line.top, below);
      await away();
      await waitForCard(driver(), false);
    }
  });

  for (const [width, height] of [
    [320, 256],
    [320, 640],
  ])
    test(`f08_at_${width}_by_${height}_pixels_as_at_400_percent_the_card_is_in_view`, async () => {
      await visitSmall(driver(), address(PAGE), width, height);
      for (const id of ["secondhand", "long", "again"]) {
        const { box } = await rest(id);
        assertInView(box, { width, height });
        const cut = await evaluateIn(driver(), "factnote-card", (root) => {
          const body = /** @type {Element} */ (root.querySelector(".card"));
          return body.scrollWidth > body.clientWidth;
        });
        assert.equal(cut, false, "nothing is cut at the side");
        await away();
        await waitForCard(driver(), false);
      }
    });

  test("f09_the_card_follows_its_words_and_hides_with_them", async () => {
    await open();
    await rest("short");
    const short = await words("short");
    const near = async () => {
      const seen = await card(driver());
      const line = (await lines(short))[0];
      return seen !== null && Math.min(Math.abs(seen.box.top - line.bottom), Math.abs(line.top - seen.box.bottom)) < 20;
    };
    assert.ok(await near());
    for (const change of [
      () => window.scrollBy(0, 60),
      () => {
        const ad = document.createElement("div");
        ad.style.height = "90px";
        document.querySelector("#long")?.before(ad);
      },
      () => (document.body.style.fontSize = "15px"),
    ]) {
      await driver().executeScript(change);
      await driver().wait(near, 2000, `not after ${change}`);
    }
    await driver().executeScript(() => window.scrollTo(0, document.body.scrollHeight));
    await waitForCard(driver(), false);
  });

  for (const style of [
    "transform: translateX(40px) scale(0.9)",
    "filter: grayscale(1)",
    "overflow: hidden; height: 400px",
    "contain: paint layout",
  ])
    test(`f10_in_an_ancestor_with_${style.split(":")[0]}`, async () => {
      await open();
      await driver().executeScript(
        (/** @type {string} */ style) =>
          /** @type {HTMLElement} */ (document.querySelector("article")).setAttribute("style", style),
        style,
      );
      const { box } = await rest("secondhand", "unnamed");
      const line = (await lines(await words("secondhand", "unnamed")))[0];
      const gap = box.top > line.top ? box.top - line.bottom : line.top - box.bottom;
      assert.ok(gap > 0 && gap < 20 && Math.abs(box.left - line.left) < 20, JSON.stringify({ box, line }));
      const hit = await driver().executeScript(
        (/** @type {number} */ x, /** @type {number} */ y) => document.elementFromPoint(x, y)?.tagName,
        box.left + 50,
        box.bottom - 8,
      );
      assert.equal(hit, "FACTNOTE-CARD");
    });

  test("f11_hostile_styles_change_nothing_of_the_card", async () => {
    const look = () =>
      evaluateIn(driver(), "factnote-card", (root) =>
        [...root.querySelectorAll("*")].map((e) => {
          const style = getComputedStyle(e);
          return [e.tagName, style.display, style.fontSize, style.textTransform, style.color, style.fontFamily].join(
            " ",
          );
        }),
      );
    await open();
    const before = await rest("short").then(look);
    await press(Key.ESCAPE);
    await driver().executeAsyncScript((/** @type {() => void} */ done) => {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "reset.css" });
      sheet.onload = () => done();
      document.head.append(sheet);
    });
    assert.deepEqual(await rest("short").then(look), before);
  });

  test("f12_hostile_data_is_text", async () => {
    await visit(driver(), address("fixtures/data.html"));
    await point(driver(), await mark(driver(), "The ferry", "unnamed"));
    const seen = await waitForCard(driver());
    assertInView(seen.box, await view());
    const inside = await evaluateIn(driver(), "factnote-card", (root) => {
      const way = [...root.querySelectorAll(".way > *")];
      const body = /** @type {Element} */ (root.querySelector(".card"));
      return {
        links: [...root.querySelectorAll("a")].map((a) => [a.protocol, a.rel]),
        bidi: way.map((part) => getComputedStyle(part).unicodeBidi),
        length: way[0].textContent?.length,
        wide: body.scrollWidth > body.clientWidth,
      };
    });
    assert.deepEqual(inside.links, []);
    assert.ok(inside.bidi.length >= 3 && inside.bidi.every((bidi) => bidi === "isolate"), inside.bidi.join());
    assert.equal(inside.length, 5040);
    assert.equal(inside.wide, false);
    assert.deepEqual((await trouble(driver())).errors, []);
  });

  test("f13_the_description_of_a_mark_resolves_closed_and_open", async () => {
    await open();
    const stop = await driver().findElement(By.css("span.factnote[tabindex]"));
    const described = async () => {
      if (name !== "chromium") return stop.getAttribute("aria-description");
      const chromium = /** @type {any} */ (driver());
      await chromium.sendAndGetDevToolsCommand("Accessibility.enable", {});
      const { root } = await chromium.sendAndGetDevToolsCommand("DOM.getDocument", {});
      const { nodeId } = await chromium.sendAndGetDevToolsCommand("DOM.querySelector", {
        nodeId: root.nodeId,
        selector: "span.factnote[tabindex]",
      });
      const { nodes } = await chromium.sendAndGetDevToolsCommand("Accessibility.getPartialAXTree", {
        nodeId,
        fetchRelatives: false,
      });
      return nodes[0].description?.value;
    };
    const closed = await described();
    assert.match(String(closed), /item 1 of \d+/);
    assert.equal(await stop.getAriaRole(), "button");
    await driver().findElement(By.css("#field")).click();
    await press(Key.TAB);
    await waitForCard(driver());
    assert.equal(await described(), closed);
    const details = await driver().executeScript(
      (/** @type {Element} */ e) => document.getElementById(e.getAttribute("aria-details") ?? "")?.localName,
      stop,
    );
    assert.equal(details, "factnote-card");
    await press(Key.ESCAPE);
    await waitForCard(driver(), false);
    assert.equal(await stop.getAttribute("aria-details"), null, "what is closed is not pointed at");
  });

  test("f14_nothing_moves_and_the_scheme_is_the_pages", async () => {
    await open();
    await driver().executeScript(() =>
      document.body.setAttribute("style", "background: #111; color: #eee; scroll-behavior: smooth"),
    );
    const seen = await rest("short");
    assert.equal(seen.theme, "dark");
    const moving = await evaluateIn(
      driver(),
      "factnote-card",
      (root) =>
        [...root.querySelectorAll("*")].filter((e) => {
          const style = getComputedStyle(e);
          return style.transitionDuration !== "0s" || style.animationName !== "none";
        }).length,
    );
    assert.equal(moving, 0);
    const scheme = await evaluateIn(
      driver(),
      "factnote-card",
      (root) => getComputedStyle(/** @type {Element} */ (root.querySelector(".frame"))).colorScheme,
    );
    assert.equal(scheme, "dark");
  });

  // Only Chromium's driver can pretend to print, or to have forced colours.
  test("f14_e04_forced_colours_have_a_border_and_print_has_no_card", { skip: name !== "chromium" }, async () => {
    const chromium = /** @type {any} */ (driver());
    /** @param {object} media */
    const emulate = (media) => chromium.sendAndGetDevToolsCommand("Emulation.setEmulatedMedia", media);
    try {
      await open();
      await rest("short");
      await emulate({ features: [{ name: "forced-colors", value: "active" }] });
      const border = await evaluateIn(driver(), "factnote-card", (root) => {
        const style = getComputedStyle(/** @type {Element} */ (root.querySelector(".card")));
        return [style.borderTopStyle, style.borderTopWidth, style.borderTopColor === style.backgroundColor];
      });
      assert.deepEqual(border, ["solid", "1px", false]);
      await emulate({ media: "print" });
      const hosts = await driver().executeScript(() =>
        [...document.querySelectorAll("factnote-card, factnote-panel")].map((host) => getComputedStyle(host).display),
      );
      assert.deepEqual(hosts, ["none", "none"]);
    } finally {
      await emulate({ media: "", features: [] });
    }
  });

  test("f15_one_card_of_the_innermost_mark_which_leads_to_those_around", async () => {
    await open();
    const inner = await rest("secondhand", "figure");
    assert.equal(inner.title, "about €84,000,000");
    assert.equal((await driver().findElements(By.css("factnote-card"))).length, 1);
    await evaluateIn(driver(), "factnote-card", (root) =>
      /** @type {HTMLElement} */ (root.querySelector(".outer")).click(),
    );
    const outer = await waitForCard(driver());
    assert.match(outer.title, /^Secondhand: Coast Mirror/);
    assert.equal((await driver().findElements(By.css("factnote-card"))).length, 1);
  });

  test("f16_a_mark_that_the_page_removes_takes_its_card_along", async () => {
    await open();
    await rest("short");
    await driver().executeScript(() => document.querySelector("#short")?.remove());
    await driver().wait(
      async () => (await driver().findElements(By.css("factnote-card"))).length === 0,
      2000,
      "the card's element stays in the page",
    );
    assert.deepEqual((await trouble(driver())).errors, []);
    assert.match((await rest("long")).title, /Aldana/);
  });

  test("in a page from right to left the card stands at its words", async () => {
    await open();
    await driver().executeScript(() => (document.documentElement.dir = "rtl"));
    const { box } = await rest("short");
    assertInView(box, await view());
    const line = (await lines(await words("short")))[0];
    assert.ok(box.left < line.right && box.right > line.left, JSON.stringify({ box, line }));
  });
});

/**
 * A place of an element without marks: before its first letter.
 * @param {import("selenium-webdriver").WebElement} element
 */
async function edge(element) {
  const field = await element.getDriver().executeScript(() => {
    const field = document.createElement("p");
    field.textContent = "Nothing is marked here.";
    document.querySelector("article")?.prepend(field);
    field.scrollIntoView({ block: "center", behavior: "instant" });
    return field;
  });
  return /** @type {import("selenium-webdriver").WebElement} */ (field);
}
