//! Times of day: `9:30 a.m. ET`, `14:00 GMT`, `noon`, `6 to 9 p.m.`

use super::FigureKind;
use super::piece::Words;
use super::reader::{Draft, Reader};
use crate::lexicon::calendar;
use crate::pattern::figure::Pattern;

/// A time of day: hour 0 to 23 and minute; `half` where a.m. or p.m. is said.
#[derive(Clone, Copy)]
struct Clock {
    hour: u8,
    minute: u8,
    half: Option<bool>,
    end: usize,
}

/// A time of day that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let (from, to) = match one(words, i) {
        Some(from) => (from, connected(words, from.end).and_then(|at| one(words, at))),
        None => {
            // "6 to 9 p.m."
            let bare = bare_hour(words, i)?;
            let to = connected(words, bare.end)
                .and_then(|at| one(words, at))
                .filter(|t| t.half.is_some())?;
            (bare, Some(to))
        }
    };
    let (mut from, to) = (from, to);
    if let Some(to) = to
        && from.half.is_none()
        && let Some(afternoon) = to.half
        && from.hour <= 12
    {
        // The half of the day is said once, at the end: 11 to 1 p.m. crosses noon.
        let half = if afternoon && from.hour % 12 > to.hour % 12 {
            false
        } else {
            afternoon
        };
        from.hour = from.hour % 12 + if half { 12 } else { 0 };
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
    let value = to.map_or_else(|| write(from), |to| format!("{}/{}", write(from), write(to)));
    let mut found = Draft::new(FigureKind::Time, i, end, "clock").time(value);
    found.figure.unit = zone.map(|z| z.0);
    Some(found)
}

/// The piece behind "to", "-", "until", "and" (after "between").
fn connected(words: Words, at: usize) -> Option<usize> {
    (words.is_any(at, &["to", "until", "till", "through", "and", "-", "–"]) || words.hyphen(at))
        .then_some(at + 1)
}

fn one(words: Words, i: usize) -> Option<Clock> {
    if words.is_any(i, &["noon", "midday", "midnight"]) {
        let hour = if words.is(i, "midnight") { 0 } else { 12 };
        return Some(Clock {
            hour,
            minute: 0,
            half: Some(hour == 12),
            end: i + 1,
        });
    }
    match words.surface(i) {
        Some(Pattern::ClockHalf) => {
            let text = words.lower(i);
            let (hour, minute) = hour_and_minute(text)?;
            let afternoon = text.contains('p');
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            Some(Clock {
                hour,
                minute,
                half: Some(afternoon),
                end: i + 1,
            })
        }
        Some(Pattern::Clock) => {
            let (hour, minute) = hour_and_minute(words.lower(i))?;
            // "3:16" behind a capitalised word is a verse or a result.
            let named = i > 0 && words.capital(i - 1) && words.is_word(i - 1) && i > 1;
            (hour < 24 && minute < 60 && !named).then_some(Clock {
                hour,
                minute,
                half: None,
                end: i + 1,
            })
        }
        _ => {
            // "1451 GMT"
            if let Some(text) = words
                .get(i)
                .map(|p| p.text)
                .filter(|t| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit()))
                && calendar::time_zone(words.lower(i + 1)).is_some_and(|offset| !offset.is_empty())
                && words
                    .get(i + 1)
                    .is_some_and(|p| p.text.chars().all(char::is_uppercase))
            {
                let hour = text.get(..2)?.parse().ok().filter(|h| *h < 24)?;
                let minute = text.get(2..)?.parse().ok().filter(|m| *m < 60)?;
                return Some(Clock {
                    hour,
                    minute,
                    half: None,
                    end: i + 1,
                });
            }
            if let Some(clock) = past_or_to(words, i) {
                return Some(clock);
            }
            let bare = bare_hour(words, i)?;
            // "9 o'clock", "six pm", "3 in the morning", "10 at night"
            if words.is_any(bare.end, &["o'clock", "oclock"]) {
                return Some(Clock {
                    end: bare.end + 1,
                    ..bare
                });
            }
            let (afternoon, end) = half_of_day(words, bare.end)?;
            Some(Clock {
                hour: bare.hour % 12 + if afternoon { 12 } else { 0 },
                half: Some(afternoon),
                end,
                ..bare
            })
        }
    }
}

/// Which half of the day is said behind an hour, and the piece behind it.
fn half_of_day(words: Words, at: usize) -> Option<(bool, usize)> {
    match words.lower(at) {
        "am" | "a.m." => return Some((false, at + 1)),
        "pm" | "p.m." => return Some((true, at + 1)),
        "at" if words.is(at + 1, "night") => return Some((true, at + 2)),
        "in" if words.is(at + 1, "the") => {}
        _ => return None,
    }
    match words.lower(at + 2) {
        "morning" => Some((false, at + 3)),
        "afternoon" | "evening" => Some((true, at + 3)),
        _ => None,
    }
}

/// "half past eight", "a quarter to 9".
fn past_or_to(words: Words, i: usize) -> Option<Clock> {
    let at = if words.is(i, "a") { i + 1 } else { i };
    let minutes: i16 = match words.lower(at) {
        "half" if at == i => 30,
        "quarter" => 15,
        _ => return None,
    };
    let sign = match words.lower(at + 1) {
        "past" | "after" => 1,
        "to" | "till" if minutes == 15 => -1,
        _ => return None,
    };
    let hour = bare_hour(words, at + 2)?;
    let time = (i16::from(hour.hour) * 60 + sign * minutes).rem_euclid(24 * 60);
    Some(Clock {
        hour: u8::try_from(time / 60).ok()?,
        minute: u8::try_from(time % 60).ok()?,
        half: None,
        end: hour.end,
    })
}

fn bare_hour(words: Words, i: usize) -> Option<Clock> {
    let (hour, end) = super::calendar::whole_number(words, i)?;
    let hour = u8::try_from(hour).ok().filter(|h| (1..=12).contains(h))?;
    (end == i + 1).then_some(Clock {
        hour,
        minute: 0,
        half: None,
        end,
    })
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
