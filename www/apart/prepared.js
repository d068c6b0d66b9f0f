// @ts-check
// Pages that forbid WebAssembly: the page's side as JavaScript, and an analysis that was made when the page was built.

import { connect } from "factnote-page";

/**
 * Loads the analysis, which `factnote annotate --format analysis` has written.
 * @param {string} address
 * @returns {Promise<(options?: { kinds?: string[] }) => Promise<object>>} what `init` is elsewhere
 */
export async function prepare(address) {
  const analysis = await loaded(address);
  return (options) =>
    connect(options ?? {}, async (/** @type {any} */ { text }, /** @type {any} */ { kinds }) => {
      // Its positions hold for this text and no other: better no marks than marks at wrong words.
      if (text !== analysis.text)
        throw new Error(
          `Factnote: ${address} was made of another text than this page has; make it anew with \`factnote annotate --format analysis\``,
        );
      const { presentation, record } = analysis;
      const marks = presentation.marks.filter((/** @type {any} */ { style }) => !kinds || kinds.includes(style));
      return { presentation: { ...presentation, marks }, record };
    });
}

/** @param {string} address */
async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`Factnote: ${address} (data-analysis) could not be loaded: ${response.status}`);
  return response.json();
}
