// @ts-check
// Numbers, money and days as the reader's browser writes them (ECMA-402). Formats are costly to make and are kept.

/** @type {Map<string, Intl.NumberFormat | Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @template {Intl.NumberFormat | Intl.DateTimeFormat} F
 * @param {string} key
 * @param {() => F} make
 * @returns {F}
 */
function kept(key, make) {
  let format = /** @type {F | undefined} */ (formats.get(key));
  if (!format) formats.set(key, (format = make()));
  return format;
}

/**
 * Whether a browser could know a locale of this name.
 *
 * @param {string} locale
 */
export function isLocale(locale) {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/**
 * A decimal with all its digits; with a currency as money, whose cents are written where there are any.
 *
 * @param {string | undefined} locale the browser's where it is left out
 * @param {string} decimal
 * @param {string | undefined} currency code of ISO 4217
 */
export function number(locale, decimal, currency) {
  const digits = Math.min(decimal.split(".")[1]?.length ?? 0, 20);
  const format = kept(`${locale} ${currency} ${digits}`, () => {
    const most = currency && digits ? Math.max(digits, 2) : digits;
    return new Intl.NumberFormat(locale, {
      ...(currency && { style: "currency", currency }),
      minimumFractionDigits: Math.min(most, currency ? 2 : digits),
      maximumFractionDigits: most,
    });
  });
  // Strings keep digits that a double would lose; browsers that cannot read them take the double.
  return format.format(/** @type {any} */ (decimal));
}

/**
 * A day, month or year, or a time of day; undefined where it is none of these.
 *
 * @param {string | undefined} locale the browser's where it is left out
 * @param {string} iso
 */
export function moment(locale, iso) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso) ?? [];
  const [, hour, minute, second] = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(iso) ?? [];
  if (!year && !hour) return undefined;
  const date = new Date(
    Date.UTC(2000, Number(month ?? 1) - 1, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0)),
  );
  if (year) date.setUTCFullYear(Number(year), Number(month ?? 1) - 1);
  if (day && date.getUTCDate() !== Number(day)) return undefined;
  const format = kept(`${locale} ${!!month} ${!!day} ${!!hour} ${!!second}`, () => {
    /** @type {Intl.DateTimeFormatOptions} */
    const parts = hour
      ? { hour: "numeric", minute: "2-digit" }
      : { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric", weekday: "long" }) };
    return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC", calendar: "gregory" });
  });
  return format.format(date);
}
