// @ts-check
// What a reader of a marked page does and sees.

import { By } from "selenium-webdriver";
import { address, evaluateIn } from "./browser.js";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */
/** @typedef {import("selenium-webdriver").WebElement} WebElement */
/** @typedef {{ title: string, rows: Record<string, string>, foot: string, box: { top: number, left: number, right: number, bottom: number }, theme: string }} SeenCard */

/**
 * Opens a page and waits until the script tag has done its work.
 * @param {WebDriver} driver
 * @param {string} url
 * @returns {Promise<number>} how many annotations are marked
 */
export async function visit(driver, url) {
  await driver.get(url);
  return ready(driver);
}

/**
 * Waits until the script tag of the page has done its work.
 * @param {WebDriver} driver
 * @returns {Promise<number>} how many annotations are marked
 */
export async function ready(driver) {
  const answer = /** @type {{ marked?: number, error?: string }} */ (
    await driver.executeAsyncScript((/** @type {(answer: object) => void} */ done) => {
      const poll = () => {
        const page = /** @type {any} */ (window);
        if (!page.factnote) return void setTimeout(poll, 10);
        page.factnote.ready.then(
          (/** @type {any} */ handle) => {
            page.handle = handle;
            const answer = { marked: handle.marked().length };
            // Firefox gives no pointer events to a page that it has not painted yet.
            requestAnimationFrame(() => requestAnimationFrame(() => done(answer)));
          },
          (/** @type {unknown} */ error) => done({ error: String(error) }),
        );
      };
      poll();
    })
  );
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.marked ?? 0;
}

/**
 * The first span whose words begin so.
 * @param {WebDriver} driver
 * @param {string} words
 * @param {string} [style] direct, paraphrase, unnamed, outlet or figure
 * @param {string} [within] selector of what it stands in
 * @returns {Promise<WebElement>}
 */
export async function mark(driver, words, style, within) {
  const found = await driver.executeScript(
    (/** @type {string} */ words, /** @type {string | null} */ style, /** @type {string} */ within) =>
      [...document.querySelectorAll(`${within} span.factnote`)].find(
        (span) =>
          (!style || span.getAttribute("data-factnote-style") === style) &&
          (span.textContent ?? "").replace(/\s+/g, " ").startsWith(words),
      ),
    words,
    style ?? null,
    within ?? "body",
  );
  if (!found) throw new Error(`nothing that begins with “${words}” is marked`);
  const element = /** @type {WebElement} */ (found);
  await driver.executeScript(
    (/** @type {Element} */ e) => e.scrollIntoView({ block: "center", behavior: "instant" }),
    element,
  );
  return element;
}

/**
 * Moves the pointer onto the first line of an element.
 * @param {WebDriver} driver
 * @param {WebElement} element
 */
export async function point(driver, element) {
  const at = await firstLine(driver, element);
  // In two steps: a pointer that stands there already has not come onto it.
  await driver
    .actions()
    .move({ x: at.x, y: Math.max(at.y - 1, 0), duration: 0 })
    .move({ x: at.x, y: at.y, duration: 0 })
    .perform();
}

/**
 * The middle of the first 20 pixels of an element's first line, in the viewport.
 * @param {WebDriver} driver
 * @param {WebElement} element
 * @returns {Promise<{ x: number, y: number }>}
 */
export async function firstLine(driver, element) {
  return driver.executeScript((/** @type {Element} */ e) => {
    const line = e.getClientRects()[0];
    return { x: Math.round(line.left + Math.min(10, line.width / 2)), y: Math.round(line.top + line.height / 2) };
  }, element);
}

/**
 * A tap of a finger on an element.
 * @param {WebDriver} driver
 * @param {WebElement} element
 */
export async function tap(driver, element) {
  const { x, y } = await firstLine(driver, element);
  await touch(driver, [
    { type: "pointerMove", origin: "viewport", duration: 0, x, y },
    { type: "pointerDown", button: 0 },
    { type: "pause", duration: 40 },
    { type: "pointerUp", button: 0 },
  ]);
}

/**
 * A finger that does this.
 * @param {WebDriver} driver
 * @param {object[]} actions as in the protocol (W3C WebDriver, "pointer")
 */
export async function touch(driver, actions) {
  const finger = { type: "pointer", id: "finger", parameters: { pointerType: "touch" }, actions };
  // Selenium's own actions know mouse and pen only; the protocol knows fingers.
  const { Command, Name } = await import("selenium-webdriver/lib/command.js");
  await driver.execute(new Command(Name.ACTIONS).setParameter("actions", [finger]));
}

/**
 * What the open card says; null where none is open.
 * @param {WebDriver} driver
 * @returns {Promise<SeenCard | null>}
 */
export async function card(driver) {
  const hosts = await driver.findElements(By.css("factnote-card"));
  if (hosts.length === 0) return null;
  return evaluateIn(driver, "factnote-card", (root) => {
    const frame = root.querySelector(".frame");
    const visible =
      frame &&
      root.host.hasAttribute("data-shown") &&
      frame.getClientRects().length > 0 &&
      getComputedStyle(frame).visibility === "visible";
    if (!visible) return null;
    /** @param {string} selector */
    const text = (selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector))?.innerText ?? "";
    const box = frame.getBoundingClientRect();
    return {
      title: text(".answer"),
      rows: Object.fromEntries(
        [...root.querySelectorAll("dd")].map((line) => [line.className, line.innerText.replace(/\s+/g, " ")]),
      ),
      foot: text(".foot"),
      box: { top: box.top, left: box.left, right: box.right, bottom: box.bottom },
      theme: frame.getAttribute("data-theme") ?? "",
    };
  });
}

/**
 * Waits until a card is open, or none is.
 * @param {WebDriver} driver
 * @param {boolean} open
 * @returns {Promise<SeenCard>}
 */
export async function waitForCard(driver, open = true) {
  /** @type {SeenCard | null} */
  let seen = null;
  await driver.wait(
    async () => {
      seen = await card(driver);
      return (seen !== null) === open;
    },
    3000,
    open ? "no card opened" : "the card did not close",
  );
  return /** @type {SeenCard} */ (/** @type {unknown} */ (seen));
}

/**
 * What fixtures/watch.js has seen: errors, violations of the page's policy, words on the console.
 * @param {WebDriver} driver
 * @returns {Promise<{ errors: string[], violations: string[], console: string[] }>}
 */
export async function trouble(driver) {
  return driver.executeScript("return window.seen");
}

/**
 * Opens a page in a frame of this size, as on a small screen or a page that is enlarged, and looks into the frame from
 * then on.
 * @param {WebDriver} driver
 * @param {string} url
 * @param {number} width
 * @param {number} height
 */
export async function visitSmall(driver, url, width, height) {
  await driver.get(address("fixtures/frame.html"));
  const frame = await driver.executeScript(
    (/** @type {number} */ width, /** @type {number} */ height, /** @type {string} */ url) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { width, height, src: url });
      document.body.append(frame);
      return frame;
    },
    width,
    height,
    url,
  );
  await driver.switchTo().frame(/** @type {WebElement} */ (frame));
  // The empty page that a frame starts with is complete too, and is unloaded in the middle of what is asked of it.
  await driver.wait(
    () =>
      driver.executeScript(
        (/** @type {string} */ url) => location.href === url && document.readyState === "complete",
        url,
      ),
    5000,
  );
  await ready(driver);
}
