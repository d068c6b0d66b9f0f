//! Figures in full: digits grouped, units spelled out, how exact they are.

use super::messages::{find, say, say_count};
use crate::figure::{Approximator, Decimal, Figure, FigureKind};

/// A figure as a reader would say it: "about US$350,000,000,000", "at most 2 weeks", "9 pages".
pub(super) fn figure(text: &str, figure: &Figure) -> String {
    let plain = || say("written", &[("words", without_marks(figure.span.of(text)))]);
    let amount = match (figure.value, figure.low, figure.high) {
        _ if !figure.values.is_empty() => return plain(),
        _ if matches!(
            figure.kind,
            FigureKind::Ratio | FigureKind::Score | FigureKind::Vague
        ) =>
        {
            return plain();
        }
        _ if matches!(figure.kind, FigureKind::Date | FigureKind::Time) => {
            figure.time.as_deref().map_or_else(plain, date)
        }
        // "1 year 1 month 21 days"
        _ if figure.time.is_some() => plain(),
        (Some(value), _, _) => counted(text, figure, &group(value), value == Decimal::ONE),
        (None, Some(low), Some(high)) => {
            let range = say("range", &[("low", &group(low)), ("high", &group(high))]);
            counted(text, figure, &range, false)
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
    say(&format!("approximator.{key}"), &[("figure", &amount)])
}

/// An amount in digits with its unit.
fn counted(text: &str, figure: &Figure, n: &str, is_one: bool) -> String {
    let count = if is_one { 1 } else { 2 };
    match figure.kind {
        FigureKind::Money => {
            let code = figure.currency.unwrap_or_default();
            let key = format!("money.{code}");
            let key = if find(&key).is_some() { &key } else { "money.other" };
            let amount = say(key, &[("n", n), ("code", code)]);
            match figure.per.as_deref() {
                Some(per) => say("money.per", &[("amount", &amount), ("per", per)]),
                None => amount,
            }
            .trim()
            .to_owned()
        }
        FigureKind::Percent if figure.unit.as_deref().is_some_and(|u| u.contains("point")) => {
            say_count("points", count, n)
        }
        FigureKind::Percent => say("percent", &[("n", n)]),
        FigureKind::Age => say_count("age", count, n),
        FigureKind::Multiple => say("times", &[("n", n)]),
        FigureKind::Ordinal => ordinal(n),
        _ => {
            let unit = match figure.unit.as_deref() {
                Some(unit) if is_one => unit.to_owned(),
                Some(unit) => plural(unit),
                None => figure.measure.map_or("", |m| m.of(text)).to_owned(),
            };
            say("quantity", &[("n", n), ("unit", &unit)]).trim().to_owned()
        }
    }
}

/// Digits with the language's separators: `1500.5` is "1,500.5".
pub(super) fn group(decimal: Decimal) -> String {
    let digits = decimal.normalize().to_string();
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |d| ("-", d));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let (separator, point) = (
        find("number.group").unwrap_or(""),
        find("number.point").unwrap_or("."),
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

fn plural(unit: &str) -> String {
    // "mile per hour": the first word carries the plural.
    if let Some((head, per)) = unit.split_once(" per ") {
        return format!("{} per {per}", plural(head));
    }
    let last = unit.rsplit(' ').next().unwrap_or(unit);
    let before = &unit[..unit.len() - last.len()];
    if let Some(irregular) = find(&format!("unit.{last}")) {
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

fn ordinal(n: &str) -> String {
    let key = match n.as_bytes() {
        [.., b'1', _] => "other",
        [.., b'1'] => "1",
        [.., b'2'] => "2",
        [.., b'3'] => "3",
        _ => "other",
    };
    say(&format!("ordinal.{key}"), &[("n", n)])
}

/// A date of ISO 8601 or TIMEX3 in words; as it stands where it has another form.
pub(super) fn date(time: &str) -> String {
    if let Some((from, to)) = time.split_once('/') {
        match (from, to) {
            ("..", to) => return say("date.until", &[("to", &date(to))]),
            (from, "..") => return say("date.since", &[("from", &date(from))]),
            _ => {}
        }
        return say("date.range", &[("from", &date(from)), ("to", &date(to))]);
    }
    if let Some((day, clock)) = time.split_once('T')
        && let Some(clock) = part_of_day(clock)
    {
        return if day.is_empty() {
            clock.to_owned()
        } else {
            say("date.time", &[("day", &date(day)), ("time", clock)])
        };
    }
    let month = |m: &str| find(&format!("month.{m}"));
    let parts: Vec<&str> = time.split('-').collect();
    match parts.as_slice() {
        ["XXXX", "WXX", day] => match find(&format!("weekday.{day}")) {
            Some(weekday) => say("date.weekday", &[("weekday", weekday)]),
            None => time.to_owned(),
        },
        ["XXXX", m] => match month(m) {
            Some(month) => say("date.month_of_year", &[("month", month)]),
            None => time.to_owned(),
        },
        ["XXXX", m, day] => match month(m) {
            Some(month) => say(
                "date.day_of_year",
                &[("month", month), ("day", day.trim_start_matches('0'))],
            ),
            None => time.to_owned(),
        },
        [year, m, day] => match month(m) {
            Some(month) => say(
                "date.day",
                &[
                    ("month", month),
                    ("day", day.trim_start_matches('0')),
                    ("year", year),
                ],
            ),
            None => time.to_owned(),
        },
        [year, part] => match (month(part), part.split_at_checked(1)) {
            (Some(month), _) => say("date.month", &[("month", month), ("year", year)]),
            (None, _) if find(&format!("season.{part}")).is_some() => say(
                "date.season",
                &[("season", &say(&format!("season.{part}"), &[])), ("year", year)],
            ),
            (None, Some(("W", n))) => say("date.week", &[("n", n.trim_start_matches('0')), ("year", year)]),
            (None, Some(("Q", n))) => say("date.quarter", &[("n", n), ("year", year)]),
            (None, Some(("H", n))) => say("date.half", &[("n", n), ("year", year)]),
            _ => time.to_owned(),
        },
        [year] => {
            let century = year.strip_suffix("XX").and_then(|c| c.parse::<u32>().ok());
            let decade = year
                .strip_suffix('X')
                .filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
            match (century, decade) {
                (Some(century), _) => say("date.century", &[("n", &ordinal(&(century + 1).to_string()))]),
                (None, Some(decade)) => say("date.decade", &[("year", &format!("{decade}0"))]),
                _ => time.to_owned(),
            }
        }
        _ => time.to_owned(),
    }
}

/// A time of day as it stands, or its TIMEX3 code in words.
fn part_of_day(clock: &str) -> Option<&str> {
    if clock.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(clock);
    }
    find(&format!("part.{clock}"))
}

/// Words without the quotation marks at their ends: the card puts its own around them.
fn without_marks(words: &str) -> &str {
    words.trim_matches(['“', '”', '"', '‘', '’', '«', '»', '„'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_keep_no_marks_of_their_own() {
        assert_eq!(without_marks("“much more”"), "much more");
        assert_eq!(without_marks("dozens"), "dozens");
    }

    #[test]
    fn digits_are_grouped() {
        for (written, grouped) in [
            ("350000000000", "350,000,000,000"),
            ("1500.50", "1,500.5"),
            ("999", "999"),
            ("-1000", "-1,000"),
            ("0.25", "0.25"),
        ] {
            assert_eq!(group(written.parse().unwrap()), grouped);
        }
    }

    #[test]
    fn dates_are_spelled_out() {
        for (time, words) in [
            ("2016-11-08", "November 8, 2016"),
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
            ("2016-05-02T09:30", "May 2, 2016, 09:30"),
            ("T09:30", "09:30"),
            ("2016-05-02TEV", "May 2, 2016, evening"),
            ("2016-05/..", "since May 2016"),
            ("../2016-05-02", "until May 2, 2016"),
            ("PAST_REF", "PAST_REF"),
            ("", ""),
        ] {
            assert_eq!(date(time), words, "{time}");
        }
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
            assert_eq!(plural(unit), words);
        }
    }
}
