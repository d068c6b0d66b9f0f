// @ts-check
// Apache Annotator (https://annotator.apache.org), which finds the words of a Web Annotation in a page again.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */
/** @typedef {{ type: string, exact: string, prefix: string, suffix: string }} Selector */

/** As a script for a page, which finds it as `annotator`. */
async function bundled() {
  const bundle = await build({
    stdin: {
      contents: 'export * from "@apache-annotator/dom";',
      resolveDir: fileURLToPath(new URL("../../", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    globalName: "annotator",
    write: false,
  });
  return `${bundle.outputFiles[0].text}\nwindow.annotator = annotator;`;
}

/**
 * The quotations by which a collection of Web Annotations selects words.
 * @param {string} collection
 * @returns {Selector[]}
 */
export function quotations(collection) {
  const { first } = JSON.parse(collection);
  return first.items.flatMap((/** @type {any} */ item) =>
    item.target.map((/** @type {any} */ target) => target.selector[0]),
  );
}

/**
 * The words that are found for each quotation, in the page as its HTML is, with white space and soft hyphens as a reader sees them:
 * Apache Annotator compares each character, and the lines of a page's source are broken within its paragraphs.
 * @param {WebDriver} driver
 * @param {Selector[]} selectors
 * @param {string} [html] of the page; as its server gives it where it is left out
 * @returns {Promise<string[][]>}
 */
export async function found(driver, selectors, html) {
  await driver.executeScript(await bundled());
  return driver.executeScript(
    async (/** @type {any[]} */ selectors, /** @type {string | null} */ html) => {
      const { createTextQuoteSelectorMatcher } = /** @type {any} */ (window).annotator;
      const source = html ?? (await (await fetch(location.href)).text());
      const page = new DOMParser().parseFromString(source, "text/html");
      for (const unseen of page.querySelectorAll("script, style, noscript, template")) unseen.remove();
      const texts = page.createNodeIterator(page.body, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        node.nodeValue = (node.nodeValue ?? "").replaceAll("\u00ad", "").replaceAll(/\s+/g, " ");
      }
      const found = [];
      for (const selector of selectors) {
        const texts = [];
        for await (const range of createTextQuoteSelectorMatcher(selector)(page.body)) texts.push(range.toString());
        found.push(texts);
      }
      return found;
    },
    selectors,
    html ?? null,
  );
}
