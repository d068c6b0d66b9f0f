//! Ratios (`one in five`, `two-thirds`, `3-to-1`), scores and votes (`5-4`), multiples (`tripled`, `twice as many`).

use super::amount::{self, What};
use super::arithmetic::Arithmetic;
use super::calendar;
use super::numeral::{self, Numeral};
use super::ordinal;
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{Decimal, FigureKind};
use crate::lexicon::figures::{approximator, ends_noun_phrase, is_plural};
use crate::lexicon::numbers::NumberClass;
use crate::lexicon::units;
use crate::pattern::figure::Pattern;

/// Nouns behind two numbers that make them a result.
const RESULT_NOUNS: [&str; 26] = [
    "decision",
    "ruling",
    "vote",
    "votes",
    "victory",
    "win",
    "loss",
    "defeat",
    "majority",
    "split",
    "lead",
    "margin",
    "record",
    "draw",
    "tie",
    "verdict",
    "opinion",
    "triumph",
    "rout",
    "score",
    "advantage",
    "deficit",
    "series",
    "start",
    "in",
    "to",
];

/// Words before two numbers that make them a result.
const RESULT_CUES: [&str; 32] = [
    "won",
    "lost",
    "beat",
    "beats",
    "defeated",
    "voted",
    "vote",
    "ruled",
    "tops",
    "leads",
    "led",
    "trails",
    "by",
    "win",
    "tied",
    "ties",
    "at",
    "passed",
    "score",
    "ahead",
    "up",
    "down",
    "divided",
    "split",
    "deadlocked",
    "approved",
    "rejected",
    "was",
    "is",
    "margin",
    "(",
    "to",
];

/// A ratio, a score, a multiple or an ordinal that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    score(reader, i)
        .or_else(|| out_of(reader, i))
        .or_else(|| share(reader, i))
        .or_else(|| over(words, i))
        .or_else(|| multiple(reader, i))
        .or_else(|| ordinal::read(reader, i))
}

pub(super) fn plain_number(words: Words, i: usize) -> Option<Numeral> {
    numeral::read(words, i).filter(|n| !n.vague && !n.article && !n.plus)
}

/// "5-4", "212,205 to 210,424 votes", "50 to 48 percent", "5 to 4".
fn score(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let first = plain_number(words, i)?;
    let mut at = first.end;
    let spaced_to = words.is(at, "to");
    if spaced_to {
        at += 1;
    } else if words.hyphen(at) && words.is(at + 1, "to") && words.hyphen(at + 2) {
        at += 3;
    } else if words.hyphen(at) {
        at += 1;
    } else {
        return None;
    }
    let second = plain_number(words, at)?;
    let (a, b) = (first.value, second.value);
    let mut end = second.end;
    if words.hyphen(end) && (words.number(end + 1).is_some()) {
        // Three numbers in a row are a code, or a record of wins, losses and draws.
        return None;
    }
    let whole = a.is_integer() && b.is_integer();
    if !whole && !spaced_to {
        return None;
    }
    if at == first.end + 3 {
        // "3-to-1", "5-to-4"
        // "5-to-10-year" is a range.
        if words.hyphen(end) && words.is_word(end + 1) {
            return None;
        }
        if b == Decimal::ONE || !RESULT_NOUNS.contains(&words.lower(end)) {
            let mut draft = Draft::new(FigureKind::Ratio, i, end, "odds").value(a.over(b)?);
            draft.figure.values = vec![a, b];
            draft.compound = true;
            return Some(draft);
        }
    } else {
        let follower = words.lower(end);
        let percent =
            words.is_any(end, &["percent", "%"]) || (follower == "per" && words.is(end + 1, "cent"));
        // Sets and games in a row: "6-4, 3-6, 7-6".
        let listed = words.before(i) == ","
            && matches!(follower, "," | "." | "" | "(" | ")" | "and")
            && a < Decimal::from(30)
            && !spaced_to;
        let result = listed || RESULT_NOUNS.contains(&follower) || RESULT_CUES.contains(&words.before(i));
        let counted = words.is_word(end)
            && (is_plural(follower)
                || units::unit(follower).is_some()
                || units::currency(follower).is_some())
            && !words.is_any(end, &["votes", "in"]);
        let descending = a > b;
        let unit_behind = words.hyphen(end) && words.is_word(end + 1);
        if words.before(i) == "from" || words.before(i).ends_with('$') || unit_behind {
            return None;
        }
        let scale_differs = first.scaled != second.scaled;
        if spaced_to && (!(descending || result && a == b) || scale_differs || counted) {
            return None;
        }
        if !spaced_to
            && !(descending && !counted && !percent && !scale_differs
                || a == b && !counted
                || result && !counted && !percent)
        {
            return None;
        }
        // "1000-5000" is a range, unless they are votes.
        if !spaced_to
            && a >= Decimal::ONE_THOUSAND
            && !(result && (descending || RESULT_NOUNS.contains(&follower)))
        {
            return None;
        }
        if !spaced_to && first.digits != second.digits {
            return None;
        }
        if percent {
            end = if follower == "per" { end + 2 } else { end + 1 };
            let mut draft = Draft::new(FigureKind::Score, i, end, "score").unit("percent");
            draft.figure.values = vec![a, b];
            return Some(draft);
        }
    }
    let mut draft = Draft::new(FigureKind::Score, i, end, "score");
    draft.figure.values = vec![a, b];
    draft.compound = at == first.end + 1 && !spaced_to;
    Some(draft)
}

