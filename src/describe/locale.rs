//! How words, numbers and days are written for one reader: in English, in another language, or as the reader's browser writes
//! them.

use super::messages::{find, say};
use crate::figure::Decimal;
use time::{Date, Month};

/// Writes numbers, money and days as a reader is used to. [`English`] does it in words of `messages/en.txt`; in a browser
/// `Intl` does it.
pub trait Locale {
    /// The message of the interface `key` in another language; none where it is to be English.
    fn message(&self, _key: &str) -> Option<&str> {
        None
    }

    /// A decimal with its digits grouped, none of them lost.
    fn number(&self, decimal: Decimal) -> String;

    /// An amount of money; `code` is of ISO 4217.
    fn money(&self, decimal: Decimal, code: &str) -> String;

    /// A day, month or year (`2016-11-08`, `2016-11`, `2016`), or a time of day (`09:30`); none where it is none of these.
    fn moment(&self, iso: &str) -> Option<String>;
}

/// English as the United States write it.
#[derive(Clone, Copy, Debug, Default)]
pub struct English;

impl Locale for English {
    fn number(&self, decimal: Decimal) -> String {
        group(decimal)
    }

    fn money(&self, decimal: Decimal, code: &str) -> String {
        let key = format!("money.{code}");
        let key = if find(self, &key).is_some() {
            &key
        } else {
            "money.other"
        };
        say(self, key, &[("n", &group(decimal)), ("code", code)])
    }

    fn moment(&self, iso: &str) -> Option<String> {
        let month = |m: &str| find(self, &format!("month.{m}"));
        let parts: Vec<&str> = iso.split('-').collect();
        Some(match *parts.as_slice() {
            [year, m, number] => {
                let weekday = weekday(year, m, number)?;
                let weekday = find(self, &format!("weekday.{weekday}"))?;
                let number = number.trim_start_matches('0');
                say(
                    self,
                    "date.day",
                    &[
                        ("weekday", weekday),
                        ("month", month(m)?),
                        ("day", number),
                        ("year", year),
                    ],
                )
            }
            [year, m] => say(self, "date.month", &[("month", month(m)?), ("year", year)]),
            [year] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => year.to_owned(),
            [clock] if clock.contains(':') => clock.to_owned(),
            _ => return None,
        })
    }
}

/// Monday is 1.
fn weekday(year: &str, month: &str, day: &str) -> Option<u8> {
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    Some(date.weekday().number_from_monday())
}

/// Digits with the language's separators: `1500.5` is "1,500.5".
fn group(decimal: Decimal) -> String {
    let digits = decimal.normalize().to_string();
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |d| ("-", d));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let (separator, point) = (
        find(&English, "number.group").unwrap_or(""),
        find(&English, "number.point").unwrap_or("."),
    );
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push_str(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        for (written, grouped) in [
            ("350000000000", "350,000,000,000"),
            ("1500.50", "1,500.5"),
            ("999", "999"),
            ("-1000", "-1,000"),
            ("0.25", "0.25"),
        ] {
            assert_eq!(English.number(written.parse().unwrap()), grouped);
        }
    }

    #[test]
    fn money_without_a_sign_of_its_own_has_its_code() {
        assert_eq!(English.money(Decimal::from(1500), "USD"), "US$1,500");
        assert_eq!(English.money(Decimal::from(1500), "NOK"), "1,500 NOK");
    }

    #[test]
    fn moments_are_spelled_out_and_nothing_else() {
        for (iso, words) in [
            ("2016-11-08", Some("Tuesday, November 8, 2016")),
            ("2016-11", Some("November 2016")),
            ("2016", Some("2016")),
            ("09:30", Some("09:30")),
            ("2016-02-30", None),
            ("2016-13", None),
            ("198X", None),
            ("PAST_REF", None),
            ("", None),
        ] {
            assert_eq!(English.moment(iso).as_deref(), words, "{iso}");
        }
    }
}
