//! Plain text: one block a line.

use super::{Article, Block, BlockKind, Metadata};
use crate::span::Span;

/// Longest first line, in characters, that is still taken for a title.
const LONGEST_TITLE: usize = 180;

/// Cuts `text` at its line breaks; the text itself is kept byte for byte.
pub(super) fn read(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0usize;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset(start), offset(start + line.len())).trimmed(text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
            });
        }
    }
    if blocks.len() > 1 && reads_like_a_title(blocks[0].span.of(text)) {
        blocks[0].kind = BlockKind::Headline;
    }
    let title = blocks
        .first()
        .filter(|b| b.kind == BlockKind::Headline)
        .map(|b| b.span.of(text).to_owned());
    Article {
        text: text.to_owned(),
        blocks,
        links: Vec::new(),
        metadata: Metadata {
            title,
            ..Metadata::default()
        },
    }
}

/// An article from plain text and what the caller knows about it. A title that is given decides whether the first
/// line is the headline.
pub(super) fn read_with(text: &str, metadata: Metadata) -> Article {
    let mut article = read(text);
    if let (Some(title), Some(first)) = (&metadata.title, article.blocks.first_mut()) {
        let is_title = first.span.of(&article.text) == title.trim();
        first.kind = if is_title {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
    }
    let title = article.metadata.title.take();
    article.metadata = metadata;
    article.metadata.title = article.metadata.title.or(title);
    article
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn reads_like_a_title(line: &str) -> bool {
    line.chars().count() <= LONGEST_TITLE && !line.ends_with(['.', ',', ':', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_without_a_full_stop_is_the_headline() {
        let article = read("Bridge to close\n\nThe bridge will close, officials said.\nIt is old.");
        let kinds: Vec<_> = article
            .blocks
            .iter()
            .map(|b| (b.kind, b.span.of(&article.text)))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Headline, "Bridge to close"),
                (BlockKind::Paragraph, "The bridge will close, officials said."),
                (BlockKind::Paragraph, "It is old."),
            ]
        );
    }

    #[test]
    fn one_line_is_a_paragraph_and_nothing_is_nothing() {
        assert_eq!(read("Bridge to close").blocks[0].kind, BlockKind::Paragraph);
        assert!(read(" \n\n ").blocks.is_empty());
    }
}
