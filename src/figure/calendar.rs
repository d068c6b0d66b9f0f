//! Days of the week, days and months: `Tuesday, Nov. 8, 2016`, `8 November`, `Feb. 15-17`, `June to August 2017`.

use super::day::{self, Direction};
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{FigureKind, numeral};
use crate::lexicon::calendar::{self, Certainty};
use crate::lexicon::numbers::{self, NumberClass};
use crate::pattern::figure::Pattern;

/// Prepositions and adjectives that make "May" or "March" a month.
const MONTH_CONTEXT: [&str; 22] = [
    "in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "of", "from",
    "through", "before", "after", "during", "between", "to", "and", "for", "every",
];

/// A date that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    weekday(reader, i)
        .or_else(|| month_first(reader, i))
        .or_else(|| day_first(reader, i))
        .or_else(|| numeric(reader, i))
}

fn draft(first: usize, end: usize, value: String) -> Draft {
    Draft::new(FigureKind::Date, first, end, "date").time(value)
}

/// "Tuesday", "last Friday", "Tuesday, Nov. 8".
fn weekday(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let prefix = words.is_any(i, &["last", "next", "this", "past", "coming"]);
    let at = if prefix { i + 1 } else { i };
    let (number, certainty) = calendar::weekday(words.lower(at)).filter(|_| words.is_word(at))?;
    if certainty == Certainty::Short && !words.capital(at) {
        return None;
    }
    // Days with a name of their own: Black Friday, Super Tuesday.
    if words.capital(at)
        && matches!(
            words.before(i),
            "black"
                | "good"
                | "super"
                | "cyber"
                | "ash"
                | "maundy"
                | "holy"
                | "palm"
                | "easter"
                | "bloody"
                | "fat"
                | "shrove"
                | "giving"
        )
    {
        return None;
    }
    let mut end = at + 1;
    // An abbreviation's full stop may stand by itself.
    let comma = if words.is(end, ",") { end + 1 } else { end };
    let full = month_first(reader, comma).or_else(|| day_first(reader, comma));
    if let Some(full) = full.filter(|f| f.figure.time.as_deref().is_some_and(|t| t.len() == 10)) {
        return Some(draft(i, full.end, full.figure.time?));
    }
    if certainty == Certainty::Short {
        return None;
    }
    if words.is(end, "the")
        && let Some(value) = ordinal(words, end + 1)
        && value <= 31
    {
        end += 2;
    }
    let value =
        match words.lower(i) {
            "next" | "coming" => day::weekday_of_week(
                reader.reference,
                number,
                i64::from(reader.reference.is_none_or(|r| {
                    r.weekday().number_from_monday() >= number || prefix && words.is(i, "next")
                })),
            ),
            "last" | "past" => {
                let strictly_before = reader.reference.and_then(|r| day::shift_days(r, -1));
                day::weekday(strictly_before, number, Direction::Past)
            }
            "this" => day::weekday_of_week(reader.reference, number, 0),
            _ => day::weekday(reader.reference, number, reader.direction(i)),
        };
    Some(draft(i, end, value))
}

/// The month named at `at`, if it is one there; `true` where only a day or year beside it makes it one.
fn month_at(words: Words, at: usize) -> Option<(u8, bool)> {
    let (number, certainty) = calendar::month(words.lower(at)).filter(|_| words.is_word(at))?;
    let needs_company = match certainty {
        Certainty::Sure => false,
        Certainty::Short => !words.capital(at) || !words.lower(at).ends_with('.'),
        Certainty::Ambiguous => !words.capital(at) || !MONTH_CONTEXT.contains(&words.before(at)),
    };
    Some((number, needs_company))
}

/// A day of the month at `at`: "8", "8th", "eighth".
fn day_of_month(words: Words, at: usize) -> Option<u8> {
    let value = match words.number(at) {
        Some(value) => {
            let plain = words.get(at)?.text;
            if plain.len() > 2 || words.hyphen(at + 1) && words.is_any(at + 2, &["year", "day", "month"]) {
                return None;
            }
            i64::try_from(value).ok()?
        }
        None => ordinal(words, at)?,
    };
    u8::try_from(value).ok().filter(|d| (1..=31).contains(d))
}

