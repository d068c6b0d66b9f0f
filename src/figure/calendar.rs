//! Days, months and years as far as they are written: `Tuesday, Nov. 8, 2016`, `8 November`, `the 27th`, `2019-Sep-1`, `4/22`.

use super::day::{self, Direction};
use super::duration::unit_of_time;
use super::numeral;
use super::piece::Words;
use super::reader::Reader;
use crate::lexicon::calendar::{self, Certainty};
use crate::lexicon::figures::{ends_noun_phrase, is_plural};
use crate::lexicon::numbers::NumberClass;
use crate::lexicon::units;
use crate::pattern::figure::Pattern;

/// Prepositions and adjectives that make "May" or "March" a month.
const MONTH_CONTEXT: [&str; 28] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "of",
    "from",
    "through",
    "before",
    "after",
    "during",
    "between",
    "to",
    "and",
    "for",
    "every",
    "previous",
    "-",
    "/",
    "upcoming",
    "following",
    "past",
];

/// A day, month or year as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Partial {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub weekday: Option<u8>,
    /// "last" -1, "this" 0, "next" 1.
    pub step: Option<i64>,
    /// Whether only the words around it can say that it is a date at all ("4/22").
    pub unsure: bool,
}

impl Partial {
    /// The day or period in writing; what is not said comes from the day of publication and the tense around piece `i`.
    pub fn resolve(&self, reader: &Reader, i: usize) -> Option<String> {
        let reference = reader.reference;
        let direction = match self.step {
            Some(-1) => Direction::Past,
            Some(1) => Direction::Future,
            _ => reader.direction(i),
        };
        let here = (self.step == Some(0)).then(|| Some(reference?.year())).flatten();
        match (self.month, self.day, self.weekday) {
            (Some(month), Some(number), _) => {
                let year = self
                    .year
                    .or(here)
                    .or_else(|| day::year_of(reference, month, Some(number), direction));
                // A leap day without a year is the next one on that side.
                let leap = self.year.is_none() && (month, number) == (2, 29);
                (0..if leap { 8 } else { 1 }).find_map(|n| {
                    let n = if direction == Direction::Past { -n } else { n };
                    day::day(year.map(|y| y + n), month, number)
                })
            }
            (Some(month), None, _) => {
                let year = self.year.or(here).or_else(|| {
                    let year = day::year_of(reference, month, None, direction)?;
                    // "last May", said in May, is a year ago.
                    let same = reference.is_some_and(|r| u8::from(r.month()) == month);
                    let far = i32::try_from(self.step.unwrap_or(0)).unwrap_or(0);
                    Some(if same { year + far } else { year })
                });
                Some(day::month(year, month))
            }
            (None, Some(number), weekday) => day::of_month(reference, number, weekday, direction),
            (None, None, Some(number)) => Some(self.weekday(reader, number, direction)),
            _ => day::year(i64::from(self.year?)),
        }
    }

    fn weekday(&self, reader: &Reader, number: u8, direction: Direction) -> String {
        let reference = reader.reference;
        match self.step {
            Some(1) => day::weekday_of_week(
                reference,
                number,
                i64::from(
                    reference.is_none_or(|r| r.weekday().number_from_monday() >= number || self.unsure),
                ),
            ),
            Some(step) => day::weekday_of_week(reference, number, step),
            None => day::weekday(reference, number, direction),
        }
    }
}

/// The date that begins with piece `i` and the piece behind it.
pub(super) fn read(reader: &Reader, i: usize) -> Option<(Partial, usize)> {
    let words = reader.words;
    if let Some(step) = step(words.lower(i)) {
        let (partial, end) = weekday(reader, i + 1)
            .or_else(|| month_first(reader, i + 1, true))
            .or_else(|| numeric(words, i + 1))?;
        let strictly = words.is(i, "next") && partial.weekday.is_some();
        return Some((
            Partial {
                step: Some(step),
                unsure: strictly,
                ..partial
            },
            end,
        ));
    }
    weekday(reader, i)
        .or_else(|| month_first(reader, i, false))
        .or_else(|| day_first(reader, i))
        .or_else(|| numeric(words, i))
        .or_else(|| year_first(reader, i))
        .or_else(|| day_alone(reader, i))
}

