//! The data of an analysis: plain structs with public fields, nothing that works.

use crate::article::BlockKind;
use crate::attribution::quoted::Quoted;
use crate::attribution::{Attribution, Hedge, UNREAD};
use crate::claim::Claim;
use crate::figure::Figure;
use crate::source::Source;
use crate::span::Span;
use crate::text::Language;

/// Everything found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// [`SCHEMA`](super::SCHEMA).
    pub schema: &'static str,
    /// What made it.
    pub engine: Engine,
    /// Whether the text is English, as a whole and block by block.
    pub language: Language,
    /// The sentences of the text.
    pub sentences: Vec<SentencePlace>,
    /// People, groups, documents and outlets; [`SourceId`] is an index.
    pub sources: Vec<Source>,
    /// Attributions, claims, figures and hedges in the order of the text; [`AnnotationId`] is an index.
    pub annotations: Vec<Annotation>,
    /// What stands between quotation marks, and what it is.
    pub quotations: Vec<Quoted>,
    /// How annotations and sources relate.
    pub relations: Vec<Relation>,
    /// The article's sourcing in numbers.
    pub summary: Summary,
}

/// What made an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Version of the crate.
    pub version: &'static str,
    /// Checksum of the source of all that understands text.
    pub checksum: &'static str,
    /// Checksum of the word lists.
    pub lexicons: &'static str,
    /// Name and checksum of the learned model, where one was used.
    pub model: Option<&'static str>,
}

/// Index in [`Analysis::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct SourceId(pub u32);

/// Index in [`Analysis::annotations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct AnnotationId(pub u32);

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentencePlace {
    /// In bytes.
    pub span: Span,
    /// Index of its block in the article.
    pub block: u32,
}

/// A stretch of text and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Its own index.
    pub id: AnnotationId,
    /// The words it speaks of; often in pieces.
    pub content: Vec<Span>,
    /// The card's first line.
    pub label: String,
    /// Where it stands in the article.
    pub place: Place,
    /// 0 to 1.
    pub confidence: f32,
    /// The rule or model that found it ("quote-said", "according-to").
    pub found_by: &'static str,
    /// What the publisher says of it; none where it is as the engine has read it.
    pub publisher: Option<Box<PublisherNote>>,
    /// What it is.
    pub body: Body,
}

/// What a publisher says of an annotation. Nothing in it is from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherNote {
    /// What was done.
    pub change: Change,
    /// Who says it.
    pub source: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// Where to read it.
    pub link: Option<String>,
    /// Why the source is not named.
    pub why_unnamed: Option<String>,
    /// A sentence for readers.
    pub note: Option<String>,
}

/// What a publisher has done to an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub enum Change {
    /// It is kept, and shown to nobody.
    Hidden,
    /// Some of it is other than the engine has read it.
    Corrected,
    /// The engine had not found it.
    Added,
}

impl Annotation {
    /// Whether readers see it where `mark_from` is the least confidence that is shown.
    #[must_use]
    pub fn is_shown(&self, mark_from: f32) -> bool {
        self.confidence >= mark_from && !self.is_hidden()
    }

    /// Whether the publisher has hidden it.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.publisher
            .as_ref()
            .is_some_and(|note| note.change == Change::Hidden)
    }

    /// Whether it is a quotation in another language than English, of which is not read who says it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.found_by == UNREAD
    }
}

/// What an annotation is.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Somebody's statement.
    Attribution(Attribution),
    /// A statement in the outlet's own voice.
    Claim(Claim),
    /// A number and what it stands for.
    Figure(Box<FigureAnnotation>),
    /// A word that takes certainty away ("could", "is expected to").
    Hedge(Hedge),
}

/// A figure and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureAnnotation {
    /// The figure itself.
    pub figure: Figure,
    /// How it relates to who speaks.
    pub status: FigureStatus,
    /// The attribution it stands in.
    pub attribution: Option<AnnotationId>,
    /// Who gives it, where the text says so.
    pub source: Option<SourceId>,
}

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureStatus {
    /// Inside somebody's paraphrased words.
    Attributed,
    /// Inside a quotation.
    InQuote,
    /// Inside a statement without a source ("is expected to").
    Agentless,
    /// In the outlet's own words.
    OutletVoice,
    /// In a document's words.
    Document,
    /// Inside somebody's words, but taken for granted there ("the roughly $350 billion").
    Presupposed,
}

