// @ts-check
// The record's types for TypeScript, made from its JSON Schema, which the tests hold against what the crate writes:
// node xtask/node/record-types.js docs/record.schema.json record.d.ts

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

/** Keys that say nothing about the type of a reference's target. */
const SILENT = ["description", "minItems"];

/**
 * A reference with something beside it becomes an intersection: json-schema-to-typescript takes but one of the two.
 * @param {any} schema
 * @returns {any}
 */
function intersected(schema) {
  if (Array.isArray(schema)) return schema.map(intersected);
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, intersected(value)]));
  if ($ref === undefined) return rest;
  const { description, ...beside } = rest;
  // Of what is one of several, the constant tells which.
  if (beside.properties?.kind?.const) beside.required = ["kind"];
  for (const key of SILENT) delete beside[key];
  if (Object.keys(beside).length === 0) return { ...(description ? { description } : {}), $ref };
  return { allOf: [{ $ref }, beside] };
}

const [from, to] = process.argv.slice(2);
const schema = intersected(JSON.parse(readFileSync(from, "utf8")));
schema.title = "FactnoteRecord";
const types = await compile(schema, "FactnoteRecord", {
  additionalProperties: false,
  bannerComment: "/* Made from the JSON Schema of the record, docs/record.schema.json. */",
  // A list is a list: tuples of at least one make it awkward to build one.
  ignoreMinAndMaxItems: true,
});
writeFileSync(to, types);
