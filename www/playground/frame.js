// The article as a page of its own, in a frame: marks and cards are where they are on a real page, and pasted HTML can do nothing.

/**
 * @typedef {{ setVisible(visible: boolean): void, destroy(): void, export(): any }} Handle
 * @typedef {(article: object, question: object) => Promise<object>} Ask
 * @typedef {object} Order what `page.js` finds at its frame
 * @property {Ask} ask
 * @property {(handle: Handle) => void} done
 * @property {(error: unknown) => void} failed
 */

const HERE = new URL(".", import.meta.url).href;
const PACKAGE = new URL("../pkg/", import.meta.url).href;

/** Scripts of this site and no others, nothing from anywhere else: a pasted page is words and its own styles. */
const POLICY = [
  "default-src 'none'",
  `script-src ${HERE} ${PACKAGE} 'wasm-unsafe-eval'`,
  `connect-src ${PACKAGE}`,
  `style-src ${HERE} 'unsafe-inline'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What a page has that runs, loads or leads away. Data that the article finder reads may stay. */
const LEFT_OUT =
  'script:not([type="application/ld+json"], [type="application/json"]), noscript, iframe, frame, frameset, object, embed, base, link, meta[http-equiv]';

/**
 * Plain text as a page: a heading where the engine saw a headline, a paragraph a line.
 * @param {import("./state.js").State} state
 * @param {string | undefined} title
 */
export function pageOfText({ text, outlet, published }, title) {
  const page = document.implementation.createHTMLDocument(title ?? "");
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const article = page.createElement("article");
  for (const [at, line] of lines.entries()) {
    const block = page.createElement(at === 0 && line === title ? "h1" : "p");
    block.textContent = line;
    article.append(block);
  }
  page.body.append(article);
  tell(page, outlet, published);
  return page;
}

/**
 * Pasted HTML as a page, without what runs.
 * @param {import("./state.js").State} state
 */
export function pageOfHtml({ text, outlet, published }) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const element of page.querySelectorAll(LEFT_OUT)) element.remove();
  tell(page, outlet, published);
  return page;
}

/**
 * What the fields say, where the engine looks for it on any page.
 * @param {Document} page
 * @param {string} outlet
 * @param {string} published
 */
function tell(page, outlet, published) {
  for (const [property, content] of [
    ["og:site_name", outlet],
    ["article:published_time", published],
  ]) {
    if (content === "") continue;
    page.head.querySelector(`meta[property="${property}"]`)?.remove();
    const meta = page.createElement("meta");
    meta.setAttribute("property", property);
    meta.setAttribute("content", content);
    page.head.append(meta);
  }
}

/**
 * Shows a page in the place of the one before, once it is marked.
 * @param {HTMLElement} place
 * @param {Document} page
 * @param {Ask} ask
 * @param {AbortSignal} signal aborted when another page is wanted
 * @returns {Promise<Handle>}
 */
export async function show(place, page, ask, signal) {
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  const target = page.createElement("base");
  target.target = "_blank";
  const styles = page.createElement("link");
  styles.rel = "stylesheet";
  styles.href = `${HERE}page.css`;
  const script = page.createElement("script");
  script.type = "module";
  script.src = `${HERE}page.js`;
  page.head.prepend(policy, target, styles, script);

  const frame = document.createElement("iframe");
  frame.title = "The article, marked";
  frame.setAttribute("sandbox", "allow-same-origin allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  frame.className = "coming";
  const scrolled = place.querySelector("iframe")?.contentWindow?.scrollY ?? 0;
  try {
    /** @type {Handle} */
    const handle = await new Promise((done, failed) => {
      signal.addEventListener("abort", () => failed(signal.reason));
      Object.assign(frame, { factnote: /** @satisfies {Order} */ ({ ask, done, failed }) });
      place.append(frame);
    });
    for (const other of place.querySelectorAll("iframe")) if (other !== frame) other.remove();
    frame.className = "";
    frame.contentWindow?.scrollTo(0, scrolled);
    return handle;
  } catch (error) {
    // What could not be marked is shown as it is; what nobody waits for any more is not.
    if (signal.aborted) frame.remove();
    else {
      for (const other of place.querySelectorAll("iframe")) if (other !== frame) other.remove();
      frame.className = "";
    }
    throw error;
  }
}
