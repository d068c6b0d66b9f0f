//! Periods and relative days: years, decades, centuries, quarters, seasons, `last week`, `the first Friday of July`, holidays.

use super::calendar::{self, any_year, ordinal, step, whole_number, year_at};
use super::day::{self, Direction};
use super::duration::unit_of_time;
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{FigureKind, holiday};
use crate::lexicon::calendar::{part_of_day, weekday};
use crate::lexicon::figures::{ends_noun_phrase, is_plural};
use crate::lexicon::numbers::{self, NumberClass};
use crate::pattern::figure::Pattern;
use time::Date;

/// Confidence of readings that a reader of news need not see marked: "the week", "a few days ago".
pub(super) const LOOSE: f32 = 0.4;

/// A part of a period, or a holiday, that begins with piece `i`.
pub(super) fn part(reader: &Reader, i: usize) -> Option<Draft> {
    part_of_year(reader, i)
        .or_else(|| part_of(reader, i))
        .or_else(|| week_of(reader, i))
        .or_else(|| holiday::read(reader, i))
}

/// A period or a relative day that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    decade(reader, i)
        .or_else(|| decade_in_words(reader.words, i))
        .or_else(|| century(reader, i))
        .or_else(|| day_word(reader, i))
        .or_else(|| deictic(reader, i))
        .or_else(|| season(reader, i))
        .or_else(|| years(reader, i))
}

fn draft(first: usize, end: usize, value: String) -> Draft {
    Draft::new(FigureKind::Date, first, end, "period").time(value)
}

fn loose(first: usize, end: usize, value: String) -> Draft {
    let mut found = draft(first, end, value);
    found.figure.confidence = LOOSE;
    found
}

/// "the seventies", "nineteen seventies"; not where they are degrees, or somebody's age.
fn decade_in_words(words: Words, i: usize) -> Option<Draft> {
    let nineteen = words.is(i, "nineteen");
    let at = if nineteen { i + 1 } else { i };
    let ten = words.lower(at).strip_suffix("ies")?;
    let (class, value) = numbers::look_up(&format!("{ten}y"))?;
    let degrees = (i.saturating_sub(6)..i)
        .any(|j| words.is_any(j, &["temperatures", "temperature", "highs", "lows", "degrees"]));
    let named = nineteen || !degrees && matches!(words.before(i), "the" | "early" | "late" | "mid" | "-");
    (class == NumberClass::Ten && named).then(|| draft(i, at + 1, format!("19{}X", value.mantissa() / 10)))
}

/// "1980s", "'90s".
fn decade(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let text = words.lower(i);
    // "the 70's"
    if let Some(tens) = text
        .strip_suffix('0')
        .filter(|t| t.len() == 1 && words.before(i) == "the")
        && words.is(i + 1, "'s")
        && !words.is_word(i + 2)
    {
        return Some(draft(i, i + 2, format!("19{tens}X")));
    }
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

/// "third quarter (of 2016)", "first half of 2016", "Q3 2019", "H2 2016", "first six months of this year".
fn part_of_year(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let quarter = |at: usize| match words.surface(at) {
        Some(Pattern::QuarterYear) => words.get(at)?.text.get(1..),
        _ => None,
    };
    // "2016 Q3", "2016-H2"
    let coded = |at: usize| {
        quarter(at)
            .filter(|text| text.len() == 1)
            .map(|text| ('Q', text))
            .or_else(|| {
                ["1", "2"]
                    .into_iter()
                    .find(|n| words.lower(at).strip_prefix('h') == Some(*n))
                    .map(|n| ('H', n))
            })
    };
    if let Some(year) = year_at(words, i) {
        let at = if words.hyphen(i + 1) { i + 2 } else { i + 1 };
        let (letter, number) = coded(at)?;
        return Some(draft(i, at + 1, part_written(Some(year), letter, number)?));
    }
    if let Some((number, year)) = quarter(i).and_then(|text| text.split_once([' ', '-'])) {
        return Some(draft(i, i + 1, format!("{year}-Q{number}")));
    }
    if let Some((letter, number)) = coded(i) {
        let (year, end) = match named_year(reader, i + 1) {
            Some(named) => named,
            None if letter == 'Q' => (reader.reference?.year(), i + 1),
            None => return None,
        };
        return Some(draft(i, end, part_written(Some(year), letter, number)?));
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
            let (from, to) = match number {
                Some(1) => (1, count),
                None => (13 - count, 12),
                _ => return None,
            };
            format!("{}/{}", day::month(Some(year), from), day::month(Some(year), to))
        }
        ("quarter", None) => {
            let number = number
                .or(words.is(i, "final").then_some(4))
                .filter(|n| (1..=4).contains(n))?;
            let year = match year {
                Some((year, _)) => Some(year),
                None => reader.reference.map(|r| last_quarter_year(r, number)),
            };
            part_written(year, 'Q', &number.to_string())?
        }
        ("half", None) => part_written(Some(year?.0), 'H', &number?.to_string())?,
        _ => return None,
    };
    Some(draft(i, end, value))
}