/// The value of an ordinal at `at`, in digits or as one word.
pub(super) fn ordinal(words: Words, at: usize) -> Option<i64> {
    if words.surface(at) == Some(Pattern::Ordinal) {
        let digits: String = words.lower(at).chars().filter(char::is_ascii_digit).collect();
        return digits.parse().ok();
    }
    match numbers::look_up(words.lower(at))? {
        (NumberClass::Ordinal, value) => i64::try_from(value).ok(),
        _ => None,
    }
}

/// A year at `at`: four digits from 1000 to 2199.
pub(super) fn year_at(words: Words, at: usize) -> Option<i32> {
    let value = words.number(at)?;
    let text = words.get(at)?.text;
    if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    i32::try_from(i64::try_from(value).ok()?)
        .ok()
        .filter(|y| (1000..2200).contains(y))
}

/// ", 2016", "2016", "of 2016", "last year", "of this year" behind a month or day: the year and the piece behind it.
fn year_behind(reader: &Reader, at: usize, day: bool) -> Option<(i32, usize)> {
    let words = reader.words;
    for skip in [0, 1] {
        if skip == 1 && !words.is_any(at, &[",", "of", "in"]) {
            break;
        }
        if let Some(year) = year_at(words, at + skip) {
            // "in May, 2000 people": a year is not followed by what is counted.
            let counted = !day
                && skip == 1
                && words.is(at, ",")
                && crate::lexicon::figures::is_plural(words.lower(at + 2));
            return (!counted).then_some((year, at + skip + 1));
        }
        if words.is(at + skip + 1, "year")
            && let Some(reference) = reader.reference
            && !words.is(at, ",")
        {
            let year = match words.lower(at + skip) {
                "this" => reference.year(),
                "last" => reference.year() - 1,
                "next" => reference.year() + 1,
                _ => continue,
            };
            return Some((year, at + skip + 2));
        }
    }
    None
}

/// "Nov. 8, 2016", "November 2016", "Feb. 15-17", "last November", "June to August".
fn month_first(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let prefix = words.is_any(i, &["last", "next", "this"]);
    let first = if prefix { i + 1 } else { i };
    let (month, needs_company) = month_at(words, first)?;
    let the = if words.is(first + 1, "the") || words.hyphen(first + 1) && words.number(first + 2).is_some() {
        first + 2
    } else {
        first + 1
    };
    if let Some(number) = day_of_month(words, the).filter(|_| !prefix) {
        let after = the + 1;
        // "Nov. 8-10", "June 3 to 5"
        let connected = words.hyphen(after)
            || words.is_any(after, &["to", "through", "until"])
            || (words.is(after, "and") && words.before(first) == "between");
        let connector = connected.then_some(after + 1);
        let second = connector.and_then(|c| {
            if let Some(second) = day_of_month(words, c) {
                return Some((month, second, c + 1));
            }
            let (other, _) = month_at(words, c)?;
            Some((other, day_of_month(words, c + 1)?, c + 2))
        });
        let end = second.map_or(after, |s| s.2);
        let behind = year_behind(reader, end, true);
        let year = behind
            .map(|b| b.0)
            .or_else(|| day::year_of(reader.reference, month, Some(number), reader.direction(i)));
        let end = behind.map_or(end, |b| b.1);
        let from = day::day(year, month, number)?;
        return Some(match second {
            Some((other, last, _)) => draft(i, end, day::join(&from, &day::day(year, other, last)?)),
            None => draft(i, end, from),
        });
    }
    let mut end = first + 1;
    // "June to August", "Jan-Feb 2017"
    let connector = if words.hyphen(end)
        || words.is_any(end, &["to", "through"])
        || (words.is(end, "and") && words.before(i) == "between")
    {
        month_at(words, end + 1).map(|(other, _)| (other, end + 2))
    } else {
        None
    };
    if let Some((_, after)) = connector {
        end = after;
    }
    let behind = year_behind(reader, end, false);
    if needs_company && behind.is_none() && !prefix {
        return None;
    }
    let direction = match words.lower(i) {
        "last" => Direction::Past,
        "next" => Direction::Future,
        _ => reader.direction(i),
    };
    let year = match behind {
        Some((year, _)) => Some(year),
        None if words.is(i, "this") => reader.reference.map(time::Date::year),
        None => day::year_of(reader.reference, month, None, direction).map(|year| {
            // "last May", said in May, is a year ago.
            let same = reader.reference.is_some_and(|r| u8::from(r.month()) == month);
            match words.lower(i) {
                "last" if same => year - 1,
                "next" if same => year + 1,
                _ => year,
            }
        }),
    };
    let end = behind.map_or(end, |b| b.1);
    let from = day::month(year, month);
    Some(match connector {
        Some((other, _)) => draft(i, end, day::join(&from, &day::month(year, other))),
        None => draft(i, end, from),
    })
}

