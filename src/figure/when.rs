//! Expressions of time put together from days, periods, times of day and lengths: `Nov. 8-10`, `from May to July`, `Tuesday at
//! 9 p.m.`, `two weeks after Friday`, `since 2010`.

use super::FigureKind;
use super::calendar::{self, Partial, step};
use super::clock;
use super::day::{self, Direction};
use super::duration::{self, Length, ONE};
use super::period::{self, LOOSE};
use super::piece::Words;
use super::reader::{Draft, Reader};
use crate::lexicon::calendar::part_of_day;
use crate::lexicon::figures::{ends_noun_phrase, is_plural};
use time::Date;

/// What an expression of time says before it is resolved.
enum What {
    /// A date of the calendar; what it leaves out may be said by another one.
    Said(Partial),
    /// A period or day that is known.
    Known(String),
}

impl What {
    /// The value, what is left out resolved around piece `i`.
    fn value(&self, reader: &Reader, i: usize) -> Option<String> {
        match self {
            Self::Said(said) => said.resolve(reader, i),
            Self::Known(value) => Some(value.clone()),
        }
    }
}

/// One date and where it ends.
struct Atom {
    what: What,
    end: usize,
    confidence: f32,
    found_by: &'static str,
}

/// The expression of time that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    let mut found = match clock::read(reader.words, i) {
        Some(clock) => on_day(reader, clock),
        None => {
            let mut found = counted(reader, i)
                .or_else(|| shifted(reader, i))
                .or_else(|| date(reader, i))?;
            at_time(reader, &mut found);
            found
        }
    };
    opened(reader, &mut found);
    Some(found)
}

fn draft(first: usize, end: usize, value: String, found_by: &'static str) -> Draft {
    Draft::new(FigureKind::Date, first, end, found_by).time(value)
}

fn atom(reader: &Reader, i: usize) -> Option<Atom> {
    let known = |found: Draft| {
        Some(Atom {
            what: What::Known(found.figure.time?),
            end: found.end,
            confidence: found.figure.confidence,
            found_by: found.figure.found_by,
        })
    };
    if let Some(found) = period::part(reader, i) {
        return known(found);
    }
    let Some((said, end)) = calendar::read(reader, i) else {
        return known(period::read(reader, i)?);
    };
    // "Wednesday of next week"
    let of = usize::from(reader.words.is(end, "of"));
    if let (Some(weekday), None, Some(weeks)) = (said.weekday, said.day, step(reader.words.lower(end + of)))
        && reader.words.is(end + of + 1, "week")
    {
        return Some(Atom {
            what: What::Known(day::weekday_of_week(reader.reference, weekday, weeks)),
            end: end + of + 2,
            confidence: 0.9,
            found_by: "date",
        });
    }
    let loose = said.unsure && said.step.is_none();
    Some(Atom {
        what: What::Said(said),
        end,
        confidence: if loose { LOOSE } else { 0.9 },
        found_by: "date",
    })
}

/// A date or a range of two.
fn date(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let Some(left) = atom(reader, i) else {
        return bare_range(reader, i);
    };
    let range = |left: &Atom| {
        let (joins, loosely) = connected(words, i, left.end)?;
        let edge = past_edge(words, joins);
        let bare = || {
            let What::Said(said) = &left.what else { return None };
            said.month
                .filter(|_| said.day.is_some() || words.is(left.end, "between"))?;
            let (said, end) =
                calendar::bare_day(words, edge).filter(|(_, end)| !is_plural(words.lower(*end)))?;
            let year = calendar::any_year(words, if words.is(end, ",") { end + 1 } else { end });
            Some(Atom {
                what: What::Said(Partial {
                    year: year.map(|y| y.0),
                    ..said
                }),
                end: year.map_or(end, |y| y.1),
                confidence: 0.9,
                found_by: "date",
            })
        };
        let right = atom(reader, edge).or_else(bare)?;
        let value = joined(reader, i, left, &right, loosely)?;
        let mut found = draft(i, right.end, value, left.found_by);
        found.figure.confidence = left.confidence.max(right.confidence).min(0.9);
        Some(found)
    };
    if let Some(found) = range(&left) {
        return Some(found);
    }
    // "November between 19 and 20"
    if let What::Said(said) = left.what
        && words.is(left.end, "between")
        && said.day.is_none()
        && said.month.is_some()
        && let Some((first, end)) = calendar::bare_day(words, left.end + 1)
        && words.is(end, "and")
        && let Some((last, end)) = calendar::bare_day(words, end + 1)
    {
        let from = Partial {
            day: first.day,
            ..said
        }
        .resolve(reader, i)?;
        let to = Partial {
            day: last.day,
            ..said
        }
        .resolve(reader, i)?;
        return Some(draft(i, end, day::join(&from, &to), "date"));
    }
    let mut found = draft(i, left.end, left.what.value(reader, i)?, left.found_by);
    found.figure.confidence = left.confidence;
    Some(found)
}

