//! Rates: what an amount is per ("$15 an hour", "900 litres a minute", "50 km/h").

use super::piece::Words;
use crate::lexicon::units;

/// Things that are counted out behind an article.
const SHARED_OUT: [&str; 10] = [
    "share",
    "person",
    "head",
    "vote",
    "ticket",
    "student",
    "household",
    "plate",
    "family",
    "worker",
];

/// What the amount before piece `at` is per, in the singular, and the piece behind it.
pub(super) fn read(words: Words, at: usize) -> Option<(String, usize)> {
    if words.is(at, "annually") {
        return Some(("year".to_owned(), at + 1));
    }
    let slash = words.is(at, "/");
    let at = if words.hyphen(at) { at + 1 } else { at };
    let noun = if words.hyphen(at + 1) { at + 2 } else { at + 1 };
    let word = words.lower(noun);
    // "per square foot"
    if words.is(at, "per")
        && let Some(unit) = words.pair(noun).and_then(|pair| units::unit(&pair))
    {
        return Some((unit.name.to_owned(), noun + 2));
    }
    let unit = units::unit(words.bare(noun));
    let usual = SHARED_OUT.contains(&word) || unit.is_some_and(|u| u.note == units::UnitNote::Word);
    let joined = slash
        || words.is_any(at, &["per", "each", "every"])
        || words.is_any(at, &["a", "an", "the"]) && usual;
    (joined && words.is_word(noun)).then(|| (unit.map_or(word, |u| u.name).to_owned(), noun + 1))
}
