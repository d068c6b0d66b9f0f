//! Months (`months.txt`), days of the week (`weekdays.txt`), time zones (`time_zones.txt`).

use super::table::Table;
use super::tables::{MONTHS, TIME_ZONES, WEEKDAYS};

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