/// "from 4 to 22 May", "9-12 June": a range whose first day has no month of its own.
fn bare_range(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let (first, end) = calendar::bare_day(words, i)?;
    let (at, loosely) = connected(words, i, end)?;
    let (last, behind) = calendar::read(reader, at)?;
    last.month.filter(|_| last.day.is_some())?;
    // "to April 7" goes on from a number only behind "from".
    let day_first = words.number(at).is_some() || calendar::bare_day(words, at).is_some();
    if loosely && !day_first {
        return None;
    }
    let left = Atom {
        what: What::Said(first),
        end,
        confidence: 0.9,
        found_by: "date",
    };
    let right = Atom {
        what: What::Said(last),
        end: behind,
        confidence: 0.9,
        found_by: "date",
    };
    let value = joined(reader, i, &left, &right, false)?;
    Some(draft(i, behind, value, "date"))
}

/// Words after which "from Tuesday to Thursday" is a change and no range.
const MOVES: [&str; 8] = [
    "moved",
    "postponed",
    "delayed",
    "rescheduled",
    "pushed",
    "changed",
    "shifted",
    "move",
];

/// The piece behind a word that joins two ends of a range; `true` where neither "from" nor "between" says so.
fn connected(words: Words, first: usize, at: usize) -> Option<(usize, bool)> {
    let the = usize::from(words.before(first) == "the");
    let said = words.before(first - the);
    let dash = words.hyphen(at) || words.is_any(at, &["-", "–", "—", "~"]);
    let joins = dash
        || words.is_any(at, &["to", "through", "until", "till"])
        || words.is(at, "and") && said == "between";
    if !joins || (first.saturating_sub(6)..first).any(|j| words.is_any(j, &MOVES)) {
        return None;
    }
    let plain = !matches!(said, "from" | "between") && !words.is_any(at, &["through", "until", "till"]);
    Some((at + 1, plain))
}

/// Over "the end of" before the second end of a range, which is taken whole.
fn past_edge(words: Words, at: usize) -> usize {
    let the = usize::from(words.is(at, "the"));
    if words.is_any(at + the, &["end", "middle", "beginning", "start"]) && words.is(at + the + 1, "of") {
        at + the + 2
    } else {
        at
    }
}

/// The interval of two dates: each may say for the other what that leaves out.
fn joined(reader: &Reader, i: usize, left: &Atom, right: &Atom, loosely: bool) -> Option<String> {
    let (from, to) = match (&left.what, &right.what) {
        (What::Said(left), What::Said(right)) => {
            let shape = |p: &Partial| (p.month.is_some(), p.day.is_some() || p.weekday.is_some());
            let inner = right.month.is_none() && right.day.is_some();
            if loosely && shape(left) != shape(right) && !inner {
                return None;
            }
            let (mut left, mut right) = (*left, *right);
            if left.month.is_none() && left.day.is_some() {
                (left.month, left.year) = (right.month, right.year);
            }
            if inner && right.weekday.is_none() {
                right.month = left.month;
            }
            let order = |p: &Partial| (p.month, p.day);
            let turns = left.month.is_some() && right.month.is_some() && {
                let (l, r) = (order(&left), order(&right));
                l.0 > r.0 || l.0 == r.0 && l.1.is_some() && r.1.is_some() && l.1 > r.1
            };
            let turn = i32::from(turns);
            if left.month.is_some() && left.step.is_none() {
                left.year = left.year.or(right.year.map(|y| y - turn));
            }
            let from = left.resolve(reader, i)?;
            let begins = day::bounds(&from).map(|b| b.0);
            if right.month.is_some() && right.step.is_none() {
                right.year = right.year.or(begins.map(|b| b.year() + turn));
            }
            let to = match (right.weekday, right.day, begins) {
                (Some(weekday), None, Some(_)) if right.step.is_none() => {
                    day::weekday(begins, weekday, Direction::Future)
                }
                _ => right.resolve(reader, i)?,
            };
            (from, to)
        }
        (left, right) => {
            let (from, to) = (left.value(reader, i)?, right.value(reader, i)?);
            let years = from.len() == 4 && to.len() == 4;
            if loosely && !years {
                return None;
            }
            (from, to)
        }
    };
    if from.contains('T') || to.contains('T') {
        return None;
    }
    if let (Some(from), Some(to)) = (day::bounds(&from), day::bounds(&to))
        && from.0 > to.1
    {
        return None;
    }
    Some(day::join(&from, &to))
}

