//! Outlets in between: "analysts quoted by the Courier said", "the Courier reported, citing two officials".

use core::ops::Range;

use super::draft::Draft;
use super::passed;
use super::phrase;
use super::words::Words;
use crate::lexicon::relays;

/// Adds the relays to the statements of one sentence.
pub(super) fn find(words: &Words<'_>, sentence: &Range<usize>, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(mention) = draft.mention.clone() else {
            continue;
        };
        quoted_by(words, sentence, draft, &mention);
        if draft.relay.is_none() {
            passed::citing(words, draft);
        }
    }
}

/// "analysts quoted by the Courier": the people before, the outlet behind.
fn quoted_by(words: &Words<'_>, sentence: &Range<usize>, draft: &mut Draft, mention: &Range<usize>) {
    let Some(by) = mention.start.checked_sub(1).filter(|&i| i > sentence.start) else {
        return;
    };
    if words.lower(by) != "by" || relays::only_outlets(words.lower(by - 1)) != Some(false) {
        return;
    }
    if let Some(people) = phrase::before(words, by - 1, sentence.start) {
        draft.relay = Some((mention.clone(), by - 1..by + 1));
        draft.second_cue = Some(by - 1..by + 1);
        draft.mention = Some(people.start..mention.end);
    }
}
