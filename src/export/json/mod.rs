//! An analysis as data for others: serde counterparts of the types in [`crate::analysis`].
//!
//! The shape is the exported schema, version [`crate::SCHEMA`]; it may stay while the inner types move. Natively
//! [`to_string`] writes it through `serde_json`. In the browser the same types go through `serde-wasm-bindgen`
//! with `Serializer::json_compatible()`, which makes objects of them and not `Map`s.
//!
//! - Ids are strings of a letter and the index in its list: `S3` is `sources[3]`, `A7`, `C0`, `F9` and `H2` are
//!   `annotations[7]` and so on (attribution, claim, figure, hedge). They stay the same where annotations of low
//!   confidence are left out.
//! - Offsets are given twice: `start` and `end` in UTF-16 units, as JavaScript counts, and `byte_start` and
//!   `byte_end` in bytes of UTF-8. Ends are exclusive.
//! - A decimal is a number where a double gives back its digits (whole numbers up to 2^53, else up to 15 digits), else
//!   a string of them.

mod confidence;
mod given;
mod names;
mod number;
mod record;
mod summary;
#[cfg(feature = "json")]
mod write;

pub use given::GivenArticle;
#[cfg(feature = "json")]
pub use given::given_overrides;
pub use number::Number;
pub use record::{annotation_id, annotation_named};
pub use summary::{Heard, RelayCount, Summary, UnnamedMentions, Verbs};
#[cfg(feature = "json")]
pub use write::{to_string, to_string_pretty, write_line, write_pretty};

use serde::Serialize;

/// Everything found in an article; made by [`Record::new`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<'a> {
    /// [`crate::SCHEMA`].
    pub schema: &'static str,
    /// What made it.
    pub engine: Engine,
    /// The article.
    pub document: Document<'a>,
    /// People, groups, documents and outlets.
    pub sources: Vec<Source<'a>>,
    /// Attributions, claims, figures and hedges in the order of the text.
    pub annotations: Vec<Annotation<'a>>,
    /// What stands between quotation marks, in the order of the text.
    pub quotations: Vec<Quoted<'a>>,
    /// How annotations and sources relate.
    pub relations: Vec<Relation>,
    /// The article's sourcing in numbers.
    pub summary: Summary<'a>,
}

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quoted<'a> {
    /// With its marks.
    pub span: Span<'a>,
    /// speech | title | nickname | term
    pub kind: &'static str,
}

/// What made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Engine {
    /// Version of the crate.
    pub version: &'static str,
    /// Checksum of the source of all that understands text.
    pub checksum: &'static str,
    /// Checksum of the word lists.
    pub lexicons: &'static str,
    /// Name and checksum of the learned model; null where none was used.
    pub model: Option<&'static str>,
}

impl Engine {
    /// Version and checksum, as a table has them in one column.
    #[must_use]
    pub fn name(&self) -> String {
        [self.version, self.checksum].join(" ")
    }
}

/// The article: what is known about it and its sentences, not its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document<'a> {
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// BCP 47 language tag, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'a str>,
    /// Whether the text looks English; else only quotations between marks are annotated.
    pub english: bool,
    /// Numbers of the paragraphs that do not look English, where not all of them do so; 0 is the headline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_english: Vec<u32>,
    /// The headline, where it stands in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Span<'a>>,
    /// This outlet among the sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Author, as page or caller gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<&'a str>,
    /// Day or time of publication, ISO 8601, as page or caller gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<&'a str>,
    /// Length of the text.
    pub length: Length,
    /// Where the sentences stand.
    pub sentences: Vec<Sentence>,
}

/// Length of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Length {
    /// In UTF-16 units.
    pub utf16: u32,
    /// In bytes of UTF-8.
    pub bytes: u32,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Number of its paragraph, from 1; 0 before the first.
    pub paragraph: u32,
    /// First UTF-16 unit.
    pub start: u32,
    /// The UTF-16 unit after the last one.
    pub end: u32,
}

