//! Figures in full: digits grouped, units spelled out, how exact they are.

use super::locale::Locale;
use super::messages::{find, say, say_count};
use crate::figure::{Approximator, Decimal, Figure, FigureKind};

/// A figure as a reader would say it: "about US$350,000,000,000", "at most 2 weeks", "9 pages".
pub(super) fn figure(text: &str, figure: &Figure, locale: &dyn Locale) -> String {
    let plain = || {
        say(
            locale,
            "written",
            &[("words", without_marks(figure.span.of(text)))],
        )
    };
    let amount = match (figure.value, figure.low, figure.high) {
        _ if !figure.values.is_empty() => return plain(),
        _ if matches!(
            figure.kind,
            FigureKind::Ratio | FigureKind::Score | FigureKind::Vague
        ) =>
        {
            return plain();
        }
        _ if matches!(figure.kind, FigureKind::Date | FigureKind::Time) => figure
            .time
            .as_deref()
            .map_or_else(plain, |time| date(time, figure.unit.as_deref(), locale)),
        // "1 year 1 month 21 days"
        _ if figure.time.is_some() => plain(),
        (Some(value), _, _) => counted(
            text,
            figure,
            &number(figure, value, locale),
            value == Decimal::ONE,
            locale,
        ),
        (None, Some(low), Some(high)) => {
            let (low, high) = (number(figure, low, locale), number(figure, high, locale));
            let range = say(locale, "range", &[("low", &low), ("high", &high)]);
            counted(text, figure, &range, false, locale)
        }
        _ => return plain(),
    };
    let key = match figure.approximator {
        Approximator::Exact | Approximator::Vague => return amount,
        Approximator::About => "about",
        Approximator::AtLeast => "at_least",
        Approximator::AtMost => "at_most",
        Approximator::MoreThan => "more_than",
        Approximator::LessThan => "less_than",
        Approximator::UpTo => "up_to",
    };
    say(locale, &format!("approximator.{key}"), &[("figure", &amount)])
}

/// A quantity in SI units, to four digits; none where that would only move the decimal point.
pub(super) fn in_si(figure: &Figure, locale: &dyn Locale) -> Option<String> {
    let si = figure.si.as_ref()?;
    let digits = |n: Option<Decimal>| n.map(|n| n.normalize().mantissa().to_string());
    let same = |a, b| {
        let trimmed = |n| digits(n).map(|n| n.trim_end_matches('0').to_owned());
        trimmed(a) == trimmed(b)
    };
    if same(si.value, figure.value) && same(si.low, figure.low) && same(si.high, figure.high) {
        return None;
    }
    let mut rounded = false;
    let mut number = |n: Decimal| {
        let short = to_four_digits(n);
        rounded |= short != n;
        locale.number(short)
    };
    let n = match (si.value, si.low, si.high) {
        (Some(value), ..) => number(value),
        (None, Some(low), Some(high)) => {
            say(locale, "range", &[("low", &number(low)), ("high", &number(high))])
        }
        _ => return None,
    };
    let amount = say(locale, "quantity", &[("n", &n), ("unit", &si.unit)]);
    Some(match rounded {
        true => say(locale, "approximator.about", &[("figure", &amount)]),
        false => amount,
    })
}

/// 8690.4576 is 8690, 0.45359237 is 0.4536.
fn to_four_digits(n: Decimal) -> Decimal {
    let n = n.normalize();
    let surplus = n
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .unwrap_or(0)
        .saturating_sub(3);
    n.round_dp(n.scale().saturating_sub(surplus))
}

/// A number of the figure in digits: money with its currency.
fn number(figure: &Figure, number: Decimal, locale: &dyn Locale) -> String {
    match figure.currency {
        Some(code) if figure.kind == FigureKind::Money => locale.money(number, code),
        _ => locale.number(number),
    }
}

