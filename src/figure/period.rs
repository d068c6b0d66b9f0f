//! Periods and relative days: years, decades, centuries, quarters, seasons, `last week`, `three months ago`.

use super::calendar::{ordinal, whole_number, year_at};
use super::day;
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{FigureKind, numeral};
use crate::lexicon::figures::is_plural;
use crate::pattern::figure::Pattern;
use time::Date;

/// A period or a relative day that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    decade(reader, i)
        .or_else(|| part_of_year(reader, i))
        .or_else(|| century(reader, i))
        .or_else(|| day_word(reader, i))
        .or_else(|| ago(reader, i))
        .or_else(|| deictic(reader, i))
        .or_else(|| season(reader, i))
        .or_else(|| years(reader, i))
}

fn draft(first: usize, end: usize, value: String) -> Draft {
    Draft::new(FigureKind::Date, first, end, "period").time(value)
}

/// "1980s", "'90s".
fn decade(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let text = words.lower(i);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let value = match words.surface(i)? {
        Pattern::Decade | Pattern::DecadeCurly => format!("{}X", digits.get(..3)?),
        // '20s is a hundred years ago only where the reader would say so; news mostly means the twentieth century.
        Pattern::DecadeShort if digits.starts_with(['0', '1']) => format!("20{}X", digits.get(..1)?),
        Pattern::DecadeShort => format!("19{}X", digits.get(..1)?),
        _ => return None,
    };
    Some(draft(i, i + 1, value))
}

