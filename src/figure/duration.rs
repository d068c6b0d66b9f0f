//! Lengths of time that are more than a number and a unit: `1 year 1 month 21 days`, `an hour and a half`, `a few minutes`,
//! `all week`.

use super::arithmetic::Arithmetic;
use super::numeral;
use super::piece::Words;
use super::reader::Draft;
use super::{Approximator, Decimal, FigureKind};
use crate::lexicon::figures::is_plural;
use crate::lexicon::units::{self, UnitNote};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Parts of a length of time, at most.
const PARTS: usize = 6;

/// A length of time; amounts are in thousandths, and none is negative.
#[derive(Clone, Copy)]
pub(super) struct Length {
    pub end: usize,
    /// Months and longer.
    pub months: i64,
    /// Days and weeks.
    pub days: i64,
    /// Hours and shorter.
    pub seconds: i64,
    /// The unit of its first part, and how many.
    pub unit: &'static str,
    pub count: i64,
    /// The unit of its last part.
    smallest: &'static str,
    pub parts: usize,
    /// "a few", "several".
    pub vague: bool,
    /// Whether `amount` reads it too.
    plain: bool,
}

/// Thousandths in one.
pub(super) const ONE: i64 = 1000;

/// What one of a unit is in months, days or seconds.
fn size(unit: &str) -> Option<[i64; 3]> {
    Some(match unit {
        "century" => [1200, 0, 0],
        "decade" => [120, 0, 0],
        "year" => [12, 0, 0],
        "quarter" => [3, 0, 0],
        "month" => [1, 0, 0],
        "fortnight" => [0, 14, 0],
        "week" => [0, 7, 0],
        "day" => [0, 1, 0],
        "hour" => [0, 0, 3600],
        "minute" => [0, 0, 60],
        "second" => [0, 0, 1],
        _ => return None,
    })
}

/// The name of a unit of time at `at`.
pub(super) fn unit_of_time(words: Words, at: usize) -> Option<&'static str> {
    if words.is_any(at, &["quarter", "quarters"]) {
        return Some("quarter");
    }
    let unit = units::unit(words.bare(at)).filter(|u| u.dimension == "time" && u.note == UnitNote::Word)?;
    size(unit.name).map(|_| unit.name)
}

/// A number before a unit of time: thousandths, the piece behind it, whether it is vague, whether it is a numeral.
pub(super) fn count(words: Words, i: usize) -> Option<(i64, usize, bool, bool)> {
    let article = words.is_any(i, &["a", "an"]);
    let at = if article { i + 1 } else { i };
    match words.lower(at) {
        "couple" => {
            let end = if words.is(at + 1, "of") { at + 2 } else { at + 1 };
            return Some((2 * ONE, end, false, false));
        }
        "few" => return Some((3 * ONE, at + 1, true, false)),
        "several" | "some" if !article => return Some((3 * ONE, at + 1, true, false)),
        "half" => {
            let article = words.is_any(at + 1, &["a", "an"]) || words.hyphen(at + 1);
            return Some((ONE / 2, if article { at + 2 } else { at + 1 }, false, true));
        }
        _ => {}
    }
    let Some(number) = numeral::read(words, i).filter(|n| !n.vague && !n.plus) else {
        return article.then_some((ONE, at, false, true));
    };
    let value = number.value.times(Decimal::ONE_THOUSAND)?;
    let value = i64::try_from(value)
        .ok()
        .filter(|v| value.is_integer() && *v < 100_000_000)?;
    // "one and half hour"
    if words.is(number.end, "and") && words.is(number.end + 1, "half") {
        return Some((value + ONE / 2, number.end + 2, false, false));
    }
    Some((value, number.end, false, true))
}

/// `count` of the unit at `noun`.
pub(super) fn of(words: Words, count: i64, noun: usize) -> Option<Length> {
    let unit = unit_of_time(words, noun)?;
    let [months, days, seconds] = size(unit)?.map(|n| count * n);
    Some(Length {
        end: noun + 1,
        months,
        days,
        seconds,
        unit,
        count,
        smallest: unit,
        parts: 1,
        vague: false,
        plain: false,
    })
}

