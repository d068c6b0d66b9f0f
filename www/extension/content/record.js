// @ts-check
// What the popup is told of an article's record (schema 1.0).

/** @typedef {{ id: string, name: string, role: string | null, kind: string, count: number, first: string | null }} Source */

/**
 * The sources of what is marked, most heard first.
 * @param {any} record
 * @param {string[]} marked ids of the annotations that have a mark
 * @returns {Source[]}
 */
export function sources(record, marked) {
  const shown = new Set(marked);
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const { id, source } of record.annotations) {
    if (source && shown.has(id)) said.set(source, [...(said.get(source) ?? []), id]);
  }
  const list = [...said].map(([id, annotations]) => {
    const { name, kind, role } = record.sources.find((/** @type {any} */ source) => source.id === id);
    return {
      id,
      name,
      kind,
      role: role?.text ?? role ?? null,
      count: annotations.length,
      first: annotations[0] ?? null,
    };
  });
  return list.sort((a, b) => b.count - a.count);
}

/**
 * The language that the text was read in: another than English means that it was not read.
 * @param {any} record
 * @returns {string}
 */
export function language({ document: { english, lang } }) {
  if (english) return "en";
  return lang && !/^en\b/i.test(lang) ? lang : "und";
}

/**
 * The exported id of an annotation that panel or page name by its number.
 * @param {any} record
 * @param {string | number} id
 * @returns {string}
 */
export function nameOf(record, id) {
  return typeof id === "number" ? (record.annotations[id]?.id ?? "") : id;
}

/**
 * The attributions whose words, verb or source stand in a stretch of the text.
 * @param {any} record
 * @param {number} start in UTF-16 units
 * @param {number} end
 * @returns {string[]} ids
 */
export function attributionsIn(record, start, end) {
  const touches = (/** @type {any} */ span) => span && span.start < end && span.end > start;
  return record.annotations
    .filter((/** @type {any} */ { kind, content, cue, source_span }) => {
      const spans = [...(content ?? []), cue?.span ?? cue, source_span];
      return kind === "attribution" && spans.some(touches);
    })
    .map((/** @type {any} */ annotation) => annotation.id);
}
