//! The learned tagger: for each token whether it is part of a source, a cue, a content or of none.
//!
//! A small dilated convolutional network over embedded columns with a conditional random field on top (`factnote-network`, a
//! crate of its own: the arithmetic knows nothing of words). It is trained by
//! `cargo xtask train` with the very code that runs here; README.md beside this file is its model card. What the rules
//! think comes in as plain data, a [`Hint`] a token: the tagger does not know who made it.

pub mod columns;
mod label;

pub use label::{Label, ROLES, Role, paint, roles, scores};

use crate::text::Document;
use columns::COLUMNS;
use core::ops::Range;
use factnote_network::{CHANNELS, Network, Parameters, Scratch, Vocabulary, crf, weights};
use std::sync::OnceLock;

/// A trained tagger, ready to run.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Words with an embedding.
    pub vocabulary: Vocabulary,
    /// From columns to scores.
    pub network: Network,
    /// From scores to labels.
    pub crf: crf::Scores,
}

impl Model {
    /// Makes parameters ready; those of no model give a tagger that finds nothing.
    #[must_use]
    pub fn new(parameters: &Parameters) -> Self {
        Self {
            vocabulary: parameters.vocabulary.clone(),
            network: Network::new(&COLUMNS, parameters),
            crf: scores(&parameters.crf),
        }
    }

    /// Reads a file of weights; none where the bytes are no such file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self::new(&weights::read(&COLUMNS, CHANNELS, bytes)?))
    }
}

/// The best labels for the scores of a sequence's tokens.
#[must_use]
pub fn best(scores: &crf::Scores, emissions: &[f32]) -> Vec<Label> {
    let labels = crf::best(scores, emissions);
    labels
        .into_iter()
        .map(|label| Label::ALL[usize::from(label)])
        .collect()
}

/// What the rules make of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The label.
    pub label: Label,
    /// How sure they are: 0, 1 or 2.
    pub strength: u8,
}

/// Labels of all tokens of a document, and how likely each role is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// The best sequence of labels.
    pub labels: Vec<Label>,
    /// For each token the posterior of each role, as [`Role::index`] orders them; what is left is outside.
    pub posterior: Vec<[f32; ROLES]>,
}

/// Most tokens of one sequence; a longer paragraph is cut, behind a sentence where one ends in time.
pub const LONGEST: usize = 256;

/// The paragraphs that a tagger can read, the English ones, as ranges of tokens, cut to [`LONGEST`].
#[must_use]
pub fn sequences(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut sequences: Vec<Range<usize>> = Vec::new();
    let mut block = None;
    for sentence in document.english_sentences() {
        let tokens = sentence.tokens();
        match sequences.last_mut() {
            Some(last) if block == Some(sentence.block) && tokens.end - last.start <= LONGEST => {
                last.end = tokens.end;
            }
            _ => {
                let mut start = tokens.start;
                while start < tokens.end {
                    let end = tokens.end.min(start + LONGEST);
                    sequences.push(start..end);
                    start = end;
                }
            }
        }
        block = Some(sentence.block);
    }
    sequences
}

/// Tags a document. `hints` runs along its tokens; where it is short, the rules found nothing.
#[must_use]
pub fn tag(document: &Document<'_>, hints: &[Hint], model: &Model) -> Tags {
    let rows = columns::read(document, hints, &model.vocabulary);
    let mut tags = Tags {
        labels: vec![Label::Outside; document.tokens.len()],
        posterior: vec![[0.0; ROLES]; document.tokens.len()],
    };
    let mut scratch = Scratch::default();
    for sequence in sequences(document) {
        if !columns::has_words(&rows, sequence.clone()) {
            continue;
        }
        let emissions = model.network.emissions(rows.of(sequence.clone()), &mut scratch);
        let best = best(&model.crf, emissions);
        let posterior = roles(&crf::marginals(&model.crf, emissions));
        for (slot, label) in tags.labels.iter_mut().skip(sequence.start).zip(best) {
            *slot = label;
        }
        for (slot, roles) in tags.posterior.iter_mut().skip(sequence.start).zip(posterior) {
            *slot = roles;
        }
    }
    tags
}

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// The model that ships with the crate. It is unpacked once: a third of a million numbers are no work for every
/// article, and they are the same for all.
#[must_use]
pub fn built_in() -> &'static Model {
    static UNPACKED: OnceLock<Model> = OnceLock::new();
    // The file is written by our own trainer and a test reads it: should it be broken all the same, the tagger finds nothing.
    UNPACKED.get_or_init(|| Model::read(WEIGHTS).unwrap_or_default())
}

/// Name and checksum of the model that ships with the crate.
#[must_use]
pub fn model_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| format!("tagger {:016x}", weights::checksum(WEIGHTS)))
}

#[cfg(test)]
mod tests;
