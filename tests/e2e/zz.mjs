import { open, evaluateIn } from "./browser.js";
import { mark, point, visit, card, waitForCard } from "./reader.js";
import fs from "node:fs";
const d = await open("chromium");
const shot = async (f) => fs.writeFileSync(`/tmp/${f}.png`, await d.takeScreenshot(), "base64");
const cdp = (m, p) => d.sendDevToolsCommand(m, p);
try {
  await cdp("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  await visit(d, "http://127.0.0.1:8090/index.html");
  await point(d, await mark(d, "The", "unnamed")); console.log((await waitForCard(d)).theme);
  await shot("d1");
  await d.executeScript("const f=window.handle.annotations().find(a=>a.form==='agentless'); window.handle.open(f.id)");
  await d.sleep(300); await shot("d2");
  await evaluateIn(d, "factnote-panel", (root) => root.querySelector(".toggle").click());
  await d.sleep(200); await shot("d3");
  await cdp("Emulation.setDeviceMetricsOverride", { width: 360, height: 700, deviceScaleFactor: 1, mobile: true });
  await visit(d, "http://127.0.0.1:8090/index.html");
  await point(d, await mark(d, "“We were told")); await waitForCard(d); await shot("p1");
  await evaluateIn(d, "factnote-panel", (root) => root.querySelector(".toggle").click());
  await d.sleep(200); await shot("p2");
  await cdp("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "light" }, { name: "forced-colors", value: "active" }] });
  await evaluateIn(d, "factnote-panel", (root) => root.querySelector(".toggle").click());
  await point(d, await mark(d, "€340 million", "figure", "p")); await waitForCard(d); await d.sleep(300); await shot("f1");
} finally { await d.quit(); }