/// "last three weeks", "next 2 days", "5 past years".
fn counted(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    // "in the past six decades" says how long, and begins on no day.
    if words.is(i, "the") || words.before(i) == "the" {
        return None;
    }
    // "is to last three weeks": a verb, which says how long too.
    let verb = matches!(
        words.before(i),
        "to" | "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must" | "not"
    );
    if verb && words.is(i, "last") {
        return None;
    }
    let towards = |at: usize| step(words.lower(at)).filter(|s| *s != 0);
    let (sign, length) = match towards(i) {
        Some(sign) => (sign, duration::read(words, i + 1)?),
        None => {
            let (count, behind, ..) = duration::count(words, i).filter(|_| towards(i + 1).is_some())?;
            let sign = towards(behind)?;
            (sign, duration::of(words, count, behind + 1)?)
        }
    };
    if !is_plural(words.lower(length.end - 1)) && length.parts == 1
        || words.is(length.end, "of")
        || words.hyphen(length.end)
    {
        return None;
    }
    let reference = reader.reference?;
    let far = moved(reference, &length, sign)?;
    let near = if length.seconds == 0 {
        day::shift_days(reference, sign)?
    } else {
        reference
    };
    let value = if length.unit == "year" && length.parts == 1 {
        // As exact as its unit.
        let (from, to) = if sign < 0 { (far, near) } else { (near, far) };
        format!("{:04}/{:04}", from.year(), to.year())
    } else if sign < 0 {
        day::between(far, near)
    } else {
        day::between(near, far)
    };
    let mut found = draft(i, length.end, value, "counted");
    found.figure.confidence = if length.vague || length.seconds > 0 {
        LOOSE
    } else {
        0.8
    };
    Some(found)
}

/// A day and a length of time away; none where it is no whole number of days and months.
fn moved(from: Date, length: &Length, sign: i64) -> Option<Date> {
    if length.months % ONE != 0 {
        return None;
    }
    let from = day::shift_date(from, sign * length.months / ONE)?;
    day::shift_days(from, sign * (length.days / ONE + length.seconds / ONE / 86_400))
}

/// The day of publication and a length of time away, as exact as its unit.
fn moved_as_said(reader: &Reader, length: &Length, sign: i64) -> Option<String> {
    let Some(reference) = reader.reference else {
        return Some("XXXX".to_owned());
    };
    let day = moved(reference, length, sign)?;
    Some(match length.unit {
        "month" | "quarter" if length.parts == 1 => day::month(Some(day.year()), u8::from(day.month())),
        "year" | "decade" if length.parts == 1 => day::year(i64::from(day.year()))?,
        "century" if length.parts == 1 => format!("{:02}XX", day.year() / 100),
        _ => day::iso(day),
    })
}

