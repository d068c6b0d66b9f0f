//! Changes: which way a figure goes and what it is compared with ("up 3 percent from a year earlier").

use super::piece::Words;
use super::reader::Draft;
use super::{Change, ChangeRole, Figure, FigureKind};
use crate::lexicon::figures::{Direction, change, ends_noun_phrase};
use crate::lexicon::{calendar, units};
use crate::span::Span;

/// Longest way back to a word of change that says by how much, in pieces.
const NEAR: usize = 6;

/// Longest way back to a word of change that says from or to what, and longest way on to what it is compared with.
const FAR: usize = 24;

/// Longest words of comparison, in pieces.
const BASE: usize = 9;

/// The change a figure is part of: "up 3 percent", "a 3 percent rise", "from 5 to 7 percent"; `earlier` are the figures
/// before it.
pub(super) fn find(words: Words, draft: &Draft, earlier: &[Figure]) -> Option<Change> {
    if !matches!(
        draft.figure.kind,
        FigureKind::Money
            | FigureKind::Percent
            | FigureKind::Count
            | FigureKind::Quantity
            | FigureKind::Multiple
            | FigureKind::Ratio
    ) {
        return None;
    }
    let mut change = before(words, draft).or_else(|| behind(words, draft))?;
    change.base = match change.role {
        ChangeRole::From => None,
        ChangeRole::To => other_end(words, draft, earlier).or_else(|| base(words, draft.end)),
        ChangeRole::By => base(words, draft.end),
    };
    Some(change)
}

fn directed(direction: Direction, role: ChangeRole) -> Option<Change> {
    let up = match direction {
        Direction::Up => Some(true),
        Direction::Down => Some(false),
        Direction::Either => None,
        Direction::Range => return None,
    };
    Some(Change { up, role, base: None })
}

/// A word of change before the figure: "rose by about 3 percent", "up from 5 percent".
fn before(words: Words, draft: &Draft) -> Option<Change> {
    let role = match words.before(draft.first) {
        "to" => ChangeRole::To,
        "from" => ChangeRole::From,
        _ => ChangeRole::By,
    };
    let reach = if role == ChangeRole::By { NEAR } else { FAR };
    let mut by = false;
    for i in (draft.first.saturating_sub(reach)..draft.first).rev() {
        let between = words.lower(i);
        if words.is_word(i)
            && let Some(direction) = change(between)
        {
            // "closed lower at 231p"
            let at = words.is(i + 1, "at") && !words.is(i + 2, "least");
            return directed(direction, if at { ChangeRole::To } else { role });
        }
        // "cut its rate by 25 basis points"
        by |= between == "by";
        let passed = if role == ChangeRole::By && !by {
            matches!(
                between,
                "by" | "about"
                    | "more"
                    | "than"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "an"
                    | "a"
                    | "of"
                    | "some"
                    | "just"
                    | "only"
                    | "at"
                    | "least"
                    | "estimated"
                    | "another"
                    | "over"
                    | "around"
                    | "between"
            )
        } else {
            !matches!(between, ";" | "—" | "--")
        };
        if !passed {
            return None;
        }
    }
    None
}

/// A word of change behind the figure: "3 percent higher", "a 3 percent pay rise".
fn behind(words: Words, draft: &Draft) -> Option<Change> {
    let at = draft.end;
    let counted = draft.figure.kind == FigureKind::Count;
    match words.lower(at) {
        "more" if !counted => return directed(Direction::Up, ChangeRole::By),
        "less" | "fewer" if !counted => return directed(Direction::Down, ChangeRole::By),
        _ => {}
    }
    let end = (at..at + 3).find(|&i| !words.is_word(i + 1) || ends_noun_phrase(words.lower(i + 1)))?;
    if !(at..=end)
        .all(|i| words.is_word(i) && !ends_noun_phrase(words.lower(i)) || change(words.lower(i)).is_some())
        || counted && draft.figure.unit.is_none()
    {
        return None;
    }
    directed(change(words.lower(end))?, ChangeRole::By)
}

/// "from 5" before "to 7 percent".
fn other_end(words: Words, draft: &Draft, earlier: &[Figure]) -> Option<Span> {
    let last = earlier.last()?;
    let to = draft.first.checked_sub(1)?;
    let from = (to.saturating_sub(BASE)..to)
        .rev()
        .find(|&i| words.is(i, "from"))?;
    let span = words.span(from, to);
    (last.change?.role == ChangeRole::From && span.contains(last.span)).then_some(span)
}

/// What a change is compared with: "from a year earlier", "compared with the same week of last year", "than in 2016",
/// "year on year".
fn base(words: Words, at: usize) -> Option<Span> {
    for i in at..at + FAR {
        let opens = match words.lower(i) {
            "from" | "than" | "versus" | "on" => i + 1,
            "compared" if words.is_any(i + 1, &["with", "to"]) => i + 2,
            "year" | "month" | "quarter" if words.is_any(i + 1, &["on", "over"]) => i,
            "year" | "month" | "quarter" if words.hyphen(i + 1) && words.hyphen(i + 3) => {
                return Some(words.span(i, i + 5));
            }
            "," if words.is_any(i + 1, &["from", "compared", "versus"]) => continue,
            "" | "," | ";" | ":" | "." | "and" | "but" | "while" | "after" | "as" | "said" => return None,
            _ => continue,
        };
        let end = (opens..i + BASE)
            .find(|&j| !(continues(words, j) || j == i + 1 && opens == i))
            .unwrap_or(i + BASE)
            .min(words.len());
        let times = (opens..end).any(|j| is_time(words, j));
        if end > opens && (times || words.is_any(i, &["compared", "than", "versus"])) {
            return Some(words.span(i, end));
        }
    }
    None
}

/// Whether piece `j` goes on with what is compared.
fn continues(words: Words, j: usize) -> bool {
    let word = words.lower(j);
    words.hyphen(j)
        || matches!(
            word,
            "'s" | "$" | "£" | "€" | "%" | "a" | "an" | "the" | "in" | "of" | "at" | "its" | "before"
        )
        || words.number(j).is_some()
        || (words.is_word(j) || words.surface(j).is_some())
            && (!ends_noun_phrase(word)
                || words.capital(j)
                || matches!(word, "earlier" | "ago" | "it" | "did"))
}

/// Whether piece `j` is a number or a word of time.
fn is_time(words: Words, j: usize) -> bool {
    let word = words.lower(j);
    words.number(j).is_some()
        || matches!(word, "earlier" | "ago" | "period")
        || units::unit(word).is_some_and(|u| u.dimension == "time")
        || calendar::month(word).is_some()
        || calendar::weekday(word).is_some()
}
