// @ts-check
// A site for the tests of the extension: one article, served under any policy, and pages that are none.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const WATCH = new URL("fixtures/watch.js", import.meta.url);

/** @typedef {{ url: string, close: () => void }} Site */
/** @typedef {{ type?: string, headers?: Record<string, string>, body: string | Buffer }} Reply */

/** Paragraphs of the article; what is said in them is in the tests. */
const PARAGRAPHS = [
  "The ferry to Holm will not sail before Thursday, harbour master Ine Strand said on Monday.",
  "“We have been waiting for a part since March,” Strand told the Holm Gazette. The repair will cost $40,000.",
  "The islanders were promised a second boat, according to two people close to the council.",
  "Gulls sat on the empty quay all morning, and the kiosk stayed shut.",
];

/** An article whose words are these paragraphs. @param {string} head @param {string} [after] @param {string[]} [paragraphs] */
export function article(head, after = "", paragraphs = PARAGRAPHS) {
  const body = paragraphs.map((text, at) => `<p id="p${at}">${text}</p>`).join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry stays in port</title>${head}</head>
<body><main><article><h1>Ferry stays in port</h1>\n${body}\n</article></main>${after}</body></html>`;
}

/** @type {Record<string, (query: URLSearchParams) => Reply | Promise<Reply>>} */
const pages = {
  "/watch.js": async () => ({ type: "text/javascript", body: await readFile(WATCH) }),
  "/article": (query) => ({
    headers: query.has("policy") ? { "Content-Security-Policy": query.get("policy") ?? "" } : {},
    body: article('<script nonce="n0nce" src="/watch.js"></script>'),
  }),
  "/frames": () => ({ body: article("", '<iframe src="/article" width="600" height="400"></iframe>') }),
  // So long that the memory of the content script has to grow.
  "/long": () => ({ body: article("", "", Array.from({ length: 15 }, () => PARAGRAPHS).flat()) }),
  "/empty": () => ({ body: "<!doctype html><html lang=en><title>Nothing</title><body><nav><a href=/>Home</a></nav>" }),
  "/text": () => ({ type: "text/plain", body: PARAGRAPHS.join("\n") }),
};

/**
 * Begins to serve, on this machine only.
 * @returns {Promise<Site>}
 */
export async function serve() {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const page = pages[pathname];
    if (!page) return void response.writeHead(404).end();
    const { type = "text/html", headers = {}, body } = await page(searchParams);
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, ...headers }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
