//! The tokens of a text as the rules read them: in lower case, with the class of small words and the quotation around each.

use core::ops::Range;

use crate::lexicon::{names, verbs};
use crate::text::{Document, TokenKind};

/// A document's tokens with what rules ask of them again and again.
pub(super) struct Words<'a> {
    pub document: &'a Document<'a>,
    lower: Vec<String>,
    /// Class of a function word; see `lexicon/function_words.txt`.
    class: Vec<Option<&'static str>>,
    /// Index of the outermost quotation around the token.
    quotation: Vec<Option<u32>>,
    /// Whether the token stands in a block in capitals.
    in_capitals: Vec<bool>,
}

impl<'a> Words<'a> {
    pub fn new(document: &'a Document<'a>) -> Self {
        let lower: Vec<String> = (0..document.tokens.len())
            .map(|i| document.word(i).to_lowercase())
            .collect();
        let class = lower
            .iter()
            .enumerate()
            .map(|(i, lower)| {
                // "the US" and "the WHO" are no pronouns, and "the Sun" is no Sunday.
                let sun =
                    document.word(i) == "Sun" && i > 0 && document.word(i - 1).eq_ignore_ascii_case("the");
                let name = sun || matches!(document.word(i), "US" | "WHO");
                names::function_word(document.word(i), lower).filter(|_| !name)
            })
            .collect();
        let mut quotation = vec![None; lower.len()];
        for (index, q) in (0u32..).zip(&document.quotations) {
            if q.level == 0 {
                for slot in quotation
                    .get_mut(document.tokens_in(q.span))
                    .into_iter()
                    .flatten()
                {
                    *slot = Some(index);
                }
            }
        }
        let mut in_capitals = vec![false; lower.len()];
        for layout in document.layouts.iter().filter(|l| l.capitals) {
            if let Some(tokens) = in_capitals.get_mut(layout.tokens.clone()) {
                tokens.fill(true);
            }
        }
        Self {
            in_capitals,
            document,
            lower,
            class,
            quotation,
        }
    }

    /// Whether "according to" stands here.
    pub fn is_according_to(&self, index: usize) -> bool {
        self.lower(index) == "according" && self.lower(index + 1) == "to"
    }

    /// For each token whether it is in one of `ranges`.
    pub fn mask(&self, ranges: &mut dyn Iterator<Item = Range<usize>>) -> Vec<bool> {
        let mut mask = vec![false; self.document.tokens.len()];
        for range in ranges {
            if let Some(tokens) = mask.get_mut(range) {
                tokens.fill(true);
            }
        }
        mask
    }

    pub fn lower(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }

