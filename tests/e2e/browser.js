// @ts-check
// Browsers for the end-to-end tests: opening one, and looking into a closed shadow root, where the card lives.

import { after, before, describe } from "node:test";
import { Builder, By, logging } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */
/** @typedef {"chromium" | "firefox"} BrowserName */

/** What Chromium needs to run as root and without a screen; `webdriver.json` has the same for wasm-pack. */
const CHROMIUM_FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

const WINDOW = { width: 1280, height: 900 };

/**
 * The browsers to test in: those of FACTNOTE_BROWSERS (`chromium,firefox`), else both.
 * @type {BrowserName[]}
 */
export const browsers = (process.env.FACTNOTE_BROWSERS ?? "chromium,firefox").split(",").map((name) => {
  if (name !== "chromium" && name !== "firefox") throw new Error(`FACTNOTE_BROWSERS names an unknown browser: ${name}`);
  return name;
});

/**
 * The address of a page of the site under test; below `fixtures/` are the pages of tests/e2e/fixtures.
 * @param {string} path without a slash in front
 */
export function address(path) {
  const site = process.env.FACTNOTE_URL;
  if (!site) throw new Error("FACTNOTE_URL is not set: run these tests by `cargo xtask test --only end-to-end`");
  return new URL(path, site).href;
}

/**
 * Opens a browser without a window. Close it with `driver.quit()`.
 * @param {BrowserName} name
 * @param {{ flags?: string[], preferences?: Record<string, string | number | boolean>, own?: boolean }} [more] flags of
 *   Chromium, preferences of Firefox, and whether the driver may look at what is Firefox's own: pages of extensions
 * @returns {Promise<WebDriver>}
 */
export async function open(name, { flags = [], preferences = {}, own = false } = {}) {
  const builder = new Builder();
  if (name === "chromium") {
    const options = new chrome.Options();
    options.addArguments(...CHROMIUM_FLAGS, ...flags);
    const logged = new logging.Preferences();
    logged.setLevel(logging.Type.BROWSER, logging.Level.WARNING);
    options.setLoggingPrefs(logged);
    options.setBinaryPath(process.env.FACTNOTE_CHROMIUM ?? "/usr/bin/chromium");
    const driver = process.env.FACTNOTE_CHROMEDRIVER ?? "/usr/bin/chromedriver";
    builder.forBrowser("chrome").setChromeOptions(options).setChromeService(new chrome.ServiceBuilder(driver));
  } else {
    const options = new firefox.Options();
    options.addArguments("-headless");
    for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
    options.setBinary(process.env.FACTNOTE_FIREFOX ?? "/usr/bin/firefox-esr");
    // Without a path selenium looks on PATH, where `cargo install geckodriver` puts it.
    const service = new firefox.ServiceBuilder(process.env.FACTNOTE_GECKODRIVER);
    if (own) service.addArguments("--allow-system-access");
    builder.forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service);
  }
  const driver = await builder.build();
  await driver.manage().window().setRect(WINDOW);
  return driver;
}

/**
 * A group of tests in each browser: one browser is opened before the group and closed behind it.
 * @param {string} title
 * @param {(driver: () => WebDriver, name: BrowserName) => void} tests
 */
export function inEachBrowser(title, tests) {
  for (const name of browsers) {
    describe(`${title} (${name})`, () => {
      /** @type {WebDriver | undefined} */
      let driver;
      before(async () => {
        driver = await open(name);
      });
      after(() => driver?.quit());
      tests(() => {
        if (!driver) throw new Error("the browser is not open yet: ask for it inside a test");
        return driver;
      }, name);
    });
  }
}

/** How WebDriver writes a shadow root that is an argument of a script (W3C WebDriver, "Shadow Root"). */
const SHADOW_ROOT = "shadow-6066-11e4-a52e-4f735466cecf";

/**
 * Runs a function in the page with the shadow root of an element, closed or open, as its first argument.
 *
 * The function is sent as text: it knows nothing of this file. What it returns comes back as JSON does; a promise is
 * waited for. Both drivers hand out closed roots by WebDriver's own command; selenium only forgets to write them as
 * such when they are arguments, which is done here.
 * @template {unknown[]} A
 * @template R
 * @param {WebDriver} driver
 * @param {string} host selector of the element
 * @param {(root: ShadowRoot, ...args: A) => R | Promise<R>} run
 * @param {A} args
 * @returns {Promise<R>}
 */
export async function evaluateIn(driver, host, run, ...args) {
  const root = await driver.findElement(By.css(host)).getShadowRoot();
  return driver.executeScript(`return (${run})(...arguments)`, { [SHADOW_ROOT]: await root.getId() }, ...args);
}
