"use strict";
(() => {
  const article = document.querySelector("article");
  const marks = [...article.querySelectorAll(".factnote")];
  const markOf = (id) => marks.find((mark) => mark.dataset.card === id);
  let timer = 0;
  let opener = null;

  const light = (ids) => {
    for (const mark of marks) mark.toggleAttribute("data-factnote-active", ids.includes(mark.dataset.card));
  };

  const place = (card, mark) => {
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 8));
    const below = box.bottom + 8;
    const above = box.top - card.offsetHeight - 8;
    card.style.margin = "0";
    card.style.left = `${left}px`;
    card.style.top = `${below + card.offsetHeight > innerHeight && above > 0 ? above : below}px`;
  };

  const open = (id, focus) => {
    const card = document.getElementById(`card-${id}`);
    const mark = markOf(id);
    if (!card || !mark) return;
    if (!card.matches(":popover-open")) card.showPopover();
    const box = mark.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) mark.scrollIntoView({ block: "center" });
    place(card, mark);
    opener = mark;
    light([id]);
    if (focus) card.querySelector("button, a")?.focus();
  };

  const close = () => {
    const card = document.querySelector(".card:popover-open");
    card?.hidePopover();
    light([]);
  };

  const seen = new Set();
  for (const mark of marks) {
    if (seen.has(mark.dataset.card)) continue;
    seen.add(mark.dataset.card);
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
  }

  const rest = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = event.target.closest("article .factnote");
    if (mark) rest(() => open(mark.dataset.card), 350);
    else if (event.target.closest(".card")) clearTimeout(timer);
    else if (document.querySelector(".card:popover-open") && !document.activeElement?.closest(".card"))
      rest(close, 300);
    else clearTimeout(timer);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    const mark = event.target.closest("article .factnote");
    if (button) open(button.dataset.open, true);
    else if (mark && !event.target.closest("a")) open(mark.dataset.card);
  });
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("article .factnote");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(mark.dataset.card, true);
    } else if (event.key === "Escape") {
      const back = document.activeElement?.closest(".card") ? opener : null;
      close();
      back?.focus();
    }
  });
  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("toggle", (event) => {
      if (event.newState === "closed" && !document.querySelector(".card:popover-open")) light([]);
    });
  }

  // What a line of a card rests on lights up in the text.
  const range = (from, to) => {
    const blocks = [...article.querySelectorAll("[data-start]")];
    const block = blocks.findLast((b) => Number(b.dataset.start) <= from);
    if (!block) return null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = new Range();
    let at = Number(block.dataset.start);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const end = at + node.length;
      if (at <= from && from < end) found.setStart(node, from - at);
      if (at < to && to <= end) {
        found.setEnd(node, to - at);
        return found;
      }
      at = end;
    }
    return null;
  };
  document.addEventListener("pointerover", (event) => {
    if (!globalThis.Highlight) return;
    const part = event.target.closest(".card [data-from]");
    const words = part && range(Number(part.dataset.from), Number(part.dataset.to));
    if (words) CSS.highlights.set("words", new Highlight(words));
    else CSS.highlights.delete("words");
  });

  // A line of the panel lights up its marks; a click goes to the first.
  for (const line of document.querySelectorAll("[data-light]")) {
    const ids = line.dataset.light.split(" ");
    line.addEventListener("pointerenter", () => light(ids));
    line.addEventListener("focus", () => light(ids));
    line.addEventListener("pointerleave", () => light([]));
    line.addEventListener("blur", () => light([]));
    line.addEventListener("click", () => markOf(ids.find(markOf))?.scrollIntoView({ block: "center" }));
  }
})();
