//! Quotation marks: pairing, nesting, quotations over several paragraphs, marks that are none.

use super::token::Token;
use crate::article::Block;
use crate::span::Span;

/// A stretch of text between quotation marks. A quotation over several paragraphs (an opening mark each, one
/// closing mark) is one [`Quotation`] a paragraph, chained by `continues`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// 0 outside, 1 for a quotation inside a quotation, ...
    pub level: u8,
    /// Whether a closing mark was found (in this paragraph).
    pub closed: bool,
    /// Whether it goes on from the quotation before it in the list (same level).
    pub continues: bool,
    /// Index of its block.
    pub block: u32,
}

/// Finds the quotations of a text.
#[must_use]
pub fn find(text: &str, blocks: &[Block], tokens: &[Token]) -> Vec<Quotation> {
    let _ = (text, blocks, tokens);
    Vec::new()
}
