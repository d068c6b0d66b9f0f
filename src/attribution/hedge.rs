//! Hedges: words and phrases that take certainty away, from `lexicon/hedges.txt`.

use super::{Form, Hedge, HedgeKind, Statement};
use crate::figure::{Approximator, Figure};
use crate::lexicon::hedges;
use crate::order::{by_start, sort_by_number};
use crate::text::{Document, TokenKind};

/// Longest condition, in tokens.
const LONGEST_CONDITION: usize = 30;

/// The hedges of a text, in order: from the list, and the approximators ("roughly") of `figures`.
#[must_use]
pub fn find(document: &Document<'_>, figures: &[Figure]) -> Vec<Hedge> {
    let mut hedges: Vec<Hedge> = figures
        .iter()
        .filter(|f| f.approximator == Approximator::About)
        .filter_map(|f| {
            Some(Hedge {
                span: f.approximator_span?,
                kind: HedgeKind::Approximator,
            })
        })
        .collect();
    let mut lower = String::new();
    for sentence in document.english_sentences() {
        let mut at = sentence.tokens().start;
        let end = sentence.tokens().end;
        while at < end {
            lower.clear();
            lower.extend(document.word(at).chars().flat_map(char::to_lowercase));
            let entry = hedges::longest(&lower, |i| if at + i < end { document.word(at + i) } else { "" });
            let Some(entry) = entry else {
                at += 1;
                continue;
            };
            let tokens = at..at + entry.words;
            if let Some(hedge) = hedge(document, tokens.clone(), end, entry) {
                hedges.push(hedge);
            }
            at = tokens.end;
        }
    }
    sort_by_number(&mut hedges, |h| by_start(h.span));
    hedges.dedup_by_key(|h| h.span);
    hedges
}

/// Lists in each statement the hedges of its content, and in one without a source that of its cue.
pub fn attach(hedges: &[Hedge], statements: &mut [Statement]) {
    for statement in statements {
        let cue = statement
            .cue
            .as_ref()
            .filter(|_| statement.form == Form::Agentless)
            .map(|cue| cue.span);
        for piece in statement.content.iter().copied().chain(cue) {
            let from = hedges.partition_point(|h| h.span.start() < piece.start());
            let inside = hedges
                .get(from..)
                .unwrap_or(&[])
                .iter()
                .take_while(|h| h.span.start() < piece.end())
                .filter(|h| piece.contains(h.span));
            statement.hedges.extend(inside.copied());
        }
        sort_by_number(&mut statement.hedges, |h| by_start(h.span));
        statement.hedges.dedup();
    }
}

/// The hedge at `tokens` of a sentence that ends before `end`, if it is one there.
fn hedge(
    document: &Document<'_>,
    tokens: core::ops::Range<usize>,
    end: usize,
    entry: hedges::HedgeEntry,
) -> Option<Hedge> {
    let before = |i: usize| tokens.start.checked_sub(i).map_or("", |at| document.word(at));
    let kind = match entry.kind {
        "modal" => HedgeKind::Modal,
        "adverb" => HedgeKind::Adverb,
        "condition" => HedgeKind::Condition,
        "expectation" => HedgeKind::Expectation,
        _ => HedgeKind::Hearsay,
    };
    if kind == HedgeKind::Modal && is_noun(document.word(tokens.start), before(1)) {
        return None;
    }
    let mut range = tokens.clone();
    if entry.needs_be {
        range.start = be_before(document, tokens.start)?;
    }
    if kind == HedgeKind::Condition {
        if is_question(before(1)) || is_set_phrase(document.word(tokens.end)) {
            return None;
        }
        range.end = clause_end(document, tokens.end, end);
        if range.end == tokens.end {
            return None;
        }
    }
    Some(Hedge {
        span: document.span_of(range),
        kind,
    })
}

/// The month May, "the military's might".
fn is_noun(word: &str, before: &str) -> bool {
    word.starts_with("May")
        || (word.eq_ignore_ascii_case("might")
            && matches!(
                before,
                "the"
                    | "The"
                    | "its"
                    | "his"
                    | "her"
                    | "their"
                    | "our"
                    | "military"
                    | "of"
                    | "with"
                    | "and"
                    | "’s"
                    | "'s"
            ))
}

