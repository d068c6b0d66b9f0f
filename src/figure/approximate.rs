//! Approximators: the words beside a figure that say how exact it is.

use super::Approximator;
use super::FigureKind;
use super::piece::Words;
use super::reader::Draft;
use crate::lexicon::figures::{self, LONGEST_APPROXIMATOR, begins_approximator};

/// The class of an approximator in small letters, `before` a figure or behind it.
fn approximator(phrase: &str, before: bool) -> Option<Approximator> {
    Some(match figures::approximator(phrase, before)? {
        "about" => Approximator::About,
        "at_least" => Approximator::AtLeast,
        "at_most" => Approximator::AtMost,
        "more_than" => Approximator::MoreThan,
        "less_than" => Approximator::LessThan,
        _ => Approximator::UpTo,
    })
}

/// Looks for an approximator before and behind the figure and notes its class and span.
pub(super) fn note(words: Words, draft: &mut Draft) {
    if draft.plus {
        draft.figure.approximator = Approximator::AtLeast;
        let plus = draft.end.saturating_sub(1);
        draft.figure.approximator_span = (draft.first..draft.end)
            .find(|&i| words.is_any(i, &["plus", "+"]))
            .or(Some(plus))
            .map(|i| words.span(i, i + 1));
        return;
    }
    if matches!(
        draft.figure.kind,
        FigureKind::Ordinal | FigureKind::Score | FigureKind::Vague
    ) {
        return;
    }
    let dated = matches!(draft.figure.kind, FigureKind::Date | FigureKind::Time);
    if let Some((class, first, end)) =
        before(words, draft.first).filter(|f| allowed(words, draft, dated, f.1, f.2))
    {
        set(words, draft, class, first, end);
    } else if let Some((class, first, end)) = behind(words, draft.end).filter(|_| !dated) {
        set(words, draft, class, first, end);
    }
}

fn set(words: Words, draft: &mut Draft, class: Approximator, first: usize, end: usize) {
    // "more than dozens" is still vague, but the words stay with it.
    if draft.figure.approximator != Approximator::Vague {
        draft.figure.approximator = class;
    }
    draft.figure.approximator_span = Some(words.span(first, end));
}

/// The longest approximator that ends before piece `first`, an article or "the" between them left out.
pub(super) fn before(words: Words, first: usize) -> Option<(Approximator, usize, usize)> {
    let skips = usize::from(words.is_any(
        first.wrapping_sub(1),
        &["the", "a", "an", "another", "only", "just"],
    ));
    for end in [first, first - skips.min(first)] {
        for start in end.saturating_sub(LONGEST_APPROXIMATOR)..end {
            if !may_begin(words, start) {
                continue;
            }
            let phrase = join(words, start, end);
            if let Some(class) = approximator(&phrase, true) {
                return Some((class, start, end));
            }
        }
    }
    None
}

/// The longest approximator that begins at piece `end`.
fn behind(words: Words, end: usize) -> Option<(Approximator, usize, usize)> {
    // "two points plus or minus"
    if words.is(end, "plus") && words.is(end + 2, "minus") {
        return None;
    }
    if !may_begin(words, end) {
        return None;
    }
    (end + 1..=(end + 3).min(words.len()))
        .rev()
        .find_map(|last| {
            let phrase = join(words, end, last);
            Some((approximator(&phrase, false)?, end, last))
        })
        // "at least" behind a figure may belong to the next one.
        .filter(|(_, _, last)| {
            !words
                .get(*last)
                .is_some_and(|p| p.text.starts_with(|c: char| c.is_ascii_digit() || c == '$'))
        })
}

/// Spares most words the making of a phrase. A hyphen is one word with what it joins.
fn may_begin(words: Words, at: usize) -> bool {
    let word = words.bare(at);
    word.ends_with('-') || begins_approximator(word)
}

fn join(words: Words, first: usize, end: usize) -> String {
    let mut phrase = String::new();
    for i in first..end {
        let word = words.bare(i);
        if i > first && !words.before(i).ends_with('-') {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase
}

/// Words that are approximators only beside some kinds of figures.
fn allowed(words: Words, draft: &Draft, dated: bool, first: usize, end: usize) -> bool {
    let single = end == first + 1;
    let word = words.lower(first);
    if dated {
        // "about the May 5 vote" speaks of it; "around 2010" and "about 9 a.m." are not exact.
        let loose =
            draft.figure.kind == FigureKind::Time || draft.figure.time.as_ref().is_some_and(|t| t.len() == 4);
        return loose
            && end == draft.first
            && matches!(
                word,
                "about" | "around" | "roughly" | "circa" | "approximately" | "nearly"
            );
    }
    match word {
        // "over two weeks" is mostly during; "for over two weeks" is more.
        "over" if single && draft.figure.kind == FigureKind::Duration => {
            matches!(
                words.before(first),
                "for" | "in" | "after" | "of" | "than" | "just" | "well" | "spanning"
            )
        }
        _ => true,
    }
}
