//! Sentences without any punctuation, as speech recognition writes them: where a statement begins and ends is a guess.

use super::Form;
use super::draft::Draft;
use super::words::Words;

/// Fewest words of a sentence that must have a comma, and how many words one serves.
const LEAST: usize = 50;
/// Confidence of what is found in such a sentence: it is not marked.
const GUESSED: f32 = 0.4;

/// Lowers the confidence in statements of sentences without punctuation.
pub(super) fn doubt(words: &Words<'_>, drafts: &mut [Draft]) {
    let sentences = words.document.sentences.iter().map(|s| s.tokens());
    let bare = words.mask(&mut sentences.filter(|tokens| {
        let count = |what: &dyn Fn(usize) -> bool| tokens.clone().filter(|&i| what(i)).count();
        tokens.len() >= LEAST && count(&|i| words.is_border(i)) <= count(&|i| words.is_word(i)) / LEAST
    }));
    for draft in drafts {
        // What a transcript's label names is sure.
        let spoken = draft.form == Some(Form::Direct);
        let first = draft.content.first();
        if !spoken && first.is_some_and(|c| bare.get(c.start) == Some(&true)) {
            draft.confidence = draft.confidence.min(GUESSED);
        }
    }
}
