//! Days with a name: `Christmas Eve`, `Labor Day 2021`, `last Easter`.

use super::FigureKind;
use super::calendar::{step, year_at};
use super::day::{self, Direction};
use super::reader::{Draft, Reader};
use crate::lexicon::calendar::{LONGEST_HOLIDAY, holiday};
use time::Date;

/// A holiday that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let step = step(words.lower(i));
    let first = if step.is_some() { i + 1 } else { i };
    if !words.opens(first) {
        return None;
    }
    let mut name = String::new();
    let mut found = None;
    for at in first..(first + LONGEST_HOLIDAY + 1).min(words.len()) {
        if at > first && !words.glued(at) {
            name.push(' ');
        }
        name.push_str(words.lower(at));
        if let Some(rule) = holiday(&name) {
            found = Some((rule, at + 1));
        }
    }
    let (rule, mut end) = found?;
    if words.is(end, "day") {
        end += 1;
    }
    let behind = if words.is_any(end, &["of", "in", ","]) {
        end + 1
    } else {
        end
    };
    let said = year_at(words, behind);
    let value = match (said, reader.reference) {
        (Some(year), _) => {
            end = behind + 1;
            day::iso(date(rule, year)?)
        }
        (None, Some(reference)) => {
            let future = match step {
                Some(step) => step > 0,
                None => reader.direction(i) == Direction::Future,
            };
            (0..2).find_map(|n| {
                let day = date(rule, reference.year() + if future { n } else { -n })?;
                let side = if future {
                    day >= reference
                } else {
                    day <= reference
                };
                (side || step == Some(0)).then(|| day::iso(day))
            })?
        }
        (None, None) => {
            let (month, number) = rule.split_once('-')?;
            day::day(None, month.parse().ok()?, number.parse().ok()?)?
        }
    };
    let mut found = Draft::new(FigureKind::Date, i, end, "holiday").time(value);
    // "Christmas tree", "Thanksgiving dinner": mostly the feast and not the day.
    let dated = said.is_some()
        || step.is_some()
        || matches!(
            words.before(i),
            "on" | "by" | "before" | "after" | "since" | "until" | "till"
        );
    if !dated || words.is_word(end) && !crate::lexicon::figures::ends_noun_phrase(words.lower(end)) {
        found.figure.confidence = super::period::LOOSE;
    }
    Some(found)
}

/// The day in `year` by a rule of `holidays.txt`.
fn date(rule: &str, year: i32) -> Option<Date> {
    if let Some((month, number)) = rule.split_once('-').filter(|r| !r.0.contains(' ')) {
        return day::date(year, month.parse().ok()?, number.parse().ok()?);
    }
    let parts: Vec<&str> = rule.split(' ').collect();
    if let ["easter", days] = parts[..] {
        return day::shift_days(easter(year)?, days.parse().ok()?);
    }
    let numbers: Vec<i64> = parts.iter().map(|n| n.parse()).collect::<Result<_, _>>().ok()?;
    let &[month, weekday, nth, ref later @ ..] = &numbers[..] else {
        return None;
    };
    let month = u8::try_from(month).ok()?;
    let day = if nth > 0 {
        let first = day::date(year, month, 1)?;
        let to = (weekday - i64::from(first.weekday().number_from_monday())).rem_euclid(7);
        day::shift_days(first, to + (nth - 1) * 7)?
    } else {
        let (_, last) = day::bounds(&day::month(Some(year), month))?;
        day::shift_days(
            last,
            -(i64::from(last.weekday().number_from_monday()) - weekday).rem_euclid(7),
        )?
    };
    day::shift_days(day, later.first().copied().unwrap_or(0))
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    day::date(
        year,
        u8::try_from(sum / 31).ok()?,
        u8::try_from(sum % 31 + 1).ok()?,
    )
}
