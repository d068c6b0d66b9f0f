//! The words of a document with what the finders of names and phrases ask of them.

use crate::article::BlockKind;
use crate::lexicon::{names, verbs};
use crate::span::Span;
use crate::text::{Document, TokenKind};
use std::collections::HashSet;

/// A document whose words were looked at once.
pub(super) struct Words<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    lower: Vec<String>,
    class: Vec<Option<&'static str>>,
    sentence: Vec<u32>,
    quoted: Vec<bool>,
    initial: Vec<bool>,
    capitals_mean_nothing: Vec<bool>,
    written_small: HashSet<String>,
}

impl<'a> Words<'a> {
    /// Looks at all words.
    pub fn read(document: &'a Document<'a>) -> Self {
        let count = document.tokens.len();
        let mut words = Self {
            document,
            lower: Vec::with_capacity(count),
            class: Vec::with_capacity(count),
            sentence: vec![u32::MAX; count],
            quoted: quoted(document),
            initial: vec![false; count],
            capitals_mean_nothing: Vec::with_capacity(document.sentences.len()),
            written_small: HashSet::new(),
        };
        for token in &document.tokens {
            let word = token.span.of(document.text);
            let lower = word.to_lowercase();
            // "US" is no "us", "WHO" no "who".
            let acronym =
                word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.') && word.len() < 6;
            words
                .class
                .push(names::function_word(word, &lower).filter(|_| !acronym));
            if token.kind == TokenKind::Word && word.starts_with(char::is_lowercase) {
                words.written_small.insert(lower.clone());
            }
            words.lower.push(lower);
        }
        for (index, sentence) in document.sentences.iter().enumerate() {
            let mut begins = true;
            for i in sentence.tokens() {
                if let Some(place) = words.sentence.get_mut(i) {
                    *place = u32::try_from(index).unwrap_or(u32::MAX);
                }
                match words.kind(i) {
                    Some(TokenKind::Quote) => begins = true,
                    Some(TokenKind::Punctuation) if matches!(words.word(i), "(" | "[" | ":" | "•") => {
                        begins = true;
                    }
                    Some(TokenKind::Punctuation) if words.word(i).starts_with(['-', '—', '–']) => {}
                    _ => {
                        if let Some(initial) = words.initial.get_mut(i) {
                            *initial = begins;
                        }
                        begins = false;
                    }
                }
            }
            let nothing = words.written_like_a_title(index);
            words.capitals_mean_nothing.push(nothing);
        }
        words
    }

    /// Whether most words of the sentence begin with a capital or are all capitals, as in a headline.
    fn written_like_a_title(&self, index: usize) -> bool {
        let Some(sentence) = self.document.sentences.get(index) else {
            return false;
        };
        let (mut capitals, mut small) = (0, 0);
        for i in sentence.tokens().skip(1) {
            let word = self.word(i);
            if self.is_word(i) && word.chars().count() > 3 {
                if self.capital(i) {
                    capitals += 1;
                } else {
                    small += 1;
                }
            }
        }
        if self.document.layout(sentence).is_some_and(|l| l.capitals) {
            return true;
        }
        let headline = self
            .document
            .blocks
            .get(sentence.block as usize)
            .is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Subheading));
        // Some texts end their headline with a full stop.
        let next = self.document.sentences.get(1);
        let alone = index == 0 && next.is_some_and(|next| next.block != sentence.block);
        let line = alone
            || !sentence
                .tokens()
                .next_back()
                .is_some_and(|i| self.word(i).ends_with(['.', '!', '?', '”', '"']));
        capitals > 3 && ((line && small == 0) || (headline && capitals > 3 * small))
    }

    /// The token as written; empty past the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.document.word(i)
    }

    /// The token in lower case.
    pub fn lower(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// Its class as a small word, where it is one.
    pub fn class(&self, i: usize) -> Option<&'static str> {
        self.class.get(i).copied().flatten()
    }

    /// Kind of the token.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.document.tokens.get(i).map(|t| t.kind)
    }

    /// Whether it is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    /// Whether it is a word with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether it stands close to the token before.
    pub fn joined(&self, i: usize) -> bool {
        self.document.tokens.get(i).is_some_and(|t| !t.space_before)
    }

    /// Whether tokens `i` and `i + 1` are a hyphen and a word within a compound.
    pub fn hyphen(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "/" | "‑") && self.joined(i) && self.joined(i + 1) && self.is_word(i + 1)
    }

    /// Whether it is a possessive `'s` or `'`.
    pub fn possessive(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Clitic)
            && matches!(self.word(i), "'s" | "’s" | "'" | "’" | "'S" | "’S")
    }

    /// Index of its sentence.
    pub fn sentence(&self, i: usize) -> u32 {
        self.sentence.get(i).copied().unwrap_or(u32::MAX)
    }

    /// Whether it stands between quotation marks.
    pub fn quoted(&self, i: usize) -> bool {
        self.quoted.get(i).copied().unwrap_or(false)
    }

    /// Whether it begins a sentence, a quotation or a bracket, so that its capital says nothing.
    pub fn initial(&self, i: usize) -> bool {
        self.initial.get(i).copied().unwrap_or(false)
    }

    /// Whether capitals say nothing in its sentence.
    pub fn in_title(&self, i: usize) -> bool {
        self.capitals_mean_nothing
            .get(self.sentence(i) as usize)
            .copied()
            .unwrap_or(false)
    }

    /// Whether the text has this word in small letters somewhere.
    pub fn written_small(&self, lower: &str) -> bool {
        self.written_small.contains(lower)
    }

    /// Whether it is the past or third person of a verb of saying.
    pub fn reporting_verb(&self, i: usize) -> bool {
        self.class(i) == Some("verb") || verbs::look_up(self.lower(i)).any(|v| v.letters.contains(['d', 's']))
    }

    /// Token range of its sentence; empty past the end.
    pub fn sentence_tokens(&self, i: usize) -> core::ops::Range<usize> {
        self.document
            .sentences
            .get(self.sentence(i) as usize)
            .map_or(i..i, crate::text::Sentence::tokens)
    }

    /// Bytes of a token range.
    pub fn span(&self, tokens: core::ops::Range<usize>) -> Span {
        self.document.span_of(tokens)
    }

    /// Text of a token range, white space as one space.
    pub fn text(&self, tokens: core::ops::Range<usize>) -> String {
        plain(self.span(tokens).of(self.document.text))
    }
}

/// `text` with each run of white space as one space.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(document: &Document<'_>) -> Vec<bool> {
    let count = document.tokens.len();
    let mut depth = vec![0i32; count + 1];
    for quotation in document.quotations.iter().filter(|q| q.level == 0) {
        let range = document.tokens_in(quotation.span);
        if let Some(d) = depth.get_mut(range.start) {
            *d += 1;
        }
        if let Some(d) = depth.get_mut(range.end) {
            *d -= 1;
        }
    }
    let mut open = 0;
    depth
        .iter()
        .take(count)
        .map(|d| {
            open += d;
            open > 0
        })
        .collect()
}
