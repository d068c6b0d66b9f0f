// @ts-check
// The page of a framework as one script.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param {string} name of a file beside this one: `react`, `vue` */
export async function bundle(name) {
  const made = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.js`, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  });
  return made.outputFiles[0].text;
}
