//! Outlets in between: "analysts quoted by the Courier said", "the Courier reported, citing two officials".

use core::ops::Range;

use super::according::{cited, with_knowledge};
use super::draft::Draft;
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
            citing(words, sentence, draft, mention);
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

/// "the Courier reported ..., citing two officials": the officials are the origin.
fn citing(words: &Words<'_>, sentence: &Range<usize>, draft: &mut Draft, mention: Range<usize>) {
    let from = draft
        .content
        .iter()
        .map(|c| c.end)
        .max()
        .unwrap_or(0)
        .max(draft.cue.end);
    let near = from..sentence.end.min(from + 4);
    let found = near.clone().find_map(|i| cited(words, i, sentence.end));
    if let Some((cue, origin)) = found {
        draft.relay = Some((mention, draft.cue.clone()));
        draft.second_cue = Some(cue);
        draft.mention = Some(origin.start..with_knowledge(words, origin.end, sentence.end));
    }
}
