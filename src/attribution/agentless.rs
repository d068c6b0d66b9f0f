//! Statements without a source ("is expected to", "reportedly") and refusals to make one ("declined to comment").

use core::iter::once;
use core::ops::Range;

use super::clause;
use super::cue::VerbCue;
use super::draft::Draft;
use super::hedge;
use super::phrase;
use super::words::Words;
use super::{Form, Hedge, HedgeKind};
use crate::lexicon::{nouns, outlets};

/// The rule that finds what a court heard.
pub(super) const COURT: &str = "court-heard";

/// The hedges that stand for somebody's word, and that are read here.
pub(super) fn hedges(words: &Words<'_>) -> Vec<Hedge> {
    let mut hedges = hedge::find(words.document, &[]);
    hedges.retain(|h| matches!(h.kind, HedgeKind::Expectation | HedgeKind::Hearsay));
    hedges
}

/// Adds what a sentence gives without a source. `hedges` are those of the whole text, in order.
pub(super) fn find(
    words: &Words<'_>,
    sentence: &Range<usize>,
    hedges: &[Hedge],
    later: &[VerbCue],
    drafts: &mut Vec<Draft>,
) {
    let span = words.document.span_of(sentence.clone());
    let from = hedges.partition_point(|h| h.span.start() < span.start());
    for hedge in hedges
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|h| h.span.start() < span.end())
    {
        let cue = words.document.tokens_in(hedge.span);
        let taken = drafts
            .iter()
            .rev()
            .take(8)
            .any(|d| d.holds(cue.start) || d.cue.contains(&cue.start));
        if taken
            || words.quotation(cue.start).is_some()
            || words.is(cue.start, &["apparently", "ostensibly", "it"])
        {
            continue;
        }
        let start = clause::start_before(words, cue.start, sentence);
        let end = clause::end(words, cue.end, sentence, later);
        let end = (cue.end..end)
            .find(|&i| {
                words.quotation(i).is_none()
                    && words.word(i) == ","
                    && words.is(i + 1, &["but", "while", "although", "though", "which", "and"])
            })
            .unwrap_or(end);
        if cue.end >= end {
            continue;
        }
        let mut draft = Draft::new(
            vec![start..cue.start, cue.end..end],
            cue.clone(),
            "no-source",
            if hedge.kind == HedgeKind::Expectation {
                0.75
            } else {
                0.65
            },
        );
        draft.form = Some(Form::Agentless);
        draft.act = if hedge.kind == HedgeKind::Expectation {
            "expect"
        } else {
            "report"
        };
        drafts.push(draft);
    }
}

/// "We're told the dress was gone", "the dress was gone, the Courier has learned": the outlet heard it and does not say from whom.
pub(super) fn heard(words: &Words<'_>, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    for at in sentence.clone() {
        if words.quotation(at).is_some() || words.is_capital(at) {
            continue;
        }
        let told = words.lower(at) == "told"
            && at > sentence.start + 1
            && words.is_auxiliary(at - 1)
            && (sentence.start..at - 1)
                .rev()
                .take(3)
                .find(|&i| !words.is_auxiliary(i))
                .is_some_and(|i| words.is(i, &["we", "i"]))
            && (words.is_be(at - 1) || words.lower(at - 1) == "been");
        let learned = words.lower(at) == "learned" && words.is(at.saturating_sub(1), &["has", "have"]);
        let court = in_court(words, sentence, at);
        let group = if court.is_some() {
            court
        } else if told {
            (sentence.start..at).rev().find(|&i| words.is(i, &["we", "i"]))
        } else if learned {
            phrase::before(words, at - 1, sentence.start)
                .filter(|p| {
                    p.clone().any(|i| words.is_capital(i) && i > sentence.start) || is_outlet(words, p)
                })
                .map(|p| p.start)
        } else {
            None
        };
        let Some(group) = group else { continue };
        let mark = group.checked_sub(1).filter(|&i| i > sentence.start);
        let closed = at + 1 >= sentence.end
            || words.is_stop(at + 1)
            || court.is_some() && matches!(words.class(at + 1), "day" | "preposition");
        // "... the dress was gone ... the Courier has learned."
        let dots = sentence
            .start
            .checked_sub(1)
            .filter(|&i| matches!(words.word(i), "..." | "…"));
        let content = if closed
            && group <= sentence.start + 1
            && let Some(dots) = dots
        {
            words.sentence_of(dots).start..dots
        } else if closed && mark.is_some_and(|i| words.is_border(i) || words.is_stop(i)) {
            clause::start(words, sentence)..mark.unwrap_or(group)
        } else if court.is_some() && !words.is(at + 1, &["that", "how", "why"]) {
            continue;
        } else if told || court.is_some() || is_outlet(words, &(group..at - 1)) {
            at + 1..clause::end(words, at + 1, sentence, &[])
        } else {
            continue;
        };
        if court.is_some() {
            // To other rules the jury that was told speaks.
            for draft in drafts.iter_mut().filter(|d| d.cue.contains(&at)) {
                draft.content.clear();
                draft.cue = 0..0;
            }
        }
        let new = !drafts.iter().rev().take(8).any(|d| d.cue.contains(&at));
        if content.len() > 2 && new {
            let rule = if court.is_some() { COURT } else { "outlet-heard" };
            let mut draft = Draft::new(once(content), group..at + 1, rule, 0.86);
            draft.form = Some(Form::Agentless);
            draft.act = "report";
            drafts.push(draft);
        }
    }
}

