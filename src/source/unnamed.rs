//! Unnamed people and groups: what they are called, why they would know, why they are not named.

use super::phrases::Phrase;
use super::words::Words;
use crate::lexicon::anonymity::{self, Needs};
use crate::lexicon::nouns;
use crate::span::Span;
use crate::text::TokenKind;
use core::ops::Range;

/// Most tokens of what stands behind a head.
const LONGEST: usize = 24;

/// The tokens behind the head that say who is meant: "close to the talks", "for the ministry", "quoted by the Post";
/// empty where nothing does.
pub(super) fn tail(words: &Words<'_>, head: usize) -> Range<usize> {
    let from = head + 1;
    let opens = match words.lower(from) {
        "close" | "near" => words.lower(from + 1) == "to",
        "familiar" | "acquainted" => words.lower(from + 1) == "with",
        "with" => (from..from + 4).any(|i| {
            matches!(
                words.lower(i),
                "knowledge" | "access" | "insight" | "ties" | "expertise"
            )
        }),
        "in" | "at" | "from" | "for" | "of" | "inside" | "within" | "on" | "who" => true,
        word => nouns::phrase_word(word, 't'),
    };
    let sentence = words.sentence_tokens(head);
    if !opens || from >= sentence.end {
        return from..from;
    }
    let relative = words.lower(from) == "who";
    // "people who suggest that": what they say is a statement and says nothing of who they are.
    let says =
        |i: usize| crate::lexicon::verbs::look_up(words.lower(i)).any(|v| v.frames.contains(['t', 'q']));
    if relative && (says(from + 1) || words.class(from + 1) == Some("adverb") && says(from + 2)) {
        return from..from;
    }
    let limit = sentence.end.min(from + LONGEST);
    // "people who saw the memo": the second verb is the sentence's own.
    let mut verbs = 0;
    let end = (from + 1..limit)
        .find(|&i| {
            let finite = relative
                && (matches!(words.class(i), Some("auxiliary" | "verb")) && !words.possessive(i)
                    || words.lower(i).len() > 4 && words.lower(i).ends_with("ed"));
            let goes_on =
                i > from + 1 && matches!(words.class(i - 1), Some("auxiliary" | "adverb" | "conjunction"));
            verbs += usize::from(finite && !goes_on);
            verbs > 1 && finite && !goes_on || ends_tail(words, i, relative && i < from + 4)
        })
        .unwrap_or(limit);
    // A tail that runs into the end of a long stretch without a verb or stop is none of its own.
    from..end
}

fn ends_tail(words: &Words<'_>, i: usize, relative: bool) -> bool {
    match words.kind(i) {
        Some(TokenKind::Punctuation) => !words.hyphen(i),
        Some(TokenKind::Quote) => true,
        Some(TokenKind::Word | TokenKind::Clitic) => {
            if relative {
                return false;
            }
            matches!(
                words.class(i),
                Some("auxiliary" | "relative" | "pronoun" | "verb")
            ) || (words.class(i) == Some("conjunction") && !matches!(words.lower(i), "and" | "or"))
                || (!words.capital(i)
                    && crate::lexicon::verbs::look_up(words.lower(i)).any(|v| v.letters.contains('d'))
                    && !crate::lexicon::nouns::goes_before_role(words.lower(i)))
        }
        _ => false,
    }
}

/// The part of a tail that says why the people would know.
pub(super) fn justification(words: &Words<'_>, tail: &Range<usize>) -> Option<Span> {
    let says = nouns::phrase_word(words.lower(tail.start), 'k');
    (says && !tail.is_empty()).then(|| words.span(tail.clone()))
}