/// How far a word points from here, in units: "last" -1, "this" 0, "next" 1.
pub(super) fn step(word: &str) -> Option<i64> {
    Some(match word {
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        _ => return None,
    })
}

/// "Tuesday", "Tuesday, Nov. 8", "Friday the 15th", "Wednesday of next week".
fn weekday(reader: &Reader, at: usize) -> Option<(Partial, usize)> {
    let words = reader.words;
    let (number, certainty) = words.weekday(at).filter(|_| words.is_word(at))?;
    let sure = certainty != Certainty::Short;
    // Days with a name of their own: Black Friday, Super Tuesday.
    if words.capital(at) && calendar::names_a_day(words.before(at)) {
        return None;
    }
    let end = at + 1;
    let comma = if words.is(end, ",") { end + 1 } else { end };
    let full = month_first(reader, comma, false)
        .or_else(|| day_first(reader, comma))
        .or_else(|| numeric(words, comma))
        .filter(|f| f.0.day.is_some() && (sure || words.capital(at)));
    if let Some((partial, end)) = full {
        let weekday = Some(number);
        return Some((
            Partial {
                weekday,
                unsure: false,
                ..partial
            },
            end,
        ));
    }
    let the = words.is(end, "the");
    if let Some((day, behind)) = spoken_day(words, if the { end + 1 } else { end })
        && (the || words.surface(end).is_some())
        && (sure || words.capital(at) || the)
    {
        return Some((
            Partial {
                day: Some(day),
                weekday: Some(number),
                ..Partial::default()
            },
            behind,
        ));
    }
    sure.then(|| {
        (
            Partial {
                weekday: Some(number),
                ..Partial::default()
            },
            end,
        )
    })
}

/// The month named at `at`, if it is one there; `true` where only a day or year beside it makes it one.
fn month_at(words: Words, at: usize) -> Option<(u8, bool)> {
    let (number, certainty) = words.month(at).filter(|_| words.is_word(at))?;
    let before = words.before(at);
    let needs_company = match certainty {
        Certainty::Sure => false,
        // "This may take longer."
        Certainty::Ambiguous if step(before).is_some() && !words.capital(at) => return None,
        _ if step(before).is_some() && !matches!(before, "this" | "current") => false,
        // "Jan-Feb 2017", "from May to July"
        _ if !words.capital(at) => true,
        _ if joined_month(words, at) => false,
        // "the first week of Oct"
        _ if before == "of" && at > 1 && unit_of_time(words, at - 2).is_some() => false,
        Certainty::Short => {
            !(words.lower(at).ends_with('.')
                || matches!(
                    before,
                    "in" | "since" | "until" | "till" | "after" | "before" | "during"
                ))
        }
        Certainty::Ambiguous => !MONTH_CONTEXT.contains(&before),
    };
    Some((number, needs_company))
}

/// Whether another month stands on the other side of a "to" or a hyphen.
fn joined_month(words: Words, at: usize) -> bool {
    let joins = |at: usize| words.hyphen(at) || words.is_any(at, &["to", "through", "until"]);
    let month = |at: usize| words.capital(at) && words.month(at).is_some();
    joins(at + 1) && month(at + 2) || at > 1 && joins(at - 1) && month(at - 2)
}

/// "June", "this month", "the previous month": year (where it is said by it) and month, and the piece behind.
fn month_named(reader: &Reader, at: usize) -> Option<(Option<i32>, u8, usize)> {
    let words = reader.words;
    if let Some((month, _)) = month_at(words, at) {
        let common = words.is_any(at, &["may", "march", "mar", "dec"]) && !words.capital(at);
        return (!common).then_some((None, month, at + 1));
    }
    let the = usize::from(words.is(at, "the"));
    let at = at + the;
    let (step, noun) = match step(words.lower(at)) {
        Some(step) => (step, at + 1),
        None if the == 1 => (0, at),
        None => return None,
    };
    if !words.is(noun, "month") {
        return None;
    }
    let (year, month) = day::shift_months(reader.reference?, step)?;
    Some((Some(year), month, noun + 1))
}

