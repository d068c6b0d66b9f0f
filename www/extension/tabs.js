// @ts-check
// Tabs, as readers of screens and keyboards know them (ARIA Authoring Practices, "Tabs"): one stop for the Tab key, the
// arrows go from tab to tab.

/**
 * @param {HTMLElement} list an element of role `tablist`, whose tabs name what they show in `aria-controls`
 */
export function tabs(list) {
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role="tab"]')]);
  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    for (const tab of all) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      const shown = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (shown) shown.hidden = !isChosen;
    }
  };
  for (const tab of all) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", (event) => {
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const chosen = all[(next + all.length) % all.length];
    choose(chosen);
    chosen.focus();
  });
  choose(all[0]);
}
