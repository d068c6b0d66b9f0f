//! Estimates: "the report puts the cost at $3 million", "police put the crowd at 3,000".

use core::iter::once;
use core::ops::Range;

use super::cue;
use super::draft::Draft;
use super::listed;
use super::phrase;
use super::words::Words;
use crate::lexicon::{estimates, numbers};
use crate::text::TokenKind;

/// Most tokens of what is measured, and between "at" and the number ("at somewhere between 3 and 4").
const LONGEST_OBJECT: usize = 14;
const LONGEST_APPROXIMATION: usize = 4;

/// Adds the estimates of a sentence.
pub(super) fn find(words: &Words<'_>, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    for verb in sentence.clone() {
        if words.quotation(verb).is_none() && !words.is_capital(verb) && estimates::is_verb(words.lower(verb))
        {
            drafts.extend(estimate(words, sentence, verb));
        }
    }
}

fn estimate(words: &Words<'_>, sentence: &Range<usize>, verb: usize) -> Option<Draft> {
    let end = (verb + 1..sentence.end)
        .find(|&i| words.is_border(i))
        .unwrap_or(sentence.end);
    let at = (verb + 2..end.min(verb + LONGEST_OBJECT)).find(|&i| words.lower(i) == "at")?;
    let object = verb + 1..at;
    let clause = object
        .clone()
        .any(|i| words.is_auxiliary(i) && !matches!(words.word(i), "'s" | "’s") || words.class(i) == "verb");
    let amount = at + 1..end;
    let counted = amount
        .clone()
        .take(LONGEST_APPROXIMATION + 1)
        .take_while(|&i| words.class(i) != "definite")
        .any(|i| is_number(words, i));
    // Money and shares measure anything; of a mere number only what is counted can be put at it.
    let unit = amount
        .clone()
        .any(|i| words.kind(i) == Some(TokenKind::Symbol) || words.is(i, &["percent", "cent"]));
    let measured = object.clone().any(|i| estimates::is_measure(words.lower(i)));
    if clause || !counted || !(unit || measured) {
        return None;
    }
    let (group, negated) = cue::group_start(words, verb, sentence.start);
    let mention = subject(words, group, sentence.start)?;
    let mut draft = Draft::new(once(object.start..end), verb..verb + 1, "put-at", 0.9);
    draft.lemma = "put at".to_owned();
    draft.act = "report";
    draft.negated = negated;
    draft.mention = Some(mention);
    Some(draft)
}

fn is_number(words: &Words<'_>, i: usize) -> bool {
    words.kind(i) == Some(TokenKind::Number) || numbers::look_up(words.lower(i)).is_some()
}

/// Who estimates: people, an organisation, a document, not the victory that "puts them at 34 points".
fn subject(words: &Words<'_>, group: usize, low: usize) -> Option<Range<usize>> {
    let subject = phrase::subject_before(words, group, low)?;
    let head_end = (subject.start + 1..subject.end)
        .find(|&i| words.class(i) == "preposition")
        .unwrap_or(subject.end);
    let speaks = words.lower(subject.start) == "it" || listed::can_speak(words, &(head_end - 1..head_end));
    speaks.then_some(subject)
}
