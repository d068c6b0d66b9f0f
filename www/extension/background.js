// @ts-check
// A stand-in until the extension's core is there.
export {};
