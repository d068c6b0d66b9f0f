// The playground: a text or a page in, marks and all that the engine thought out. Everything happens here; nothing is sent anywhere.

import { pageOfHtml, pageOfText, show } from "./frame.js";
import { SAMPLES } from "./samples.js";
import { fromFragment, keep, kept, toFragment } from "./state.js";
import { showAnnotations, showTokens } from "./tables.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./tables.js").RecordOfArticle} RecordOfArticle
 * @typedef {{ text: string, title?: string, outlet?: string, published?: string }} ArticleIn
 * @typedef {object} Engine
 * @property {() => Promise<unknown>} default
 * @property {(article: ArticleIn) => RecordOfArticle} analyze
 * @property {(article: object, question: object) => object} answer
 * @property {(article: ArticleIn) => string} tokens
 */

const ENGINE = "../pkg/engine/factnote.js";

const REST_MS = 300;
const TOLD_MS = 1500;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${kind.name} with id ${id}`);
  return found;
}

const input = element("input", HTMLSelectElement);
const text = element("text", HTMLTextAreaElement);
const outlet = element("outlet", HTMLInputElement);
const published = element("published", HTMLInputElement);
const marks = element("marks", HTMLInputElement);
const copy = element("copy", HTMLButtonElement);
const link = element("link", HTMLButtonElement);
const article = element("article", HTMLElement);
const empty = element("empty", HTMLElement);
const found = element("found", HTMLTableElement);
const cut = element("cut", HTMLTableElement);
const json = element("json", HTMLElement);
const statusLine = element("status", HTMLElement);
const error = element("error", HTMLElement);
const tabs = [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLButtonElement} */ (tab));

/** @type {Engine | undefined} */
let engine;
/** What the tabs show, as text to copy. */
const shown = { found: "", cut: "", json: "" };
/** @type {import("./frame.js").Handle | undefined} */
let handle;
/** Aborts what is still being shown. */
let newest = new AbortController();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * @param {string} [what] a sentence; none takes the last one away
 * @param {unknown} [why]
 */
function complain(what, why) {
  error.hidden = what === undefined;
  // An error of the frame is no Error of this window.
  const reason = /** @type {{ message?: string } | undefined} */ (why)?.message ?? (typeof why === "string" ? why : "");
  error.textContent = what === undefined ? "" : reason === "" ? what : `${what} (${reason})`;
}

/** @param {number} count @param {string} one */
const counted = (count, one) => `${count} ${count === 1 ? one : `${one}s`}`;

/** @returns {State} */
function state() {
  return {
    input: input.value === "html" ? "html" : "text",
    text: text.value,
    outlet: outlet.value.trim(),
    published: published.value,
  };
}

/** @param {State} state */
function setFields(state) {
  input.value = state.input;
  text.value = state.text;
  outlet.value = state.outlet;
  published.value = state.published;
  document.body.dataset.input = state.input;
}

/**
 * The article as a library is given it.
 * @param {State} state
 * @returns {ArticleIn}
 */
function given({ text, outlet, published }) {
  return { text, ...(outlet === "" ? {} : { outlet }), ...(published === "" ? {} : { published }) };
}

/**
 * @param {RecordOfArticle | undefined} record
 * @param {ArticleIn | undefined} read
 */
function tell(record, read) {
  showAnnotations(found, record);
  const rows = (record?.annotations ?? []).map(({ id, rule, confidence, label }) =>
    [id, rule, String(confidence), label].join("\t"),
  );
  shown.found = rows.join("\n");
  shown.cut = (read && engine?.tokens(read)) ?? "";
  showTokens(cut, shown.cut);
  shown.json = record ? JSON.stringify(record, null, 2) : "";
  json.textContent = shown.json;
  copy.disabled = !record;
  link.disabled = !record;
}

/**
 * @param {RecordOfArticle} record
 * @param {string} text
 * @param {number} took milliseconds
 */
function sumUp(record, text, took) {
  const of = (/** @type {string} */ kind) => record.annotations.filter((a) => a.kind === kind).length;
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  statusLine.textContent = [
    counted(of("attribution"), "statement"),
    `${counted(of("claim"), "claim")} in the outlet’s own words`,
    counted(of("figure"), "figure"),
    `${words} words read in ${took < 10 ? took.toFixed(1) : Math.round(took)} ms`,
  ].join(" · ");
}

async function update() {
  waiting = undefined;
  if (!engine) return;
  const { analyze, answer } = engine;
  newest.abort();
  newest = new AbortController();
  const { signal } = newest;
  complain();
  const now = state();
  const blank = now.text.trim() === "";
  empty.hidden = !blank;
  if (blank) {
    handle = undefined;
    article.replaceChildren();
    tell(undefined, undefined);
    statusLine.textContent = "No text.";
    return;
  }
  try {
    // Of a text the record is the library's; of a page, that of its marks.
    const own = now.input === "text" ? analyze(given(now)) : undefined;
    /** @type {ArticleIn} */
    let read = given(now);
    let took = 0;
    const page = own ? pageOfText(now, own.document.title?.exact) : pageOfHtml(now);
    const shownPage = await show(
      article,
      page,
      async (asked, question) => {
        const begun = performance.now();
        const answered = answer(structuredClone(asked), structuredClone(question));
        took = performance.now() - begun;
        // Of a page, what the article finder took for the article.
        if (!own) read = { ...read, text: /** @type {ArticleIn} */ (asked).text };
        return answered;
      },
      signal,
    );
    if (signal.aborted) return;
    handle = shownPage;
    handle.setVisible(marks.checked);
    /** @type {RecordOfArticle} */
    const record = own ?? handle.export();
    tell(record, read);
    sumUp(record, read.text, took);
  } catch (why) {
    if (signal.aborted) return;
    handle = undefined;
    tell(undefined, undefined);
    statusLine.textContent = "";
    complain(now.input === "html" ? "This page could not be marked." : "This text could not be marked.", why);
  }
}

/** @param {number} after milliseconds */
function soon(after) {
  document.body.dataset.input = input.value;
  keep(state());
  clearTimeout(waiting);
  waiting = setTimeout(update, after);
}

/** @param {State} state */
function replace(state) {
  setFields(state);
  text.scrollTop = 0;
  soon(0);
}

/** @param {HTMLButtonElement} chosen */
function choose(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    element(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = !isChosen;
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} content
 * @returns {Promise<boolean>} whether it could be copied
 */
async function copied(button, content) {
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    return false;
  }
  const words = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = words;
  }, TOLD_MS);
  return true;
}

for (const field of [text, outlet, published]) field.addEventListener("input", () => soon(REST_MS));
input.addEventListener("change", () => soon(0));
for (const button of document.querySelectorAll("button[data-sample]")) {
  button.addEventListener("click", () => {
    const sample = SAMPLES[button.getAttribute("data-sample") ?? ""];
    if (sample) replace(sample);
  });
}
element("clear", HTMLButtonElement).addEventListener("click", () => {
  replace({ input: "text", text: "", outlet: "", published: "" });
  text.focus();
});
marks.addEventListener("change", () => handle?.setVisible(marks.checked));
for (const [at, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const next = step && tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    choose(next);
    next.focus();
  });
}
copy.addEventListener("click", async () => {
  const panel = tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.getAttribute("aria-controls") ?? "";
  const name = /** @type {keyof typeof shown} */ (element(panel, HTMLElement).dataset.shows ?? "json");
  if (await copied(copy, shown[name])) return;
  getSelection()?.selectAllChildren(element(panel, HTMLElement));
  complain("The browser does not let this page copy. What is to be copied is selected now: press Ctrl+C or ⌘C.");
});
link.addEventListener("click", async () => {
  history.replaceState(null, "", await toFragment(state()));
  if (await copied(link, location.href)) statusLine.textContent = "The link holds the whole text; nothing was sent.";
  else complain("The browser does not let this page copy. The link stands in the address bar now.");
});

/** @returns {Promise<State | undefined>} */
async function linked() {
  try {
    return await fromFragment(location.hash);
  } catch {
    complain("The link to this page is damaged: perhaps it was cut. Ask for it once more.");
    return undefined;
  }
}

addEventListener("hashchange", async () => {
  const told = await linked();
  if (told) replace(told);
});

const first = await linked();
const damaged = error.textContent ?? "";
setFields(first ?? kept() ?? /** @type {State} */ (SAMPLES["court"]));
try {
  const loaded = /** @type {Engine} */ (await import(ENGINE));
  await loaded.default();
  engine = loaded;
  await update();
  if (damaged !== "" && error.hidden) complain(damaged);
} catch (why) {
  statusLine.textContent = "";
  complain("The engine could not be loaded; build it with “cargo xtask demo”, which serves this page too.", why);
}
