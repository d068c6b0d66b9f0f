//! Sentences.

use super::token::Token;
use crate::span::Span;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes, without the white space around it.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// The token after the last one.
    pub end: u32,
    /// Index of its block.
    pub block: u32,
}

impl Sentence {
    /// Its tokens as a range of indices.
    #[must_use]
    pub fn tokens(&self) -> core::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// Cuts `tokens[first..]`, the tokens of block `block`, into sentences and appends them.
pub fn split(text: &str, tokens: &[Token], first: usize, block: u32, sentences: &mut Vec<Sentence>) {
    let _ = (text, tokens, first, block, sentences);
}
