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
    connect(options ?? {}, async (/** @type {any} */ { text }, /** @type {any} */ { kinds, overrides }) => {
      // Its positions hold for this text and no other: better no marks than marks at wrong words.
      if (text !== analysis.text)
        throw new Error(
          `Factnote: ${address} was made of another text than this page has; make it anew with \`factnote annotate --format analysis\``,
        );
      const { presentation, record } = analysis;
      const marks = presentation.marks.filter((/** @type {any} */ { style }) => !kinds || kinds.includes(style));
      return { presentation: { ...presentation, marks }, record, orphans: unfollowed(overrides, record, address) };
    });
}

/**
 * As the page's side gives it to an engine.
 * @typedef {{ change: "Hidden" | "Corrected" | "Added", selector: { exact: string, prefix: string, suffix: string }, kind: string | null } & Record<"source" | "role" | "link" | "why_unnamed" | "note", string | null>} Override
 */

/** What an override may say of a statement, as it stands in the record. */
const SAID = /** @type {const} */ (["source", "role", "link", "why_unnamed", "note"]);

/**
 * A sentence where the publisher says something now that the analysis does not know: to follow it would take the engine.
 * @param {Override[]} overrides
 * @param {any} record
 * @param {string} address
 */
function unfollowed(overrides, record, address) {
  const left = overrides.filter((one) => !record.annotations.some((/** @type {any} */ item) => isFollowed(one, item)));
  if (left.length === 0) return [];
  const words = left.map(({ selector }) => `“${selector.exact}”`).join(", ");
  return [
    `overrides not used: ${address} was made without those of the words ${words}, and only the engine, which this page forbids, could follow them; make it anew with \`factnote annotate --overrides\``,
  ];
}

/**
 * Whether an annotation of the record is what an override makes of it.
 * @param {Override} override
 * @param {any} item
 */
function isFollowed({ change, selector, kind, ...said }, { kind: found, content, publisher }) {
  if (!publisher || (kind !== null && kind.toLowerCase() !== found)) return false;
  if (change === "Hidden" && publisher.change !== "hidden") return false;
  if (SAID.some((field) => said[field] !== null && said[field] !== publisher[field])) return false;
  const [exact, prefix, suffix] = [selector.exact, selector.prefix, selector.suffix].map(bare);
  return content.some(
    (/** @type {any} */ piece) =>
      bare(piece.exact) === exact &&
      [bare(piece.prefix), prefix].some((one, at, both) => one.endsWith(both[1 - at])) &&
      [bare(piece.suffix), suffix].some((one, at, both) => one.startsWith(both[1 - at])),
  );
}

/** Words without the signs around and between them. @param {string} text */
function bare(text) {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** @param {string} address */
async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`Factnote: ${address} (data-analysis) could not be loaded: ${response.status}`);
  return response.json();
}
