// @ts-check
// A sentence beside the words it is about, where no card can open.

/** How long it stays, in milliseconds. */
const STAYS = 6000;

const STYLE = `
:host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; }
p { margin: 0; max-width: 20rem; padding: 0.6em 0.9em; border: 1px solid #8886; border-radius: 8px;
  font: 14px/1.4 system-ui, sans-serif; color: #1c1c1c; background: #fff; box-shadow: 0 4px 16px #0003; }
p[data-theme="dark"] { color: #ececec; background: #232323; }
@media (prefers-color-scheme: dark) { p[data-theme="auto"] { color: #ececec; background: #232323; } }
`;

/** @type {AbortController | null} */
let shown = null;

/**
 * Shows a sentence until the reader goes on.
 * @param {string} text
 * @param {DOMRect} beside in the viewport
 * @param {string} theme
 */
export function notice(text, beside, theme) {
  dismiss();
  shown = new AbortController();
  const { signal } = shown;
  const host = document.createElement("factnote-notice");
  host.setAttribute("data-factnote-skip", "");
  const root = host.attachShadow({ mode: "closed" });
  const style = document.createElement("style");
  style.textContent = STYLE;
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.dataset.theme = theme;
  root.append(style, line);
  host.style.setProperty("left", `${Math.max(8, Math.min(beside.left, innerWidth - 340))}px`, "important");
  host.style.setProperty("top", `${Math.max(8, Math.min(beside.bottom + 8, innerHeight - 80))}px`, "important");
  document.body.append(host);
  // Written when it is there already: what is read aloud is a change.
  requestAnimationFrame(() => (line.textContent = text));
  const timer = setTimeout(dismiss, STAYS);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    host.remove();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && dismiss(), { signal, capture: true });
  addEventListener("pointerdown", dismiss, { signal, capture: true });
  addEventListener("scroll", dismiss, { signal, capture: true, passive: true });
}

/** Takes it away. */
export function dismiss() {
  shown?.abort();
  shown = null;
}
