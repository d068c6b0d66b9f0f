//! Days of publication as pages give them: ISO 8601, words of a line ("Feb. 23, 2015"), a part of an address.

use crate::lexicon::calendar;

/// What comes first where a date is written in numbers only, as 3/4/2015.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The day, as in Britain.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
    /// The page does not say.
    Unknown,
}

impl Order {
    /// The order in a language (BCP 47).
    pub(super) fn of(language: Option<&str>) -> Self {
        match language.and_then(|l| l.split_once('-')) {
            Some((_, region)) if region.eq_ignore_ascii_case("us") => Self::MonthFirst,
            Some(_) => Self::DayFirst,
            None => Self::Unknown,
        }
    }
}

/// A date that begins as ISO 8601 has it, perhaps without hyphens.
pub(super) fn iso(date: &str) -> Option<String> {
    let date = date.trim();
    let digits = |range: core::ops::Range<usize>| number(date.get(range)?);
    let year = digits(0..4)?;
    if date.get(4..5) == Some("-") {
        day(year, digits(5..7)?, digits(8..10)?)?;
        return Some(date.replacen(' ', "T", 1));
    }
    day(year, digits(4..6)?, digits(6..8)?)
}

/// The date in the path of an address: `/2015/03/18/`, `/2019/mar/18/`, `/2015-03-18-`, `/20150318/`.
pub(super) fn in_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.']).collect();
    parts
        .windows(3)
        .find_map(|w| match w {
            [year, month, date] if year.len() == 4 && year.starts_with(['1', '2']) => {
                let month =
                    number(month).or_else(|| calendar::month(&month.to_lowercase()).map(|m| m.0.into()));
                day(number(year)?, month?, number(date)?)
            }
            _ => None,
        })
        .or_else(|| parts.iter().filter(|p| p.len() == 8).find_map(|p| iso(p)))
}

/// Days that are written out in a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The first one that is not said to be that of a change.
    pub published: Option<String>,
    /// Whether the line speaks of a change as well.
    pub updated: bool,
}

/// Reads the days in a line.
pub(super) fn written(line: &str, order: Order) -> Written {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')' | '—' | '–'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Written::default();
    let mut of_change = false;
    for (at, word) in words.iter().enumerate() {
        let lower = word.trim_end_matches(['.', ':']).to_lowercase();
        match lower.as_str() {
            "updated" | "modified" | "revised" | "reviewed" => {
                of_change = true;
                found.updated = true;
            }
            "published" | "posted" | "created" => of_change = false,
            _ => {
                let date = in_numbers(&lower, order).or_else(|| in_words(&words, at, &lower));
                if date.is_some() && !core::mem::take(&mut of_change) && found.published.is_none() {
                    found.published = date;
                }
            }
        }
    }
    found
}

/// `2015-02-23`, `23.2.2015`, `2/23/2015`.
fn in_numbers(word: &str, order: Order) -> Option<String> {
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = word.split(separator);
    let (a, b) = (parts.next()?, parts.next()?);
    let c = parts.next()?;
    let c = c.split_once('t').map_or(c, |(date, _)| date);
    match separator {
        '-' | '/' if a.len() == 4 => day(number(a)?, number(b)?, number(c)?),
        '.' if c.len() == 4 => day(number(c)?, number(b)?, number(a)?),
        '/' | '-' if c.len() == 4 => {
            let (a, b, year) = (number(a)?, number(b)?, number(c)?);
            match order {
                _ if a == b || b > 12 => day(year, a, b),
                _ if a > 12 => day(year, b, a),
                Order::MonthFirst => day(year, a, b),
                Order::DayFirst => day(year, b, a),
                Order::Unknown => None,
            }
        }
        _ => None,
    }
}

/// `23 February 2015`, `Feb. 23, 2015`, with the month at `at`.
fn in_words(words: &[&str], at: usize, lower: &str) -> Option<String> {
    let (month, _) = calendar::month(lower)?;
    let word = |at: usize| {
        words
            .get(at)
            .and_then(|w| number(w.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.', ':'])))
    };
    let before = at.checked_sub(1).and_then(word).filter(|d| *d < 32);
    before
        .and_then(|date| day(word(at + 1)?, month.into(), date))
        .or_else(|| day(word(at + 2)?, month.into(), word(at + 1)?))
}

fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// A day as ISO 8601, if there is such a one.
fn day(year: u32, month: u32, day: u32) -> Option<String> {
    ((1800..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_out_of_lines() {
        for (line, order, wanted) in [
            ("Feb. 3, 2015 -- The ferry", Order::Unknown, Some("2015-02-03")),
            ("on 3 February 2015 at noon", Order::Unknown, Some("2015-02-03")),
            ("May 1st, 2020", Order::Unknown, Some("2020-05-01")),
            ("3.2.2015", Order::Unknown, Some("2015-02-03")),
            ("2/26/2015 7:11 AM", Order::Unknown, Some("2015-02-26")),
            ("2/3/2015", Order::MonthFirst, Some("2015-02-03")),
            ("2/3/2015", Order::DayFirst, Some("2015-03-02")),
            ("2/3/2015", Order::Unknown, None),
            ("Updated: 3 June 2021", Order::Unknown, None),
            (
                "Updated 3 June 2021 | Published 1 June 2021",
                Order::Unknown,
                Some("2021-06-01"),
            ),
            (
                "1 June 2021 / Updated 3 June 2021",
                Order::Unknown,
                Some("2021-06-01"),
            ),
            ("the 31st of never", Order::Unknown, None),
            ("May 40, 2020", Order::Unknown, None),
        ] {
            assert_eq!(written(line, order).published.as_deref(), wanted, "{line}");
        }
    }

    #[test]
    fn days_are_read_out_of_addresses() {
        for (url, wanted) in [
            ("https://post.example/2015/03/18/ferry-stays", Some("2015-03-18")),
            ("https://post.example/world/2019/mar/8/ferry", Some("2019-03-08")),
            (
                "https://post.example/news/2015-03-18-ferry.html",
                Some("2015-03-18"),
            ),
            ("https://post.example/20150318/ferry", Some("2015-03-18")),
            ("https://post.example/1984/a/b", None),
            ("https://post.example/ferry-12345678", None),
        ] {
            assert_eq!(in_address(url).as_deref(), wanted, "{url}");
        }
    }
}
