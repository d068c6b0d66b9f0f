//! Statements: content, cue and the words that name the source, as the sentence gives them.
//!
//! Who is meant by "he" or "the report" is the business of [`crate::source`].

mod according;
mod agentless;
mod anonymity;
mod bare;
mod clause;
mod continued;
mod credited;
mod cue;
mod draft;
mod estimated;
pub mod hedge;
#[cfg(feature = "tagger")]
mod join;
mod listed;
mod passed;
mod phrase;
pub mod quoted;
mod relays;
mod reported;
#[cfg(feature = "tagger")]
mod settled;
#[cfg(feature = "tagger")]
mod tagged;
mod transcript;
mod unmarked;
mod unread;
mod words;

use crate::analysis::{AnnotationId, SourceId};
use crate::order::{missing_first, outer_first, sort_by_number};
use crate::span::Span;
#[cfg(feature = "tagger")]
use crate::tagger::{self, Hint, Label, Role, Tags};
use crate::text::Document;

/// A statement as the text gives it: who is named on the spot, before anybody asks who that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The words said, in pieces; with quotation marks, without a leading "that".
    pub content: Vec<Span>,
    /// The word or words that make it a statement.
    pub cue: Option<Cue>,
    /// A second cue of the same statement ("citing").
    pub second_cue: Option<Cue>,
    /// The words that name the origin ("one source", "she", "The nine-page agreement"); none where the text gives none.
    pub mention: Option<Span>,
    /// The same with all that modifies them.
    pub extent: Extent,
    /// Who stands between the publisher and the origin, nearest the publisher first.
    pub relays: Vec<RelayMention>,
    /// To whom it was said ("told Fox Business").
    pub addressee: Option<Span>,
    /// Word for word or not.
    pub form: Form,
    /// The stretches between quotation marks, marks included.
    pub quotes: Vec<Span>,
    /// How the outlet's verb stands to the words.
    pub stance: Stance,
    /// What was done by speaking ("tell", "warn", "accuse").
    pub act: &'static str,
    /// Hedges within the content.
    pub hedges: Vec<Hedge>,
    /// Whether the cue is negated ("did not say").
    pub negated: bool,
    /// "declined to comment", "did not respond".
    pub no_comment: bool,
    /// The statement that this one goes on from (index in the list), where cue and source stand there.
    pub continues: Option<u32>,
    /// 0 to 1.
    pub confidence: f32,
    /// The rule or model that found it.
    pub found_by: &'static str,
}

/// A statement's words with all that modifies them, as annotators of attributions mark them (PolNeAR's guidelines, Newell, Margolin
/// and Ruths 2018): "that" in front of the content, auxiliaries and adverbs of the cue, appositions and relative clauses of the
/// mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The words said.
    pub content: Vec<Span>,
    /// The cue.
    pub cue: Option<Span>,
    /// The words that name the origin.
    pub mention: Option<Span>,
}

/// The rule that finds what follows a speaker's label in a transcript ("WALLACE: ...").
pub const TRANSCRIPT: &str = "transcript";

/// The rule that finds quotations in blocks that are not English: who says them is not read.
pub const UNREAD: &str = "quote-unread";

/// The words that make something a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// Dictionary form: "say", "according to", "be expected to".
    pub lemma: String,
}

impl Cue {
    /// The words in small letters; of "what Lee called" the verb alone.
    #[must_use]
    pub fn verb(&self, text: &str) -> String {
        let words = self.span.of(text).to_lowercase();
        match words.rsplit_once(' ') {
            Some((before, verb)) if before.starts_with("what ") => verb.to_owned(),
            _ => words,
        }
    }
}

/// An outlet or person through whom a statement came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayMention {
    /// The words that name it.
    pub mention: Span,
    /// The cue that ties it ("according to", "quoted by", "told").
    pub cue: Option<Span>,
    /// Whether it passes the statement on only if it is an outlet: "told the Courier", but not "told the council".
    pub only_outlets: bool,
}

/// Word for word or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// All words stand between quotation marks.
    Direct,
    /// Clause with quoted and own words.
    Mixed,
    /// Essentially a quoted phrase.
    Partial,
    /// Paraphrase.
    Indirect,
    /// What a document, poll or study says.
    Document,
    /// An act of speech is reported, not its words ("defended the deal").
    SpeechAct,
    /// No source is given ("is expected to", "reportedly").
    Agentless,
}