/// "one in 45", "6 in 10", "seven out of 11", "nine of ten".
fn out_of(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let first = plain_number(words, i)?;
    let at = match (words.lower(first.end), words.lower(first.end + 1)) {
        ("in", "every") | ("out", "of") => first.end + 2,
        ("in", _) => first.end + 1,
        // "one-in-five"
        _ if words.hyphen(first.end) && words.is(first.end + 1, "in") && words.hyphen(first.end + 2) => {
            first.end + 3
        }
        _ => return None,
    };
    let at = if words.is_any(at, &["every", "each"]) {
        at + 1
    } else {
        at
    };
    let second = numeral::read(words, at).filter(|n| !n.vague && !n.plus)?;
    let (a, b) = (first.value, second.value);
    let bare_in = words.is(first.end, "in");
    if a > b || b <= Decimal::ONE || !a.is_integer() || !b.is_integer() {
        return None;
    }
    if bare_in {
        let year = calendar::year_at(words, at).is_some();
        let time = units::unit(words.lower(second.end)).is_some() || words.hyphen(second.end);
        if year || time || words.is_any(second.end, &["%", "percent"]) {
            return None;
        }
    }
    let mut draft = Draft::new(FigureKind::Ratio, i, second.end, "one-in").value(a.over(b)?);
    draft.figure.values = vec![a, b];
    Some(draft)
}

/// "one over three": a fraction read aloud, or what else may be over something.
fn over(words: Words, i: usize) -> Option<Draft> {
    let negative = words.is_any(i, &["minus", "negative"]);
    let a = plain_number(words, if negative { i + 1 } else { i })?;
    let b = plain_number(words, a.end + 1).filter(|_| words.is(a.end, "over"))?;
    let counts = words.is_word(b.end) && !ends_noun_phrase(words.lower(b.end)) || words.hyphen(b.end);
    if counts || words.is(b.end, "%") || words.is(i.wrapping_sub(1), "$") {
        return None;
    }
    let value = a.value.over(b.value)?;
    let mut draft =
        Draft::new(FigureKind::Ratio, i, b.end, "over").value(if negative { -value } else { value });
    draft.figure.confidence = 0.5;
    Some(draft)
}

