// The playground: text in, marks and the record out. Everything happens on this page; no text is sent anywhere.

/**
 * @typedef {{ exact: string }} Span
 * @typedef {{ kind: string, label: string }} Annotation
 * @typedef {{ document: { title?: Span }, annotations: Annotation[] }} RecordOfArticle
 * @typedef {{ text: string, outlet?: string, published?: string }} ArticleIn
 * @typedef {{ setVisible(visible: boolean): void, destroy(): void }} Handle
 * @typedef {object} Engine
 * @property {() => Promise<unknown>} default
 * @property {(options: { root: string, panel: boolean }) => Handle} init
 * @property {(article: ArticleIn, options?: { markFrom?: number }) => RecordOfArticle} analyze
 * @typedef {{ text: string, outlet: string, published: string }} State
 */

const ENGINE = "./pkg/factnote.js";
const KEPT_AS = "factnote-playground";
const REST_MS = 300;

/** @type {Record<string, State>} */
const SAMPLES = {
  court: {
    outlet: "The Brayford Post",
    published: "2026-03-06",
    text: `Beekeeper wins case over 40,000 lost bees

A judge in Brayford ruled on Thursday that a crop-spraying firm must pay a local beekeeper £12,600 for two hives it destroyed last June.

“He did everything a careful man could do, and his neighbour did nothing,” Judge Imelda Farrow said in her ruling. The firm, Tern Agri, declined to comment. In a court filing it had argued that the drift was caused by “a gust nobody could foresee”.

“I would rather have the bees,” said Aled Quince, 58, who has kept hives on the same slope for 31 years. His lawyer claimed the verdict could help “at least a dozen” other keepers.

According to the Valley Herald, citing two people familiar with the case, Tern Agri is expected to appeal within three weeks.`,
  },
  science: {
    outlet: "Longview Science",
    published: "2026-07-21",
    text: `Owls hunt better under dimmed street lamps, study finds

Barn owls catch roughly 30% more voles where villages dim their lamps after midnight, according to a study published on Monday in the journal Night Ecology.

The researchers followed 64 owls in 11 villages for two years. “We expected darkness to help a little,” said Dr Noor Haldane, a zoologist at Carrow University who led the work. “We did not expect it to feed another chick.”

One in four nests in dimmed villages raised more than five young, up from one in nine before, the paper says. The effect may be smaller in towns, Haldane cautioned.

“It is a lovely result, but it is one kind of owl,” said Peter Simm, a former adviser to the lighting council, who was not involved. Others pointed out that 2025 was an unusually good year for voles.

A government spokesperson, who asked not to be named because the plan is not public, said the ministry was considering €4.5 million for lamps that dim themselves.`,
  },
  wire: {
    outlet: "The Merrow Times",
    published: "2026-11-12",
    text: `Merrow and Ostland close to fishing deal

MERROW (COASTWIRE) - Merrow and Ostland will sign a ten-year fishing agreement next week, according to the Ostland Lantern, citing sources close to the negotiations.

The draft, which runs to 22 pages, allows each side “fair and lasting access” to the northern banks. It does not say how much of the catch, worth about $210 million a year, goes to whom.

“We have a text, and the text is good,” Fisheries Minister Clara Voss told Radio Merrow on Wednesday. She did not confirm the date. Ostland's acting envoy, Bram Teller, said his government “might need a few days more”.

Opposition leader Ivo Marsh slammed the deal as a gift to foreign trawlers and claimed it would cost 1,500 jobs.

“The fish do not read treaties,” said one skipper in Merrow harbour.

“They went north when the water warmed by 1.2 degrees, and nobody asked a minister.”

In a Harbour Poll of 900 adults, 47 percent said they backed the deal, down three percentage points since September. Analysts quoted by the Lantern said a signature could come within days; others cautioned that talks had reportedly failed at this stage twice before.`,
  },
};

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`no ${kind.name} with id ${id}`);
  }
  return found;
}

const text = element("text", HTMLTextAreaElement);
const outlet = element("outlet", HTMLInputElement);
const published = element("published", HTMLInputElement);
const marks = element("marks", HTMLInputElement);
const copy = element("copy", HTMLButtonElement);
const clear = element("clear", HTMLButtonElement);
const article = element("article", HTMLElement);
const empty = element("empty", HTMLElement);
const json = element("json", HTMLElement);
const statusLine = element("status", HTMLElement);
const error = element("error", HTMLElement);

/** @type {Engine | undefined} */
let engine;
/** @type {Handle | undefined} */
let handle;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * @param {string} [what] a sentence; none takes the last one away
 * @param {unknown} [why]
 */
function complain(what, why) {
  error.hidden = what === undefined;
  const reason = why instanceof Error ? why.message : typeof why === "string" ? why : "";
  error.textContent = what === undefined ? "" : reason === "" ? what : `${what} (${reason})`;
}

/** @param {number} count @param {string} one */
const counted = (count, one) => `${count} ${count === 1 ? one : `${one}s`}`;