/// How the outlet's verb stands to the words (Recasens et al. 2013; Hyland 2002).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// "said"
    Neutral,
    /// "noted": takes it to be so
    Endorsing,
    /// "claimed": keeps its distance
    Distancing,
    /// "blasted": says what kind of act it was
    Evaluative,
}

/// A word or phrase that takes certainty away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Where it stands.
    pub span: Span,
    /// What kind.
    pub kind: HedgeKind,
}

/// Kinds of hedges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HedgeKind {
    /// "could", "may", "might"
    Modal,
    /// "potentially", "perhaps"
    Adverb,
    /// "if hostilities persist"
    Condition,
    /// "is expected to"
    Expectation,
    /// "reportedly", "allegedly"
    Hearsay,
    /// "roughly" at a figure
    Approximator,
}

/// An attribution: a [`Statement`] whose people are known. Part of [`crate::Analysis`].
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The origin; none where the text gives none.
    pub source: Option<SourceId>,
    /// The words on the spot that name it.
    pub mention: Option<Span>,
    /// Content, cue and mention with all that modifies them.
    pub extent: Box<Extent>,
    /// The cue.
    pub cue: Option<Cue>,
    /// A second cue of the same statement.
    pub second_cue: Option<Cue>,
    /// Word for word or not.
    pub form: Form,
    /// The stretches between quotation marks.
    pub quotes: Vec<Span>,
    /// From this outlet (first) over relays to the origin (last).
    pub chain: Vec<ChainLink>,
    /// To whom it was said.
    pub addressee: Option<SourceId>,
    /// Two people, where the text leaves open which of them is the source; `source` is none then.
    pub candidates: Vec<SourceId>,
    /// The source's role as the text gives it, here or elsewhere.
    pub role: Option<String>,
    /// Stance of the verb.
    pub stance: Stance,
    /// Speech act.
    pub act: &'static str,
    /// Hedges in the content, as annotations.
    pub hedges: Vec<AnnotationId>,
    /// Whether the cue is negated.
    pub negated: bool,
    /// "declined to comment".
    pub no_comment: bool,
}

/// A link of the chain from the outlet to the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainLink {
    /// Who.
    pub source: SourceId,
    /// As what.
    pub relation: LinkRelation,
    /// The words that say so.
    pub cue: Option<Span>,
    /// Whether it is inferred and not said on the spot.
    pub inferred: bool,
}

/// What a link of the chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkRelation {
    /// This outlet.
    Publishes,
    /// Another outlet or speaker in between.
    Relays,
    /// Who said it.
    Origin,
}

/// Finds the statements of a text by rules, in the order of their contents.
#[must_use]
pub fn find(document: &Document<'_>) -> Vec<Statement> {
    let words = words::Words::new(document);
    let drafts = rules(&words);
    finish(&words, drafts, false)
}

/// What needs all statements: what is said in lists, transcripts and without marks, who passed it on, what goes on from it, and
/// what is left over. `tagged` where the tagger helped to find them.
fn finish(words: &words::Words<'_>, mut drafts: Vec<draft::Draft>, tagged: bool) -> Vec<Statement> {
    listed::find(words, &mut drafts);
    unmarked::find(words, &mut drafts);
    transcript::find(words, &mut drafts);
    passed::find(words, &mut drafts, tagged);
    continued::find(words, &mut drafts);
    unread::find(words, &mut drafts);
    bare::doubt(words, &mut drafts);
    anonymity::doubt(words, &mut drafts);
    in_order(words, drafts)
}

/// As [`find`], by rules and tagger together.
#[cfg(feature = "tagger")]
#[must_use]
pub fn find_with(document: &Document<'_>, model: &tagger::Model) -> Vec<Statement> {
    let words = words::Words::new(document);
    let drafts = rules(&words);
    let tags = tagger::tag(document, &hints_of(&drafts, document.tokens.len()), model);
    statements(&words, drafts, &tags)
}

/// As [`find_with`], with tags from elsewhere: gold ones, to measure how well they are joined.
#[cfg(feature = "tagger")]
#[must_use]
pub fn find_tagged(document: &Document<'_>, tags: &Tags) -> Vec<Statement> {
    let words = words::Words::new(document);
    let drafts = rules(&words);
    statements(&words, drafts, tags)
}

#[cfg(feature = "tagger")]
fn statements(words: &words::Words<'_>, rules: Vec<draft::Draft>, tags: &Tags) -> Vec<Statement> {
    let by_rule = rules.clone();
    let mut drafts = tagged::combine(words, rules, tags);
    settled::settle(words, by_rule, &mut drafts);
    finish(words, drafts, true)
}