/// "third quarter (of 2016)", "first half of 2016", "Q3 2019", "first six months of this year".
fn part_of_year(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    if words.surface(i) == Some(Pattern::QuarterYear) {
        let text = words.lower(i);
        let quarter = text.get(1..2)?;
        if let Some(year) = text.get(3..) {
            return Some(draft(i, i + 1, format!("{year}-Q{quarter}")));
        }
        let (year, end) = named_year(reader, i + 1).unwrap_or((reader.reference?.year(), i + 1));
        return Some(draft(i, end, format!("{year:04}-Q{quarter}")));
    }
    let number = match words.lower(i) {
        "last" | "final" => None,
        _ => Some(ordinal(words, i)?),
    };
    let behind = if words.hyphen(i + 1) { i + 2 } else { i + 1 };
    let (noun, counted) = match whole_number(words, behind) {
        Some((count, at)) if words.is(at, "months") => (at, Some(count)),
        _ => (behind, None),
    };
    let year = named_year(reader, noun + 1);
    let end = year.map_or(noun + 1, |y| y.1);
    let value = match (words.lower(noun), counted) {
        ("months", Some(count)) => {
            let (year, _) = year?;
            let count = u8::try_from(count).ok().filter(|c| (1..=12).contains(c))?;
            match number {
                Some(1) => format!("{}/{}", day::month(Some(year), 1), day::month(Some(year), count)),
                None => format!(
                    "{}/{}",
                    day::month(Some(year), 13 - count),
                    day::month(Some(year), 12)
                ),
                _ => return None,
            }
        }
        ("quarter", None) => {
            let number = number
                .or(words.is(i, "final").then_some(4))
                .filter(|n| (1..=4).contains(n))?;
            let year = match year {
                Some((year, _)) => Some(year),
                None => reader.reference.map(|r| last_quarter_year(r, number)),
            };
            let written = year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
            format!("{written}-Q{number}")
        }
        ("half", None) => {
            let (year, _) = year?;
            match number {
                Some(1) => format!("{}/{}", day::month(Some(year), 1), day::month(Some(year), 6)),
                Some(2) => format!("{}/{}", day::month(Some(year), 7), day::month(Some(year), 12)),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(draft(i, end, value))
}

/// The year of the quarter `number` that ended last before `reference`, or is under way.
fn last_quarter_year(reference: Date, number: i64) -> i32 {
    let now = (i64::from(u8::from(reference.month())) + 2) / 3;
    if number > now {
        reference.year() - 1
    } else {
        reference.year()
    }
}

/// "2016", "of 2016", "this year", "of last year", "of fiscal 2016" at `at`: the year and the piece behind it.
fn named_year(reader: &Reader, at: usize) -> Option<(i32, usize)> {
    let words = reader.words;
    let mut at = at;
    if words.is_any(at, &["of", "in"]) {
        at += 1;
    }
    if words.is_any(at, &["fiscal", "the"]) {
        at += 1;
    }
    if let Some(year) = year_at(words, at) {
        return Some((year, at + 1));
    }
    let reference = reader.reference?.year();
    let year = match (words.lower(at), words.lower(at + 1)) {
        ("this", "year") => reference,
        ("year", _) if words.before(at) == "the" => return Some((reference, at + 1)),
        ("last", "year") => reference - 1,
        ("next", "year") => reference + 1,
        _ => return None,
    };
    Some((year, at + 2))
}

/// "19th century", "the nineteenth century".
fn century(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let number = ordinal(words, i)?;
    let (number, noun) = match (words.hyphen(i + 1), ordinal(words, i + 2)) {
        // "twenty-first" begins with a cardinal and is read by the caller at "twenty".
        (true, Some(_)) => return None,
        (true, None) => (number, i + 2),
        _ => (number, i + 1),
    };
    if !words.is_any(noun, &["century", "centuries"]) || !(2..=30).contains(&number) {
        return None;
    }
    Some(draft(i, noun + 1, format!("{:02}XX", number - 1)))
}

/// "today", "yesterday", "tomorrow", "tonight", "last night".
fn day_word(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let far = if words.is(i, "the") { i + 1 } else { i };
    let (days, end) = match (words.lower(i), words.lower(i + 1)) {
        _ if words.is(far, "day") && words.is(far + 1, "after") && words.is(far + 2, "tomorrow") => {
            (2, far + 3)
        }
        _ if words.is(far, "day") && words.is(far + 1, "before") && words.is(far + 2, "yesterday") => {
            (-2, far + 3)
        }
        ("today", "'s") => return None,
        ("today" | "tonight", _) => (0, i + 1),
        ("yesterday", _) => (-1, i + 1),
        ("tomorrow", _) => (1, i + 1),
        ("last", "night") => (-1, i + 2),
        _ => return None,
    };
    let value = match reader.reference {
        Some(reference) => day::iso(day::shift_days(reference, days)?),
        None => "XXXX-XX-XX".to_owned(),
    };
    let mut found = draft(i, end, value);
    // "today" often means nowadays.
    if words.is(i, "today") {
        found.figure.confidence = 0.45;
    }
    Some(found)
}

/// "three months ago", "a week ago", "three or four months ago", "25 years earlier" (only with a reference).
fn ago(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let (low, at) = amount(words, i)?;
    let (high, at) = if words.is_any(at, &["or", "to"]) || words.hyphen(at) {
        amount(words, at + 1).unwrap_or((low, at))
    } else {
        (low, at)
    };
    let unit = words.lower(at);
    let (end, sign) = if words.is(at + 1, "ago") {
        (at + 2, -1)
    } else if words.is(at + 1, "from") && words.is_any(at + 2, &["now", "today"]) {
        (at + 3, 1)
    } else {
        return None;
    };
    let from = shifted(reader.reference, unit, low.checked_mul(sign)?)?;
    let to = shifted(reader.reference, unit, high.checked_mul(sign)?)?;
    let value = if low == high {
        from
    } else if sign < 0 {
        day::join(&to, &from)
    } else {
        day::join(&from, &to)
    };
    let mut found = draft(i, end, value);
    found.figure.found_by = "ago";
    Some(found)
}

/// A whole number of units: "three", "a".
fn amount(words: Words, i: usize) -> Option<(i64, usize)> {
    if words.is_any(i, &["a", "an"]) && numeral::read(words, i).is_none() {
        return Some((1, i + 1));
    }
    whole_number(words, i)
}

/// `count` units of time after the day of publication, as exact as the unit.
fn shifted(reference: Option<Date>, unit: &str, count: i64) -> Option<String> {
    let Some(reference) = reference else {
        return matches!(
            unit.strip_suffix('s').unwrap_or(unit),
            "day" | "week" | "month" | "year" | "decade" | "fortnight"
        )
        .then(|| "XXXX".to_owned());
    };
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => day::shift_days(reference, count).map(day::iso),
        "week" => day::shift_days(reference, count.checked_mul(7)?).map(day::iso),
        "fortnight" => day::shift_days(reference, count.checked_mul(14)?).map(day::iso),
        "month" => day::shift_months(reference, count).map(|(y, m)| day::month(Some(y), m)),
        "year" => day::year(i64::from(reference.year()).checked_add(count)?),
        "decade" => day::year(i64::from(reference.year()).checked_add(count.checked_mul(10)?)?),
        "century" | "centurie" => {
            let year = i64::from(reference.year()).checked_add(count.checked_mul(100)?)?;
            (0..=9999).contains(&year).then(|| format!("{:02}XX", year / 100))
        }
        _ => None,
    }
}

/// "this week", "last month", "next year", "last weekend", "this fiscal year".
fn deictic(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    if words.is(i, "the")
        && words.is(i + 1, "weekend")
        && matches!(words.before(i), "over" | "during" | "throughout")
    {
        // The last one that began, or the one that comes.
        let saturday = reader
            .reference
            .is_none_or(|r| r.weekday().number_from_monday() >= 6);
        let ahead = reader.direction(i) == day::Direction::Future;
        let weeks = if ahead || saturday { 0 } else { -1 };
        return Some(draft(i, i + 2, day::weekend(reader.reference, weeks)));
    }
    let step = match words.lower(i) {
        "this" | "current" => 0,
        "last" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let fiscal = words.is(i + 1, "fiscal");
    let noun = if fiscal { i + 2 } else { i + 1 };
    let reference = reader.reference;
    let year = reference.map(|r| i64::from(r.year()) + step);
    let value = match words.lower(noun) {
        "week" => day::week(reference, step),
        "weekend" => {
            // "last weekend", said on a Sunday, may be this one; on other days "this weekend" lies ahead.
            day::weekend(reference, step)
        }
        "month" => match reference {
            Some(r) => day::shift_months(r, step).map(|(y, m)| day::month(Some(y), m))?,
            None => "XXXX-XX".to_owned(),
        },
        "year" => year.map_or_else(|| Some("XXXX".to_owned()), day::year)?,
        "quarter" => match reference {
            Some(r) => {
                let (year, month) = day::shift_months(r, step * 3)?;
                format!("{year:04}-Q{}", month.div_ceil(3))
            }
            None => "XXXX-QX".to_owned(),
        },
        "decade" => {
            let year = year.map(|y| y - step + step * 10);
            format!("{}X", day::year(year?)?.get(..3)?)
        }
        "century" => format!("{}XX", day::year(year? - step + step * 100)?.get(..2)?),
        "spring" | "summer" | "fall" | "autumn" | "winter" => return named_season(reader, i, noun, step),
        _ => return None,
    };
    let mut end = noun + 1;
    // "this year's" is still this year; "this week or next" too.
    if fiscal && !words.is(noun, "year") {
        return None;
    }
    if words.hyphen(end) {
        end = noun + 1;
    }
    Some(draft(i, end, value))
}

fn season_code(word: &str) -> Option<(&'static str, u8)> {
    Some(match word {
        "spring" => ("SP", 3),
        "summer" => ("SU", 6),
        "fall" | "autumn" => ("FA", 9),
        "winter" => ("WI", 12),
        _ => return None,
    })
}

/// "last autumn": the one before the day of publication.
fn named_season(reader: &Reader, i: usize, noun: usize, step: i64) -> Option<Draft> {
    let (code, begins) = season_code(reader.words.lower(noun))?;
    let value = match reader.reference {
        Some(reference) => {
            let month = u8::from(reference.month());
            let mut year = i64::from(reference.year());
            if step < 0 && month < begins + 3 {
                year -= 1;
            }
            if step > 0 && month >= begins {
                year += 1;
            }
            format!("{year:04}-{code}")
        }
        None => format!("XXXX-{code}"),
    };
    Some(draft(i, noun + 1, value))
}

/// "summer 2016", "the summer of 2016".
fn season(reader: &Reader, i: usize) -> Option<Draft> {
    let (code, _) = season_code(reader.words.lower(i))?;
    let (year, end) = named_year(reader, i + 1)?;
    Some(draft(i, end, format!("{year:04}-{code}")))
}

/// "2016", "mid-2015", "fiscal 2016", "2000 to 2013", "2015-16".
fn years(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    if words.is(i, "fiscal") {
        let at = if words.is(i + 1, "year") { i + 2 } else { i + 1 };
        let year = year_at(words, at)?;
        return Some(draft(i, at + 1, day::year(i64::from(year))?));
    }
    if words.is_any(i, &["mid", "early", "late"]) && words.hyphen(i + 1) {
        if let Some(year) = year_at(words, i + 2) {
            return Some(draft(i, i + 3, day::year(i64::from(year))?));
        }
        let inner = decade(reader, i + 2)?;
        return Some(draft(i, i + 3, inner.figure.time?));
    }
    let year = year_at(words, i)?;
    if !reads_as_year(words, i, year) {
        return None;
    }
    // "2016 Q3"
    if words.surface(i + 1) == Some(Pattern::QuarterYear)
        && words.get(i + 1).is_some_and(|p| p.text.len() == 2)
    {
        return Some(draft(
            i,
            i + 2,
            format!("{year:04}-{}", words.get(i + 1)?.text.to_uppercase()),
        ));
    }
    let value = day::year(i64::from(year))?;
    let at = i + 1;
    let before = words.before(i);
    if words.hyphen(at) && words.number(at + 1).is_some() {
        if let Some(end) = year_at(words, at + 1).filter(|end| *end > year) {
            return Some(draft(
                i,
                at + 2,
                format!("{value}/{}", day::year(i64::from(end))?),
            ));
        }
        // "2015-16"
        let short = words.get(at + 1)?.text;
        let end: i32 = if short.len() == 2 {
            short.parse().ok()?
        } else {
            return None;
        };
        let end = year / 100 * 100 + end;
        return (end > year && end < year + 60)
            .then(|| day::year(i64::from(end)).map(|end| draft(i, at + 2, format!("{value}/{end}"))))?;
    }
    let joined = (words.is_any(at, &["to", "through", "until"]) && before == "from")
        || (words.is(at, "and") && before == "between");
    if joined && let Some(end) = year_at(words, at + 1).filter(|end| *end > year) {
        return Some(draft(
            i,
            at + 2,
            format!("{value}/{}", day::year(i64::from(end))?),
        ));
    }
    Some(draft(i, i + 1, value))
}

/// Whether four digits are a year there and no count.
fn reads_as_year(words: Words, i: usize, year: i32) -> bool {
    let before = words.before(i);
    let (next, glued) = (words.lower(i + 1), words.glued(i + 1) && words.is_word(i + 1));
    if glued
        || words.is_any(
            i + 1,
            &[
                "%", "percent", "pct", "million", "billion", "trillion", "thousand", "hundred", "times",
            ],
        )
    {
        return false;
    }
    if before.ends_with('$') || matches!(before, "£" | "€" | "+" | "¥") || words.glued(i) && before == "/"
    {
        return false;
    }
    if words.hyphen(i + 1)
        && !words.number(i + 2).is_some_and(|n| n.is_integer())
        && crate::lexicon::units::unit(words.lower(i + 2)).is_some()
    {
        return false;
    }
    if i >= 2
        && words.hyphen(i - 1)
        && !matches!(
            words.lower(i - 2),
            "pre" | "post" | "mid" | "early" | "late" | "january" | "february"
        )
    {
        return false;
    }
    let preposition = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "circa"
            | "back"
            | "election"
            | "early"
            | "late"
            | "spring"
            | "summer"
            | "fall"
            | "autumn"
            | "winter"
            | "year"
            | "the"
            | "a"
    );
    let usual = (1900..2050).contains(&year);
    let unit = words.is_word(i + 1)
        && crate::lexicon::units::unit(next).is_some()
        && next != "in"
        && !words.capital(i + 1);
    let counted = unit
        || (is_plural(next)
            && !words.capital(i + 1)
            && !matches!(
                next,
                "elections"
                    | "primaries"
                    | "games"
                    | "olympics"
                    | "caucuses"
                    | "midterms"
                    | "polls"
                    | "talks"
            ));
    if unit && !preposition {
        return false;
    }
    if preposition {
        return usual || (matches!(before, "in" | "since" | "until" | "circa") && !counted);
    }
    if counted {
        // "2,000 people" has a comma mostly; "2000 people" after a verb or an approximator is a count.
        return false;
    }
    usual
        || matches!(
            before,
            "of" | "by" | "from" | "and" | "to" | "between" | "after" | "before"
        ) && (1400..1900).contains(&year)
}