/// A stretch of the text that can be found again: by position, and by its words and what stands around them
/// (a W3C `TextQuoteSelector`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span<'a> {
    /// The words.
    pub exact: &'a str,
    /// First UTF-16 unit.
    pub start: u32,
    /// The UTF-16 unit after the last one.
    pub end: u32,
    /// First byte.
    pub byte_start: u32,
    /// The byte after the last one.
    pub byte_end: u32,
    /// Up to 32 characters before.
    pub prefix: &'a str,
    /// Up to 32 characters after.
    pub suffix: &'a str,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source<'a> {
    /// `S` and its index.
    pub id: String,
    /// The fullest name the text gives.
    pub name: &'a str,
    /// named | unnamed | anonymous | generic
    pub identity: &'static str,
    /// person | unnamed_person | unnamed_group | organisation | document | dataset | poll | outlet
    pub kind: &'static str,
    /// How many.
    pub number: Count,
    /// Where the text names it.
    pub mentions: Vec<Mention<'a>>,
    /// Other names in the text.
    pub aliases: &'a [String],
    /// The role as the text gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'a str>,
    /// Where the text gives the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_span: Option<Span<'a>>,
    /// Organisation as the text gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<&'a str>,
    /// Why it would know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<Span<'a>>,
    /// Why it is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymity_reason: Option<Span<'a>>,
    /// A link the text puts on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'a str>,
    /// A group it may belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possibly_member_of: Option<String>,
}

/// How many a source stands for: a number or `"plural"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Count {
    /// So many.
    Number(u32),
    /// More than one.
    Plural(&'static str),
}

/// A mention of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span<'a>,
    /// Present where it is a pronoun.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub pronoun: bool,
}

/// An annotation: what all have, and the fields of its kind beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotation<'a> {
    /// Letter of the kind and its index.
    pub id: String,
    /// attribution | claim | figure | hedge
    pub kind: &'static str,
    /// The words it speaks of, in pieces.
    pub content: Vec<Span<'a>>,
    /// First line of the card.
    pub label: &'a str,
    /// Where it stands.
    #[serde(rename = "where")]
    pub place: Place,
    /// 0 to 1.
    pub confidence: f64,
    /// The rule or model that found it.
    pub rule: &'static str,
    /// `engine`, or `publisher` for what a publisher has added.
    pub origin: &'static str,
    /// What the publisher says of it, where it was hidden, corrected or added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<PublisherNote<'a>>,
    /// The fields of its kind.
    #[serde(flatten)]
    pub body: Body<'a>,
}

/// What a publisher says of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PublisherNote<'a> {
    /// hidden | corrected | added
    pub change: &'static str,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'a str>,
    /// Where to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'a str>,
    /// Why the source is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_unnamed: Option<&'a str>,
    /// A sentence for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
}

/// Where an annotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// headline | standfirst | byline | subheading | body | caption | aside
    #[serde(rename = "in")]
    pub within: &'static str,
    /// Number of the paragraph, from 1; 0 in the headline.
    pub paragraph: u32,
    /// How many paragraphs there are.
    pub of_paragraphs: u32,
    /// Number of the sentence in its block, from 1.
    pub sentence: u32,
    /// How far into the text, 0 to 100.
    pub percent: u8,
}

/// The fields of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Body<'a> {
    /// Somebody's statement.
    Attribution(Box<Attribution<'a>>),
    /// A statement in the outlet's own voice.
    Claim(Claim<'a>),
    /// A number and what it stands for.
    Figure(Box<Figure<'a>>),
    /// A hedge.
    Hedge(Hedge),
}

/// What belongs to an attribution in the widest sense ("has repeatedly said", "that the ...", "Ann Lee, the mayor").
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Extent<'a> {
    /// The source.
    pub source: Option<Span<'a>>,
    /// The cue.
    pub cue: Option<Span<'a>>,
    /// What is said.
    pub content: Vec<Span<'a>>,
}

/// Fields of an attribution.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribution<'a> {
    /// The origin; null where the text gives none.
    pub source: Option<String>,
    /// The words on the spot that name it.
    pub source_span: Option<Span<'a>>,
    /// Content, cue and source with all that modifies them, as annotators mark them; left out where it is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent<'a>>,
    /// The cue.
    pub cue: Option<Cue<'a>>,
    /// A second cue ("citing").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_cue: Option<Cue<'a>>,
    /// direct | mixed | partial | indirect | speech_act_report | document_content | agentless
    pub form: &'static str,
    /// Stretches between quotation marks, marks included.
    pub quotes: Vec<Span<'a>>,
    /// From this outlet (first) to the origin (last).
    pub chain: Vec<ChainLink<'a>>,
    /// The chain without its ends.
    pub relays: Vec<String>,
    /// How many relays; null without a source.
    pub hops: Option<u32>,
    /// To whom it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// Two sources, where the text leaves open which of them it is; `source` is null then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// The source's role.
    pub role: Option<&'a str>,
    /// neutral | endorsing | distancing | evaluative
    pub stance: &'static str,
    /// What was done by speaking ("tell", "warn").
    pub speech_act: &'a str,
    /// "did not say"
    pub negated: bool,
    /// "declined to comment"
    pub no_comment: bool,
    /// Hedges in the content.
    pub hedges: Vec<String>,
    /// Attributions and figures inside.
    pub contains: Vec<String>,
    /// The attribution around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nested_in: Option<String>,
}