/// Where the words begin of the court that "heard", of the jury that "was told"; a headline leaves out "was".
fn in_court(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let told = words.lower(at) == "told";
    if !(told || words.is(at, &["heard", "hears"])) {
        return None;
    }
    let body = (sentence.start..at).rev().find(|&i| !words.is_auxiliary(i))?;
    let sits = nouns::organisation(words.lower(body)).is_some_and(|n| n.first == "court");
    let passive = words.is_be(at - 1) || at + 1 >= sentence.end || words.is_stop(at + 1);
    (sits && (!told || passive))
        .then(|| phrase::before(words, body + 1, sentence.start))?
        .map(|p| p.start)
}

fn is_outlet(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let name = words.document.span_of(phrase.clone()).of(words.document.text);
    outlets::look_up(name).next().is_some()
}

/// "declined to comment", "did not respond to a request for comment": who, and that nothing was said.
pub(super) fn no_comment(words: &Words<'_>, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    for at in sentence.clone() {
        if words.quotation(at).is_some() {
            continue;
        }
        let Some(lemma) = refusal(words, at, sentence.end) else {
            continue;
        };
        let group = (sentence.start..at)
            .rev()
            .take_while(|&i| words.is_auxiliary(i) || words.is_negation(i) || words.is_adverb(i))
            .last()
            .unwrap_or(at);
        let apposed = group > sentence.start && words.word(group - 1) == ",";
        let subject = if apposed {
            // "The builder, Kestrel Rail, declined": who the clause begins with.
            phrase::after(words, clause::start(words, sentence), group)
        } else {
            phrase::subject_before(words, group, sentence.start)
        };
        let Some(mention) = subject else { continue };
        let end = (at + 1..sentence.end)
            .find(|&i| words.is_border(i) || words.is_stop(i))
            .unwrap_or(sentence.end);
        // "would not comment": what was not done is all that the clause says.
        let (cue, content) = if at + 1 < end {
            (at..at + 1, at + 1..end)
        } else {
            (group..at, at..end)
        };
        let mut draft = Draft::new(once(content), cue, "no-comment", 0.85);
        draft.lemma = lemma.to_owned();
        draft.act = "decline";
        draft.form = Some(Form::SpeechAct);
        draft.mention = Some(mention);
        draft.no_comment = true;
        draft.negated = true;
        drafts.push(draft);
        return;
    }
}

/// What kind of refusal the verb at a token is: "declined to comment", "did not respond to requests", "would not
/// comment", "could not be reached for comment", "was not available for comment".
fn refusal(words: &Words<'_>, at: usize, end: usize) -> Option<&'static str> {
    let negated = (at.saturating_sub(3)..at).any(|i| words.is_negation(i));
    let near = |length: usize, set: &[&str]| (at..end.min(at + length)).any(|i| words.is(i, set));
    if words.is(at, &["declined", "declines", "refused", "refuses"])
        && words.lower(at + 1) == "to"
        && words.is(at + 2, &["comment", "answer", "discuss", "elaborate"])
    {
        return Some("decline");
    }
    if !negated {
        return None;
    }
    let asked = [
        "comment",
        "request",
        "requests",
        "call",
        "calls",
        "message",
        "messages",
        "inquiry",
        "questions",
    ];
    if words.is(at, &["respond", "reply", "return", "answer"]) && near(10, &asked)
        || words.is(at, &["reached", "available"]) && near(5, &["comment"])
    {
        return Some("not respond");
    }
    words.is(at, &["comment", "elaborate"]).then_some("not comment")
}