/// "8 November 2016", "the 8th of November", "8-Nov-2016".
fn day_first(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let at = if words.is(i, "the") { i + 1 } else { i };
    let number = day_of_month(words, at)?;
    // "15-17 February"
    let mut end = at + 1;
    let mut last = None;
    if words.hyphen(end) || words.is_any(end, &["to", "and"]) {
        if let Some(second) = day_of_month(words, end + 1)
            && month_at(words, end + 2).is_some()
        {
            last = Some(second);
            end += 2;
        } else if words.hyphen(end) {
            end += 1;
        }
    }
    if words.is(end, "of") {
        end += 1;
    }
    let (month, _) = month_at(words, end)
        .filter(|_| words.capital(end) || !words.is_any(end, &["may", "march", "mar", "dec"]))?;
    end += 1;
    let year_piece = if words.hyphen(end) { end + 1 } else { end };
    let behind = year_behind(reader, year_piece, true);
    let year = behind
        .map(|b| b.0)
        .or_else(|| day::year_of(reader.reference, month, Some(number), reader.direction(i)));
    let end = behind.map_or(end, |b| b.1);
    let from = day::day(year, month, number)?;
    Some(match last {
        Some(last) => draft(i, end, day::join(&from, &day::day(year, month, last)?)),
        None => draft(i, end, from),
    })
}

/// "2016-11-08", "11/8/2016", "13.5.2015".
fn numeric(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let pattern = words.surface(i)?;
    let text = words.lower(i);
    let parts: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .take(3)
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let &[a, b, c] = &parts[..] else { return None };
    let (year, first, second) = match pattern {
        Pattern::IsoDate | Pattern::IsoTime | Pattern::YearFirstDate => {
            let value = day::day(Some(a), u8::try_from(b).ok()?, u8::try_from(c).ok()?)?;
            return Some(draft(i, i + 1, value));
        }
        Pattern::SlashDate | Pattern::DashedDate | Pattern::DottedDate => (full_year(c), a, b),
        _ => return None,
    };
    // The American order, except where it is impossible and behind dots, where the day comes first.
    let day_leads = first > 12 || (pattern == Pattern::DottedDate && second <= 12);
    let (month, number) = if day_leads {
        (second, first)
    } else {
        (first, second)
    };
    let value = day::day(Some(year), u8::try_from(month).ok()?, u8::try_from(number).ok()?)?;
    Some(draft(i, i + 1, value))
}

fn full_year(year: i32) -> i32 {
    match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    }
}

/// The value of a small whole number at `at`, in digits or words, and the piece behind it.
pub(super) fn whole_number(words: Words, at: usize) -> Option<(i64, usize)> {
    let numeral = numeral::read(words, at).filter(|n| !n.vague && n.value.is_integer())?;
    Some((i64::try_from(numeral.value).ok()?, numeral.end))
}
