//! Which stretches of the text are free for claims: those that no statement and no quotation takes.

use crate::article::BlockKind;
use crate::attribution::Statement;
use crate::span::Span;
use crate::text::{Document, Sentence};

/// What statements and quotations take of the text, sentence by sentence.
pub(super) struct Free {
    /// For each sentence: contents, cues, mentions and quotations in it.
    taken: Vec<Vec<Span>>,
}

impl Free {
    pub(super) fn new(document: &Document<'_>, statements: &[Statement]) -> Self {
        let mut taken = vec![Vec::new(); document.sentences.len()];
        let of_statements = statements.iter().flat_map(|s| {
            let cues = s.cue.iter().chain(&s.second_cue).map(|c| c.span);
            s.content.iter().copied().chain(s.mention).chain(cues)
        });
        let quotations = document
            .quotations
            .iter()
            .filter(|q| q.level == 0)
            .map(|q| q.span);
        for span in of_statements.chain(quotations) {
            let from = document
                .sentences
                .partition_point(|s| s.span.end() <= span.start());
            for (sentence, taken) in document.sentences.iter().zip(&mut taken).skip(from) {
                if sentence.span.start() >= span.end() {
                    break;
                }
                taken.push(span);
            }
        }
        Self { taken }
    }

    /// Whether nothing takes any of `span`, which lies in the sentence with this index.
    pub(super) fn holds(&self, sentence: usize, span: Span) -> bool {
        self.taken
            .get(sentence)
            .is_none_or(|taken| taken.iter().all(|t| !t.overlaps(span)))
    }

    /// The spans that take something of a sentence.
    pub(super) fn taken(&self, sentence: usize) -> &[Span] {
        self.taken.get(sentence).map_or(&[], Vec::as_slice)
    }
}

/// Whether the outlet speaks in a sentence's block: English body text, no headline, caption or byline.
pub(super) fn is_body(document: &Document<'_>, sentence: &Sentence) -> bool {
    !document.is_foreign(sentence.block)
        && document.blocks.get(sentence.block as usize).is_some_and(|b| {
            matches!(
                b.kind,
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Standfirst
            )
        })
}
