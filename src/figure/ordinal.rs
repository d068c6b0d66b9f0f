//! Ordinals: `third`, `21st`, `twenty-first`; and whether they rank anything.

use super::arithmetic::Arithmetic;
use super::piece::Words;
use super::ratio::plain_number;
use super::reader::{Draft, Reader};
use super::{Decimal, FigureKind, calendar};
use crate::lexicon::figures::{ends_noun_phrase, ordinal_context, singular};
use crate::lexicon::superlatives;

/// Confidence of an ordinal that may rank something: it is in the record, but not marked.
const UNSURE: f32 = 0.5;

/// The ordinal that begins with piece `i`.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let (value, end) = value(words, i)?;
    // "one second", "a second", "30 seconds"
    if words.is(i, "second")
        && (words.number(i.wrapping_sub(1)).is_some()
            || words.number_word(i.wrapping_sub(1)).is_some()
            || matches!(words.before(i), "a" | "per" | "every" | "each" | "split") && !words.is_word(end))
    {
        return None;
    }
    let behind = if words.hyphen(end) { end + 1 } else { end };
    let next = words.lower(behind);
    let context = ordinal_context(&singular(next)).filter(|_| words.is_word(behind));
    let ranks_nothing = match context {
        Some("never") => true,
        Some("name") => words.capital(behind),
        Some("ranks" | "ranked") | None => false,
        Some(ordinals) => value < Decimal::TEN && ordinals.contains(&value.to_string()),
    };
    // "in the first place"
    if ranks_nothing || words.is(i, "first") && context.is_some() && words.before(i.saturating_sub(1)) == "in"
    {
        return None;
    }
    // "when it first opened"
    let owned = matches!(
        words.before(i),
        "the" | "a" | "'s" | "my" | "your" | "his" | "her" | "its" | "our" | "their"
    );
    let noun_behind = words.is_word(behind) && !ends_noun_phrase(next) && (owned || !next.ends_with("ed"));
    let ranks = match context {
        Some("ranks") => true,
        _ if !noun_behind => ordinal_context(words.before(i)) == Some("ranked"),
        _ => superlatives::is_measured(next) || words.hyphen(end) && next.ends_with("est"),
    };
    // "first" is more often a word than a figure: "at first", "the first to leave".
    if value == Decimal::ONE && words.is_word(i) && !ranks && !noun_behind {
        return None;
    }
    let mut draft = Draft::new(FigureKind::Ordinal, i, end, "ordinal").value(value);
    if !ranks && value <= Decimal::TWO {
        draft.figure.confidence = UNSURE;
    }
    Some(draft)
}

/// The value of an ordinal in one or more words, and the piece behind it.
fn value(words: Words, i: usize) -> Option<(Decimal, usize)> {
    if let Some(value) = calendar::ordinal(words, i) {
        return Some((Decimal::from(value), i + 1));
    }
    // "twenty-first", "one hundred twenty-fifth"
    let numeral = plain_number(words, i).filter(|n| !n.digits)?;
    let at = if words.hyphen(numeral.end) {
        numeral.end + 1
    } else {
        numeral.end
    };
    let last = Decimal::from(calendar::ordinal(words, at).filter(|_| words.is_word(at))?);
    let tens = numeral.value % Decimal::from(100);
    if last >= Decimal::from(100) {
        Some((numeral.value.times(last)?, at + 1))
    } else {
        let joins = tens.is_zero() || (tens % Decimal::TEN).is_zero() && last < Decimal::TEN;
        joins.then(|| Some((numeral.value.plus(last)?, at + 1)))?
    }
}