/// What the rules alone say of each token: what the tagger is trained on.
#[cfg(feature = "tagger")]
#[must_use]
pub fn hints(document: &Document<'_>) -> Vec<Hint> {
    let words = words::Words::new(document);
    hints_of(&rules(&words), document.tokens.len())
}

/// The statements that the rules find, sentence by sentence.
fn rules(words: &words::Words<'_>) -> Vec<draft::Draft> {
    let hedges = agentless::hedges(words);
    let mut drafts = Vec::new();
    for tokens in sentences(words.document).flat_map(windows) {
        let cues = cue::find(words, tokens.clone());
        let first = drafts.len();
        reported::find(words, &tokens, &cues, &mut drafts);
        relays::find(words, &tokens, drafts.get_mut(first..).unwrap_or(&mut []));
        according::find(words, &tokens, &mut drafts);
        agentless::find(words, &tokens, &hedges, &cues, &mut drafts);
        agentless::heard(words, &tokens, &mut drafts);
        agentless::no_comment(words, &tokens, &mut drafts);
        estimated::find(words, &tokens, &mut drafts);
    }
    credited::find(words, &mut drafts);
    drafts
}

/// A label a token from the rules' drafts: surer ones over less sure ones, cues and sources over contents.
#[cfg(feature = "tagger")]
fn hints_of(drafts: &[draft::Draft], tokens: usize) -> Vec<Hint> {
    let mut labels = vec![Label::Outside; tokens];
    let mut strengths = vec![0u8; tokens];
    // The tagger was trained before there was the rule for courts, and takes what one heard for the words of whoever speaks next.
    let mut order: Vec<&draft::Draft> = drafts.iter().filter(|d| d.found_by != agentless::COURT).collect();
    order.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    for role in [Role::Content, Role::Cue, Role::Source] {
        for draft in &order {
            let ranges: &[core::ops::Range<usize>] = match role {
                Role::Content => &draft.content,
                Role::Cue => core::slice::from_ref(&draft.cue),
                Role::Source => draft.mention.as_slice(),
            };
            let strength = u8::from(draft.confidence >= 0.65) + u8::from(draft.confidence >= 0.85);
            for range in ranges {
                tagger::paint(&mut labels, range.clone(), role);
                if let Some(stretch) = strengths.get_mut(range.clone()) {
                    stretch.fill(strength);
                }
            }
        }
    }
    labels
        .into_iter()
        .zip(strengths)
        .map(|(label, strength)| Hint { label, strength })
        .collect()
}

/// Most tokens that are read as one sentence: what is longer lacks its full stops.
const LONGEST_SENTENCE: usize = 300;

/// The sentences that can hold statements, as their tokens: of English blocks, without bullets; no rows of tables.
fn sentences<'a>(document: &'a Document<'_>) -> impl Iterator<Item = core::ops::Range<usize>> + use<'a> {
    document.english_sentences().filter_map(|sentence| {
        let layout = document.layout(sentence)?;
        let first = layout.tokens.start + layout.bullet.max(layout.stamp);
        let tokens = sentence.tokens();
        let tokens = tokens.start.max(first)..tokens.end;
        (!layout.row && !tokens.is_empty()).then_some(tokens)
    })
}

/// A sentence in pieces that are short enough.
fn windows(tokens: core::ops::Range<usize>) -> impl Iterator<Item = core::ops::Range<usize>> {
    let end = tokens.end;
    tokens
        .step_by(LONGEST_SENTENCE)
        .map(move |start| start..end.min(start + LONGEST_SENTENCE))
}

/// The finished statements by their first byte; what continues points at the new places.
fn in_order(words: &words::Words<'_>, drafts: Vec<draft::Draft>) -> Vec<Statement> {
    let mut finished: Vec<(usize, Statement)> = drafts
        .into_iter()
        .enumerate()
        .filter_map(|(index, draft)| Some((index, draft.finish(words)?)))
        .collect();
    sort_by_number(&mut finished, |(_, s)| {
        missing_first(s.content.first().map(|c| outer_first(*c)))
    });
    let mut places = std::collections::HashMap::new();
    for (place, (index, _)) in (0u32..).zip(&finished) {
        places.insert(*index, place);
    }
    finished
        .into_iter()
        .map(|(_, mut statement)| {
            let earlier = statement
                .continues
                .and_then(|i| places.get(&(i as usize)).copied());
            statement.continues = earlier;
            statement
        })
        .collect()
}

#[cfg(test)]
mod tests;
