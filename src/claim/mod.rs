//! Statements in the outlet's own voice.

use crate::analysis::{AnnotationId, SourceId};
use crate::span::Span;

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
