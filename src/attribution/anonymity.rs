//! "A pilot, who asked not to be named because ..., said": the first is why the pilot is not named, and no statement.

use super::draft::Draft;
use super::words::Words;
use crate::lexicon::anonymity::{self, Needs};

/// Confidence of what is asked for oneself: it is not marked.
const ASKED: f32 = 0.4;
/// How many tokens a request for anonymity takes to say so: "that their names not be used".
const BEGINNING: usize = 6;

/// Lowers the confidence in requests for anonymity.
pub(super) fn doubt(words: &Words<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(first) = draft.content.first() else {
            continue;
        };
        let beginning = first.start..first.end.min(first.start + BEGINNING);
        if asks(&draft.lemma) && beginning.clone().any(|i| is_anonymity(words, beginning.start, i)) {
            draft.confidence = draft.confidence.min(ASKED);
        }
    }
}

fn asks(lemma: &str) -> bool {
    matches!(
        lemma,
        "ask" | "request" | "insist" | "demand" | "prefer" | "decline" | "refuse" | "agree" | "speak"
    )
}

/// Whether the word at `i` of a content that begins at `start` says that somebody is not named.
fn is_anonymity(words: &Words<'_>, start: usize, i: usize) -> bool {
    let before = |word: &str| (start..i).any(|k| words.lower(k) == word);
    anonymity::in_request(words.lower(i))
        .is_some_and(|needs| needs == Needs::Nothing || before("not") && before("be"))
}
