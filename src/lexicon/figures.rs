//! Words around a figure: approximators, changes, what makes a number a name, nouns that are counted.

use super::tables::{
    AMOUNT_VERBS, APPROXIMATORS, CHANGE_WORDS, COUNTED_NOUNS, FIGURE_STARTS, NOT_PLURALS,
    NOUN_PHRASE_BORDERS, NUMBER_CONTEXTS, NUMBER_NAMES, ORDINAL_CONTEXTS, STREETS,
};

/// Whether a figure can begin with a word (small letters): number words, months, days of the week, and the words of
/// `figure_openers.txt`. One look-up instead of many.
#[must_use]
pub fn opens_figure(word: &str) -> bool {
    FIGURE_STARTS.holds(word.strip_suffix('.').unwrap_or(word))
}

/// Longest entry of `approximators.txt`, in words.
pub const LONGEST_APPROXIMATOR: usize = 6;

/// The class of an approximator in small letters, as `approximators.txt` names it; `before`: whether it stands before
/// the figure or behind it.
#[must_use]
pub fn approximator(phrase: &str, before: bool) -> Option<&'static str> {
    let [class, place] = APPROXIMATORS.look_up(phrase)?;
    let fits = place == "both" || (place == "before") == before;
    fits.then_some(class)
}

/// Whether an approximator begins with this word (small letters).
#[must_use]
pub fn begins_approximator(word: &str) -> bool {
    APPROXIMATORS.rows_of_first_word(word).next().is_some()
}

/// Direction of a word of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// rose
    Up,
    /// fell
    Down,
    /// changed
    Either,
    /// ranged: what follows is a range and no change
    Range,
}

/// The direction of a word of change in small letters.
#[must_use]
pub fn change(word: &str) -> Option<Direction> {
    CHANGE_WORDS.look_up(word).map(|[direction]| match direction {
        "up" => Direction::Up,
        "down" => Direction::Down,
        "range" => Direction::Range,
        _ => Direction::Either,
    })
}

/// Whether a verb (small letters) says of its subject how much it is.
#[must_use]
pub fn says_amount(verb: &str) -> bool {
    AMOUNT_VERBS.holds(verb)
}

/// Whether a noun phrase ends before this word (small letters).
#[must_use]
pub fn ends_noun_phrase(word: &str) -> bool {
    NOUN_PHRASE_BORDERS.holds(word)
}

/// When a word makes a number behind it part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberContext {
    /// Section, Flight.
    Always,
    /// Only with a capital: Group, Title.
    Capital,
    /// Also in small letters, unless the number counts something: day 3, level 2.
    Small,
}

/// Whether a number behind this word (small letters) is part of a name.
#[must_use]
pub fn makes_number_a_name(word: &str) -> Option<NumberContext> {
    NUMBER_CONTEXTS.look_up(word).map(|[when]| match when {
        "strong" => NumberContext::Always,
        "small" => NumberContext::Small,
        _ => NumberContext::Capital,
    })
}

/// Whether an expression that begins with digits (small letters) is a name or an idiom: "24/7", "7-eleven".
#[must_use]
pub fn is_number_name(words: &str) -> bool {
    NUMBER_NAMES.holds(words)
}

/// What a word beside an ordinal says of it: whether it ranks (`ordinal_contexts.txt`).
#[must_use]
pub fn ordinal_context(word: &str) -> Option<&'static str> {
    ORDINAL_CONTEXTS.look_up(word).map(|[what]| what)
}

/// Whether the name of a street ends with this word (small letters).
#[must_use]
pub fn ends_street_name(word: &str) -> bool {
    STREETS.holds(word)
}

/// Whether a word (small letters) reads like a plural.
#[must_use]
pub fn is_plural(word: &str) -> bool {
    if COUNTED_NOUNS.holds(word) {
        return true;
    }
    word.len() > 2
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("ous")
        && !NOT_PLURALS.holds(word)
        && !ends_noun_phrase(word)
}

/// The singular of a noun; small letters stay small.
#[must_use]
pub fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if let Some([singular]) = COUNTED_NOUNS.look_up(&lower) {
        return singular.to_owned();
    }
    if !is_plural(&lower) {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "ches", "shes", "xes", "zzes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_owned();
        }
    }
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_approximator_is_longer_than_said() {
        assert!(
            APPROXIMATORS
                .rows()
                .all(|row| row.key.split(' ').count() <= LONGEST_APPROXIMATOR)
        );
    }

    #[test]
    fn singulars() {
        for (plural, singular_form) in [
            ("workers", "worker"),
            ("people", "person"),
            ("countries", "country"),
            ("churches", "church"),
            ("boxes", "box"),
            ("houses", "house"),
            ("Americans", "American"),
            ("news", "news"),
            ("page", "page"),
        ] {
            assert_eq!(singular(plural), singular_form);
        }
    }

    #[test]
    fn approximators_have_a_place() {
        assert_eq!(approximator("as many as", true), Some("up_to"));
        assert_eq!(approximator("as many as", false), None);
        assert_eq!(approximator("or so", false), Some("about"));
        assert_eq!(approximator("at least", false), Some("at_least"));
    }
}
