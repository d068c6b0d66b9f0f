// Runs in the frame with the article: marks it, with the engine of the playground around it.

import load, { connect, hasArticle } from "../pkg/dom/factnote.js";

/** Where the words are on a page that is too short to be taken for an article, as pasted pieces of pages are. */
const ROOTS = ["article", "main", "body"];

/** @returns {{ root?: string }} */
function place() {
  if (hasArticle({})) return {};
  const root = ROOTS.find((root) => document.querySelector(root) && hasArticle({ root }));
  if (!root) throw new Error("there are no paragraphs on it");
  return { root };
}

/** @type {import("./frame.js").Order} */
const { ask, done, failed } = /** @type {any} */ (window.frameElement).factnote;
try {
  await load();
  // Objects of another window are not quite objects: each side makes its own of what comes.
  const handle = await connect({ ...place(), panel: false }, async (article, question) =>
    structuredClone(/** @type {any} */ (await ask(article, question))),
  );
  done(/** @type {any} */ (handle));
} catch (error) {
  failed(error);
}
