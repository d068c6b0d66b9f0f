// @ts-check
// The script tag. A classic script, since only such a one knows the tag it came from:
//
//   <script async src="https://example.org/factnote/factnote.js" data-panel="false"></script>
//
// It finds its module and wasm beside itself (pkg/), waits until the page has loaded and is idle (wrapping text
// before a framework has hydrated it would make it render anew) or until `contentReady`, and calls init() with the options of
// the tag's data-* attributes, of <script type="application/json" class="factnote-config">, and of window.factnoteConfig; the
// later ones win. `window.factnote.ready` is a promise of the handle; `window.factnote.init(options)` promises a new
// one, after the first was destroyed (a page that changes its article by itself).
(() => {
  "use strict";
  const page = /** @type {any} */ (window);
  if (page.factnote) return; // included twice, it runs once
  const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const base = new URL("./", tag?.src || document.baseURI);
  /** @param {string} path */
  const beside = (path) => new URL(`pkg/${path}`, base).href;

  /**
   * @param {string} name
   * @param {object} detail
   */
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  /** @param {unknown} error */
  const report = (error) => {
    const text = error instanceof Error ? error.message : String(error);
    const message = text.startsWith("Factnote") ? text : `Factnote: ${text}`;
    console.error(message);
    tell("factnote:error", { message });
  };

  /** @param {boolean} [aloud] whether it is said what is wrong */
  const written = (aloud) => {
    /** @type {Record<string, any>} */
    let json = {};
    const element = document.querySelector('script[type="application/json"].factnote-config');
    try {
      if (element) json = JSON.parse(element.textContent ?? "");
    } catch (error) {
      if (aloud) report(`Factnote: the tag of class factnote-config holds no JSON and is not read: ${error}`);
    }
    return { ...tag?.dataset, ...json, ...page.factnoteConfig };
  };
  /** What is said of loading is no option of init(). */
  const options = () => {
    const { worker, analysis, contentReady, footnotes, integrityModule, integrityWasm, integrityPage, ...others } =
      written(true);
    if (![undefined, null, "", "true", "false", true, false].includes(worker))
      console.warn("Factnote: option `worker`: true or false is wanted; its default holds");
    return others;
  };
  /** Whether a worker is wanted. A tag with a checksum wants what it names, and for a worker there are none. */
  const apart = () => {
    const { worker, integrityModule, integrityWasm } = written();
    return ["", "true", true].includes(worker) && !integrityModule && !integrityWasm;
  };

  const loaded = new Promise((resolve) => {
    if (document.readyState === "complete") resolve(undefined);
    else addEventListener("load", resolve, { once: true });
  });
  const idle = () =>
    new Promise((resolve) => {
      if ("requestIdleCallback" in window) requestIdleCallback(resolve, { timeout: 2000 });
      else setTimeout(resolve, 200);
    });
  /** When the page may be changed: as it says itself, else when it has loaded and rests. */
  const begin = async () => {
    if (page.factnoteConfig?.contentReady === undefined) await loaded.then(idle);
    else await page.factnoteConfig.contentReady;
  };

  /**
   * A module. With a checksum the browser compares it first, and import() gets what it has compared.
   * @param {string} path
   * @param {string} [integrity]
   */
  const imported = async (path, integrity) => {
    const href = beside(path);
    if (integrity)
      await new Promise((resolve, reject) => {
        const link = document.createElement("link");
        Object.assign(link, {
          rel: "modulepreload",
          href,
          integrity,
          crossOrigin: "anonymous",
          nonce: tag?.nonce ?? "",
        });
        link.onload = resolve;
        link.onerror = () => reject(`Factnote: ${href} is not there, or not what its checksum (data-integrity-…) says`);
        if (link.relList.supports("modulepreload")) document.head.append(link);
        else reject("Factnote: this browser cannot compare the checksum (data-integrity-…) of a module");
      });
    return import(href);
  };

  /** Where the page forbids WebAssembly: why. */
  class Blocked extends Error {}
  const engine = async () => {
    if (typeof WebAssembly !== "object") throw new Blocked("Factnote: this browser has no WebAssembly, or forbids it");
    const { integrityModule, integrityWasm } = written();
    const module = await imported("factnote.js", integrityModule);
    const wasm = beside("factnote_bg.wasm");
    try {
      await module.default(integrityWasm && { module_or_path: fetch(wasm, { integrity: integrityWasm }) });
    } catch (error) {
      if (/content security policy|CSP/i.test(String(error)))
        throw new Blocked(
          "Factnote: this page's Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src",
        );
      if (error instanceof TypeError)
        throw new Error(
          `Factnote: ${wasm} could not be loaded; is it there${integrityWasm ? ", with the checksum of data-integrity-wasm" : ""}, and does this page's Content-Security-Policy allow it in connect-src? (${error.message})`,
        );
      throw error;
    }
    return module.init;
  };
  /** Page and engine apart: the engine in a worker; where there can be none, here. */
  const beginning = async () => {
    if (apart()) {
      try {
        return await (await import(beside("apart.js"))).prepare();
      } catch {
        // As if it had not been asked for.
      }
    }
    return engine();
  };
  /**
   * What the page has had analysed when it was built, where there can be no engine.
   * @param {Blocked} error
   */
  const prepared = async (error) => {
    const { analysis, integrityPage } = written();
    tell("factnote:blocked", { message: error.message });
    if (!analysis) throw error;
    console.warn(error.message);
    const { prepare } = await imported("page.js", integrityPage);
    return prepare(new URL(analysis, document.baseURI).href);
  };

  /**
   * With the words of the interface that the option `interface` asks for; English is in the module.
   * @param {Record<string, unknown>} options
   */
  const translated = async ({ interface: language, ...options }) => {
    if (language === undefined || language === "en" || options.messages) return options;
    try {
      const answer = await fetch(beside(`messages/${encodeURIComponent(String(language))}.json`));
      if (!answer.ok) throw new Error(String(answer.status));
      return { ...options, messages: await answer.json() };
    } catch (error) {
      console.warn(
        `Factnote: option \`interface\`: there are no words for “${language}” here (${error}); they are English`,
      );
      return options;
    }
  };

  const loading = beginning();
  loading.catch(() => {}); // awaited below; the page may take longer to load than the engine to fail
  /** @type {Promise<(options?: object) => any> | undefined} */
  let starting;
  const started = () =>
    (starting ??= loading.catch((error) => {
      if (error instanceof Blocked) return prepared(error);
      throw error;
    }));

  const start = async () => {
    await begin();
    return (await started())(await translated(options()));
  };
  const ready = start();
  ready.catch(report);
  /** What stands beside this script is loaded for who asks for it. @param {string} name */
  const add = (name) =>
    ready
      .then(async (handle) => (await import(new URL(`${name}.js`, base).href))[name](handle, written().interface))
      .catch(() => {}); // said above, or by the browser
  if (new URLSearchParams(location.search).get("factnote") === "review") add("review");
  if (["", "true", true].includes(written().footnotes)) add("footnotes");
  /** @param {Record<string, unknown>} [options] */
  const init = async (options) => (await started())(options && (await translated(options)));
  page.factnote = { ready, init };
})();