/// "three months ago", "three or four months ago", "a week from Tuesday", "two days before yesterday", "will leave in two weeks".
fn shifted(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let (low, high) = match duration::read(words, i) {
        Some(length) => (length, None),
        None => {
            // The unit is said once.
            let (count, at, ..) = duration::count(words, i)?;
            let joins = words.is_any(at, &["or", "to"]) || words.hyphen(at);
            let high = duration::read(words, at + 1).filter(|h| joins && h.parts == 1)?;
            (duration::of(words, count, high.end - 1)?, Some(high))
        }
    };
    let end = high.unwrap_or(low).end;
    let (behind, next) = (words.lower(end), words.lower(end + 1));
    let ahead = || reader.direction(i) == Direction::Future;
    let anchored = match behind {
        "after" | "from" => Some(1),
        "before" => Some(-1),
        _ => None,
    };
    if let Some(sign) = anchored
        && high.is_none()
        && next != "now"
        && let Some(anchor) = atom(reader, end + 1)
    {
        let value = anchor.what.value(reader, i)?;
        let (from, to) = day::bounds(&value)?;
        let value = match low.unit {
            "year" | "decade" if value.len() == 4 => {
                day::year(i64::from(from.year()) + sign * low.months / ONE / 12)?
            }
            _ if from == to => day::iso(moved(from, &low, sign)?),
            _ => return None,
        };
        let mut found = draft(i, anchor.end, value, "shift");
        found.figure.confidence = if low.vague { LOOSE } else { 0.8 };
        return Some(found);
    }
    let (sign, end, confidence) = match (behind, next) {
        ("ago", _) => (-1, end + 1, 0.9),
        ("from", "now") => (1, end + 2, 0.9),
        ("in", "the") if words.is(end + 2, "future") => (1, end + 3, 0.6),
        // In a story it is later than something in the story.
        ("later" | "hence", _) if ahead() => (1, end + 1, 0.5),
        _ if words.before(i) == "in" && behind != "of" && !words.hyphen(end) && promised(words, i) => {
            (1, end, 0.75)
        }
        _ => return None,
    };
    let from = moved_as_said(reader, &low, sign)?;
    let value = match high {
        None => from,
        Some(high) => {
            let to = moved_as_said(reader, &high, sign)?;
            if sign < 0 {
                day::join(&to, &from)
            } else {
                day::join(&from, &to)
            }
        }
    };
    let mut found = draft(i, end, value, "ago");
    let small = low.seconds > 0;
    found.figure.confidence = if low.vague || small { LOOSE } else { confidence };
    Some(found)
}