/// A day of the month at `at`: "8", "8th", "eighth", "twenty-second".
fn day_of_month(words: Words, at: usize) -> Option<(u8, usize)> {
    let Some(value) = words.number(at) else {
        return spoken_day(words, at);
    };
    let text = words.get(at)?.text;
    let unit = words.lower(if words.hyphen(at + 1) { at + 2 } else { at + 1 });
    if text.len() > 2
        || text.contains('.')
        || units::unit(unit).is_some_and(|u| u.name != "day" || words.hyphen(at + 1))
        || matches!(unit, "%" | "percent" | "million" | "billion")
    {
        return None;
    }
    let day = u8::try_from(i64::try_from(value).ok()?).ok()?;
    (1..=31).contains(&day).then_some((day, at + 1))
}

/// "8th", "eighth", "twenty-second", and behind a month "twenty one".
fn spoken_day(words: Words, at: usize) -> Option<(u8, usize)> {
    let (value, end) = match ordinal(words, at) {
        Some(value) => (value, at + 1),
        None => {
            let tens = words.number_word(at).filter(|(c, _)| *c == NumberClass::Ten)?;
            let last = if words.hyphen(at + 1) { at + 2 } else { at + 1 };
            let ones = ordinal(words, last).filter(|ones| *ones < 10)?;
            (i64::try_from(tens.1).ok()? + ones, last + 1)
        }
    };
    u8::try_from(value)
        .ok()
        .filter(|d| (1..=31).contains(d))
        .map(|d| (d, end))
}