/// `2016-Q3`; halves as months, which everyone reads.
fn part_written(year: Option<i32>, letter: char, number: &str) -> Option<String> {
    let written = year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
    Some(match (letter, number) {
        ('Q', _) => format!("{written}-Q{number}"),
        (_, "1") => format!("{written}-01/{written}-06"),
        (_, "2") => format!("{written}-07/{written}-12"),
        _ => return None,
    })
}

/// "the first Friday of July", "last week of 2019", "first ten days of March", "the 9th month of next year".
fn part_of(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let first = if words.is(i, "the") { i + 1 } else { i };
    let last = words.is_any(first, &["last", "final"]);
    let number = if last { 1 } else { ordinal(words, first)? };
    let (count, noun) = whole_number(words, first + 1).unwrap_or((1, first + 1));
    let day_of_week = weekday(words.lower(noun)).map(|w| i64::from(w.0));
    let unit = match day_of_week {
        Some(_) => "day",
        None if words.is(noun, "weekend") => "weekend",
        None => unit_of_time(words, noun)?,
    };
    let of = words.is_any(noun + 1, &["of", "in"]);
    let at = if of { noun + 2 } else { noun + 1 };
    if unit == "day" && day_of_week.is_none() && !of {
        return None;
    }
    let (value, end) = container(reader, at)?;
    let (from, to) = day::bounds(&value)?;
    let n = number
        .checked_mul(count)
        .filter(|n| (1..400).contains(n) && count > 0)?;
    // Days from the first one that fits, forwards, or from the last one, backwards.
    let seek = |wanted: i64| {
        let edge = if last { to } else { from };
        let there = i64::from(edge.weekday().number_from_monday());
        if last {
            day::shift_days(to, -(there - wanted).rem_euclid(7) - (number - 1) * 7)
        } else {
            day::shift_days(from, (wanted - there).rem_euclid(7) + (number - 1) * 7)
        }
    };
    let run = |days: i64| {
        let (a, b) = if last {
            (day::shift_days(to, 1 - days * count)?, to)
        } else {
            let start = day::shift_days(from, (n - count) * days)?;
            (start, day::shift_days(start, days * count - 1)?)
        };
        Some(day::between(a, b))
    };
    let value = match (unit, day_of_week) {
        (_, Some(day_of_week)) => day::iso(seek(day_of_week)?),
        ("day", None) => run(1)?,
        // A week is the month's or the year's that holds its Thursday (ISO 8601).
        ("week", None) if count == 1 => {
            let monday = day::shift_days(seek(4)?, -3)?;
            day::between(monday, day::shift_days(monday, 6)?)
        }
        ("week", None) => run(7)?,
        ("weekend", None) => {
            let saturday = seek(6)?;
            day::between(saturday, day::shift_days(saturday, 1)?)
        }
        ("month", None) if value.len() == 4 && count == 1 => {
            let month = if last { 12 } else { u8::try_from(number).ok()? };
            (month <= 12).then(|| day::month(Some(from.year()), month))?
        }
        _ => return None,
    };
    let inside = day::bounds(&value)?;
    (inside.0 <= to && inside.1 >= from).then(|| draft(i, end, value))
}

/// What a part is a part of: "July", "this month", "2019", "next year".
fn container(reader: &Reader, at: usize) -> Option<(String, usize)> {
    let words = reader.words;
    if let Some((year, end)) = named_year(reader, at) {
        return Some((day::year(i64::from(year))?, end));
    }
    if let Some((partial, end)) = calendar::read(reader, at)
        && partial.month.is_some()
        && partial.day.is_none()
    {
        return Some((partial.resolve(reader, at)?, end));
    }
    if words.is_any(at, &["the", "this"]) && words.is(at + 1, "month") {
        return Some((deictic_value(reader, "month", 0)?, at + 2));
    }
    let found = deictic(reader, at)?;
    Some((found.figure.time?, found.end))
}