/// The number `n` with its unit.
fn counted(text: &str, figure: &Figure, n: &str, is_one: bool, locale: &dyn Locale) -> String {
    let count = if is_one { 1 } else { 2 };
    let amount = match figure.kind {
        FigureKind::Money => n.to_owned(),
        FigureKind::Percent if figure.unit.as_deref().is_some_and(|u| u.contains("point")) => {
            say_count(locale, "points", count, n)
        }
        FigureKind::Percent => say(locale, "percent", &[("n", n)]),
        FigureKind::Age => say_count(locale, "age", count, n),
        FigureKind::Multiple => say(locale, "times", &[("n", n)]),
        FigureKind::Ordinal => ordinal(n, locale),
        _ => {
            let unit = match figure.unit.as_deref() {
                Some(unit) if is_one => unit.to_owned(),
                Some(unit) => plural(unit, locale),
                None => figure.measure.map_or("", |m| m.of(text)).to_owned(),
            };
            say(locale, "quantity", &[("n", n), ("unit", &unit)])
                .trim()
                .to_owned()
        }
    };
    match figure.per.as_deref() {
        Some(per) => say(locale, "per", &[("amount", &amount), ("per", per)]),
        None => amount,
    }
}

fn plural(unit: &str, locale: &dyn Locale) -> String {
    // "mile per hour": the first word carries the plural.
    if let Some((head, per)) = unit.split_once(" per ") {
        return format!("{} per {per}", plural(head, locale));
    }
    let last = unit.rsplit(' ').next().unwrap_or(unit);
    let before = &unit[..unit.len() - last.len()];
    if let Some(irregular) = find(locale, &format!("unit.{last}")) {
        return format!("{before}{irregular}");
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|e| last.ends_with(e));
    match last {
        "percent" | "hertz" | "celsius" | "fahrenheit" => unit.to_owned(),
        _ if last.ends_with('y') && !vowel_y => {
            format!("{}ies", &unit[..unit.len() - 1])
        }
        _ if last.ends_with(['s', 'x']) || last.ends_with("ch") || last.ends_with("sh") => {
            format!("{unit}es")
        }
        _ => format!("{unit}s"),
    }
}

fn ordinal(n: &str, locale: &dyn Locale) -> String {
    let key = match n.as_bytes() {
        [.., b'1', _] => "other",
        [.., b'1'] => "1",
        [.., b'2'] => "2",
        [.., b'3'] => "3",
        _ => "other",
    };
    say(locale, &format!("ordinal.{key}"), &[("n", n)])
}

/// A date of ISO 8601 or TIMEX3 in words; as it stands where it has another form. `zone` is the time zone as written.
fn date(time: &str, zone: Option<&str>, locale: &dyn Locale) -> String {
    if let Some((from, to)) = time.split_once('/') {
        return match (from, to) {
            ("..", to) => say(locale, "date.until", &[("to", &date(to, zone, locale))]),
            (from, "..") => say(locale, "date.from", &[("from", &date(from, zone, locale))]),
            _ => {
                let (from, to) = (date(from, None, locale), date(to, zone, locale));
                say(locale, "date.range", &[("from", &from), ("to", &to)])
            }
        };
    }
    if let Some((day, clock)) = time.split_once('T')
        && let Some(clock) = part_of_day(clock, locale)
    {
        let clock = clock_time(clock, zone, locale);
        return if day.is_empty() {
            clock
        } else {
            say(
                locale,
                "date.time",
                &[("day", &date(day, None, locale)), ("time", &clock)],
            )
        };
    }
    locale
        .moment(time)
        .or_else(|| partial_date(time, locale))
        .unwrap_or_else(|| time.to_owned())
}

/// "09:30-05:00" without its offset from Greenwich, which the zone's name says better.
fn clock_time(clock: &str, zone: Option<&str>, locale: &dyn Locale) -> String {
    let (time, offset) = clock.split_at(clock.find(['+', '-', 'Z']).unwrap_or(clock.len()));
    let time = locale.moment(time).unwrap_or_else(|| time.to_owned());
    match zone {
        Some(zone) => format!("{time} {zone}"),
        None => time + offset,
    }
}