/// Whether "in two weeks" after this clause is the day when something happens, and not how long it takes.
fn promised(words: Words, i: usize) -> bool {
    (i.saturating_sub(10)..i)
        .rev()
        .find_map(|at| match words.lower(at) {
            "will" | "'ll" | "shall" | "won't" => Some(true),
            "has" | "have" | "had" | "n't" | "not" | "never" | "who" | "that" | "which" | "can" | "if"
            | "," => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// Whether a value is one day of which something is known.
fn is_day(value: &str) -> bool {
    value.len() == 10 && !value.contains(['/', 'T']) && value != "XXXX-XX-XX"
}

/// "Tuesday at 9 p.m.", "Monday morning from 10am to 12pm", "tomorrow night": the time behind a day.
fn at_time(reader: &Reader, found: &mut Draft) {
    let words = reader.words;
    let Some(day) = found.figure.time.as_ref().filter(|t| is_day(t)).cloned() else {
        return;
    };
    let mut at = found.end;
    let edge = usize::from(words.is_any(at, &["early", "late"]));
    let part = part_of_day(words.lower(at + edge))
        .filter(|_| !words.capital(at + edge) && !words.hyphen(at + edge + 1));
    let mut afternoon = part.map(|(code, ..)| code != "MO");
    if let Some((code, ..)) = part {
        at += edge + 1;
        found.end = at;
        found.figure.time = Some(format!("{day}T{code}"));
    }
    if words.is(found.first, "tonight") {
        afternoon = Some(true);
    }
    let comma = usize::from(words.is(at, ","));
    let mut word = words.lower(at + comma);
    let mut clock = at + comma;
    let joins = matches!(
        word,
        "at" | "from" | "between" | "by" | "before" | "after" | "around" | "until"
    );
    if joins {
        clock += 1;
    } else if words.is(clock + 1, "later") || words.is(clock, "later") {
        return;
    } else {
        word = "";
    }
    if joins && words.is_any(clock, &["around", "about"]) {
        clock += 1;
    }
    let Some(hours) = clock::hours(words, clock, afternoon.filter(|_| joins)) else {
        // "Saturday at 5": which half of the day is not said.
        let hour = calendar::whole_number(words, clock).filter(|(hour, _)| (1..=12).contains(hour));
        if let Some((_, end)) = hour.filter(|(_, end)| {
            word == "at" && comma == 0 && !words.is_word(*end) && !words.is_any(*end, &["%", "$"])
        }) && !words.hyphen(end)
        {
            found.end = end;
        }
        return;
    };
    // "1/1/2015, 9:30" is no list of results.
    found.end = hours.end;
    found.figure.time = Some(timed(&day, &hours, word));
    found.figure.unit = hours.zone;
}

/// A day with one time or two; `word` is the preposition before the time.
fn timed(day: &str, hours: &clock::Hours, word: &str) -> String {
    let from = format!("{day}{}", hours.from);
    match (&hours.to, word) {
        (Some(to), _) => format!("{from}/{day}{to}"),
        (None, "by" | "before" | "until") => format!("../{from}"),
        (None, "after") => format!("{from}/.."),
        _ => from,
    }
}

/// "9 a.m. on Tuesday", "3:00 to 4:00 tomorrow", "8am this morning": the day behind a time.
fn on_day(reader: &Reader, clock: Draft) -> Draft {
    let words = reader.words;
    let on = usize::from(words.is(clock.end, "on"));
    let joined = || {
        let day = atom(reader, clock.end + on)?;
        let value = day.what.value(reader, clock.first)?;
        let times = clock
            .figure
            .time
            .as_deref()
            .filter(|_| is_day(&value) && day.confidence > LOOSE)?;
        let value: Vec<String> = times.split('/').map(|time| format!("{value}{time}")).collect();
        let part = usize::from(part_of_day(words.lower(day.end)).is_some());
        let mut found = draft(clock.first, day.end + part, value.join("/"), "date");
        found.figure.unit.clone_from(&clock.figure.unit);
        Some(found)
    };
    joined().unwrap_or(clock)
}

/// Makes an interval without an end of "since May 5", "until Friday", "before 9 p.m. on Tuesday", "2018 or later". "Since
/// 1948" names the year, as a reader sees it: only a day or a time is a border.
fn opened(reader: &Reader, found: &mut Draft) {
    let words = reader.words;
    let Some(value) = found.figure.time.as_ref().filter(|t| !t.contains("..")) else {
        return;
    };
    let trailing = words.is_any(found.end, &["or", "and"])
        && words.is_any(found.end + 1, &["later", "after", "greater", "onward", "onwards"])
        && !words.is_word(found.end + 2)
        && words.surface(found.end + 2).is_none();
    let border = is_day(value) || value.contains('T') && !value.contains('/');
    // "after the May 5 election": what the date belongs to bounds it.
    let belongs =
        words.is(found.end, "'s") || words.is_word(found.end) && !ends_noun_phrase(words.lower(found.end));
    if !(border || trailing && day::bounds(value).is_some()) || belongs || found.figure.found_by == "counted"
    {
        return;
    }
    // Back over "the end of", "around".
    let mut at = found.first;
    let mut ends = false;
    while at > 0 && found.first - at < 4 {
        match words.lower(at - 1) {
            "end" => ends = true,
            "beginning" | "start" => ends = false,
            "the" | "of" | "year" | "around" | "early" | "late" => {}
            _ => break,
        }
        at -= 1;
    }
    // "the day after Tuesday", "soon after May 5"
    let word = words.before(at);
    let before_it = at.checked_sub(2).map_or("", |j| words.lower(j));
    if matches!(word, "after" | "before")
        && (duration::unit_of_time(words, at.wrapping_sub(2)).is_some()
            || matches!(before_it, "soon" | "shortly" | "just" | "ever" | "long"))
    {
        return;
    }
    let value = match word {
        _ if trailing => format!("{}/..", value.split('/').next().unwrap_or(value)),
        "since" | "after" => format!("{value}/.."),
        "until" | "till" | "by" => format!("../{value}"),
        "than" if before_it == "later" => format!("../{value}"),
        "before" => {
            let known = day::bounds(value).filter(|_| !ends && !value.contains('T'));
            let day_before = known.and_then(|(day, _)| day::shift_days(day, -1));
            format!("../{}", day_before.map_or_else(|| value.clone(), day::iso))
        }
        _ => return,
    };
    found.figure.time = Some(value);
}
