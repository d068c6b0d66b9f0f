// @ts-check
// A site for the tests of the extension: one article, served under any policy, and pages that are none.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const WATCH = new URL("fixtures/watch.js", import.meta.url);

/** @typedef {{ path: string, cookie?: string, referer?: string }} Asked */
/** @typedef {{ url: string, asked: Asked[], close: () => void }} Site what was asked for, but for the browser's own wishes */
/** @typedef {{ type?: string, headers?: Record<string, string>, status?: number, body: string | Buffer }} Reply */

/** Paragraphs of the article; what is said in them is in the tests. */
const PARAGRAPHS = [
  "The ferry to Holm will not sail before Thursday, harbour master Ine Strand said on Monday.",
  "“We have been waiting for a part since March,” Strand told the Holm Gazette. The repair will cost $40,000.",
  "The islanders were promised a second boat, according to two people close to the council.",
  "Gulls sat on the empty quay all morning, and the kiosk stayed shut.",
];

/** @type {Record<string, string>} */
const LETTERS = {
  same: "we are sorry. The yard in <b>Alvik</b> will deliver\n the new part before the end of May, and we will sail.",
  other: "The yard in Alvik may deliver the new part before the end of June.",
  nothing: "The kiosk will be painted by the end of the week, and there will be cake for the children.",
};

/** An article whose words are these paragraphs. @param {string} head @param {string} [after] */
export function article(head, after = "") {
  const body = PARAGRAPHS.map((text, at) => `<p id="p${at}">${text}</p>`).join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry stays in port</title>${head}</head>
<body><main><article><h1>Ferry stays in port</h1>\n${body}\n</article></main>${after}</body></html>`;
}

/** @type {Record<string, (query: URLSearchParams) => Reply | Promise<Reply>>} */
const pages = {
  "/watch.js": async () => ({ type: "text/javascript", body: await readFile(WATCH) }),
  "/article": (query) => ({
    headers: /** @type {Record<string, string>} */ (
      query.has("policy") ? { "Content-Security-Policy": query.get("policy") } : {}
    ),
    body: article('<script nonce="n0nce" src="/watch.js"></script>'),
  }),
  // An article that quotes a letter, and the letter: as it is quoted, with other words, about something else, or away.
  "/linked": (query) => ({
    body: article("").replace(
      '<p id="p2">',
      `<p id="quote">“The yard in Alvik will deliver the new part before the end of May,” director Tor Vik wrote in
       <a href="/letter?as=${query.get("to")}">a letter</a>.</p>\n<p id="p2">`,
    ),
  }),
  "/letter": (query) => ({
    status: query.get("as") === "away" ? 500 : 200,
    body: `<!doctype html><title>Letter</title><script>const yard = "The yard in Alvik";</script><p>Dear islanders,</p>
      <p>${LETTERS[query.get("as") ?? ""] ?? ""}</p><p>Yours, Tor Vik</p>`,
  }),
  "/long": () => {
    const more = Array.from({ length: 800 }, (_, at) => `<p>Day ${at}. ${PARAGRAPHS[at % 3]}</p>`).join("\n");
    return { body: article('<script src="/watch.js"></script>').replace("</article>", `${more}</article>`) };
  },
  "/frames": () => ({ body: article("", '<iframe src="/article" width="600" height="400"></iframe>') }),
  "/empty": () => ({ body: "<!doctype html><html lang=en><title>Nothing</title><body><nav><a href=/>Home</a></nav>" }),
  "/text": () => ({ type: "text/plain", body: PARAGRAPHS.join("\n") }),
};

/**
 * Begins to serve, on this machine only.
 * @returns {Promise<Site>}
 */
export async function serve() {
  /** @type {Asked[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const { cookie, referer } = request.headers;
    if (!/favicon/.test(request.url ?? "")) asked.push({ path: request.url ?? "", cookie, referer });
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const page = pages[pathname];
    if (!page) return void response.writeHead(404).end();
    const { type = "text/html", headers = {}, status = 200, body } = await page(searchParams);
    response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, ...headers }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}