/// The value of an ordinal at `at`, in digits or as one word.
pub(super) fn ordinal(words: Words, at: usize) -> Option<i64> {
    if words.surface(at) == Some(Pattern::Ordinal) {
        let digits: String = words.lower(at).chars().filter(char::is_ascii_digit).collect();
        return digits.parse().ok();
    }
    match words.number_word(at)? {
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

/// A year in digits or as it is spoken: "2016", "nineteen ninety-nine", "two thousand and eighteen".
pub(super) fn any_year(words: Words, at: usize) -> Option<(i32, usize)> {
    if let Some(year) = year_at(words, at) {
        return Some((year, at + 1));
    }
    let (NumberClass::Unit | NumberClass::Ten, _) = words.number_word(at)? else {
        return None;
    };
    let small = |at| whole_number(words, at).map(|(value, end)| (i32::try_from(value).unwrap_or(0), end));
    let (century, behind) = small(at)?;
    if words.is_any(at + 1, &["thousand", "hundred"]) {
        return ((1000..2100).contains(&century)).then_some((century, behind));
    }
    if behind != at + 1 || !(10..=20).contains(&century) {
        return None;
    }
    let zero = words.is_any(behind, &["zero", "oh", "o"]);
    let (rest, end) = small(if zero { behind + 1 } else { behind })?;
    let fits = if zero { 1..10 } else { 10..100 };
    let digits = words.number(behind).is_some();
    (fits.contains(&rest) && !digits).then_some((century * 100 + rest, end))
}

/// ", 2016", "2016", "of 2016", "last year", "of this year" behind a month or day: the year and the piece behind it.
fn year_behind(reader: &Reader, at: usize, day: bool) -> Option<(i32, usize)> {
    let words = reader.words;
    for skip in [0, 1] {
        if skip == 1 && !words.is_any(at, &[",", "of", "in"]) {
            break;
        }
        if let Some((year, end)) = any_year(words, at + skip) {
            // "in May, 2000 people": a year is not followed by what is counted.
            let counted = !day && skip == 1 && words.is(at, ",") && is_plural(words.lower(end));
            return (!counted).then_some((year, end));
        }
        if words.is(at + skip + 1, "year")
            && let Some(reference) = reader.reference
            && !words.is(at, ",")
            && let Some(step) = step(words.lower(at + skip))
        {
            return Some((reference.year() + i32::try_from(step).ok()?, at + skip + 2));
        }
    }
    None
}

/// "Nov. 8, 2016", "November 2016", "June the 28th 2020", "May twenty-first".
fn month_first(reader: &Reader, first: usize, stepped: bool) -> Option<(Partial, usize)> {
    let words = reader.words;
    let (month, needs_company) = month_at(words, first)?;
    let stop = words.is(first + 1, ".") && words.glued(first + 1) && words.number(first + 2).is_some();
    let between = words.is(first + 1, "the")
        || stop
        || (words.hyphen(first + 1) || words.is(first + 1, "/")) && words.number(first + 2).is_some();
    let at = if between { first + 2 } else { first + 1 };
    let spoken = || {
        // "May twenty one" is a day only behind its month.
        let (value, end) = whole_number(words, at).filter(|_| words.is_word(at) && words.capital(first))?;
        let counts = is_plural(words.lower(end)) || words.is_word(end) && !ends_noun_phrase(words.lower(end));
        u8::try_from(value)
            .ok()
            .filter(|d| (20..=31).contains(d) && (!counts || any_year(words, end).is_some()))
            .map(|d| (d, end))
    };
    let number = day_of_month(words, at).filter(|_| !stepped).or_else(spoken);
    let (day, end) = number.map_or((None, first + 1), |(day, end)| (Some(day), end));
    // "Dec/2018", "Sep-23-2020"
    let dash = if words.hyphen(end) || words.is(end, "/") && words.glued(end) {
        end + 1
    } else {
        end
    };
    let behind = year_at(words, dash)
        .map(|year| (year, dash + 1))
        .or_else(|| year_behind(reader, end, day.is_some()));
    if needs_company && behind.is_none() && day.is_none() && !stepped {
        return None;
    }
    let partial = Partial {
        year: behind.map(|b| b.0),
        month: Some(month),
        day,
        ..Partial::default()
    };
    Some((partial, behind.map_or(end, |b| b.1)))
}

/// "8 November 2016", "the 8th of November", "8-Nov-2016", "the 20th of next month", "the 15th day of June".
fn day_first(reader: &Reader, i: usize) -> Option<(Partial, usize)> {
    let words = reader.words;
    let at = if words.is(i, "the") { i + 1 } else { i };
    let spoken = || {
        let (value, end) = whole_number(words, at).filter(|_| words.is_word(at))?;
        let capital = words.month(end).is_some() && words.capital(end);
        u8::try_from(value)
            .ok()
            .filter(|d| (1..=31).contains(d) && capital)
            .map(|d| (d, end))
    };
    let (day, mut end) = day_of_month(words, at).or_else(spoken)?;
    if words.hyphen(end) || words.is(end, "/") && words.glued(end) {
        end += 1;
    }
    if words.is(end, "day") && words.number(at).is_none() {
        end += 1;
    }
    if words.is_any(end, &["of", "in"]) {
        end += 1;
    }
    let (year, month, end) = month_named(reader, end)?;
    let dash = if words.hyphen(end) || words.is(end, "/") && words.glued(end) {
        end + 1
    } else {
        end
    };
    let behind = match year {
        Some(year) => Some((year, end)),
        None => year_behind(reader, dash, true).or_else(|| short_year(words, end)),
    };
    let partial = Partial {
        year: behind.map(|b| b.0),
        month: Some(month),
        day: Some(day),
        ..Partial::default()
    };
    Some((partial, behind.map_or(end, |b| b.1)))
}

/// "of 87" behind a day and a month.
fn short_year(words: Words, at: usize) -> Option<(i32, usize)> {
    let text = words.get(at + 1)?.text;
    let year = text
        .parse()
        .ok()
        .filter(|_| words.is(at, "of") && text.len() == 2)?;
    Some((full_year(year), at + 2))
}

/// "2016 June"
fn year_first(reader: &Reader, i: usize) -> Option<(Partial, usize)> {
    let words = reader.words;
    let year = year_at(words, i)?;
    let (month, _) = month_at(words, i + 1).filter(|_| words.month(i + 1).is_some())?;
    let common = words.month(i + 1).is_some_and(|m| m.1 == Certainty::Ambiguous);
    if common && !words.capital(i + 1) || day_of_month(words, i + 2).is_some() {
        return None;
    }
    let partial = Partial {
        year: Some(year),
        month: Some(month),
        ..Partial::default()
    };
    Some((partial, i + 2))
}

/// "on the 27th": an ordinal behind a preposition that no noun follows.
fn day_alone(reader: &Reader, i: usize) -> Option<(Partial, usize)> {
    let words = reader.words;
    if !words.is(i, "the")
        || !matches!(
            words.before(i),
            "on" | "for" | "by" | "until" | "till" | "from" | "before" | "since"
        )
    {
        return None;
    }
    let (day, end) = day_of_month(words, i + 1)?;
    let noun = words.hyphen(end)
        || words.is_word(end) && (!ends_noun_phrase(words.lower(end)) || words.is(end, "of"));
    (!noun).then(|| {
        (
            Partial {
                day: Some(day),
                // Only "the 27th" is hardly anything else.
                unsure: words.surface(i + 1).is_none() || words.before(i) == "for",
                ..Partial::default()
            },
            end,
        )
    })
}

/// A number or a month between the separators of a date.
#[derive(Clone, Copy)]
enum Field {
    Year(i32),
    Number(i32),
    Month(u8),
}

fn field(words: Words, at: usize) -> Option<Field> {
    let piece = words.get(at)?;
    if let Some((month, _)) = calendar::month(&piece.lower).filter(|_| words.is_word(at)) {
        return Some(Field::Month(month));
    }
    words.number(at)?;
    let number = piece.text.parse().ok()?;
    match piece.text.len() {
        1 | 2 => Some(Field::Number(number)),
        4 if (1000..2200).contains(&number) => Some(Field::Year(number)),
        _ => None,
    }
}

/// "2016-11-08", "11/8/2016", "13.5.2015", "2019-sep-1", "9-18-15", "2015-3", "3/2015", "4/22".
pub(super) fn numeric(words: Words, i: usize) -> Option<(Partial, usize)> {
    if let Some(pattern) = words.surface(i) {
        return patterned(words, i, pattern);
    }
    let separator = |at: usize| {
        (words.hyphen(at) || words.is(at, "/") && words.glued(at) && words.glued(at + 1))
            .then(|| words.lower(at))
    };
    if i > 0 && separator(i - 1).is_some() {
        return None;
    }
    let one = field(words, i)?;
    let mark = separator(i + 1)?;
    let two = field(words, i + 2)?;
    let three = separator(i + 3)
        .filter(|m| *m == mark)
        .and_then(|_| field(words, i + 4));
    let end = if three.is_some() { i + 5 } else { i + 3 };
    if separator(end).is_some_and(|m| m == mark) && field(words, end + 1).is_some() {
        return None;
    }
    let mut unsure = false;
    let (year, month, day) = match (one, two, three) {
        (Field::Year(year), Field::Month(month), Some(Field::Number(day))) => {
            (year, i32::from(month), Some(day))
        }
        (Field::Year(year), Field::Number(month), Some(Field::Number(day))) => (year, month, Some(day)),
        (Field::Number(day), Field::Month(month), Some(Field::Year(year) | Field::Number(year))) => {
            (full_year(year), i32::from(month), Some(day))
        }
        (Field::Number(a), Field::Number(b), Some(Field::Year(year) | Field::Number(year)))
            if mark == "-" =>
        {
            unsure = year < 100;
            let (month, day) = if a > 12 { (b, a) } else { (a, b) };
            (full_year(year), month, Some(day))
        }
        // "2015-16" are years.
        (Field::Year(year), Field::Number(month), None) if month <= year % 100 => (year, month, None),
        (Field::Number(month), Field::Year(year), None) => (year, month, None),
        _ => return None,
    };
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = match day {
        Some(day) => {
            let day = u8::try_from(day).ok()?;
            day::date(year, month, day)?;
            Some(day)
        }
        None => None,
    };
    let partial = Partial {
        year: Some(year),
        month: Some(month),
        day,
        unsure: unsure && !introduces_date(words.before(i)),
        ..Partial::default()
    };
    Some((partial, end))
}

/// Whether a preposition makes digits with a slash a date.
fn introduces_date(word: &str) -> bool {
    matches!(
        word,
        "on" | "from" | "by" | "until" | "till" | "since" | "before" | "dated" | "through" | "to"
    ) || step(word).is_some()
        || calendar::weekday(word).is_some()
}

fn patterned(words: Words, i: usize, pattern: Pattern) -> Option<(Partial, usize)> {
    // The end of a longer code.
    if i > 1 && words.hyphen(i - 1) && words.number(i - 2).is_some() {
        return None;
    }
    let numbers: Vec<i32> = words
        .lower(i)
        .split(|c: char| !c.is_ascii_digit())
        .take(3)
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let (year, first, second, end) = match (pattern, &numbers[..]) {
        (Pattern::IsoDate | Pattern::IsoTime | Pattern::YearFirstDate, &[a, b, c]) => {
            let partial = Partial {
                year: Some(a),
                month: u8::try_from(b).ok(),
                day: u8::try_from(c).ok(),
                ..Partial::default()
            };
            day::date(a, partial.month?, partial.day?)?;
            return Some((partial, i + 1));
        }
        (Pattern::SlashDate | Pattern::DashedDate | Pattern::DottedDate, &[a, b, c]) => {
            (Some(full_year(c)), a, b, i + 1)
        }
        (Pattern::Fraction, &[a, b]) if !matches!(words.lower(i), "24/7" | "9/11" | "7/7" | "50/50") => {
            match year_at(words, i + 2).filter(|_| words.is(i + 1, ",") && words.glued(i + 2)) {
                Some(year) => (Some(year), a, b, i + 3),
                None => (None, a, b, i + 1),
            }
        }
        _ => return None,
    };
    // The American order, except where it is impossible and behind dots, where the day comes first.
    let day_leads = first > 12 || (pattern == Pattern::DottedDate && second <= 12);
    let (month, number) = if day_leads {
        (second, first)
    } else {
        (first, second)
    };
    let (month, number) = (u8::try_from(month).ok()?, u8::try_from(number).ok()?);
    day::day(year, month, number)?;
    // A fraction of the usual kind is a date only with a word for it.
    let introduced = introduces_date(words.before(i));
    let usual = first < second && matches!(second, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 12 | 16 | 20);
    let counts = is_plural(words.lower(end)) || words.is_any(end, &["of", "in", "inch"]);
    // "the 5/2 favourite"
    let described = matches!(words.before(i), "the" | "a" | "an" | "at") || words.is_word(end) && !introduced;
    if year.is_none() && (described || usual && (!introduced || counts || words.before(i) == "to")) {
        return None;
    }
    let partial = Partial {
        year,
        month: Some(month),
        day: Some(number),
        unsure: year.is_none() && !introduced,
        ..Partial::default()
    };
    Some((partial, end))
}

fn full_year(year: i32) -> i32 {
    match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    }
}

/// A day of the month without its month, as one end of a range: "from 4 to 22 May", "Nov. 8-10".
pub(super) fn bare_day(words: Words, at: usize) -> Option<(Partial, usize)> {
    let at = if words.is(at, "the") { at + 1 } else { at };
    let (day, end) = day_of_month(words, at)?;
    Some((
        Partial {
            day: Some(day),
            ..Partial::default()
        },
        end,
    ))
}

/// The value of a small whole number at `at`, in digits or words, and the piece behind it.
pub(super) fn whole_number(words: Words, at: usize) -> Option<(i64, usize)> {
    let numeral = numeral::read(words, at).filter(|n| !n.vague && n.value.is_integer())?;
    Some((i64::try_from(numeral.value).ok()?, numeral.end))
}