/// "two-thirds", "a quarter", "half of", "3/4".
fn share(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    if words.surface(i) == Some(Pattern::Fraction) {
        // "1/4 inch" is an amount.
        if units::unit(words.bare(i + 1)).is_some_and(|u| u.note == units::UnitNote::Word) {
            return None;
        }
        let (a, b) = words.lower(i).split_once('/')?;
        let (a, b): (u16, u16) = (a.parse().ok()?, b.parse().ok()?);
        let usual =
            matches!(b, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 12 | 16 | 20 | 32 | 40 | 64 | 100) && a < b && a > 0;
        let date = words.is_any(i + 1, &["attack", "attacks"]);
        return (usual && !date && !(a, b).eq(&(9, 11)))
            .then(|| Draft::new(FigureKind::Ratio, i, i + 1, "fraction"))
            .and_then(|d| {
                let value = Decimal::from(a).over(Decimal::from(b))?;
                let mut draft = d.value(value);
                draft.figure.values = vec![Decimal::from(a), Decimal::from(b)];
                Some(draft)
            });
    }
    let (value, end) = numeral::part(words, i).or_else(|| numeral::many_parts(words, i))?;
    // "a quarter of a trillion", "half of 1 percent", "half a cup" are amounts.
    if numeral::read(words, i).is_some_and(|n| n.end > end) {
        return None;
    }
    let article = words.is_any(i, &["a", "an"]);
    let next = words.lower(end);
    let quantifies = matches!(
        next,
        "of" | "the"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "my"
            | "those"
            | "these"
            | "that"
            | "what"
            | "all"
    );
    let cue = approximated(words, i);
    // A quarter of the year, mostly.
    if words.is(i, "quarter") {
        return None;
    }
    let mut draft = Draft::new(FigureKind::Ratio, i, end, "share").value(value);
    let bare = matches!(next, "" | "." | "," | ";" | ")");
    if words.is(i, "half") {
        let other = words.is_any(end, &["brother", "sister", "hour", "time", "century", "staff"])
            || words.hyphen(end);
        let unit = units::unit(words.lower(end)).is_some();
        let ends = matches!(
            next,
            "" | "." | "," | ")" | "in" | "from" | "to" | "by" | "said" | "were" | "are" | "have" | "had"
        );
        let after = matches!(
            words.before(i),
            "in" | "by"
                | "nearly"
                | "about"
                | "almost"
                | "over"
                | "than"
                | "least"
                | "roughly"
                | "only"
                | "just"
        );
        if other || unit || words.is_any(end, &["a", "an"]) || !(quantifies || cue || after && ends) {
            return None;
        }
        if matches!(
            words.before(i),
            "first" | "second" | "other" | "better" | "latter" | "top" | "bottom" | "third" | "fourth"
        ) {
            return None;
        }
    } else if article {
        // "a third party", "a quarter" of a year
        let noun_follows = words.is_word(end) && !crate::lexicon::figures::ends_noun_phrase(next);
        if !(quantifies && next == "of"
            || cue && !noun_follows
            || matches!(words.before(i), "by" | "than" | "only" | "just") && !noun_follows)
        {
            // "a fifth": a share, or one more.
            draft.figure.confidence = 0.5;
            return bare.then_some(draft);
        }
    } else if words.is(i, "one") && !words.hyphen(i + 1) && !quantifies {
        draft.figure.confidence = 0.6;
        return bare.then_some(draft);
    }
    Some(draft)
}

/// Whether an approximator of one or two words stands before `i`.
fn approximated(words: Words, i: usize) -> bool {
    let one = words.before(i);
    let two = i.checked_sub(2).map(|j| format!("{} {one}", words.lower(j)));
    approximator(one, true).is_some() || two.is_some_and(|t| approximator(&t, true).is_some())
}

/// "tripled", "twice as many", "double the", "fourfold", "four times as many", "10-fold".
fn multiple(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let found = |value, end, found_by| Some(Draft::new(FigureKind::Multiple, i, end, found_by).value(value));
    if words.is_word(i)
        && let Some((class, value)) = words.number_word(i)
    {
        match class {
            // "doubled down on it", "doubled-down"
            NumberClass::Multiplied
                if !words.is_any(i + 1 + usize::from(words.hyphen(i + 1)), &["down", "over", "up"]) =>
            {
                return found(value, i + 1, "multiplied");
            }
            NumberClass::Fold => return found(value, i + 1, "fold"),
            NumberClass::Times => {
                let next = words.lower(i + 1);
                let compares = matches!(
                    next,
                    "as" | "the" | "that" | "what" | "its" | "their" | "his" | "her" | "those"
                );
                let verb = words.before(i) == "to"
                    || matches!(words.before(i), "than" | "nearly" | "almost" | "about");
                let ends = matches!(
                    next,
                    "" | "." | "," | "in" | "by" | "from" | "over" | "since" | "to"
                );
                if compares || (verb && ends && !words.is(i, "twice")) {
                    return found(value, i + 1, "times");
                }
            }
            _ => {}
        }
    }
    let numeral = plain_number(words, i)?;
    let behind = if words.hyphen(numeral.end) {
        numeral.end + 1
    } else {
        numeral.end
    };
    if words.is(behind, "fold") && words.glued(behind) {
        return found(numeral.value, behind + 1, "fold");
    }
    if words.is(behind, "times") && behind == numeral.end {
        let next = words.lower(behind + 1);
        let compares = matches!(
            next,
            "as" | "more"
                | "higher"
                | "larger"
                | "bigger"
                | "greater"
                | "the"
                | "faster"
                | "that"
                | "its"
                | "their"
                | "his"
                | "her"
                | "likelier"
                | "less"
                | "fewer"
                | "lower"
                | "smaller"
                | "what"
                | "longer"
                | "stronger"
        );
        // "four times the rate" multiplies; "four times the previous day" is rare enough.
        if compares {
            return found(numeral.value, behind + 1, "times");
        }
    }
    None
}

/// Whether an amount is no figure without what a ratio would give it: a bare "one".
pub(super) fn is_pronoun(amount: &amount::Amount) -> bool {
    amount.numeral.bare_one && amount.what == What::Plain && amount.first == amount.numeral.first
}
