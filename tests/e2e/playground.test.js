// @ts-check
// The playground: text in, marks and JSON out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By, until } from "selenium-webdriver";
import { address, inEachBrowser } from "./browser.js";

const TEXT =
  "Ferry to stop\nThe ferry will stop on Friday, Captain Mia Holt said.\n“It is worn out,” she told the Tidewatch.";

inEachBrowser("the playground", (driver) => {
  test("marks what is typed and shows the record, again and again", async () => {
    await driver().get(address("playground.html"));
    const field = await driver().findElement(By.css("textarea"));
    for (const text of [TEXT, `${TEXT}\nIt cost $4 million.`]) {
      await field.clear();
      await field.sendKeys(text);
      await driver().wait(async () => {
        const json = await driver().executeScript(() => document.querySelector("#json, pre")?.textContent ?? "");
        return String(json).includes('"schema": "1.0"') && (!text.includes("$4") || String(json).includes("4000000"));
      }, 5000);
    }
    await driver().wait(until.elementLocated(By.css("#article span.factnote")), 5000);
    const seen = await driver().executeScript(() => ({
      text: document.querySelector("#article")?.textContent,
      direct: document.querySelector("#article [data-factnote-style=direct]")?.textContent,
      nested: document.querySelectorAll("#article span.factnote span.factnote").length,
    }));
    const { text, direct } = /** @type {{ text: string, direct: string }} */ (seen);
    assert.equal(direct, "“It is worn out,”");
    assert.ok(text.includes("It cost $4 million."));
  });
});
