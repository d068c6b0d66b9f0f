// @ts-check
// The extension on saved pages of the web, in a real browser: `cargo xtask live --extension --data FOLDER`.
//
// Each page is served as it is, under a policy that forbids WebAssembly. Looked at: how long it takes from the click to the
// marks, where the content script comes in and where it is there, how much is marked, whether the page is the same bytes
// afterwards, and how much memory the extension's process takes in Chromium.
// The pages are not part of this repository; FOLDER holds pages.jsonl and what it names.

import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { browsers } from "./browser.js";
import { openExtended } from "./extension.js";

/** @typedef {{ id: string, source: string, lang: string, kind: string }} Page */

const [folder = "", count = "10"] = process.argv.slice(2);

const lines = readFileSync(join(folder, "pages.jsonl"), "utf8").split("\n").filter(Boolean);
const pages = lines
  .map((line) => /** @type {Page} */ (JSON.parse(line)))
  .filter(({ kind, lang }) => kind === "news" && lang.startsWith("en"))
  .slice(0, Number(count));

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  try {
    const html = readFileSync(join(folder, path.slice(1)), "utf8");
    response.setHeader("content-type", "text/html; charset=utf-8");
    // What a saved page asks of other servers would be waited for.
    response.setHeader("content-security-policy", "default-src 'self' data: 'unsafe-inline'");
    response.end(html);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

/** Megabytes of the processes that Chromium keeps for extensions. */
function memory() {
  const sizes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        if (!readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--extension-process")) return 0;
        return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1] ?? 0) / 1024;
      } catch {
        return 0; // a process that has ended
      }
    });
  return Math.max(...sizes);
}

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

for (const name of browsers) {
  const extended = await openExtended(name, ["*://127.0.0.1/*"]);
  try {
    const first = [];
    const again = [];
    const before = memory();
    for (const { id, source } of pages) {
      await extended.visit(`http://127.0.0.1:${port}/${source}`);
      const html = () => extended.driver.executeScript("return document.documentElement.outerHTML");
      const was = await html();
      const seen = await extended.atDesk(async ({ tab, module }) => {
        const { toggle } = await module("menu.js");
        const took = [];
        let state;
        for (let at = 0; at < 7; at++) {
          const begun = performance.now();
          const now = await toggle(tab);
          if (now?.on) {
            took.push(performance.now() - begun);
            state = now;
          }
        }
        await toggle(tab);
        return { took, count: state?.count, reason: state?.reason };
      });
      const is = await html();
      const same = is === was;
      if (!same) {
        const at = [...was].findIndex((character, at) => is[at] !== character);
        console.log(`  before: ${was.slice(at - 80, at + 120)}\n  after: ${is.slice(at - 80, at + 120)}`);
      }
      first.push(seen.took[0]);
      again.push(...seen.took.slice(1));
      console.log(
        `${name} ${id}: ${seen.took.map(Math.round).join(", ")} ms, ${seen.count} marked${same ? "" : ", NOT THE SAME AFTERWARDS"}`,
      );
    }
    console.log(
      `${name}: median of ${first.length} pages ${Math.round(median(first))} ms at first, ${Math.round(median(again))} ms again; at most ${Math.round(Math.max(...first))}`,
    );
    if (name === "chromium")
      console.log(
        `${name}: the extension's process had ${Math.round(before)} MB before, ${Math.round(memory())} MB after`,
      );
  } finally {
    await extended.quit();
  }
}
server.close();