/// "the week of April 10", "week 10", "rest of the week".
fn week_of(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let at = if words.is(i, "the") { i + 1 } else { i };
    if words.is(at, "rest") {
        let of = if words.is(at + 1, "of") { at + 2 } else { at + 1 };
        let noun = if words.is_any(of, &["the", "this", "my", "our"]) {
            of + 1
        } else {
            of
        };
        let unit = words.lower(noun);
        if !matches!(unit, "week" | "month" | "year") {
            return None;
        }
        let (_, to) = day::bounds(&deictic_value(reader, unit, 0)?)?;
        return Some(draft(i, noun + 1, day::between(reader.reference?, to)));
    }
    if !words.is(at, "week") {
        return None;
    }
    if let Some(week) = words
        .number(at + 1)
        .filter(|_| !words.capital(at) && !is_plural(words.lower(at + 2)))
    {
        let week = i64::try_from(week).ok().filter(|w| (1..=53).contains(w))?;
        let year = reader.reference?.year();
        return Some(loose(i, at + 2, format!("{year:04}-W{week:02}")));
    }
    let (partial, end) = calendar::read(reader, at + 2).filter(|_| words.is(at + 1, "of"))?;
    partial.day?;
    let (from, _) = day::bounds(&partial.resolve(reader, i)?)?;
    Some(draft(i, end, day::week(Some(from), 0)))
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
    if let Some(year) = any_year(words, at) {
        return Some(year);
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

/// "today", "yesterday", "the day after tomorrow", "tonight", "last night", "next day", "now".
fn day_word(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let far = if words.is(i, "the") { i + 1 } else { i };
    let (days, end) = match (words.lower(far), words.lower(far + 1), words.lower(far + 2)) {
        ("day", "after", "tomorrow") => (2, far + 3),
        ("day", "before", "yesterday") => (-2, far + 3),
        ("today", "'s", _) => return None,
        ("today" | "tonight" | "now", ..) => (0, far + 1),
        ("yesterday", ..) => (-1, far + 1),
        ("tomorrow", ..) => (1, far + 1),
        // The part of the day is read with the day.
        ("this", part, _) if part_of_day(part).is_some() => (0, far + 1),
        ("last", part, _) if far == i && part_of_day(part).is_some() => (-1, far + 1),
        ("next" | "following" | "coming", "day", _) => (1, far + 2),
        ("last" | "past" | "previous", "day", _) => (-1, far + 2),
        _ => return None,
    };
    // "now" is a day only as the end of a range; "This Morning" may be a programme.
    let ends_range = words.is_any(i.wrapping_sub(1), &["to", "until", "till", "and", "-"]);
    if words.is(far, "now") && !ends_range || words.is(far, "this") && words.capital(far + 1) {
        return None;
    }
    // "the next day" is next to a day of the story, "today" often means nowadays.
    let story = words.is(far + 1, "day") && end == far + 2;
    if far > i && !story && end < far + 3 || story && words.is_any(end, &["of", "or"]) {
        return None;
    }
    let value = match reader.reference {
        Some(reference) => day::iso(day::shift_days(reference, days)?),
        None => "XXXX-XX-XX".to_owned(),
    };
    if story || words.is_any(far, &["today", "now"]) {
        let mut found = loose(i, end, value);
        if words.is(far, "today") {
            found.figure.confidence = 0.45;
        }
        return Some(found);
    }
    Some(draft(i, end, value))
}

/// "this week", "last month", "next year", "last weekend", "this fiscal year", "the week after next"; loosely "the week".
fn deictic(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    if words.is_any(i, &["the", "that", "same", "my"]) {
        return the_unit(reader, i);
    }
    let step = step(words.lower(i))?;
    let fiscal = words.is_any(i + 1, &["fiscal", "school", "working"]);
    let noun = if fiscal { i + 2 } else { i + 1 };
    let unit = words.lower(noun);
    if words.is(i + 1, "fiscal") && unit != "year" || words.is(i + 1, "working") && unit != "week" {
        return None;
    }
    if matches!(unit, "spring" | "summer" | "fall" | "autumn" | "winter") {
        return named_season(reader, i, noun, step);
    }
    // "next week Wednesday"
    if unit == "week"
        && let Some((number, _)) = weekday(words.lower(noun + 1))
        && words.is_word(noun + 1)
    {
        let value = day::weekday_of_week(reader.reference, number, step);
        return Some(draft(i, noun + 2, value));
    }
    // The last seven days, and not the week before this one.
    if words.is(i, "past")
        && let Some(reference) = reader.reference
        && let "week" | "month" | "year" | "fortnight" = unit
    {
        let from = match unit {
            "week" => day::shift_days(reference, -7)?,
            "fortnight" => day::shift_days(reference, -14)?,
            _ => day::shift_date(reference, if unit == "month" { -1 } else { -12 })?,
        };
        let to = day::shift_days(reference, -1)?;
        return Some(draft(i, noun + 1, day::between(from, to)));
    }
    let value = deictic_value(reader, unit, step)?;
    let small = matches!(unit, "hour" | "minute");
    // "last-minute", "at the last minute"
    if small
        && (words.hyphen(noun) || words.hyphen(noun + 1) || words.is_any(i.wrapping_sub(1), &["the", "a"]))
    {
        return None;
    }
    Some(if small {
        loose(i, noun + 1, value)
    } else {
        draft(i, noun + 1, value)
    })
}

/// The period of a unit, `step` periods from now.
fn deictic_value(reader: &Reader, unit: &str, step: i64) -> Option<String> {
    let reference = reader.reference;
    let year = reference.map(|r| i64::from(r.year()) + step);
    Some(match unit {
        "week" => day::week(reference, step),
        "weekend" => day::weekend(reference, step),
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
        "fortnight" => {
            let (from, _) = day::bounds(&day::week(reference, step))?;
            day::between(from, day::shift_days(from, 13)?)
        }
        "hour" | "minute" => day::iso(reference?),
        _ => return None,
    })
}

/// "the weekend", "the week after next"; loosely "the week", "that month", where nothing says which one.
fn the_unit(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let unit = words.lower(i + 1);
    if words.is(i, "the") && words.is(i + 2, "after") {
        let next = if words.is(i + 3, "the") { i + 4 } else { i + 3 };
        let value = deictic_value(reader, unit, 2).filter(|_| words.is(next, "next"))?;
        return Some(draft(i, next + 1, value));
    }
    if words.is(i, "the") && unit == "weekend" && matches!(words.before(i), "over" | "during" | "throughout")
    {
        // The last one that began, or the one that comes.
        let saturday = reader
            .reference
            .is_none_or(|r| r.weekday().number_from_monday() >= 6);
        let ahead = reader.direction(i) == Direction::Future;
        let weeks = if ahead || saturday { 0 } else { -1 };
        return Some(draft(i, i + 2, day::weekend(reader.reference, weeks)));
    }
    // "partner of the year", "the week that was", "the month-long talks"
    let named = words.before(i) == "of"
        || words.hyphen(i + 2)
        || words.is_any(i + 2, &["of", "'s", "before", "after", "when"])
        || words.is_word(i + 2) && !ends_noun_phrase(words.lower(i + 2));
    if !named && words.is(i, "the") && season_code(unit).is_some() {
        let mut found = named_season(reader, i, i + 1, 0)?;
        found.figure.confidence = LOOSE;
        return Some(found);
    }
    let usual = matches!(unit, "week" | "weekend" | "month" | "fortnight");
    if named || !usual || reader.reference.is_none() {
        return None;
    }
    Some(loose(i, i + 2, deictic_value(reader, unit, 0)?))
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
    let Some(year) = year_at(words, i) else {
        // "in nineteen twenty-eight"
        let (year, end) = any_year(words, i).filter(|_| matches!(words.before(i), "in" | "since" | "by"))?;
        let counted = words.hyphen(end) || words.is_word(end) && !ends_noun_phrase(words.lower(end));
        return (!counted).then(|| draft(i, end, format!("{year:04}")));
    };
    if !reads_as_year(words, i, year) {
        return None;
    }
    let value = day::year(i64::from(year))?;
    let at = i + 1;
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
