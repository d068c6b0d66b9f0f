// @ts-check
// axe-core in a page (https://github.com/dequelabs/axe-core): rules of accessibility that a program can check.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe has against the page as it is: rule and element. It sees into frames of the same origin and into open shadow roots.
 * @param {WebDriver} driver
 * @returns {Promise<string[]>}
 */
export async function violations(driver) {
  await driver.executeScript(AXE);
  return driver.executeAsyncScript((/** @type {(found: string[]) => void} */ done) => {
    const { axe } = /** @type {any} */ (window);
    axe.run(document).then(
      (/** @type {any} */ { violations }) =>
        done(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`)),
      (/** @type {unknown} */ error) => done([String(error)]),
    );
  });
}

/**
 * From the next page on, closed shadow roots are open, so that axe sees into them. Chromium only.
 * @param {WebDriver} driver
 */
export async function openRoots(driver) {
  const source = `{
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: "open" }); };
  }`;
  await /** @type {any} */ (driver).sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source });
}

/**
 * Chromium only.
 * @param {WebDriver} driver
 * @param {"light" | "dark"} scheme
 */
export async function prefer(driver, scheme) {
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await /** @type {any} */ (driver).sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
}
