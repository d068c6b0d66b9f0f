//! Times of day: `9:30 a.m. ET`, `14:00 GMT`, `noon`, `6 to 9 p.m.`, `eleven twenty pm`, `early morning`.

use super::FigureKind;
use super::calendar::whole_number;
use super::piece::Words;
use super::reader::Draft;
use crate::lexicon::calendar::{self, part_of_day};
use crate::lexicon::figures::ends_noun_phrase;
use crate::lexicon::units;
use crate::pattern::figure::Pattern;

/// A time of day: hour 0 to 23 and minute; `half` where a.m. or p.m. is said.
#[derive(Clone, Copy)]
struct Clock {
    hour: u8,
    minute: u8,
    half: Option<bool>,
    end: usize,
}

impl Clock {
    fn new(hour: u8, minute: u8, end: usize) -> Self {
        Self {
            hour,
            minute,
            half: None,
            end,
        }
    }

    /// In the half of the day that is said for it.
    fn in_half(self, afternoon: bool) -> Self {
        Self {
            hour: self.hour % 12 + if afternoon { 12 } else { 0 },
            half: Some(afternoon),
            ..self
        }
    }
}

/// One time or two, with the zone.
pub(super) struct Hours {
    pub from: String,
    pub to: Option<String>,
    pub zone: Option<String>,
    pub end: usize,
}

impl Hours {
    /// The times as a figure that begins with piece `first`.
    fn draft(self, first: usize) -> Draft {
        let value = match self.to {
            Some(to) => format!("{}/{to}", self.from),
            None => self.from,
        };
        let mut found = Draft::new(FigureKind::Time, first, self.end, "clock").time(value);
        found.figure.unit = self.zone;
        found
    }
}

/// A time of day that begins with piece `i`, or a part of the day.
pub(super) fn read(words: Words, i: usize) -> Option<Draft> {
    match hours(words, i, None) {
        Some(hours) => Some(hours.draft(i)),
        None => part(words, i),
    }
}

/// One time or a range of two at `i`; `half` is the half of the day, where it is said before ("Monday morning at 9").
pub(super) fn hours(words: Words, i: usize, half: Option<bool>) -> Option<Hours> {
    let bare = |at| {
        bare_hour(words, at).filter(|_| half.is_some()).filter(|hour| {
            !words.is_word(hour.end) && !words.is_any(hour.end, &["%", "-"])
                || words.is_any(hour.end, &["to", "and", "on"])
        })
    };
    let (mut from, to) = match one(words, i).or_else(|| bare(i)) {
        Some(from) => {
            let to = connected(words, i, from.end);
            (from, to.and_then(|at| one(words, at).or_else(|| bare(at))))
        }
        None => {
            // "6 to 9 p.m."
            let hour = bare_hour(words, i)?;
            let to = connected(words, i, hour.end)
                .and_then(|at| one(words, at))
                .filter(|t| {
                    t.half.is_some() || t.minute > 0 && words.is_any(i.wrapping_sub(1), &["between", "from"])
                })?;
            (hour, Some(to))
        }
    };
    let mut to = to;
    if let Some(to) = to
        && from.half.is_none()
        && let Some(afternoon) = to.half
        && from.hour <= 12
    {
        // The half of the day is said once, at the end: 11 to 1 p.m. crosses noon.
        from = from.in_half(afternoon && from.hour % 12 <= to.hour % 12);
    }
    if let Some(afternoon) = half {
        let place = |clock: Clock| match clock.half {
            None if clock.hour <= 12 => clock.in_half(afternoon),
            _ => clock,
        };
        (from, to) = (place(from), to.map(place));
    }
    let mut end = to.map_or(from.end, |t| t.end);
    let mut zone = None;
    // The zone is not part of the figure's words only where it is a plain word ("Eastern").
    if let Some(offset) = calendar::time_zone(words.lower(end)).filter(|_| words.capital(end)) {
        zone = Some((words.get(end)?.text.to_owned(), offset));
        if words.get(end)?.text.chars().all(char::is_uppercase) {
            end += 1;
        }
    }
    let offset = zone.as_ref().map_or("", |z| z.1);
    let write = |c: Clock| format!("T{:02}:{:02}{offset}", c.hour, c.minute);
    Some(Hours {
        from: write(from),
        to: to.map(write),
        zone: zone.map(|z| z.0),
        end,
    })
}

