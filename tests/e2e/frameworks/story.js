// @ts-check
// What the pages of the frameworks show.

/** @typedef {{ people: number, boats: boolean, lead: boolean, shown: boolean }} Story */

/** @type {Story} */
export const START = { people: 40, boats: true, lead: false, shown: true };
