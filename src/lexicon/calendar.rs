//! Months (`months.txt`), days of the week (`weekdays.txt`), holidays (`holidays.txt`), parts of a day (`parts_of_day.txt`),
//! time zones (`time_zones.txt`).

use super::table::Table;
use super::tables::{HOLIDAYS, MONTHS, PARTS_OF_DAY, TIME_ZONES, WEEKDAYS};

/// How sure a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It means nothing else.
    Sure,
    /// Also another word ("May").
    Ambiguous,
    /// An abbreviation that is also another word ("Sun").
    Short,
}

fn entry(table: &Table<2>, word: &str) -> Option<(u8, Certainty)> {
    let [number, note] = table.look_up(word.strip_suffix('.').unwrap_or(word))?;
    let certainty = match note {
        "ambiguous" => Certainty::Ambiguous,
        "short" => Certainty::Short,
        _ => Certainty::Sure,
    };
    Some((number.parse().ok()?, certainty))
}

/// The number of a month, 1 to 12; small letters, with or without full stop.
#[must_use]
pub fn month(word: &str) -> Option<(u8, Certainty)> {
    entry(&MONTHS, word)
}

/// The number of a day of the week, Monday is 1; small letters, with or without full stop.
#[must_use]
pub fn weekday(word: &str) -> Option<(u8, Certainty)> {
    entry(&WEEKDAYS, word)
}

/// The offset from UTC of a time zone in small letters ("+01:00"; empty where it depends on the season).
#[must_use]
pub fn time_zone(word: &str) -> Option<&'static str> {
    TIME_ZONES.look_up(word).map(|[offset]| offset)
}

/// The rule of a holiday in small letters, as `holidays.txt` writes it.
#[must_use]
pub fn holiday(name: &str) -> Option<&'static str> {
    HOLIDAYS.look_up(name).map(|[rule]| rule)
}

/// Longest name in `holidays.txt`, in words.
pub const LONGEST_HOLIDAY: usize = 5;

/// A part of the day (small letters): its code, and the hours where it begins and ends.
#[must_use]
pub fn part_of_day(word: &str) -> Option<(&'static str, u8, u8)> {
    let [code, from, to] = PARTS_OF_DAY.look_up(word)?;
    Some((code, from.parse().ok()?, to.parse().ok()?))
}

/// Whether a word (small letters) before a day of the week makes it the name of one day: Super Tuesday.
#[must_use]
pub fn names_a_day(word: &str) -> bool {
    NAMED_DAYS.contains(&word)
}

/// Few enough, and none of them means anything here by itself.
const NAMED_DAYS: [&str; 13] = [
    "black", "good", "super", "cyber", "ash", "maundy", "holy", "palm", "easter", "bloody", "fat", "shrove",
    "giving",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_with_and_without_full_stop() {
        assert_eq!(month("nov."), Some((11, Certainty::Short)));
        assert_eq!(month("may"), Some((5, Certainty::Ambiguous)));
        assert_eq!(weekday("thursday"), Some((4, Certainty::Sure)));
        assert_eq!(month("maybe"), None);
        assert_eq!(time_zone("gmt"), Some("+00:00"));
    }
}
