//! Where a span stands in the article.

use super::Place;
use crate::article::{Block, BlockKind};
use crate::span::Span;
use crate::text::Document;

/// The article's blocks, numbered.
pub(super) struct Places<'a> {
    blocks: &'a [Block],
    /// For each block: its paragraph's number, and the index of its first sentence.
    numbers: Vec<(u32, usize)>,
    of_paragraphs: u32,
    length: u64,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &Document<'a>) -> Self {
        let mut paragraph = 0;
        let numbers = (0u32..)
            .zip(document.blocks)
            .map(|(index, block)| {
                if block.kind.is_body() {
                    paragraph += 1;
                }
                let number = if block.kind == BlockKind::Headline {
                    0
                } else {
                    paragraph
                };
                (number, document.sentences.partition_point(|s| s.block < index))
            })
            .collect();
        Self {
            blocks: document.blocks,
            numbers,
            of_paragraphs: paragraph,
            length: document.text.len().max(1) as u64,
        }
    }

    /// The place of `span`, judged by its first byte.
    pub(super) fn of(&self, document: &Document<'_>, span: Span) -> Place {
        let next = self.blocks.partition_point(|b| b.span.start() <= span.start());
        let block = next.saturating_sub(1);
        let (paragraph, first_sentence) = self.numbers.get(block).copied().unwrap_or_default();
        let sentence = document
            .sentences
            .partition_point(|s| s.span.start() <= span.start())
            .saturating_sub(first_sentence);
        Place {
            within: self.blocks.get(block).map_or(BlockKind::Paragraph, |b| b.kind),
            paragraph,
            of_paragraphs: self.of_paragraphs,
            sentence: u32::try_from(sentence.max(1)).unwrap_or(u32::MAX),
            percent: u8::try_from((u64::from(span.start()) * 200 + self.length) / (2 * self.length))
                .unwrap_or(100),
        }
    }
}
