// @ts-check
// What the reader takes along: text into the clipboard, or a file among the browser's downloads.

/** @typedef {{ name: string, mime: string, text: string }} Export as the content script gives it */

/** How long a file can be read by the browser, in milliseconds: it may ask the reader first where to put it. */
const KEPT = 60_000;

/** @param {Export} file */
export function copy(file) {
  return navigator.clipboard.writeText(file.text);
}

/** @param {Export} file */
export function download(file) {
  const address = URL.createObjectURL(new Blob([file.text], { type: file.mime }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