/// "asked if", "as if": no conditions.
fn is_question(before: &str) -> bool {
    let before = before.to_lowercase();
    matches!(
        before.as_str(),
        "as" | "even"
            | "see"
            | "know"
            | "knew"
            | "known"
            | "wonder"
            | "wondered"
            | "wonders"
            | "wondering"
            | "unclear"
            | "clear"
            | "sure"
            | "unsure"
            | "doubt"
            | "doubted"
            | "doubts"
            | "determine"
            | "decide"
            | "say"
            | "tell"
            | "check"
            | "question"
            | "him"
            | "her"
            | "them"
            | "me"
            | "us"
            | "reporters"
    ) || before.starts_with("ask")
}

/// "if so", "if any".
fn is_set_phrase(next: &str) -> bool {
    matches!(
        next,
        "so" | "any" | "anything" | "not" | "ever" | "possible" | "necessary" | "only"
    )
}

/// The first token of the form of "be" that stands before `at`, adverbs between ("is widely expected to").
fn be_before(document: &Document<'_>, at: usize) -> Option<usize> {
    let mut index = at;
    for _ in 0..4 {
        index = index.checked_sub(1)?;
        let word = document.word(index).to_lowercase();
        match word.as_str() {
            "is" | "are" | "was" | "were" | "be" | "been" | "’s" | "'s" | "’re" | "'re" => {
                return Some(auxiliaries_before(document, index));
            }
            "not" | "n't" | "n’t" | "also" | "now" | "still" | "being" | "once" => {}
            adverb if adverb.ends_with("ly") => {}
            _ => return None,
        }
    }
    None
}

/// "has been", "will be".
fn auxiliaries_before(document: &Document<'_>, be: usize) -> usize {
    let before = be.checked_sub(1).map_or("", |i| document.word(i));
    match (document.word(be), before) {
        ("been", "has" | "have" | "had") | ("be", "will" | "would") => be - 1,
        _ => be,
    }
}

/// Where the clause from `from` on ends.
fn clause_end(document: &Document<'_>, from: usize, end: usize) -> usize {
    (from..end.min(from + LONGEST_CONDITION))
        .find(|&i| match document.tokens.get(i).map(|t| t.kind) {
            Some(TokenKind::Quote) => document.word(i) == "”" || i == from,
            Some(TokenKind::Punctuation) => {
                matches!(
                    document.word(i),
                    "," | ";" | ":" | "." | "!" | "?" | "…" | "..." | ")" | "--" | "–" | "—"
                )
            }
            _ => false,
        })
        .unwrap_or(end.min(from + LONGEST_CONDITION))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, HedgeKind)]) {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let hedges = find(&document, &[]);
        let found: Vec<_> = hedges.iter().map(|h| (h.span.of(text), h.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn modals_and_adverbs() {
        use HedgeKind::{Adverb, Modal};
        check(
            "The bridge could close, perhaps for good.",
            &[("could", Modal), ("perhaps", Adverb)],
        );
        check("It may have closed in May.", &[("may have", Modal)]);
        check("The might of the river.", &[]);
    }

    #[test]
    fn expectations_and_hearsay() {
        use HedgeKind::{Expectation, Hearsay};
        check(
            "The council is widely expected to agree.",
            &[("is widely expected to", Expectation)],
        );
        check(
            "The bridge has been said to lean.",
            &[("has been said to", Hearsay)],
        );
        check("Lee expected to win, reportedly.", &[("reportedly", Hearsay)]);
    }

    #[test]
    fn conditions_reach_to_the_end_of_their_clause() {
        use HedgeKind::Condition;
        check(
            "If the river rises, the road will close.",
            &[("If the river rises", Condition)],
        );
        check(
            "It will close if the river rises.",
            &[("if the river rises", Condition)],
        );
        check("She asked if it would close, as if it mattered.", &[]);
        check("Unless it rains, it stays.", &[("Unless it rains", Condition)]);
    }
}