/// What is less or more than a day, month or year: weekdays, seasons, decades, days of an unknown year.
fn partial_date(time: &str, locale: &dyn Locale) -> Option<String> {
    let month = |m: &str| find(locale, &format!("month.{m}"));
    let without_zero = |n: &'_ str| n.trim_start_matches('0').to_owned();
    let parts: Vec<&str> = time.split('-').collect();
    Some(match *parts.as_slice() {
        ["XXXX", "WXX", day] => say(
            locale,
            "date.weekday",
            &[("weekday", find(locale, &format!("weekday.{day}"))?)],
        ),
        ["XXXX", m] => say(locale, "date.month_of_year", &[("month", month(m)?)]),
        ["XXXX", m, day] => say(
            locale,
            "date.day_of_year",
            &[("month", month(m)?), ("day", &without_zero(day))],
        ),
        [year, part] => match part.split_at_checked(1)? {
            ("W", n) => say(locale, "date.week", &[("n", &without_zero(n)), ("year", year)]),
            ("Q", n) => say(locale, "date.quarter", &[("n", n), ("year", year)]),
            ("H", n) => say(locale, "date.half", &[("n", n), ("year", year)]),
            _ => say(
                locale,
                "date.season",
                &[
                    ("season", find(locale, &format!("season.{part}"))?),
                    ("year", year),
                ],
            ),
        },
        [year] => match year.strip_suffix("XX").and_then(|c| c.parse::<u32>().ok()) {
            Some(century) => say(
                locale,
                "date.century",
                &[("n", &ordinal(&(century + 1).to_string(), locale))],
            ),
            None => {
                let decade = year.strip_suffix('X')?;
                let digits = decade.len() == 3 && decade.bytes().all(|b| b.is_ascii_digit());
                digits.then(|| say(locale, "date.decade", &[("year", &format!("{decade}0"))]))?
            }
        },
        _ => return None,
    })
}

/// A time of day as it stands, or its TIMEX3 code in words.
fn part_of_day<'a>(clock: &'a str, locale: &'a dyn Locale) -> Option<&'a str> {
    if clock.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(clock);
    }
    find(locale, &format!("part.{clock}"))
}

/// Words without the quotation marks at their ends: the card puts its own around them.
fn without_marks(words: &str) -> &str {
    words.trim_matches(['“', '”', '"', '‘', '’', '«', '»', '„'])
}

#[cfg(test)]
mod tests {
    use super::super::locale::English;
    use super::*;

    #[test]
    fn quoted_words_keep_no_marks_of_their_own() {
        assert_eq!(without_marks("“much more”"), "much more");
        assert_eq!(without_marks("dozens"), "dozens");
    }

    #[test]
    fn dates_are_spelled_out() {
        for (time, words) in [
            ("2016-11-08", "Tuesday, November 8, 2016"),
            ("2016-11", "November 2016"),
            ("2016", "2016"),
            ("198X", "the 1980s"),
            ("18XX", "the 19th century"),
            ("20XX", "the 21st century"),
            ("2016-W05", "week 5 of 2016"),
            ("2016-Q3", "quarter 3 of 2016"),
            ("2028-FA", "autumn 2028"),
            ("XXXX-WXX-4", "a Thursday, date not given"),
            ("XXXX-05-01", "May 1, year not given"),
            ("2016-05/2016-07", "May 2016 to July 2016"),
            ("2016-05-02T09:30", "Monday, May 2, 2016, 09:30"),
            ("2016-05/..", "May 2016 or later"),
            ("../2016-05-02", "until Monday, May 2, 2016"),
            ("T09:30", "09:30"),
            ("2016-05-02TEV", "Monday, May 2, 2016, evening"),
            ("PAST_REF", "PAST_REF"),
            ("", ""),
        ] {
            assert_eq!(date(time, None, &English), words, "{time}");
        }
    }

    #[test]
    fn times_have_their_zone_as_the_text_names_it() {
        assert_eq!(date("T09:30-05:00", Some("ET"), &English), "09:30 ET");
        assert_eq!(date("T09:30/T11:00", Some("GMT"), &English), "09:30 to 11:00 GMT");
        assert_eq!(date("T09:30Z", None, &English), "09:30Z");
    }

    #[test]
    fn units_get_their_plural() {
        for (unit, words) in [
            ("page", "pages"),
            ("country", "countries"),
            ("day", "days"),
            ("inch", "inches"),
            ("square foot", "square feet"),
            ("mile per hour", "miles per hour"),
        ] {
            assert_eq!(plural(unit, &English), words);
        }
    }
}
