// The result as tables.

/**
 * @typedef {{ exact: string }} Stretch
 * @typedef {{ id: string, kind: string, label: string, content: Stretch[], rule: string, confidence: number }} Annotation
 * @typedef {{ document: { title?: Stretch }, annotations: Annotation[] }} RecordOfArticle
 */

const WORDS_SHOWN = 90;

/**
 * @param {HTMLTableElement} table
 * @param {string[]} names of the columns
 * @param {Iterable<{ cells: string[], look?: string }>} rows
 */
function fill(table, names, rows) {
  const head = document.createElement("thead");
  const headRow = head.insertRow();
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    headRow.append(cell);
  }
  const body = document.createElement("tbody");
  for (const { cells, look } of rows) {
    const row = body.insertRow();
    if (look) row.className = look;
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  table.replaceChildren(head, body);
}

/** @param {string} text */
const shortened = (text) => (text.length > WORDS_SHOWN ? `${text.slice(0, WORDS_SHOWN - 1)}…` : text);

/**
 * What was found, with the rule that found it and how sure that is.
 * @param {HTMLTableElement} table
 * @param {RecordOfArticle | undefined} record
 */
export function showAnnotations(table, record) {
  const rows = (record?.annotations ?? []).map(({ id, kind, label, content, rule, confidence }) => ({
    cells: [id, kind, shortened(content.map(({ exact }) => exact).join(" … ")), label, rule, confidence.toFixed(2)],
  }));
  fill(table, ["Id", "Kind", "Words", "Card", "Rule", "Confidence"], rows);
}

/**
 * How the text was cut and labelled.
 * @param {HTMLTableElement} table
 * @param {string} columns as the engine gives them: CoNLL
 */
export function showTokens(table, columns) {
  const rows = [];
  let begins = false;
  for (const line of columns.split("\n")) {
    if (line === "" || line.startsWith("# ")) {
      begins = true;
      continue;
    }
    const [, form, start, end, kind, rules, label, ...shares] = line.split("\t");
    const role = label.split("-")[1] ?? "";
    const look = [role, begins ? "begins" : ""].filter((name) => name !== "").join(" ");
    rows.push({ cells: [form, `${start}–${end}`, kind, rules, label, ...shares], look });
    begins = false;
  }
  fill(table, ["Token", "Place", "Kind", "Rules", "Tag", "Source %", "Cue %", "Content %"], rows);
}
