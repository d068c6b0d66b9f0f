//! Days and periods as values: ISO 8601 where they are known, TIMEX3 (`XXXX-11-08`, `XXXX-WXX-4`) where the year is not.

use time::{Date, Duration, Month};

/// Which way an expression points from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
}

/// The day of publication at the start of an ISO 8601 date or time.
pub(super) fn parse(published: &str) -> Option<Date> {
    let year = published.get(0..4)?.parse().ok()?;
    let month: u8 = published.get(5..7)?.parse().ok()?;
    let day = published.get(8..10)?.parse().ok()?;
    if published.get(4..5)? != "-" || published.get(7..8)? != "-" {
        return None;
    }
    date(year, month, day)
}

pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

pub(super) fn iso(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// The day of the week `weekday` (Monday 1) nearest to `reference` on the side of `direction`, the same day included.
pub(super) fn weekday(reference: Option<Date>, weekday: u8, direction: Direction) -> String {
    let Some(reference) = reference else {
        return format!("XXXX-WXX-{weekday}");
    };
    let today = reference.weekday().number_from_monday();
    let back = i64::from((today + 7 - weekday) % 7);
    let days = match direction {
        Direction::Past => -back,
        Direction::Future => (7 - back) % 7,
    };
    shift_days(reference, days).map_or_else(|| format!("XXXX-WXX-{weekday}"), iso)
}

/// The day of the week in the week `weeks` after that of `reference`.
pub(super) fn weekday_of_week(reference: Option<Date>, weekday: u8, weeks: i64) -> String {
    reference
        .and_then(|r| monday(r, weeks))
        .and_then(|m| shift_days(m, i64::from(weekday) - 1))
        .map_or_else(|| format!("XXXX-WXX-{weekday}"), iso)
}

pub(super) fn shift_days(date: Date, days: i64) -> Option<Date> {
    if days.abs() > 4_000_000 {
        return None;
    }
    date.checked_add(Duration::days(days))
}

fn monday(reference: Date, weeks: i64) -> Option<Date> {
    shift_days(
        reference,
        1 - i64::from(reference.weekday().number_from_monday()) + weeks * 7,
    )
}

/// The week `weeks` after that of `reference`: `2016-03-21/2016-03-27`.
pub(super) fn week(reference: Option<Date>, weeks: i64) -> String {
    interval(reference.and_then(|r| monday(r, weeks)), 0, 6).unwrap_or_else(|| "XXXX-WXX".to_owned())
}

/// Saturday and Sunday of that week.
pub(super) fn weekend(reference: Option<Date>, weeks: i64) -> String {
    interval(reference.and_then(|r| monday(r, weeks)), 5, 6).unwrap_or_else(|| "XXXX-WXX-WE".to_owned())
}

fn interval(monday: Option<Date>, from: i64, to: i64) -> Option<String> {
    let monday = monday?;
    Some(format!(
        "{}/{}",
        iso(shift_days(monday, from)?),
        iso(shift_days(monday, to)?)
    ))
}

/// `2016-11`, or `XXXX-11`.
pub(super) fn month(year: Option<i32>, month: u8) -> String {
    year.map_or_else(|| format!("XXXX-{month:02}"), |y| format!("{y:04}-{month:02}"))
}

/// The month `months` after that of `reference`.
pub(super) fn shift_months(reference: Date, months: i64) -> Option<(i32, u8)> {
    if months.abs() > 200_000 {
        return None;
    }
    let index = i64::from(reference.year()) * 12 + i64::from(u8::from(reference.month())) - 1 + months;
    let year = i32::try_from(index.div_euclid(12)).ok()?;
    let month = u8::try_from(index.rem_euclid(12)).ok()? + 1;
    (0..=9999).contains(&year).then_some((year, month))
}

/// The day `months` later, or the last one of that month where it has no such day.
pub(super) fn shift_date(reference: Date, months: i64) -> Option<Date> {
    let (year, month) = shift_months(reference, months)?;
    (0..4).find_map(|back| date(year, month, reference.day().checked_sub(back)?))
}

/// The year of a month (and day) named without one.
pub(super) fn year_of(
    reference: Option<Date>,
    month: u8,
    day: Option<u8>,
    direction: Direction,
) -> Option<i32> {
    let reference = reference?;
    let here = (u8::from(reference.month()), day.map(|_| reference.day()));
    let there = (month, day);
    Some(match direction {
        Direction::Past if there > here => reference.year() - 1,
        Direction::Future if there < here => reference.year() + 1,
        _ => reference.year(),
    })
}

/// A day with or without a known year; none for a day that no calendar has.
pub(super) fn day(year: Option<i32>, month: u8, day: u8) -> Option<String> {
    match year {
        Some(year) => date(year, month, day).map(iso),
        None => date(2000, month, day).map(|_| format!("XXXX-{month:02}-{day:02}")),
    }
}

/// The day `number` of a month (and on that day of the week) nearest to `reference` on the side of `direction`.
pub(super) fn of_month(
    reference: Option<Date>,
    number: u8,
    weekday: Option<u8>,
    direction: Direction,
) -> Option<String> {
    let Some(reference) = reference else {
        return Some(format!("XXXX-XX-{number:02}"));
    };
    (0..40).find_map(|months| {
        let past = direction == Direction::Past;
        let (year, month) = shift_months(reference, if past { -months } else { months })?;
        let day = date(year, month, number)?;
        let side = if past { day <= reference } else { day >= reference };
        let fits = weekday.is_none_or(|w| day.weekday().number_from_monday() == w);
        (side && fits).then(|| iso(day))
    })
}

/// The first and the last day of a value, where they are known.
pub(super) fn bounds(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        return Some((bounds(from)?.0, bounds(to)?.1));
    }
    let value = value.split('T').next()?;
    let last_of = |year: i32, month: u8| {
        let (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        date(year, month, 1)?.previous_day()
    };
    let months = |year, from, to| Some((date(year, from, 1)?, last_of(year, to)?));
    let digits = |text: &str| text.parse().ok();
    let parts: Vec<&str> = value.split('-').collect();
    match parts[..] {
        [year, month, day] => {
            let day = date(digits(year)?, month.parse().ok()?, day.parse().ok()?)?;
            Some((day, day))
        }
        [year, part] => match part.strip_prefix('Q') {
            Some(quarter) => {
                let quarter: u8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
                months(digits(year)?, quarter * 3 - 2, quarter * 3)
            }
            None => {
                let month = part.parse().ok().filter(|m| (1..=12).contains(m))?;
                months(digits(year)?, month, month)
            }
        },
        [year] if year.len() == 4 => {
            let first = digits(&year.replace('X', "0"))?;
            let last = digits(&year.replace('X', "9"))?;
            Some((date(first, 1, 1)?, date(last, 12, 31)?))
        }
        _ => None,
    }
}

/// `A/B` of two days, or the day where they are the same.
pub(super) fn between(from: Date, to: Date) -> String {
    if from == to {
        iso(from)
    } else {
        format!("{}/{}", iso(from), iso(to))
    }
}

/// `2016`, for the years a news text speaks of.
pub(super) fn year(year: i64) -> Option<String> {
    (0..=9999).contains(&year).then(|| format!("{year:04}"))
}

/// The earliest day and the latest day of a value, as far as they are written as days: for `A/B` of two values.
pub(super) fn join(from: &str, to: &str) -> String {
    let from = from.split('/').next().unwrap_or(from);
    let to = to.split('/').next_back().unwrap_or(to);
    format!("{from}/{to}")
}

/// Whether a value has a year or decade that the words it was read from do not say in digits ("2016", "'16", "5/2/16",
/// "the '80s").
pub(super) fn adds_a_year<'t>(value: &str, mut words: impl Iterator<Item = &'t str>) -> bool {
    let value = value.trim_start_matches("../");
    let digits = value.get(..4).unwrap_or("").trim_end_matches('X');
    if digits.len() < 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let (_, short) = digits.split_at(2);
    !words.any(|word| {
        let word = word.trim_end_matches('s').trim_end_matches(['\'', '’']);
        let tens = if digits.len() == 3 {
            word.strip_suffix('0')
        } else {
            Some(word)
        };
        let before = tens.and_then(|word| word.strip_suffix(short));
        let shortened = |before: &str| before.ends_with(['\'', '’', '/', '.', '-']) || digits.len() == 3;
        word.contains(digits) || before.is_some_and(shortened)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_on_either_side() {
        let tuesday = date(2016, 11, 8);
        for (number, direction, expected) in [
            (2, Direction::Past, "2016-11-08"),
            (3, Direction::Past, "2016-11-02"),
            (3, Direction::Future, "2016-11-09"),
            (1, Direction::Future, "2016-11-14"),
        ] {
            assert_eq!(weekday(tuesday, number, direction), expected);
        }
        assert_eq!(weekday(None, 4, Direction::Past), "XXXX-WXX-4");
    }

    #[test]
    fn months_and_weeks_over_the_turn_of_the_year() {
        let day = date(2016, 1, 5).expect("a day");
        assert_eq!(shift_months(day, -2), Some((2015, 11)));
        assert_eq!(week(Some(day), -1), "2015-12-28/2016-01-03");
        assert_eq!(year_of(Some(day), 11, None, Direction::Past), Some(2015));
        assert_eq!(year_of(Some(day), 11, None, Direction::Future), Some(2016));
    }

    #[test]
    fn days_that_do_not_exist_have_no_value() {
        assert_eq!(super::day(Some(2015), 2, 29), None);
        assert_eq!(super::day(None, 2, 29).as_deref(), Some("XXXX-02-29"));
        assert_eq!(parse("2016-13-01"), None);
        assert_eq!(parse("é016-01-01"), None);
        assert_eq!(parse("2016-11-08T10:00:00Z"), date(2016, 11, 8));
    }

    #[test]
    fn a_year_is_added_where_the_words_do_not_say_it() {
        for (value, words, added) in [
            ("2016-11-08", "Tuesday", true),
            ("2016-11-16", "Nov. 16", true),
            ("../2016-11-08", "Nov. 8", true),
            ("2016-11-08", "Nov. 8, 2016", false),
            ("2016-11-08", "11/8/16", false),
            ("2016", "'16", false),
            ("198X", "'80s", false),
            ("198X", "80's", false),
            ("18XX", "19th century", false),
            ("XXXX-WXX-4", "Thursday", false),
            ("T09:30", "9.30", false),
        ] {
            assert_eq!(adds_a_year(value, words.split(' ')), added, "{value} of {words}");
        }
    }
}
