// @ts-check
// A quotation in the text that an article links to: what is found, and what differs. Node alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../../www/extension/content/compare.js";

const TEXT = `The council met on Monday.
  "We will not close the harbour before the new quay is ready," the mayor said – and nobody objected.
  Costs of $40,000 were named, half of what the engineers’ report had said.`;

test("word for word, wherever the lines end", () => {
  const found = find("We will not close the harbour before the new quay is ready", TEXT);
  assert.equal(found.how, "exact");
  assert.equal(find('ready," the mayor said – and nobody', TEXT).how, "exact");
  assert.equal(find('The council met on Monday. "We will', TEXT).how, "exact");
});

test("other quotation marks, dashes, apostrophes and capitals are no other words, but not word for word", () => {
  const found = find("the Engineers' report", TEXT);
  assert.deepEqual([found.how, found.differences], ["differing", 0]);
  assert.equal(found.passage, "the engineers’ report");
  const dashed = find("the mayor said — and nobody objected", TEXT);
  assert.deepEqual([dashed.how, dashed.differences], ["differing", 0]);
});

test("a changed, a missing and an added word are counted and shown", () => {
  const changed = find("We will never close the harbour before the new quay is ready", TEXT);
  assert.deepEqual([changed.how, changed.differences], ["differing", 1]);
  assert.deepEqual(changed.pieces, [
    { kind: "same", text: '"We will' },
    { kind: "missing", text: "never" },
    { kind: "added", text: "not" },
    { kind: "same", text: 'close the harbour before the new quay is ready,"' },
  ]);
  const missing = find("We will not close the harbour before the quay is ready", TEXT);
  assert.deepEqual([missing.differences, missing.pieces[1]], [1, { kind: "added", text: "new" }]);
  const added = find("We will not close the old harbour before the new quay is ready", TEXT);
  assert.deepEqual([added.differences, added.pieces[1]], [1, { kind: "missing", text: "old" }]);
});

test("a last word that is another one is changed, not missing", () => {
  const found = find("We will not close the harbour before the new quay is finished", TEXT);
  assert.deepEqual([found.differences, found.pieces.at(-1)], [1, { kind: "added", text: 'ready,"' }]);
  const first = find("They will not close the harbour before the new quay is ready", TEXT);
  assert.deepEqual([first.differences, first.pieces.slice(0, 2).map(({ text }) => text)], [1, ["They", '"We']]);
});

test("what says something else is not found, nor are a few words that nearly stand there", () => {
  assert.equal(find("We shall open three more harbours as soon as the money is there", TEXT).how, "none");
  assert.equal(find("close the port", TEXT).how, "none");
  assert.equal(find("", TEXT).how, "none");
  assert.equal(find("close the harbour", "").how, "none");
});

test("at most one word in four may differ", () => {
  assert.equal(find("We shall not shut the harbour until the new pier is ready", TEXT).how, "none");
  assert.equal(find("We will not shut the harbour until the new pier is ready", TEXT).how, "differing");
});

test("a long text is searched quickly", () => {
  const long = `${"Water and wind and nothing else that day. ".repeat(5000)}${TEXT}`;
  const begun = performance.now();
  assert.equal(find("We will never close the harbour before the new quay is ready", long).differences, 1);
  assert.ok(performance.now() - begun < 2000);
});
