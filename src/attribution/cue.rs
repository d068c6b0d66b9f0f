//! Verbs that can introduce a statement, where they stand outside quotation marks.

use core::ops::Range;

use super::phrase;
use super::words::Words;
use crate::lexicon::verbs::{self, VerbForm};

/// A verb of the list with its auxiliaries and, where it has one, its subject.
#[derive(Clone, Debug)]
pub(super) struct VerbCue {
    /// Verb and particle.
    pub verb: Range<usize>,
    /// First token of the verb group ("has also said").
    pub group: usize,
    pub form: VerbForm,
    /// Finite, -ing form or participle.
    pub shape: Shape,
    /// Who speaks, where it stands before the verb.
    pub subject: Option<Range<usize>>,
    pub negated: bool,
}

/// How a verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "said", "has said", "is saying"
    Finite,
    /// ", saying"
    Gerund,
    /// "pitched by"
    PassiveBy,
}

/// The verb cues of a sentence, in order.
pub(super) fn find(words: &Words<'_>, sentence: Range<usize>) -> Vec<VerbCue> {
    let mut cues: Vec<VerbCue> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let low = cues.last().map_or(sentence.start, |c| c.verb.end);
        match read(words, at, low, &sentence) {
            Some(cue) => {
                at = cue.verb.end;
                cues.push(cue);
            }
            None => at += 1,
        }
    }
    cues
}

fn read(words: &Words<'_>, at: usize, low: usize, sentence: &Range<usize>) -> Option<VerbCue> {
    if words.quotation(at).is_some() || !words.is_word(at) {
        return None;
    }
    // A capital inside a sentence is a name, but for headlines in capitals.
    if words.is_capital(at) && at > sentence.start && words.quotation(at - 1).is_none() {
        return None;
    }
    let (verb, forms) = readings(words, at, sentence.end);
    let form = *forms.first()?;
    let letters: String = forms.iter().map(|f| f.letters).collect();
    let (group, negated, passive, progressive, modal) = group(words, at, low);
    let before = group.checked_sub(1).filter(|&i| i >= sentence.start);
    let before_word = before.map_or("", |i| words.lower(i));
    // "the claims", "his call", "to say"
    if before.is_some_and(|i| is_determiner(words, i)) && group == at
        || before_word == "to"
        || matches!(before_word, "’s" | "'s") && group == at
    {
        return None;
    }
    // "what advocates estimated": two verbs in a row, of which the first is a noun.
    if letters == "s" && words.is_reporting(verb.end) && words.lower(verb.end).ends_with('d') {
        return None;
    }
    let by_follows = words.lower(verb.end) == "by";
    // ", citing": who is cited is read with the statement before (see `relays`).
    if words.is(at, &["citing", "quoting"]) {
        return None;
    }
    if letters.contains('g')
        && before_word == "as"
        && let Some((quoted, group)) = quoted_as(words, at, low)
    {
        let near = if quoted + 2 == at { quoted } else { at };
        return Some(VerbCue {
            subject: phrase::subject_before(words, group, low),
            verb: near..verb.end,
            group,
            form,
            shape: Shape::Finite,
            negated,
        });
    }
    if letters.contains('g') && !letters.contains('b') && !progressive {
        let opens = before.is_none_or(|i| {
            words.is_border(i) || words.is(i, &["and", "while", "by", "before", "after", "as", "in"])
        });
        return (opens && form.frames.contains(['t', 'q', 'g', 'o', 'n', 'a', 'p'])).then_some(VerbCue {
            verb,
            group,
            form,
            shape: Shape::Gerund,
            subject: None,
            negated,
        });
    }
    if by_follows && letters.contains('n') && (form.frames.contains(['a', 'g', 'n']) || passive) {
        let subject = phrase::after(words, verb.end + 1, sentence.end)?;
        return Some(VerbCue {
            verb,
            group,
            form,
            shape: Shape::PassiveBy,
            subject: Some(subject),
            negated,
        });
    }
    let finite =
        letters.contains(['d', 's']) || (letters.contains('b') && (modal || group == at)) || progressive;
    if passive && !progressive || !finite {
        return None;
    }
    let subject = phrase::subject_before(words, group, low);
    let base_only = !letters.contains(['d', 's']) && !modal && !progressive;
    if base_only && !subject.as_ref().is_some_and(|s| is_plural(words, s)) {
        return None;
    }
    Some(VerbCue {
        verb,
        group,
        form,
        shape: Shape::Finite,
        subject,
        negated,
    })
}

