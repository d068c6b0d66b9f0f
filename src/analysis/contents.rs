//! Which statement's content stands around a span, found through the sentence they share.

use crate::attribution::Statement;
use crate::span::Span;
use crate::text::Document;

/// The pieces of all contents, by sentence.
pub(super) struct Contents {
    /// For each sentence: the pieces in it, with the length of the whole content and the statement's index.
    by_sentence: Vec<Vec<(Span, u32, usize)>>,
}

impl Contents {
    pub(super) fn new(document: &Document<'_>, statements: &[Statement]) -> Self {
        let mut by_sentence = vec![Vec::new(); document.sentences.len()];
        for (index, statement) in statements.iter().enumerate() {
            let length = length(statement);
            for &piece in &statement.content {
                let from = document
                    .sentences
                    .partition_point(|s| s.span.end() <= piece.start());
                for (sentence, pieces) in document.sentences.iter().zip(&mut by_sentence).skip(from) {
                    if sentence.span.start() >= piece.end() {
                        break;
                    }
                    pieces.push((piece, length, index));
                }
            }
        }
        Self { by_sentence }
    }

    /// The statement with the shortest content around `span`.
    pub(super) fn innermost_around(&self, document: &Document<'_>, span: Span) -> Option<usize> {
        self.around(document, span)
            .min_by_key(|&(length, _)| length)
            .map(|(_, i)| i)
    }

    /// The statements with `span` inside a piece of their content, with the content's length.
    pub(super) fn around(&self, document: &Document<'_>, span: Span) -> impl Iterator<Item = (u32, usize)> {
        document
            .sentence_at(span.start())
            .and_then(|sentence| self.by_sentence.get(sentence))
            .into_iter()
            .flatten()
            .filter(move |(piece, _, _)| piece.contains(span))
            .map(|&(_, length, index)| (length, index))
    }
}

/// Bytes of a content.
pub(super) fn length(statement: &Statement) -> u32 {
    statement.content.iter().map(|s| s.len()).sum()
}
