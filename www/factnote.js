// @ts-check
// The script tag. A classic script, since only such a one knows the tag it came from:
//
//   <script async src="https://example.org/factnote/factnote.js" data-panel="false"></script>
//
// It finds its module and wasm beside itself (pkg/), waits until the page has loaded and is idle (wrapping text
// before a framework has hydrated it would make it render anew), and calls init() with the options of the tag's
// data-* attributes, of <script type="application/json" class="factnote-config">, and of window.factnoteConfig; the
// later ones win. `window.factnote.ready` is a promise of the handle; `window.factnote.init(options)` promises a new
// one, after the first was destroyed (a page that changes its article by itself).
(() => {
  "use strict";
  const page = /** @type {any} */ (window);
  if (page.factnote) return; // included twice, it runs once
  const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const base = new URL("./", tag?.src || document.baseURI);

  /** @param {unknown} error */
  const report = (error) => {
    const text = error instanceof Error ? error.message : String(error);
    const message = text.startsWith("Factnote") ? text : `Factnote: ${text}`;
    console.error(message);
    document.dispatchEvent(new CustomEvent("factnote:error", { bubbles: true, detail: { message } }));
  };

  const options = () => {
    /** @type {Record<string, unknown>} */
    let written = {};
    const json = document.querySelector('script[type="application/json"].factnote-config');
    try {
      if (json) written = JSON.parse(json.textContent ?? "");
    } catch (error) {
      report(new Error(`Factnote: the tag of class factnote-config holds no JSON and is not read: ${error}`));
    }
    return { ...tag?.dataset, ...written, ...page.factnoteConfig };
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

  const engine = async () => {
    const module = await import(new URL("pkg/factnote.js", base).href);
    try {
      await module.default();
    } catch (error) {
      const policy = /content security policy|CSP/i.test(String(error));
      if (policy)
        throw new Error(
          "Factnote: this page's Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src",
        );
      if (error instanceof TypeError)
        throw new Error(
          `Factnote: ${base}pkg/factnote_bg.wasm could not be loaded; is it there, and does this page's Content-Security-Policy allow it in connect-src? (${error.message})`,
        );
      throw error;
    }
    return module;
  };

  /**
   * With the words of the interface that the option `interface` asks for; English is in the module.
   * @param {Record<string, unknown>} options
   */
  const translated = async ({ interface: language, ...options }) => {
    if (language === undefined || language === "en" || options.messages) return options;
    try {
      const answer = await fetch(new URL(`pkg/messages/${encodeURIComponent(String(language))}.json`, base));
      if (!answer.ok) throw new Error(String(answer.status));
      return { ...options, messages: await answer.json() };
    } catch (error) {
      console.warn(
        `Factnote: option \`interface\`: there are no words for “${language}” here (${error}); they are English`,
      );
      return options;
    }
  };

  const loading = engine();
  const start = async () => {
    loading.catch(() => {}); // awaited below; the page may take longer to load than the engine to fail
    await loaded;
    await idle();
    return (await loading).init(await translated(options()));
  };

  const ready = start();
  ready.catch(report);
  // The view for editors is loaded for who asks for it.
  if (new URLSearchParams(location.search).get("factnote") === "review")
    ready.then(async (handle) => (await import(new URL("review.js", base).href)).review(handle)).catch(() => {}); // said above, or by the browser
  /** @param {Record<string, unknown>} [options] */
  const init = async (options) => (await loading).init(options && (await translated(options)));
  page.factnote = { ready, init };
})();