/// The piece behind "to", "-", "until", "and" (after "between").
fn connected(words: Words, first: usize, at: usize) -> Option<usize> {
    let and = words.is(at, "and") && words.before(first) == "between";
    (and || words.is_any(at, &["to", "until", "till", "through", "-", "–", "~"]) || words.hyphen(at))
        .then_some(at + 1)
}

fn one(words: Words, i: usize) -> Option<Clock> {
    let mid = words
        .is(i, "mid")
        .then(|| if words.hyphen(i + 1) { i + 2 } else { i + 1 });
    let named = match (words.lower(i), mid.map_or("", |at| words.lower(at))) {
        ("noon" | "midday", _) => Some((12, i + 1)),
        ("midnight", _) => Some((0, i + 1)),
        ("midafternoon", _) => Some((14, i + 1)),
        (_, "day") => mid.map(|at| (12, at + 1)),
        (_, "night") => mid.map(|at| (0, at + 1)),
        (_, "morning") => mid.map(|at| (10, at + 1)),
        (_, "afternoon") => mid.map(|at| (14, at + 1)),
        _ => None,
    };
    if let Some((hour, end)) = named {
        return Some(Clock {
            half: Some(hour >= 12),
            ..Clock::new(hour, 0, end)
        });
    }
    match words.surface(i) {
        Some(Pattern::ClockHalf) => {
            let (hour, minute) = hour_and_minute(words.lower(i))?;
            Some(Clock::new(hour, minute, i + 1).in_half(words.lower(i).contains('p')))
        }
        Some(Pattern::Clock) => {
            let (hour, minute) = hour_and_minute(words.lower(i))?;
            // "3:16" behind a capitalised word is a verse or a result.
            let before = words.before(i);
            let named = i > 1
                && words.capital(i - 1)
                && words.is_word(i - 1)
                && calendar::weekday(before).is_none()
                && calendar::month(before).is_none();
            if named {
                return None;
            }
            Some(said_half(words, Clock::new(hour, minute, i + 1)))
        }
        _ => {
            if let Some(clock) = four_digits(words, i) {
                return Some(clock);
            }
            if let Some(clock) = past_or_to(words, i) {
                // "half past seven afternoon"
                return Some(if words.is(clock.end, "afternoon") {
                    Clock {
                        end: clock.end + 1,
                        ..clock
                    }
                    .in_half(true)
                } else {
                    said_half(words, clock)
                });
            }
            let mut clock = bare_hour(words, i)?;
            // "eleven twenty pm"
            if let Some((minute, end)) = whole_number(words, clock.end).filter(|_| words.is_word(i))
                && let Ok(minute @ 10..60) = u8::try_from(minute)
            {
                clock = Clock::new(clock.hour, minute, end);
            }
            // "9 o'clock", "six pm", "3 in the morning", "10 at night"
            let plain = clock.end;
            if clock.minute == 0 && words.is_any(clock.end, &["o'clock", "oclock"]) {
                clock.end += 1;
            }
            let clock = said_half(words, clock);
            (clock.end > plain).then_some(clock)
        }
    }
}

/// "1451 GMT", "1140 a.m.", "0730-0930".
fn four_digits(words: Words, i: usize) -> Option<Clock> {
    let digits = |at| {
        words
            .get(at)
            .map(|p| p.text)
            .filter(|t| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit()))
    };
    let text = digits(i)?;
    let hour = text.get(..2)?.parse().ok().filter(|h| *h < 24)?;
    let minute = text.get(2..)?.parse().ok().filter(|m| *m < 60)?;
    let clock = Clock::new(hour, minute, i + 1);
    let zone = calendar::time_zone(words.lower(i + 1)).is_some_and(|offset| !offset.is_empty())
        && words
            .get(i + 1)
            .is_some_and(|p| p.text.chars().all(char::is_uppercase));
    let said = said_half(words, clock);
    let pair = |at| digits(at).is_some_and(|t| t.starts_with('0'));
    let range = words.hyphen(i + 1) && pair(i) && pair(i + 2)
        || i > 1 && words.hyphen(i - 1) && pair(i) && pair(i - 2);
    let half = said.half.is_some() && hour <= 12 && said.end == i + 2;
    (zone || range || half).then_some(if half { said } else { clock })
}

