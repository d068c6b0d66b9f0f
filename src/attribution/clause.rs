//! Where clauses begin and end, as far as marks and small words show it.

use core::ops::Range;

use super::cue::{Shape, VerbCue};
use super::words::Words;

/// Where the content of a sentence can begin: behind a dateline, a leading "But" or "However,".
pub(super) fn start(words: &Words<'_>, sentence: &Range<usize>) -> usize {
    let mut at = dateline_end(words, sentence);
    if words.is(
        at,
        &[
            "but",
            "and",
            "yet",
            "so",
            "still",
            "meanwhile",
            "however",
            "instead",
            "also",
            "then",
        ],
    ) {
        let comma = usize::from(words.word(at + 1) == ",");
        if comma == 1 || words.is(at, &["but", "and", "yet", "so"]) {
            at += 1 + comma;
        }
    }
    at.min(sentence.end)
}

/// "(MENAFN) ", "LONDON (AP) — ".
fn dateline_end(words: &Words<'_>, sentence: &Range<usize>) -> usize {
    let near = sentence.end.min(sentence.start + 12);
    if words.word(sentence.start) == "(" {
        return (sentence.start..near)
            .find(|&i| words.word(i) == ")")
            .map_or(sentence.start, |i| i + 1);
    }
    let capital = words.word(sentence.start);
    let shouted = capital.len() > 2 && !capital.contains(char::is_lowercase);
    if shouted && let Some(dash) = (sentence.start..near).find(|&i| words.is_dash(i)) {
        return dash + 1;
    }
    sentence.start
}

/// Where the content that begins at `from` ends: with the sentence, or where somebody else begins to speak.
pub(super) fn end(words: &Words<'_>, from: usize, sentence: &Range<usize>, later: &[VerbCue]) -> usize {
    let mut end = sentence.end;
    for cue in later {
        if cue.group < from {
            continue;
        }
        let first = match cue.shape {
            Shape::Gerund => cue.group,
            _ => cue.subject.as_ref().map_or(cue.group, |s| s.start.min(cue.group)),
        };
        if first <= from {
            continue;
        }
        let before = first - 1;
        let divided = match cue.shape {
            Shape::Gerund => words.is_border(before),
            // ", and Lee said", "and added", "; Lee said"
            Shape::Finite => {
                words.is(before, &["and", "but", "while", "though", "although"])
                    && (cue.subject.is_none() || words.is_border(before.saturating_sub(1)))
                    || words.word(before) == ";"
                    || words.word(before) == "," && closes(words, cue, sentence)
            }
            Shape::PassiveBy => false,
        };
        if divided {
            let joint = usize::from(words.is(before, &["and", "but", "while", "though", "although"]));
            end = end.min(first - joint);
            break;
        }
    }
    let cut = (from..end).find(|&i| {
        words.quotation(i).is_none()
            && (words.word(i) == ";"
                || words.word(i) == "," && words.is_according_to(i + 1)
                || words.word(i) == "," && words.is(i + 1, &["citing", "quoting"]))
    });
    cut.unwrap_or(end)
}

/// ", the report said on Monday.": a speaker and a verb that close the sentence, so that all before is what they say.
fn closes(words: &Words<'_>, cue: &VerbCue, sentence: &Range<usize>) -> bool {
    let says =
        cue.subject.is_some() && cue.form.frames.contains('t') && matches!(cue.form.act, "say" | "report");
    let mut at = cue.verb.end;
    while words.class(at) == "day" || words.is_adverb(at) {
        at += 1;
    }
    // "said in a statement": up to the end nothing but when and where.
    let only_where = words.class(at) == "preposition"
        && (at..sentence.end).all(|i| words.quotation(i).is_none() && !words.is(i, &[",", "that", "and"]));
    says && (at >= sentence.end || words.is_stop(at) || only_where)
}

/// Where the clause around `at` begins: behind the nearest mark or connecting word.
pub(super) fn start_before(words: &Words<'_>, at: usize, sentence: &Range<usize>) -> usize {
    let floor = start(words, sentence);
    (floor..at)
        .rev()
        .find(|&i| {
            (words.is_border(i) && words.kind(i) != Some(crate::text::TokenKind::Quote))
                || words.is(
                    i,
                    &[
                        "that", "because", "but", "while", "if", "whether", "although", "though",
                    ],
                )
        })
        .map_or(floor, |i| i + 1)
}
