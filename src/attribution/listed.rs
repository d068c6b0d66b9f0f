//! "Officials said:" before a list: its items are what they said.

use core::ops::Range;

use super::cue::{self, Shape};
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::article::BlockKind;
use crate::lexicon::nouns;

/// Most tokens between the verb and the colon ("said on Monday in a statement on the closure").
const LONGEST_GAP: usize = 16;

/// Adds a statement for each list that a sentence leads in with who says it.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let document = words.document;
    let blocks = || document.blocks.iter().zip(&document.layouts);
    let is_item = |index: usize| {
        let block = document.blocks.get(index).zip(document.layouts.get(index));
        block.is_some_and(|(b, l)| b.kind == BlockKind::Item || b.kind == BlockKind::Paragraph && l.is_item())
    };
    for (index, (_, layout)) in blocks().enumerate() {
        let leads = layout.tokens.end.checked_sub(1).filter(|&i| words.word(i) == ":");
        let Some(colon) = leads.filter(|_| is_item(index + 1) && !is_item(index)) else {
            continue;
        };
        let Some(mut draft) = lead_in(words, colon) else {
            continue;
        };
        let items = (index + 1..).take_while(|&i| is_item(i));
        draft.content = items
            .filter_map(|i| document.layouts.get(i))
            .map(|item| item.tokens.start + item.bullet..item.tokens.end)
            .filter(|tokens| !tokens.is_empty())
            .collect();
        // What was found behind the verb ("said on Monday:") is no content.
        drafts.retain(|d| d.cue != draft.cue || d.content.iter().any(|c| c.start > colon));
        drafts.push(draft);
    }
}

/// Who says what follows the colon: "Officials said on Monday:", "The main points, according to the council:".
fn lead_in(words: &Words<'_>, colon: usize) -> Option<Draft> {
    let document = words.document;
    let at = document.tokens.get(colon)?.span.start();
    let sentence = document.sentences.get(document.sentence_at(at)?)?.tokens();
    if let Some(cue) = according(words, &sentence) {
        let mention =
            phrase::after(words, cue.end, colon).filter(|m| m.end == colon && can_speak(words, m))?;
        let mut draft = Draft::new([], cue, "said-list", 0.8);
        draft.lemma = "according to".to_owned();
        draft.act = "report";
        draft.mention = Some(mention);
        return Some(draft);
    }
    let cue = cue::find(words, sentence).pop()?;
    let says = cue.shape == Shape::Finite
        && !cue.negated
        && ['t', 'q'].iter().all(|frame| cue.form.frames.contains(*frame));
    let subject = cue.subject.filter(|subject| can_speak(words, subject))?;
    if !says || !only_adjuncts(words, cue.verb.end..colon, cue.form.frames.contains('o')) {
        return None;
    }
    let mut draft = Draft::new([], cue.verb.clone(), "said-list", 0.75);
    draft.lemma = cue.form.lemma.to_owned();
    draft.stance = cue.form.stance;
    draft.act = cue.form.act;
    draft.mention = Some(subject);
    Some(draft)
}

/// Whether a phrase names people, an organisation or a document, and not just anything that "shows" something.
pub(super) fn can_speak(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|i| {
        let word = words.lower(i);
        words.is(i, &["he", "she", "they"])
            || words.is_capital(i) && words.class(i).is_empty()
            || nouns::role(word).is_some()
            || nouns::unnamed(word).is_some()
            || nouns::document(word).is_some()
            || nouns::organisation(word).is_some()
    })
}

/// Whether nothing stands before the colon but when, where and to whom, or "the following".
fn only_adjuncts(words: &Words<'_>, tokens: Range<usize>, to_whom: bool) -> bool {
    let first = tokens.start;
    let open = tokens.is_empty()
        || to_whom
        || matches!(words.class(first), "preposition" | "day")
        || words.is_adverb(first)
        || words.is(first, &["the", "this", "last", "yesterday", "today"])
            && words.is(
                first + 1,
                &["following", "week", "month", "year", "morning", "afternoon"],
            );
    let clause = tokens.clone().any(|i| {
        words.is_border(i) || words.is_auxiliary(i) || words.class(i) == "verb" || words.is(i, &["that"])
    });
    open && !clause && tokens.len() <= LONGEST_GAP
}

fn according(words: &Words<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let at = sentence.clone().rev().find(|&i| words.is_according_to(i))?;
    words.quotation(at).is_none().then_some(at..at + 2)
}
