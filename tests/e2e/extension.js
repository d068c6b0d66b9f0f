// @ts-check
// A browser with the extension in it. What only the browser's own buttons can do (no driver can press them) is asked of a
// page of the extension in a tab of its own, the desk: it calls what the background calls.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Context } from "selenium-webdriver/firefox.js";
import { evaluateIn, open } from "./browser.js";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */
/** @typedef {import("./browser.js").BrowserName} BrowserName */

const FIREFOX_ID = "factnote@factnote.example";
/** Firefox gives each extension an address by chance; here it is known. */
const UUID = "0f4c7b1e-5d2a-4f0e-9c57-3b8f6e2d1a90";

export class Extended {
  /**
   * @param {WebDriver} driver
   * @param {BrowserName} name
   * @param {string} base address of the extension's pages
   * @param {string} folder
   */
  constructor(driver, name, base, folder) {
    this.driver = driver;
    this.name = name;
    this.base = base;
    this.folder = folder;
    this.desk = "";
    this.page = "";
    /** The browser's number of the tab for pages. */
    this.pageId = 0;
  }

  /**
   * Opens a page in the tab for pages.
   * @param {string} url
   */
  async visit(url) {
    await this.driver.switchTo().window(this.page);
    await this.driver.get(url);
  }

  /**
   * Runs a function in the desk; `tab` is the tab for pages, and `module(name)` a module of the extension.
   * @template R
   * @template {unknown[]} A
   * @param {(tools: { tab: any, module: (name: string) => Promise<any> }, ...args: A) => Promise<R>} run
   * @param {A} args
   * @returns {Promise<R>}
   */
  async atDesk(run, ...args) {
    await this.driver.switchTo().window(this.desk);
    const answer = /** @type {{ value?: R, error?: string }} */ (
      await this.driver.executeAsyncScript(
        `const [given, done] = arguments;
         const module = (name) => import(chrome.runtime.getURL(name));
         const run = ${run};
         (async () => {
           const tab = given[0] && (await chrome.tabs.get(given[0]));
           return run({ tab, module }, ...given[1]);
         })().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
        [this.pageId, args],
      )
    );
    await this.driver.switchTo().window(this.page);
    if (answer.error !== undefined) throw new Error(answer.error);
    return /** @type {R} */ (answer.value);
  }

  /**
   * Says something to the content script of the page, as the popup does.
   * @param {{ type: string, [key: string]: unknown }} message
   * @returns {Promise<any>}
   */
  tell(message) {
    return this.atDesk(async ({ tab, module }, message) => (await module("tab.js")).ask(tab.id, message), message);
  }

  /** What the shortcut does. Gives what the content script says then. @returns {Promise<any>} */
  toggle() {
    return this.atDesk(async ({ tab, module }) => (await module("menu.js")).toggle(tab));
  }

  /** What the entry of the context menu does. @returns {Promise<any>} */
  lookUp() {
    return this.atDesk(async ({ tab, module }) => (await module("menu.js")).lookUp(tab));
  }

  /** The number on the button. @returns {Promise<string>} */
  badge() {
    return this.atDesk(({ tab }) => chrome.action.getBadgeText({ tabId: tab.id }));
  }

  /**
   * Opens a page of the extension in a tab of its own.
   * @param {string} path
   * @returns {Promise<string>} handle of the tab, which the driver looks at then
   */
  async openOwn(path) {
    const { driver } = this;
    const before = await driver.getAllWindowHandles();
    if (this.name === "chromium") {
      await driver.switchTo().newWindow("tab");
      await driver.get(this.base + path);
      return driver.getWindowHandle();
    }
    const firefox = /** @type {import("selenium-webdriver/firefox.js").Driver} */ (driver);
    await firefox.setContext(Context.CHROME);
    await driver.executeScript((/** @type {string} */ url) => {
      const { gBrowser, Services } = /** @type {any} */ (window);
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(url, { triggeringPrincipal });
    }, this.base + path);
    await firefox.setContext(Context.CONTENT);
    const opened = async () => (await driver.getAllWindowHandles()).find((handle) => !before.includes(handle));
    await driver.wait(opened, 5000);
    const handle = (await opened()) ?? "";
    await driver.switchTo().window(handle);
    // The empty page that a tab starts with is complete too.
    const there = "return location.href !== 'about:blank' && document.readyState === 'complete'";
    await driver.wait(() => driver.executeScript(there), 5000);
    return handle;
  }

  /**
   * Opens the popup for the page, in a tab of its own.
   * @returns {Promise<string>} handle of the tab
   */
  async openPopup() {
    const id = await this.atDesk(async ({ tab }) => tab.id);
    return this.openOwn(`popup.html?tab=${id}`);
  }

  /**
   * Presses what is inside a closed shadow root by the pointer.
   * @param {string} host selector of the root's element
   * @param {string} selector
   */
  async press(host, selector) {
    const at = await evaluateIn(
      this.driver,
      host,
      (root, selector) => {
        const { left, top, width, height } = /** @type {Element} */ (
          root.querySelector(selector)
        ).getBoundingClientRect();
        return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
      },
      selector,
    );
    await this.driver
      .actions()
      .move({ ...at, duration: 0 })
      .click()
      .perform();
  }

  /**
   * The page of the extension that asks for a site, once it is there: it is closed, since Chromium's driver knows no tabs that an
   * extension has opened, and can be opened by this path.
   * @returns {Promise<string | null>}
   */
  asked() {
    return this.atDesk(async () => {
      const tabs = await chrome.tabs.query({});
      const asking = tabs.find(({ url, status }) => url?.includes("/consent.html") && status === "complete");
      if (asking?.id === undefined || !asking.url) return null;
      await chrome.tabs.remove(asking.id);
      const { pathname, search } = new URL(asking.url);
      return `${pathname.slice(1)}${search}`;
    });
  }

  /** What Chromium says of the page and the scripts in it since it was last asked; Firefox's driver does not tell. */
  async log() {
    if (this.name !== "chromium") return [];
    const entries = await this.driver.manage().logs().get("browser");
    return entries.map(({ message }) => message).filter((message) => !message.includes("favicon.ico"));
  }

  /** Has Chromium load the extension anew, as its own page of extensions does; the desk is another one then. */
  async reload() {
    const { driver } = this;
    await driver.switchTo().newWindow("tab");
    this.desk = await driver.getWindowHandle();
    await driver.get("chrome://extensions");
    await driver.executeAsyncScript((/** @type {string} */ id, /** @type {() => void} */ done) => {
      const { developerPrivate } = /** @type {any} */ (chrome);
      // Without it an extension from a folder is not let in again.
      developerPrivate
        .updateProfileConfiguration({ inDeveloperMode: true })
        .then(() => developerPrivate.reload(id, { failQuietly: true }))
        .then(() => done());
    }, new URL(this.base).host);
    const isThere = async () => {
      await driver.get(`${this.base}options.html`);
      return driver.executeScript("return chrome.tabs !== undefined");
    };
    await driver.wait(isThere, 5000, "the extension does not come back");
    await driver.switchTo().window(this.page);
  }

  async quit() {
    await this.driver.quit();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Opens a browser with the extension, a page of it (the desk) and a tab for pages.
 * @param {BrowserName} name
 * @param {string[]} hosts patterns of the sites that it may enter without having been clicked
 * @returns {Promise<Extended>}
 */
export async function openExtended(name, hosts) {
  const folder = await copied(hosts);
  const id = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  const chromiumId = id.replace(/./g, (digit) => "abcdefghijklmnop"[parseInt(digit, 16)]);
  const base = name === "chromium" ? `chrome-extension://${chromiumId}/` : `moz-extension://${UUID}/`;
  const flags = [`--load-extension=${folder}`, "--disable-features=DisableLoadExtensionCommandLineSwitch"];
  const preferences = { "extensions.webextensions.uuids": JSON.stringify({ [FIREFOX_ID]: UUID }) };
  const driver = await open(name, { flags, preferences, own: true });
  const extended = new Extended(driver, name, base, folder);
  if (name === "firefox") await /** @type {any} */ (driver).installAddon(folder, true);
  extended.page = await driver.getWindowHandle();
  extended.desk = await extended.openOwn("options.html");
  // The other tab: of those that there are, the one that is not the desk.
  extended.pageId = await extended.atDesk(async () => {
    const desk = await chrome.tabs.getCurrent();
    return (await chrome.tabs.query({})).find(({ id }) => id !== desk?.id)?.id ?? 0;
  });
  return extended;
}

/**
 * The extension as it is built, but that it may enter some sites: no driver can press the button that lets it in.
 * @param {string[]} hosts
 */
async function copied(hosts) {
  const built = process.env.FACTNOTE_EXTENSION;
  if (!built) throw new Error("FACTNOTE_EXTENSION is not set: run these tests by `cargo xtask test --only end-to-end`");
  const folder = await mkdtemp(join(tmpdir(), "factnote-extension-"));
  await cp(built, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions: hosts }));
  return folder;
}