/// Why somebody is not named, from the sentence that the head stands in: "because the talks are private", "who was
/// not authorised to speak".
pub(super) fn anonymity_reason(words: &Words<'_>, head: usize) -> Option<Span> {
    let sentence = words.sentence_tokens(head);
    let limit = sentence.end.min(head + 60);
    let trigger = (head + 1..limit).find(|&i| tells_anonymity(words, i))?;
    let clause_end = |from: usize| {
        (from + 1..sentence.end.min(from + 60))
            .find(|&i| {
                words.kind(i) == Some(TokenKind::Quote)
                    || (words.class(i) == Some("verb") && i > from + 2)
                    || (words.kind(i) == Some(TokenKind::Punctuation)
                        && !words.hyphen(i)
                        && !words.hyphen(i.saturating_sub(1)))
            })
            .unwrap_or(sentence.end.min(from + 60))
    };
    if let Some(because) =
        (trigger..clause_end(trigger)).find(|&i| matches!(words.lower(i), "because" | "citing" | "owing"))
    {
        return Some(words.span(because..clause_end(because)));
    }
    let start = (head + 1..trigger)
        .rev()
        .find(|&i| {
            matches!(
                words.lower(i),
                "who" | "speaking" | "spoke" | "talking" | "granted" | "asking" | "requesting" | "on"
            )
        })
        .map(|i| {
            if words.lower(i) == "on" && i > head + 1 {
                i - 1
            } else {
                i
            }
        })
        .unwrap_or(trigger);
    let start = if words.lower(start) == "spoke" && start > 0 && words.lower(start - 1) == "who" {
        start - 1
    } else {
        start
    };
    Some(words.span(start..clause_end(trigger)))
}

/// Whether the word tells that somebody is not named: "anonymity", "not authorised", "declined to be named".
pub(super) fn tells_anonymity(words: &Words<'_>, i: usize) -> bool {
    let before = |n: usize, set: &[&str]| {
        (1..=n).any(|k| i.checked_sub(k).is_some_and(|j| set.contains(&words.lower(j))))
    };
    match anonymity::in_description(words.lower(i)) {
        Some(Needs::Nothing) => true,
        Some(Needs::Not) => before(2, &["not", "n't", "n’t"]),
        Some(Needs::NotBe) => before(5, &["not", "declined", "refused", "n't", "n’t"]) && before(2, &["be"]),
        None => false,
    }
}

/// The name of a source without a name: its words without a leading article, the first letter small where it only
/// began a sentence.
pub(super) fn name(words: &Words<'_>, tokens: Range<usize>) -> String {
    let mut start = tokens.start;
    while start + 1 < tokens.end && matches!(words.lower(start), "the" | "a" | "an" | "this" | "these") {
        start += 1;
    }
    let text = words.text(start..tokens.end);
    if words.initial(start) && !keeps_capital(words, start) {
        let mut letters = text.chars();
        return letters
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    }
    text
}

/// Whether the first word is written with a capital anywhere: a name, an acronym, "Mexican".
fn keeps_capital(words: &Words<'_>, i: usize) -> bool {
    use crate::lexicon::{names, nouns, outlets};
    let word = words.word(i);
    let inside_name = words.capital(i + 1) && words.class(i).is_none();
    words.class(i).is_none()
        && (word.chars().skip(1).any(char::is_uppercase)
            || names::place(word).is_some()
            || names::given_name(word).is_some()
            || outlets::look_up(word).next().is_some_and(|o| !o.weak)
            || words.possessive(i + 1) && !words.written_small(words.lower(i))
            || inside_name && !words.written_small(words.lower(i)) && nouns::role(words.lower(i)).is_none())
}

/// Tokens that name the people of a phrase: its base with "one", "some" and counts, and the tail.
pub(super) fn described(words: &Words<'_>, phrase: &Phrase, tail: &Range<usize>) -> Range<usize> {
    let start = match words.class(phrase.start) {
        Some("one" | "another" | "quantity" | "number") => phrase.start,
        _ if words.lower(phrase.head) == "surveyed" => phrase.start,
        _ => phrase.base,
    };
    start..tail.end.max(phrase.head + 1)
}
