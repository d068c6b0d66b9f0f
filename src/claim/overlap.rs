//! How much two stretches of text speak of the same: the share of content words, crudely stemmed.

use std::collections::HashSet;

use crate::lexicon::sentence_starts;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Bytes of a word that count; what differs behind them is mostly an ending.
const STEM: usize = 5;

/// Most letters of a short form made of initials.
const LONGEST_INITIALS: usize = 4;

/// The stems of the content words in `span`. Capitals of neighbouring names add their initials, so that
/// "United States" meets "US".
pub(super) fn stems(document: &Document<'_>, span: Span) -> HashSet<String> {
    let mut stems = HashSet::new();
    let mut initials = String::new();
    for index in document.tokens_in(span) {
        let is_word = document
            .tokens
            .get(index)
            .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        if !is_word {
            initials.clear();
            continue;
        }
        let word = document.word(index);
        match word.chars().next().filter(|c| c.is_ascii_uppercase()) {
            Some(initial) if !sentence_starts::holds(word) => initials.push(initial.to_ascii_lowercase()),
            _ => initials.clear(),
        }
        for length in 2..=initials.len().min(LONGEST_INITIALS) {
            stems.extend(initials.get(initials.len() - length..).map(str::to_owned));
        }
        stems.extend(stem(word));
    }
    stems
}

/// The stem of a content word; none for a function word.
fn stem(word: &str) -> Option<String> {
    let plain: String = word
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let acronym = word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let short = plain.len() < 3 && !acronym && !plain.starts_with(|c: char| c.is_ascii_digit());
    if short || sentence_starts::holds(&plain) {
        return None;
    }
    let singular = plain.strip_suffix('s').filter(|_| !acronym).unwrap_or(&plain);
    Some(singular.chars().take(STEM).collect())
}

/// How many of `few` are among `many`, and their share.
pub(super) fn shared(few: &HashSet<String>, many: &HashSet<String>) -> (usize, f32) {
    let shared = few.intersection(many).count();
    (shared, shared as f32 / few.len().max(1) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn endings_and_short_forms_are_forgiven() {
        let article = Article::from_plain_text(
            "US refuses bridge loans\nThe United States refused a loan for the bridge.",
        );
        let document = Document::read(&article);
        let [few, many] = [0, 1].map(|i| stems(&document, document.blocks[i].span));
        assert_eq!(shared(&few, &many).0, 4, "{few:?} {many:?}");
    }
}
