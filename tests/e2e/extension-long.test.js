// @ts-check
// The extension on an article of some length: what the content script keeps of it outgrows the memory that it begins with.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./browser.js";
import { openExtended } from "./extension.js";
import { serve } from "./extension-server.js";

for (const name of browsers) {
  describe(`extension on long articles (${name})`, () => {
    /** @type {import("./extension.js").Extended} */
    let extended;
    /** @type {import("./extension-server.js").Site} */
    let site;
    before(async () => {
      site = await serve();
      extended = await openExtended(name, ["http://127.0.0.1/*"]);
    });
    after(async () => {
      await extended?.quit();
      site?.close();
    });

    test("a long article is marked to its end", async () => {
      await extended.visit(`${site.url}/long`);
      const state = await extended.toggle();
      assert.equal(state.error, undefined);
      const last = "Array.from(document.querySelectorAll('article p')).at(-2).querySelectorAll('span.factnote').length";
      assert.ok(state.count > 50, `only ${state.count} marked`);
      assert.ok((await extended.driver.executeScript(`return ${last}`)) > 0);
    });
  });
}