/**
 * What the article says of itself, where the engine looks for it on any page.
 * @param {string} property
 * @param {string} content
 */
function tellPage(property, content) {
  const old = document.head.querySelector(`meta[property="${property}"]`);
  if (content === "") {
    old?.remove();
    return;
  }
  const meta = old ?? document.head.appendChild(document.createElement("meta"));
  meta.setAttribute("property", property);
  meta.setAttribute("content", content);
}

/**
 * The text as elements: a heading where the engine saw a headline, a paragraph a line.
 * @param {string | undefined} title
 */
function setArticle(title) {
  const lines = text.value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const blocks = lines.map((line, at) => {
    const block = document.createElement(at === 0 && line === title ? "h1" : "p");
    block.textContent = line;
    return block;
  });
  article.replaceChildren(...blocks);
}

function update() {
  waiting = undefined;
  if (!engine) {
    return;
  }
  const scrolled = article.scrollTop;
  complain();
  try {
    handle?.destroy();
  } catch (why) {
    complain("The old marks could not be taken out; reload the page.", why);
  }
  handle = undefined;
  const blank = text.value.trim() === "";
  empty.hidden = !blank;
  copy.disabled = blank;
  if (blank) {
    article.replaceChildren();
    json.textContent = "";
    statusLine.textContent = "No text.";
    return;
  }

  /** @type {RecordOfArticle | undefined} */
  let record;
  try {
    const input = { text: text.value, outlet: outlet.value.trim(), published: published.value };
    const begun = performance.now();
    record = engine.analyze({
      text: input.text,
      ...(input.outlet === "" ? {} : { outlet: input.outlet }),
      ...(input.published === "" ? {} : { published: input.published }),
    });
    const took = performance.now() - begun;
    const of = (/** @type {string} */ kind) => record?.annotations.filter((a) => a.kind === kind).length ?? 0;
    const words = text.value.trim().split(/\s+/).length;
    statusLine.textContent = [
      counted(of("attribution"), "statement"),
      counted(of("claim"), "claim") + " in the outlet’s own words",
      counted(of("figure"), "figure"),
      `${words} words read in ${took < 10 ? took.toFixed(1) : Math.round(took)} ms`,
    ].join(" · ");
    json.textContent = JSON.stringify(record, null, 2);
  } catch (why) {
    complain("This text could not be read.", why);
    statusLine.textContent = "";
    json.textContent = "";
    copy.disabled = true;
  }

  setArticle(record?.document.title?.exact);
  tellPage("og:site_name", outlet.value.trim());
  tellPage("article:published_time", published.value);
  if (record) {
    try {
      handle = engine.init({ root: "#article", panel: false });
      handle.setVisible(marks.checked);
    } catch (why) {
      complain("This text could not be marked.", why);
    }
  }
  article.scrollTop = scrolled;
}

function keep() {
  try {
    const state = { text: text.value, outlet: outlet.value, published: published.value };
    sessionStorage.setItem(KEPT_AS, JSON.stringify(state));
  } catch {
    // A page without storage works; only the text is gone after a reload.
  }
}

/** @returns {State | undefined} */
function kept() {
  try {
    const state = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "null");
    const complete = [state?.text, state?.outlet, state?.published].every((value) => typeof value === "string");
    return complete ? state : undefined;
  } catch {
    return undefined;
  }
}

/** @param {State} state */
function show(state) {
  text.value = state.text;
  outlet.value = state.outlet;
  published.value = state.published;
}

/** @param {number} after milliseconds */
function soon(after) {
  keep();
  clearTimeout(waiting);
  waiting = setTimeout(update, after);
}

/** @param {State} state */
function replace(state) {
  show(state);
  text.scrollTop = 0;
  article.scrollTop = 0;
  soon(0);
}

for (const field of [text, outlet, published]) {
  field.addEventListener("input", () => soon(REST_MS));
}
for (const button of document.querySelectorAll("button[data-sample]")) {
  button.addEventListener("click", () => {
    const sample = SAMPLES[button.getAttribute("data-sample") ?? ""];
    if (sample) {
      replace(sample);
    }
  });
}
clear.addEventListener("click", () => {
  replace({ text: "", outlet: "", published: "" });
  text.focus();
});
marks.addEventListener("change", () => handle?.setVisible(marks.checked));
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(json.textContent ?? "");
    copy.textContent = "Copied";
    setTimeout(() => {
      copy.textContent = "Copy";
    }, 1500);
  } catch {
    getSelection()?.selectAllChildren(json);
    complain("The browser does not let this page copy. The JSON is selected now: press Ctrl+C or ⌘C.");
  }
});

show(kept() ?? /** @type {State} */ (SAMPLES["court"]));
try {
  const loaded = /** @type {Engine} */ (await import(ENGINE));
  await loaded.default();
  engine = loaded;
  update();
} catch (why) {
  setArticle(undefined);
  empty.hidden = text.value.trim() !== "";
  statusLine.textContent = "";
  complain("The engine could not be loaded; build it with “cargo xtask demo”, which serves this page too.", why);
}

export {};
