import { open, evaluateIn } from "./browser.js";
import { mark, point, visit, card, waitForCard } from "./reader.js";
import fs from "node:fs";
const d = await open("chromium");
try {
  console.log(await visit(d, "http://127.0.0.1:8095/index.html"));
  const ids = await d.executeScript("return window.handle.marked()");
  for (const id of ids) { await d.executeScript("window.handle.open(arguments[0])", id); const c = await card(d); console.log(id, "|", c.title, "|", JSON.stringify(c.rows)); }
  await evaluateIn(d, "factnote-panel", (root) => root.querySelector(".toggle").click());
  await d.executeScript("scrollTo(0,0)");
  await d.sleep(300);
  fs.writeFileSync("/tmp/s1.png", await d.takeScreenshot(), "base64");
} finally { await d.quit(); }
