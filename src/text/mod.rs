//! Characters only, no meaning: tokens, sentences, quotation marks, and which blocks are English.

pub mod language;
pub mod layout;
pub mod quotation;
pub mod sentence;
pub mod token;

pub use language::Language;
pub use layout::Layout;
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use token::{Token, TokenKind};

use crate::article::{Article, Block};
use crate::span::Span;
use core::ops::Range;

/// The text of an article, cut into tokens, sentences and quotations. Everything is in reading order.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The article's blocks.
    pub blocks: &'a [Block],
    /// Tokens of all blocks.
    pub tokens: Vec<Token>,
    /// Sentences; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Quotations, outer before inner.
    pub quotations: Vec<Quotation>,
    /// Whether the text and its blocks are English.
    pub language: Language,
    /// How each block is laid out.
    pub layouts: Vec<Layout>,
    /// The first tokens of the entries of a live blog.
    entries: Vec<usize>,
}

impl<'a> Document<'a> {
    /// Reads `article`.
    #[must_use]
    pub fn read(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let mut tokens = Vec::new();
        let mut sentences = Vec::new();
        for (index, block) in article.blocks.iter().enumerate() {
            let first = tokens.len();
            token::tokenize(text, block.span, &mut tokens);
            sentence::split(
                text,
                &tokens,
                first,
                u32::try_from(index).unwrap_or(u32::MAX),
                &mut sentences,
            );
        }
        let quotations = quotation::find(text, &article.blocks, &tokens);
        let layouts = layout::read(article, &tokens);
        let language = language::read(article, &tokens, &quotations);
        Self {
            text,
            blocks: &article.blocks,
            sentences,
            quotations,
            language,
            entries: layouts
                .iter()
                .filter(|l| l.stamp > 0)
                .map(|l| l.tokens.start)
                .collect(),
            layouts,
            tokens,
        }
    }

    /// Whether the block with this index is in another language than English, so that its words are not understood.
    #[must_use]
    pub fn is_foreign(&self, block: u32) -> bool {
        self.language.blocks.binary_search(&block).is_ok()
    }

    /// How the block of a sentence is laid out.
    #[must_use]
    pub fn layout(&self, sentence: &Sentence) -> Option<&Layout> {
        self.layouts.get(sentence.block as usize)
    }

    /// The first token of the entry of a live blog that holds a token; 0 in other texts.
    #[must_use]
    pub fn entry(&self, token: usize) -> usize {
        let next = self.entries.partition_point(|first| *first <= token);
        let entry = next.checked_sub(1).and_then(|i| self.entries.get(i));
        entry.copied().unwrap_or(0)
    }

    /// The sentences that can be understood: those of English blocks.
    pub fn english_sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|s| !self.is_foreign(s.block))
    }

    /// The words of token `index`; empty past the end.
    #[must_use]
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    /// The tokens that share a byte with `span`, as a range of indices.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let to = self.tokens.partition_point(|t| t.span.start() < span.end());
        from..to.max(from)
    }

    /// The sentence that holds the byte at `offset`.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.start() <= offset);
        next.checked_sub(1)
            .filter(|&i| self.sentences[i].span.end() > offset)
    }

    /// The innermost quotation around `span`.
    #[must_use]
    pub fn quotation_around(&self, span: Span) -> Option<&Quotation> {
        let next = self
            .quotations
            .partition_point(|q| q.span.start() <= span.start());
        let before = self.quotations.get(..next)?;
        // Quotations of the outermost level are apart: nothing before the nearest one can reach this far.
        let outermost = before.iter().rposition(|q| q.level == 0)?;
        before
            .get(outermost..)?
            .iter()
            .rev()
            .find(|q| q.span.contains(span))
    }

    /// From the first byte of token `range.start` to the last of token `range.end - 1`.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match (
            self.tokens.get(range.start),
            range.end.checked_sub(1).and_then(|i| self.tokens.get(i)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}
