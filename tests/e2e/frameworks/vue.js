// @ts-check
// The same page made by Vue.

import { createApp, h, nextTick, reactive } from "vue";
import { START } from "./story.js";

/** @typedef {import("./story.js").Story} Story */

const story = reactive({ ...START });

const Page = {
  render: () =>
    story.shown
      ? h("article", [
          h("h1", "Crowds at the old harbour"),
          h("p", { id: "among" }, [
            h("b", "Now: "),
            `${story.people} people were there, Mayor Edda Rowan said.`,
            h("i", " (live)"),
          ]),
          h("p", { id: "optional" }, [
            h("b", "Boats: "),
            story.boats ? "“We have counted twelve boats since noon,” Rowan said." : null,
          ]),
          h("p", { id: "behind" }, [
            story.lead ? h("b", "At noon ") : null,
            "30 trains stopped at the quay, Rowan told the Courier on Tuesday.",
          ]),
          h("p", { id: "inside" }, [
            "There were ",
            String(story.people),
            " people on the quay, according to the harbour office.",
          ]),
        ])
      : h("p", "Nothing here."),
};

/** @type {any} */ (window).app = {
  render: (/** @type {Element} */ root) => createApp(Page).mount(root),
  change: (/** @type {Partial<Story>} */ part) => {
    Object.assign(story, part);
    return nextTick();
  },
};
