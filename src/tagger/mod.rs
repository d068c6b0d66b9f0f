//! The learned tagger: for each token whether it is part of a source, a cue, a content or of none.
//!
//! A small dilated convolutional network over embedded columns with a conditional random field on top. It is trained by
//! `cargo xtask train` with the very code that runs here; README.md beside this file is its model card. What the rules
//! think comes in as plain data, a [`Hint`] a token: the tagger does not know who made it.

mod arithmetic;
pub mod columns;
pub mod crf;
mod label;
pub mod network;
pub mod parameters;
pub mod weights;

pub use label::{LABELS, Label, ROLES, Role, paint};
pub use parameters::Parameters;

use crate::text::Document;
use core::ops::Range;
use std::sync::OnceLock;

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

/// The paragraphs of a document as ranges of tokens, cut to [`LONGEST`].
#[must_use]
pub fn sequences(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut sequences: Vec<Range<usize>> = Vec::new();
    let mut block = None;
    for sentence in &document.sentences {
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
pub fn tag(document: &Document<'_>, hints: &[Hint], parameters: &Parameters) -> Tags {
    let rows = columns::read(document, hints, &parameters.vocabulary);
    let mut tags = Tags {
        labels: vec![Label::Outside; document.tokens.len()],
        posterior: vec![[0.0; ROLES]; document.tokens.len()],
    };
    let mut scratch = network::Scratch::default();
    for sequence in sequences(document) {
        if !columns::has_words(&rows, sequence.clone()) {
            continue;
        }
        let emissions = network::emissions(parameters, &rows, sequence.clone(), &mut scratch);
        let labels = crf::best(&parameters.crf, emissions);
        let posterior = crf::roles(&crf::marginals(&parameters.crf, emissions));
        if let Some(place) = tags.labels.get_mut(sequence.clone()) {
            place.copy_from_slice(&labels);
        }
        if let Some(place) = tags.posterior.get_mut(sequence) {
            place.copy_from_slice(&posterior);
        }
    }
    tags
}

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// The parameters that ship with the crate. They are unpacked once: a third of a million numbers are no work for every
/// article, and they are the same for all.
#[must_use]
pub fn built_in() -> &'static Parameters {
    static UNPACKED: OnceLock<Parameters> = OnceLock::new();
    // The file is written by our own trainer and a test reads it: should it be broken all the same, the tagger finds nothing.
    UNPACKED.get_or_init(|| weights::read(WEIGHTS).unwrap_or_default())
}

/// Name and checksum of the model that ships with the crate.
#[must_use]
pub fn model_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| format!("tagger {:016x}", weights::checksum(WEIGHTS)))
}

#[cfg(test)]
mod tests;