/// The time in the half of the day that is said behind it, if one is.
fn said_half(words: Words, clock: Clock) -> Clock {
    match half_of_day(words, clock.end) {
        // "12 in the night"
        Some((afternoon, end)) if clock.hour <= 12 => {
            let midnight = clock.hour == 12 && words.is(end - 1, "night");
            Clock { end, ..clock }.in_half(afternoon && !midnight)
        }
        _ => clock,
    }
}

/// Which half of the day is said behind an hour, and the piece behind it.
fn half_of_day(words: Words, at: usize) -> Option<(bool, usize)> {
    match words.lower(at) {
        "am" | "a.m." => return Some((false, at + 1)),
        "pm" | "p.m." => return Some((true, at + 1)),
        "at" if words.is(at + 1, "night") => return Some((true, at + 2)),
        "in" if words.is(at + 1, "the") => {
            let (code, ..) = part_of_day(words.lower(at + 2))?;
            return Some((code != "MO", at + 3));
        }
        _ => {}
    }
    None
}

/// "half past eight", "a quarter to 9", "30 mins past eight", "20 past 7".
fn past_or_to(words: Words, i: usize) -> Option<Clock> {
    let at = if words.is(i, "a") { i + 1 } else { i };
    let (minutes, at) = match words.lower(at) {
        "half" if at == i => (30, at + 1),
        "quarter" => (15, at + 1),
        _ => {
            let (minutes, end) = whole_number(words, i).filter(|(m, _)| (1..60).contains(m))?;
            let unit = units::unit(words.lower(end)).is_some_and(|u| u.name == "minute");
            // "five past seven"; "five to seven" is a range.
            if !unit && (!words.is(end, "past") || minutes % 5 != 0) {
                return None;
            }
            (i16::try_from(minutes).ok()?, if unit { end + 1 } else { end })
        }
    };
    let sign = match words.lower(at) {
        "past" => 1,
        "after" if minutes == 15 || minutes == 30 => 1,
        "to" | "till" if minutes == 15 => -1,
        _ => return None,
    };
    let hour = bare_hour(words, at + 1)?;
    let time = (i16::from(hour.hour) * 60 + sign * minutes).rem_euclid(24 * 60);
    let end = if words.is_any(hour.end, &["o'clock", "oclock"]) {
        hour.end + 1
    } else {
        hour.end
    };
    Some(Clock::new(
        u8::try_from(time / 60).ok()?,
        u8::try_from(time % 60).ok()?,
        end,
    ))
}

fn bare_hour(words: Words, i: usize) -> Option<Clock> {
    let (hour, end) = whole_number(words, i)?;
    let hour = u8::try_from(hour).ok().filter(|h| (1..=12).contains(h))?;
    (end == i + 1).then(|| Clock::new(hour, 0, end))
}

fn hour_and_minute(text: &str) -> Option<(u8, u8)> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse);
    let hour = numbers.next()?.ok()?;
    let minute = numbers.next().and_then(Result::ok).unwrap_or(0);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// "in the morning", "late afternoon", "the morning at 7": no exact time, and rarely worth a mark.
fn part(words: Words, i: usize) -> Option<Draft> {
    let edge = words.is_any(i, &["early", "late", "earlier", "later"]);
    let mut at = if edge { i + 1 } else { i };
    if words.is(at, "in") && edge {
        at += 1;
    }
    let the = words.is(at, "the");
    if the {
        at += 1;
    }
    let (code, from, to) = part_of_day(words.lower(at).trim_end_matches('s'))?;
    let in_the = the && words.before(at - 1) == "in";
    if words.is(at + 1, "at")
        && let Some(found) = hours(words, at + 2, Some(code != "MO")).filter(|_| the || i == 0)
    {
        return Some(found.draft(i));
    }
    // "a late night show"
    let noun = !in_the && words.is_word(at + 1) && !ends_noun_phrase(words.lower(at + 1));
    if !(in_the || edge) || words.hyphen(at + 1) || noun {
        return None;
    }
    let (from, to) = match words.lower(i) {
        "early" | "earlier" => (from, from + 2),
        "late" | "later" => (to - 2, to),
        _ => (from, to),
    };
    let mut found =
        Draft::new(FigureKind::Time, i, at + 1, "part-of-day").time(format!("T{from:02}:00/T{to:02}:00"));
    found.figure.confidence = 0.4;
    Some(found)
}
