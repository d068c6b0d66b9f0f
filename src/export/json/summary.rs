//! The sourcing of an article in numbers.

use super::record::source_id;
use crate::analysis::{self, AnnotationId};
use serde::Serialize;

/// The sourcing in numbers; see [`crate::analysis::Summary`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary<'a> {
    /// Attributions to named people and organisations.
    pub named: u32,
    /// Attributions to unnamed people.
    pub unnamed: u32,
    /// Attributions to documents, polls and data.
    pub documents: u32,
    /// Attributions to outlets.
    pub outlets: u32,
    /// Statements without a source.
    pub no_source: u32,
    /// Quotations in other languages than English: who says them is not read.
    pub unread: u32,
    /// Statements through other outlets.
    pub relays: Vec<RelayCount>,
    /// Who is heard how often, most first.
    pub heard: Vec<Heard>,
    /// Verbs by source.
    pub verbs: Vec<Verbs<'a>>,
    /// Sentences wholly between quotation marks.
    pub quoted_sentences: u32,
    /// Shorter quoted stretches.
    pub quoted_phrases: u32,
    /// Characters between quotation marks.
    pub quoted_characters: u32,
    /// Characters of all blocks.
    pub characters: u32,
    /// How unnamed people are introduced.
    pub unnamed_mentions: UnnamedMentions,
    /// Figures.
    pub figures: u32,
    /// Figures whose giver the text does not name.
    pub figures_without_source: u32,
    /// Claims in the outlet's own voice.
    pub claims: u32,
    /// Claims about a document.
    pub claims_on_documents: u32,
    /// The attribution that the headline drops; null where it drops none.
    pub headline_drops_attribution: Option<String>,
}

/// How often an outlet stands in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelayCount {
    /// The outlet.
    pub outlet: String,
    /// Stated in the text.
    pub stated: u32,
    /// Inferred.
    pub inferred: u32,
}

/// How often a source is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// The source.
    pub source: String,
    /// Attributions.
    pub count: u32,
}

/// The verbs of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verbs<'a> {
    /// The source.
    pub source: String,
    /// Verbs in the order of the text.
    pub verbs: &'a [String],
}

/// How unnamed people are introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UnnamedMentions {
    /// Mentions.
    pub mentions: u32,
    /// With a reason why they are not named.
    pub with_reason: u32,
    /// With a reason why they would know.
    pub with_justification: u32,
}

impl<'a> Summary<'a> {
    /// `id` gives the exported id of an annotation.
    pub(super) fn new(summary: &'a analysis::Summary, id: impl FnOnce(AnnotationId) -> String) -> Self {
        Self {
            named: summary.named,
            unnamed: summary.unnamed,
            documents: summary.documents,
            outlets: summary.outlets,
            no_source: summary.no_source,
            unread: summary.unread,
            relays: summary
                .relays
                .iter()
                .map(|r| RelayCount {
                    outlet: source_id(r.outlet),
                    stated: r.stated,
                    inferred: r.inferred,
                })
                .collect(),
            heard: summary
                .heard
                .iter()
                .map(|&(source, count)| Heard {
                    source: source_id(source),
                    count,
                })
                .collect(),
            verbs: summary
                .verbs
                .iter()
                .map(|(source, verbs)| Verbs {
                    source: source_id(*source),
                    verbs,
                })
                .collect(),
            quoted_sentences: summary.quoted_sentences,
            quoted_phrases: summary.quoted_phrases,
            quoted_characters: summary.quoted_characters,
            characters: summary.characters,
            unnamed_mentions: UnnamedMentions {
                mentions: summary.unnamed_mentions.mentions,
                with_reason: summary.unnamed_mentions.with_reason,
                with_justification: summary.unnamed_mentions.with_justification,
            },
            figures: summary.figures,
            figures_without_source: summary.figures_without_source,
            claims: summary.claims,
            claims_on_documents: summary.claims_on_documents,
            headline_drops_attribution: summary.headline_drops_attribution.map(id),
        }
    }
}