/// A cue with its dictionary form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cue<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span<'a>,
    /// Dictionary form.
    pub lemma: &'a str,
}

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainLink<'a> {
    /// Who.
    pub source: String,
    /// publishes | relays | origin
    pub relation: &'static str,
    /// The words that say so.
    pub cue: Option<Span<'a>>,
    /// Whether it is inferred.
    pub inferred: bool,
}

/// Fields of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim<'a> {
    /// Always `outlet`.
    pub voice: &'static str,
    /// What it rests on.
    pub basis: Basis<'a>,
    /// The attribution in the body that says the same, for a headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline_of: Option<String>,
    /// Whether the body attributes what the headline states.
    pub attribution_dropped: bool,
}

/// What a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis<'a> {
    /// none | document | link
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The document among the sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The words that name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span<'a>>,
    /// The link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'a str>,
}

/// Fields of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure<'a> {
    /// The figure read.
    pub figure: Reading<'a>,
    /// Whose it is.
    pub attribution: Giver,
}

/// A figure read as what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading<'a> {
    /// money | percent | count | measure | date | time | duration | age | rank | ratio | multiple | score | comparison
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value in whole units; null for ranges, dates and vague amounts.
    pub value: Option<Number>,
    /// Lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Number>,
    /// Upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// The numbers of a score.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Number>,
    /// ISO 8601 or TIMEX3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<&'a str>,
    /// Whether `time` was counted from the day of publication, since the words leave the year out.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub anchored: bool,
    /// Unit in the singular.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    /// ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'static str>,
    /// Per what: "hour" of "$15 an hour".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'a str>,
    /// Quantities: the same in SI units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub si: Option<Si<'a>>,
    /// exact | approximate | at_least | at_most | more_than | less_than | between | vague
    pub qualifier: &'static str,
    /// The words that say how exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier_span: Option<Span<'a>>,
    /// What it counts or measures, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    /// Where that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_span: Option<Span<'a>>,
    /// by | from | to, of a change
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<&'static str>,
    /// up | down, of a change
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// What a change is compared with, as written ("from a year earlier").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative_to: Option<&'a str>,
    /// Where that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative_to_span: Option<Span<'a>>,
    /// The small grammar of [`crate::figure::Figure::normalised`].
    pub normalised: &'a str,
}

/// A quantity in SI units, unrounded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Si<'a> {
    /// The value; left out for ranges and vague amounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// Lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Number>,
    /// Upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// m | m² | m³ | kg | m/s | °C | W | J | V | A | Hz | Pa | Sv | Gy | rad, or a rate of two of them
    pub unit: &'a str,
}

/// Whose figure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Giver {
    /// attributed | in_quote | agentless | outlet_voice | document | presupposed_inside_attributed_content
    pub status: &'static str,
    /// The attribution it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotation: Option<String>,
    /// Who gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Fields of a hedge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hedge {
    /// modal_possibility | adverb_possibility | condition | agentless_expectation | hearsay | approximator
    pub class: &'static str,
    /// The attribution it stands in.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
}

/// A relation between two annotations or sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// headline_of | paraphrase_of | contrast | nested_in | member_of | repeats | differs_from | continues
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The one that is related.
    pub from: String,
    /// To which.
    pub to: String,
}
