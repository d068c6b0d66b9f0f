//! Statements in the outlet's own voice.

mod free;
mod headline;
mod on_document;
mod overlap;
mod plain;

use crate::analysis::{AnnotationId, SourceId};
use crate::article::Link;
use crate::attribution::Statement;
use crate::figure::Figure;
use crate::order::sort_by_number;
use crate::source::Source;
use crate::span::Span;
use crate::text::Document;

/// A checkable statement in the outlet's own voice. Part of [`crate::Analysis`].
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What the text rests it on.
    pub basis: Basis,
    /// The attribution in the body that says the same, for a headline.
    pub headline_of: Option<AnnotationId>,
    /// Whether the body attributes what the headline states.
    pub attribution_dropped: bool,
}

/// What a claim rests on, as far as the text says.
#[derive(Clone, Debug, PartialEq)]
pub enum Basis {
    /// Nothing is given.
    None,
    /// A document that the text names.
    Document {
        /// The document, where it is among the sources.
        source: Option<SourceId>,
        /// The words that name it.
        mention: Span,
    },
    /// A link.
    Link(String),
}

/// A claim as it was found, before annotations have ids.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundClaim {
    /// The words claimed.
    pub content: Span,
    /// What the text rests it on.
    pub basis: Basis,
    /// The statement (index) in the body that says the same, for a headline.
    pub headline_of: Option<usize>,
    /// Whether the body attributes what the headline states.
    pub attribution_dropped: bool,
    /// 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub found_by: &'static str,
}

/// Finds the claims of a text, outside of all statements. They are few: what is not surely checkable, or not surely
/// the outlet's own, is left out.
#[must_use]
pub fn find(
    document: &Document<'_>,
    links: &[Link],
    figures: &[Figure],
    statements: &[Statement],
    sources: &[Source],
) -> Vec<FoundClaim> {
    let free = free::Free::new(document, statements);
    let mut claims: Vec<FoundClaim> = headline::find(document, statements).into_iter().collect();
    claims.extend(on_document::find(document, &free, sources));
    let plain = plain::find(document, &free, links, figures);
    sort_by_number(&mut claims, |c| u64::from(c.content.start()));
    let mut additional = Vec::new();
    for claim in plain {
        // One claim says it: a sentence about a document is not claimed again for its figures.
        let next = claims.partition_point(|c| c.content.start() < claim.content.end());
        let before = next.checked_sub(1).and_then(|i| claims.get(i));
        if !before.is_some_and(|c| c.content.overlaps(claim.content)) {
            additional.push(claim);
        }
    }
    claims.append(&mut additional);
    claims
}
