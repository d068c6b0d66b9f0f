// @ts-check
// A page made by React: a story whose parts come, go and change with its state.

import { createElement as h, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot } from "react-dom/client";
import { START } from "./story.js";

/** @typedef {import("./story.js").Story} Story */

/** @type {(change: Partial<Story>) => void} */
let change;

function Page() {
  const [story, setStory] = useState(START);
  change = (part) => flushSync(() => setStory((before) => ({ ...before, ...part })));
  if (!story.shown) return h("p", null, "Nothing here.");
  return h(
    "article",
    null,
    h("h1", null, "Crowds at the old harbour"),
    h(
      "p",
      { id: "among" },
      h("b", null, "Now: "),
      `${story.people} people were there, Mayor Edda Rowan said.`,
      h("i", null, " (live)"),
    ),
    h(
      "p",
      { id: "optional" },
      h("b", null, "Boats: "),
      story.boats && "“We have counted twelve boats since noon,” Rowan said.",
    ),
    h(
      "p",
      { id: "behind" },
      story.lead && h("b", null, "At noon "),
      "30 trains stopped at the quay, Rowan told the Courier on Tuesday.",
    ),
    h("p", { id: "inside" }, "There were ", story.people, " people on the quay, according to the harbour office."),
  );
}

/** @type {any} */ (window).app = {
  render: (/** @type {Element} */ root) => createRoot(root).render(h(Page)),
  hydrate: (/** @type {Element} */ root) => hydrateRoot(root, h(Page)),
  change: (/** @type {Partial<Story>} */ part) => change(part),
};
