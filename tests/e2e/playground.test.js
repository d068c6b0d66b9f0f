// @ts-check
// The playground: a text or a page in; marks, tables and JSON out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { address, inEachBrowser } from "./browser.js";

const TEXT =
  "Ferry to stop\nThe ferry will stop on Friday, Captain Mia Holt said.\n“It is worn out,” she told the Tidewatch.";

const HTML = `<head><meta http-equiv="refresh" content="0;url=/nowhere"><title>Quay closed</title></head>
<body onload="parent.document.title = 'taken'">
<nav><p>“Buy two,” our seller said.</p></nav>
<script>parent.document.title = "taken";</script>
<article><h1>Quay closed</h1>
<p>The quay will stay closed until May, Captain Mia Holt said on Monday after the storm had gone.</p>
<p>“We cannot see the bottom,” she told the Tidewatch. <img src="x" onerror="parent.document.title = 'taken'">
<a href="javascript:parent.document.title='taken'">More</a></p></article></body>`;

inEachBrowser("the playground", (driver) => {
  /** @param {() => unknown} seen @param {string} what */
  const waitFor = (seen, what) => driver().wait(() => driver().executeScript(seen), 8000, what);
  const set = (/** @type {string} */ text, /** @type {string} */ input = "text") =>
    driver().executeScript(
      (/** @type {string} */ text, /** @type {string} */ input) => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
        const select = /** @type {HTMLSelectElement} */ (document.querySelector("#input"));
        area.value = text;
        select.value = input;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      },
      text,
      input,
    );
  /** @param {string} words */
  const marked = (words) =>
    driver().wait(
      async () =>
        driver().executeScript((/** @type {string} */ words) => {
          const frames = [...document.querySelectorAll("#article iframe:not(.coming)")];
          const page = /** @type {HTMLIFrameElement | undefined} */ (frames[0])?.contentDocument;
          return [...(page?.querySelectorAll("span.factnote") ?? [])].some((span) => span.textContent?.includes(words));
        }, words),
      8000,
      `“${words}” is marked`,
    );

  test("marks what is typed and shows the record, again and again", async () => {
    await driver().get(address("playground.html"));
    const field = await driver().findElement(By.css("textarea"));
    for (const text of [TEXT, `${TEXT}\nIt cost $4 million.`]) {
      await field.clear();
      await field.sendKeys(text);
      await driver().wait(async () => {
        const json = await driver().executeScript(() => document.querySelector("#json")?.textContent ?? "");
        return String(json).includes('"schema": "1.0"') && (!text.includes("$4") || String(json).includes("4000000"));
      }, 8000);
    }
    await marked("$4 million");
    await marked("It is worn out");
    const frames = await driver().executeScript(() => document.querySelectorAll("#article iframe").length);
    assert.equal(frames, 1, "the old page is gone");
  });

  test("shows rules, tokens and tags, by keyboard too", async () => {
    await driver().get(address("playground.html"));
    await set(TEXT);
    await marked("The ferry will stop on Friday");
    const rows = (/** @type {string} */ table) =>
      /** @type {Promise<string[][]>} */ (
        driver().executeScript(
          (/** @type {string} */ table) =>
            [...document.querySelectorAll(`${table} tbody tr`)].map((row) =>
              [...row.querySelectorAll("td")].map((cell) => cell.textContent),
            ),
          table,
        )
      );
    await waitFor(() => document.querySelectorAll("#cut tbody tr").length > 25, "tokens");
    const statement = (await rows("#found")).find(([, , words]) => words.startsWith("The ferry will stop"));
    assert.ok(statement && statement[3].includes("Mia Holt") && statement[4] !== "" && Number(statement[5]) > 0.5);
    const tokens = await rows("#cut");
    assert.deepEqual(tokens.find(([form]) => form === "said")?.slice(2, 5), ["word", "B-cue", "B-cue"]);
    assert.deepEqual(tokens.find(([form]) => form === "Mia")?.[4], "I-source");
    await driver().findElement(By.css("#tab-found")).click();
    await driver().actions().sendKeys(Key.ARROW_RIGHT).perform();
    assert.equal(await driver().switchTo().activeElement().getAttribute("id"), "tab-cut");
    assert.ok(await driver().findElement(By.css("#cut")).isDisplayed());
    assert.ok(!(await driver().findElement(By.css("#found")).isDisplayed()));
  });

  test("a pasted page is read as a page, and nothing of it runs", async () => {
    await driver().get(address("playground.html"));
    await set(HTML, "html");
    await marked("We cannot see the bottom");
    const seen = await driver().executeScript(() => {
      const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("#article iframe"));
      const page = /** @type {Document} */ (frame.contentDocument);
      /** @type {HTMLElement | null} */ (page.querySelector('a[href^="javascript"]'))?.click();
      return {
        navigation: page.querySelectorAll("nav .factnote").length,
        title: document.title,
        tokens: [...document.querySelectorAll("#cut tbody tr td:first-child")].some(
          (cell) => cell.textContent === "Buy",
        ),
      };
    });
    assert.deepEqual(seen, { navigation: 0, title: "Factnote playground", tokens: false });
    await driver().sleep(200);
    assert.equal(await driver().getTitle(), "Factnote playground");
  });

  test("a link holds the whole state", async () => {
    await driver().get(address("playground.html"));
    await set(`${TEXT}\nÜber €5.`);
    await marked("€5");
    await driver().findElement(By.css("#link")).click();
    await waitFor(() => location.hash.length > 20, "the link stands in the address bar");
    const link = await driver().getCurrentUrl();
    await driver().executeScript(() => sessionStorage.clear());
    await driver().get(address("docs/index.html"));
    await driver().get(link);
    await marked("€5");
    assert.equal(await driver().findElement(By.css("#text")).getAttribute("value"), `${TEXT}\nÜber €5.`);
  });

  test("a damaged link, a page without an article and no text are told, and the page works on", async () => {
    await driver().get(address("playground.html#1.abc"));
    await waitFor(() => document.querySelector("#error")?.textContent?.includes("damaged"), "the damage is told");
    await set("<p></p>", "html");
    await waitFor(() => document.querySelector("#error")?.textContent?.includes("no paragraphs"), "no paragraphs");
    await set("   ");
    await waitFor(() => document.querySelector("#status")?.textContent === "No text.", "no text");
    await set(TEXT);
    await marked("It is worn out");
    assert.equal(await driver().findElement(By.css("#error")).getText(), "");
  });
});