/// "was quoted (by the Courier) as | saying": the participle and where its group begins.
fn quoted_as(words: &Words<'_>, at: usize, low: usize) -> Option<(usize, usize)> {
    let near = (low.max(at.saturating_sub(14))..at - 1).rev();
    let quoted = near
        .take_while(|&i| !words.is_stop(i) && words.quotation(i).is_none())
        .find(|&i| words.is(i, &["quoted", "cited"]))?;
    let (group, ..) = group(words, quoted, low);
    (group..quoted).any(|i| words.is_be(i)).then_some((quoted, group))
}

/// The longest verb of the list at a token, its particle included, and its readings.
pub(super) fn readings(words: &Words<'_>, at: usize, end: usize) -> (Range<usize>, Vec<VerbForm>) {
    let first = words.lower(at);
    let usable =
        |form: &str| -> Vec<VerbForm> { verbs::look_up(form).filter(|v| !v.frames.is_empty()).collect() };
    for skip in 0..2 {
        let particle = at + 1 + skip;
        if particle >= end || (skip == 1 && !words.is_adverb(at + 1)) {
            break;
        }
        let forms = usable(&format!("{first} {}", words.lower(particle)));
        if !forms.is_empty() {
            return (at..particle + 1, forms);
        }
    }
    (at..at + 1, usable(first))
}

/// Where the group of a verb begins ("has also put"), and whether it is negated.
pub(super) fn group_start(words: &Words<'_>, verb: usize, low: usize) -> (usize, bool) {
    let (first, negated, ..) = group(words, verb, low);
    (first, negated)
}

/// Walks from a verb back over its auxiliaries and adverbs: first token, negated, passive, progressive, with a modal.
fn group(words: &Words<'_>, verb: usize, low: usize) -> (usize, bool, bool, bool, bool) {
    let mut first = verb;
    let (mut negated, mut be, mut modal) = (false, false, false);
    let past = verbs::look_up(words.lower(verb)).any(|v| v.letters.contains('n'));
    while first > low && words.quotation(first - 1).is_none() {
        let before = first - 1;
        if words.is_negation(before) {
            negated = true;
        } else if words.is_auxiliary(before)
            && !(matches!(words.word(before), "'s" | "’s") && first == verb && !past)
        {
            // "Lee's said" is no auxiliary, but "he's said" is.
            if matches!(words.word(before), "'s" | "’s") && !(before > low && words.is_pronoun(before - 1))
            {
                break;
            }
            be |= words.is_be(before) && first == verb || words.is_be(before) && !modal;
            modal |= words.is(
                before,
                &[
                    "will", "would", "can", "could", "may", "might", "must", "should", "did", "do", "does",
                    "has", "have", "had", "’ve", "'ve", "’d", "'d", "’ll", "'ll",
                ],
            );
        } else if !words.is_adverb(before) {
            break;
        }
        first = before;
    }
    // Adverbs at the head of the clause belong to it, not to the verb: "Later, he said".
    while first < verb && words.is_adverb(first) && first == low {
        first += 1;
    }
    let gerund = verbs::look_up(words.lower(verb)).any(|v| v.letters.contains('g'));
    (first, negated, be && past && !gerund, be && gerund, modal)
}

/// Whether a phrase reads like a plural, which takes the base form ("officials say").
fn is_plural(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let last = phrase.end - 1;
    let head = phrase
        .clone()
        .take_while(|&i| words.class(i) != "preposition")
        .last()
        .unwrap_or(last);
    words.is(
        last,
        &[
            "i", "we", "you", "they", "who", "people", "some", "many", "others", "most", "police", "both",
        ],
    ) || phrase.clone().any(|i| words.lower(i) == "and")
        || words.lower(head).ends_with('s')
        || words.is(head, &["people", "police", "men", "women", "media", "data"])
}

/// A word that makes the next one a noun: "the claims", "no comment".
fn is_determiner(words: &Words<'_>, at: usize) -> bool {
    (matches!(words.class(at), "definite" | "indefinite" | "possessive")
        && !words.is(at, &["this", "that", "these", "those"]))
        || words.is(at, &["no", "any", "every", "each", "another"])
}
