// @ts-check
// The harness itself: what the other tests rely on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, evaluateIn, inEachBrowser } from "./browser.js";

inEachBrowser("the harness", (driver) => {
  test("a closed shadow root is closed to the page and open to the test", async () => {
    await driver().get(address("fixtures/closed-root.html"));
    const seen = await driver().executeScript("return document.querySelector('closed-root').shadowRoot");
    assert.equal(seen, null);
    const text = await evaluateIn(driver(), "closed-root", (root) => root.querySelector("button")?.textContent);
    assert.equal(text, "Who says so?");
  });

  test("a function gets its arguments, may act and may wait", async () => {
    await driver().get(address("fixtures/closed-root.html"));
    const answer = await evaluateIn(
      driver(),
      "closed-root",
      async (root, selector, wanted) => {
        root.querySelector("button")?.click();
        await new Promise((done) => setTimeout(done, 10));
        const text = root.querySelector(selector)?.textContent;
        return { text, right: text === wanted, mode: root.mode, nothing: null, list: [1, 2] };
      },
      "output",
      "the mayor",
    );
    assert.deepEqual(answer, { text: "the mayor", right: true, mode: "closed", nothing: null, list: [1, 2] });
  });

  test("an element without a shadow root, and a function that throws, are errors", async () => {
    await driver().get(address("fixtures/closed-root.html"));
    await assert.rejects(
      evaluateIn(driver(), "no-root", () => 1),
      { name: "NoSuchShadowRootError" },
    );
    const throws = evaluateIn(driver(), "closed-root", () => {
      throw new Error("thrown in the page");
    });
    await assert.rejects(throws, /thrown in the page/);
  });
});