/// Where an annotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Kind of the block.
    pub within: BlockKind,
    /// Number of the paragraph, from 1; 0 in the headline.
    pub paragraph: u32,
    /// How many paragraphs the article has.
    pub of_paragraphs: u32,
    /// Number of the sentence in its block, from 1.
    pub sentence: u32,
    /// How far into the text, 0 to 100.
    pub percent: u8,
}

/// A relation between two annotations or sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// A headline and the statement in the body that it takes up.
    HeadlineOf {
        /// The claim or attribution in the headline.
        headline: AnnotationId,
        /// The statement in the body.
        body: AnnotationId,
    },
    /// The same source says the same, once in paraphrase and once word for word.
    ParaphraseOf {
        /// The paraphrase.
        paraphrase: AnnotationId,
        /// The quote.
        quote: AnnotationId,
    },
    /// One statement is set against another ("However, others cautioned").
    Contrast {
        /// The later one.
        from: AnnotationId,
        /// The earlier one.
        to: AnnotationId,
    },
    /// One attribution stands inside another.
    NestedIn {
        /// The inner one.
        inner: AnnotationId,
        /// The outer one.
        outer: AnnotationId,
    },
    /// A statement goes on in the next sentence or paragraph.
    Continues {
        /// The later part.
        later: AnnotationId,
        /// The earlier part.
        earlier: AnnotationId,
    },
    /// Two mentions of the same figure, or the same words quoted again.
    Repeats {
        /// The later mention.
        later: AnnotationId,
        /// The earlier mention.
        earlier: AnnotationId,
    },
    /// Two figures of the same things that cannot both hold.
    DiffersFrom {
        /// The later figure.
        later: AnnotationId,
        /// The earlier figure.
        earlier: AnnotationId,
    },
    /// "One source" may be one of "sources close to the talks".
    MemberOf {
        /// The single one.
        member: SourceId,
        /// The group.
        group: SourceId,
    },
}

/// The sourcing of an article in numbers. Counts are of attributions unless said otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// With a named person or organisation as origin.
    pub named: u32,
    /// With unnamed people as origin.
    pub unnamed: u32,
    /// With a document, poll or data set as origin.
    pub documents: u32,
    /// With an outlet as origin.
    pub outlets: u32,
    /// Without a source ("is expected to").
    pub no_source: u32,
    /// Quotations in other languages than English: who says them is not read.
    pub unread: u32,
    /// Through another outlet: which, how many stated, how many inferred.
    pub relays: Vec<RelayCount>,
    /// Attributions by source, most heard first.
    pub heard: Vec<(SourceId, u32)>,
    /// Verbs by source, in the order of the text.
    pub verbs: Vec<(SourceId, Vec<String>)>,
    /// Sentences that stand wholly between quotation marks.
    pub quoted_sentences: u32,
    /// Shorter quoted stretches.
    pub quoted_phrases: u32,
    /// Characters (Unicode scalars) between quotation marks.
    pub quoted_characters: u32,
    /// Characters of all blocks.
    pub characters: u32,
    /// Mentions of unnamed people, with a reason why they are unnamed, with a reason why they would know.
    pub unnamed_mentions: UnnamedMentions,
    /// Annotations of figures.
    pub figures: u32,
    /// Figures whose giver the text does not name.
    pub figures_without_source: u32,
    /// Claims in the outlet's own voice.
    pub claims: u32,
    /// Claims about a document.
    pub claims_on_documents: u32,
    /// Whether the headline states without a source what the body attributes.
    pub headline_drops_attribution: Option<AnnotationId>,
}

/// How often an outlet stands between the article and the origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayCount {
    /// The outlet.
    pub outlet: SourceId,
    /// Stated in the text.
    pub stated: u32,
    /// Inferred.
    pub inferred: u32,
}

/// How unnamed people are introduced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnnamedMentions {
    /// Mentions.
    pub mentions: u32,
    /// With a reason why they are not named.
    pub with_reason: u32,
    /// With a reason why they would know.
    pub with_justification: u32,
}

impl Analysis {
    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The annotation with this id.
    #[must_use]
    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.annotations.get(id.0 as usize)
    }
}