    /// The word as written.
    pub fn word(&self, index: usize) -> &'a str {
        self.document.word(index)
    }

    pub fn is(&self, index: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(index))
    }

    pub fn class(&self, index: usize) -> &'static str {
        self.class.get(index).copied().flatten().unwrap_or("")
    }

    /// The outermost quotation around a token.
    pub fn quotation(&self, index: usize) -> Option<u32> {
        self.quotation.get(index).copied().flatten()
    }

    /// The tokens of a quotation, its marks included.
    pub fn tokens_of(&self, quotation: u32) -> Range<usize> {
        self.document
            .quotations
            .get(quotation as usize)
            .map_or(0..0, |q| self.document.tokens_in(q.span))
    }

    /// The tokens of the sentence around a token.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        let document = self.document;
        let offset = document.tokens.get(index).map(|t| t.span.start());
        offset
            .and_then(|o| document.sentences.get(document.sentence_at(o)?))
            .map_or(index..index, crate::text::Sentence::tokens)
    }

    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.document.tokens.get(index).map(|t| t.kind)
    }

    pub fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Word)
    }

    /// Whether the word has a capital that says something: where all is in capitals, none does.
    pub fn is_capital(&self, index: usize) -> bool {
        self.is_word(index)
            && self.word(index).starts_with(char::is_uppercase)
            && self.in_capitals.get(index) != Some(&true)
    }

    /// Punctuation that parts clauses: not a hyphen, a slash or an apostrophe.
    pub fn is_border(&self, index: usize) -> bool {
        match self.kind(index) {
            Some(TokenKind::Punctuation) => !matches!(self.word(index), "-" | "/" | "." | "‑" | "‐"),
            Some(TokenKind::Quote) | None => true,
            _ => false,
        }
    }

    pub fn is_stop(&self, index: usize) -> bool {
        matches!(self.word(index), "." | "!" | "?" | "…" | "..." | "?!")
    }

    pub fn is_dash(&self, index: usize) -> bool {
        matches!(self.word(index), "—" | "–" | "--" | "―")
            || (self.word(index) == "-" && self.is_apart(index))
    }

    /// Whether white space stands before and behind the token.
    fn is_apart(&self, index: usize) -> bool {
        let space = |i: usize| self.document.tokens.get(i).is_none_or(|t| t.space_before);
        space(index) && space(index + 1)
    }

    /// A noun, name, adjective: a word of no closed class.
    pub fn is_open(&self, index: usize) -> bool {
        match self.kind(index) {
            Some(TokenKind::Word | TokenKind::Number) => {
                matches!(self.class(index), "" | "number" | "day" | "verb") && !self.is_reporting(index)
                    || self.is_capital(index) && self.class(index).is_empty()
            }
            Some(TokenKind::Symbol) => true,
            _ => false,
        }
    }

    pub fn begins_phrase(&self, index: usize) -> bool {
        matches!(
            self.class(index),
            "definite" | "indefinite" | "possessive" | "quantity" | "one" | "another" | "number"
        )
    }

    pub fn is_adverb(&self, index: usize) -> bool {
        let word = self.lower(index);
        self.class(index) == "adverb"
            || self.is(
                index,
                &[
                    "also",
                    "later",
                    "then",
                    "again",
                    "still",
                    "once",
                    "even",
                    "just",
                    "further",
                    "already",
                    "first",
                    "recently",
                    "since",
                    "often",
                    "now",
                    "too",
                    "only",
                    "simply",
                    "both",
                    "back",
                    "previously",
                ],
            )
            || (word.len() > 4 && word.ends_with("ly") && !self.is_capital(index))
    }

    pub fn is_auxiliary(&self, index: usize) -> bool {
        self.class(index) == "auxiliary"
            || self.is(
                index,
                &[
                    "n't", "n’t", "’s", "’ve", "’d", "’ll", "’re", "'s", "not", "never",
                ],
            )
    }

    pub fn is_be(&self, index: usize) -> bool {
        self.is(
            index,
            &[
                "is", "are", "was", "were", "be", "been", "being", "’s", "'s", "’re", "'re", "am",
            ],
        )
    }

    pub fn is_negation(&self, index: usize) -> bool {
        self.is(index, &["not", "n't", "n’t", "never", "cannot"])
    }

    pub fn is_pronoun(&self, index: usize) -> bool {
        self.class(index) == "pronoun"
            && !self.is(
                index,
                &[
                    "him",
                    "her",
                    "them",
                    "me",
                    "us",
                    "himself",
                    "herself",
                    "itself",
                    "themselves",
                    "mine",
                    "hers",
                    "myself",
                ],
            )
    }

    /// Whether the word is a finite form of a verb of the list.
    pub fn is_reporting(&self, index: usize) -> bool {
        !self.is_capital(index)
            && verbs::look_up(self.lower(index))
                .any(|v| v.letters.contains(['d', 's']) && v.frames.contains(['t', 'q']))
    }

    /// Whether the word is the -ing form of a verb of the list.
    pub fn is_reporting_gerund(&self, index: usize) -> bool {
        verbs::look_up(self.lower(index)).any(|v| v.letters.contains('g'))
    }
}