/// The length of time that begins with piece `i`.
pub(super) fn read(words: Words, i: usize) -> Option<Length> {
    let mut found: Option<Length> = None;
    let mut at = i;
    while found.is_none_or(|l| l.parts < PARTS) {
        let Some((mut value, noun, vague, numeral)) = count(words, at) else {
            break;
        };
        let noun = if words.hyphen(noun) { noun + 1 } else { noun };
        let Some(unit) = unit_of_time(words, noun) else {
            break;
        };
        let many = is_plural(words.lower(noun));
        // "the 10 second-place finishers", "a couple day"
        if unit == "quarter"
            || unit == "second" && !many && value > ONE && value % ONE == 0
            || !numeral && value % ONE == 0 && !many
        {
            break;
        }
        let mut end = noun + 1;
        let mut plain = numeral;
        // "an hour and a half", "one year and a quarter"
        if words.is(end, "and") {
            let part = if words.is(end + 1, "a") { end + 2 } else { end + 1 };
            let share = match words.lower(part) {
                "half" => ONE / 2,
                "quarter" => ONE / 4,
                _ => 0,
            };
            if share > 0 && unit_of_time(words, part + 1).is_none() {
                value += share;
                plain = plain && share == ONE / 2 && part == end + 2;
                end = part + 1;
            }
        }
        let part = Length {
            end,
            vague,
            plain,
            ..of(words, value, noun)?
        };
        found = Some(match found {
            None => part,
            Some(sum) => Length {
                months: sum.months + part.months,
                days: sum.days + part.days,
                seconds: sum.seconds + part.seconds,
                unit: sum.unit,
                count: sum.count,
                parts: sum.parts + 1,
                plain: false,
                ..part
            },
        });
        let and = words.is(end, "and");
        at = if and || words.is(end, ",") { end + 1 } else { end };
        // "three weeks, a year after": an article begins something else; so does "and" behind "the last 3 months".
        let other = words.is_any(at, &["a", "an", "some", "several"])
            || and && matches!(words.before(i), "last" | "past" | "next" | "previous");
        if other || vague {
            break;
        }
    }
    found
}

/// A length of time that is no plain amount, as a figure.
pub(super) fn draft(words: Words, i: usize) -> Option<Draft> {
    if let Some(found) = whole(words, i) {
        return Some(found);
    }
    let length = read(words, i).filter(|l| !l.plain)?;
    let end = length.end;
    if words.hyphen(end) || words.is_any(end, &["old", "olds"]) {
        return None;
    }
    let (value, unit) = if length.parts == 1 {
        (length.count, length.unit)
    } else {
        let [months, days, seconds] = size(length.smallest)?;
        if months > 0 && length.days + length.seconds == 0 {
            (length.months / months, length.smallest)
        } else {
            // A year has 365 days, a month 30.
            let in_days = |months: i64| months / 12 * 365 + months % 12 * 30;
            let sum = (in_days(length.months / ONE) * ONE + length.days) * DAY + length.seconds;
            (sum / ((in_days(months) + days) * DAY + seconds), length.smallest)
        }
    };
    let value = Decimal::new(value, 3).normalize();
    let mut found = Draft::new(FigureKind::Duration, i, end, "duration")
        .value(value)
        .unit(unit);
    if length.parts > 1 {
        found.figure.time = Some(written(&length));
    }
    if length.vague {
        found.figure.approximator = Approximator::About;
        found.figure.confidence = 0.4;
    } else if words.is(i, "couple") || words.is(i + 1, "couple") {
        found.figure.approximator = Approximator::About;
        found.figure.confidence = 0.6;
    }
    Some(found)
}

/// ISO 8601: `P1Y1M21D`.
fn written(length: &Length) -> String {
    let mut text = String::from("P");
    let seconds = length.seconds / ONE;
    for (value, letter) in [
        (length.months / ONE / 12, 'Y'),
        (length.months / ONE % 12, 'M'),
        (length.days / ONE, 'D'),
        (seconds / 3600, 'H'),
        (seconds / 60 % 60, 'M'),
        (seconds % 60, 'S'),
    ] {
        if letter == 'H' && seconds > 0 {
            text.push('T');
        }
        if value > 0 {
            text.push_str(&format!("{value}{letter}"));
        }
    }
    text
}

/// "all day", "the whole month", "another year": one of the unit, mostly loosely.
fn whole(words: Words, i: usize) -> Option<Draft> {
    if !words.is_any(i, &["all", "full", "whole", "another"]) {
        return None;
    }
    let noun = if words.hyphen(i + 1) { i + 2 } else { i + 1 };
    let unit = unit_of_time(words, noun).filter(|u| *u != "quarter" && !is_plural(words.lower(noun)))?;
    if words.hyphen(noun + 1) {
        return None;
    }
    let mut found = Draft::new(FigureKind::Duration, i, noun + 1, "whole")
        .value(Decimal::ONE)
        .unit(unit);
    found.figure.confidence = 0.4;
    Some(found)
}
