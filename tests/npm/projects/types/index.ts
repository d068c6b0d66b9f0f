// What a program in TypeScript may and may not write. Compiled, not run.
import { init, type FactnoteRecord, type Handle, type RemoteHandle } from "factnote";
import { analyze } from "factnote/engine";
import { connect } from "factnote/dom";

const handle: Handle = await init({ kinds: ["direct"], markFrom: 0.7, theme: "dark", rest: 200 });
const ids: string[] = handle.marked();
const marked: number = handle.scan();
const [whole, table]: [FactnoteRecord | undefined, string | undefined] = [handle.export(), handle.export("csv")];
// With a worker the same handle, but what takes its time is promised.
const remote: RemoteHandle = await init({ worker: true, panel: false });
const later: Promise<[number, string | undefined]> = Promise.all([remote.scan(), remote.export("markdown")]);
const now: FactnoteRecord | undefined = remote.export();
const either: Handle | RemoteHandle = await init({ worker: ids.length > 0 });
console.log(marked, whole, table, await later, now, remote.orphans(), await either.scan());
const record: FactnoteRecord = analyze({ text: "…", outlet: "The Gull Point Times" }, { markFrom: 0.5 });
for (const annotation of record.annotations) {
  // The kind tells what else there is.
  if (annotation.kind === "attribution") console.log(ids, annotation.form, annotation.cue?.lemma);
}
document.addEventListener("factnote:open", (event) => console.log(event.detail.annotation.label, event.detail.id));
document.addEventListener("factnote:ready", (event) => console.log(event.detail.marked + 1));
await connect({ root: "article" }, async (article, question) => {
  const response = await fetch("/answer", { method: "POST", body: JSON.stringify({ article, question }) });
  return response.json();
});

// @ts-expect-error with a worker the number of marks is promised
const promised: number = remote.scan();
// @ts-expect-error and without one it is not
handle.scan().then;
// @ts-expect-error there is no such format
handle.export("xml");
// @ts-expect-error there is no such option
await init({ colour: "red" });
// @ts-expect-error nor such a theme
await init({ theme: "blue" });
// @ts-expect-error a number is no text
analyze({ text: 7 });
// @ts-expect-error a record has no such part
record.claims;
// @ts-expect-error nor an attribution such a form
if (record.annotations[0].kind === "attribution") record.annotations[0].form === "shouted";
