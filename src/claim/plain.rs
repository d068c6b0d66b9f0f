//! Sentences in the outlet's own voice that can be checked: with a figure or a rank ("the largest").

use super::free::{Free, is_body};
use super::{Basis, FoundClaim};
use crate::article::Link;
use crate::figure::{Figure, FigureKind};
use crate::lexicon::superlatives;
use crate::span::Span;
use crate::text::{Document, Sentence};

/// Tokens of a sentence that is read as one claim.
const SENTENCE: core::ops::RangeInclusive<usize> = 6..=60;
/// Fewest tokens of a rank in apposition ("—one of the town's main bridges").
const SHORTEST_APPOSITION: usize = 5;

/// Plain claims: whole sentences that nobody else has a part in, and ranks in apposition.
pub(super) fn find(
    document: &Document<'_>,
    free: &Free,
    links: &[Link],
    figures: &[Figure],
) -> Vec<FoundClaim> {
    let mut claims = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let layout = document.layout(sentence);
        if !is_body(document, sentence) || layout.is_some_and(|l| l.row || l.stamp > 0) {
            continue;
        }
        let apposition = rank_in_apposition(document, sentence).filter(|span| free.holds(index, *span));
        let whole = SENTENCE.contains(&sentence.tokens().len())
            && free.holds(index, sentence.span)
            && states(document, sentence);
        let found = if let Some(span) = apposition {
            Some((span, 0.65, "claim-rank"))
        } else if whole && has_figure(figures, sentence.span) {
            Some((without_stop(document, sentence), 0.68, "claim-figure"))
        } else if whole && has_rank(document, sentence) {
            Some((without_stop(document, sentence), 0.65, "claim-rank"))
        } else {
            None
        };
        if let Some((content, confidence, found_by)) = found {
            claims.push(FoundClaim {
                content,
                basis: link_in(links, content),
                headline_of: None,
                attribution_dropped: false,
                confidence,
                found_by,
            });
        }
    }
    claims
}

/// No question, and nobody speaks of himself or to the reader.
fn states(document: &Document<'_>, sentence: &Sentence) -> bool {
    let person = |word: &str| {
        matches!(
            word,
            "I" | "we" | "We" | "you" | "You" | "my" | "My" | "our" | "Our" | "us" | "your" | "?"
        )
    };
    !sentence.tokens().any(|i| person(document.word(i)))
}

fn without_stop(document: &Document<'_>, sentence: &Sentence) -> Span {
    let mut tokens = sentence.tokens();
    let stop = tokens.end.saturating_sub(1);
    if matches!(document.word(stop), "." | "!" | "…" | "..." | ":") && stop > tokens.start {
        tokens.end = stop;
    }
    // The bullet of an item is no word of it.
    if let Some(layout) = document.layout(sentence) {
        tokens.start = tokens
            .start
            .max(layout.tokens.start + layout.bullet)
            .min(tokens.end);
    }
    document.span_of(tokens)
}

/// Whether an amount stands in the span; dates, ages and ranks are too many to be worth a claim.
fn has_figure(figures: &[Figure], span: Span) -> bool {
    let from = figures.partition_point(|f| f.span.start() < span.start());
    figures
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|f| f.span.start() < span.end())
        .any(|f| {
            matches!(
                f.kind,
                FigureKind::Money
                    | FigureKind::Percent
                    | FigureKind::Quantity
                    | FigureKind::Ratio
                    | FigureKind::Multiple
            ) || (f.kind == FigureKind::Count && f.value.is_some_and(|v| v >= 10.into()))
        })
}

/// "the largest in the north", "its oldest since 1900": a rank that can be measured, and among what.
fn has_rank(document: &Document<'_>, sentence: &Sentence) -> bool {
    let tokens = sentence.tokens();
    tokens.clone().skip(1).any(|i| {
        let definite = matches!(
            document.word(i - 1),
            "the" | "The" | "its" | "Its" | "their" | "his" | "her" | "’s" | "'s"
        );
        let among = |i: usize| {
            matches!(
                document.word(i),
                "in" | "of" | "ever" | "since" | "on" | "for" | "among"
            )
        };
        definite && superlatives::is_measured(document.word(i)) && (i + 1..tokens.end.min(i + 6)).any(among)
    })
}

/// "—one of the town's main bridges", to the next dash or the end.
fn rank_in_apposition(document: &Document<'_>, sentence: &Sentence) -> Option<Span> {
    let is_dash = |i: usize| matches!(document.word(i), "—" | "–" | "--");
    let tokens = sentence.tokens();
    let start = tokens
        .clone()
        .find(|&i| is_dash(i) && document.word(i + 1) == "one" && document.word(i + 2) == "of")?
        + 1;
    let end = (start..tokens.end)
        .find(|&i| is_dash(i) || matches!(document.word(i), "." | "!" | "?" | ";"))
        .unwrap_or(tokens.end);
    let ranked = (start..end).any(|i| superlatives::holds(document.word(i)));
    (ranked && end - start >= SHORTEST_APPOSITION).then(|| document.span_of(start..end))
}

/// The first link in the span is what the claim rests on.
fn link_in(links: &[Link], span: Span) -> Basis {
    let from = links.partition_point(|l| l.span.start() < span.start());
    links
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|l| l.span.start() < span.end())
        .find(|l| span.contains(l.span) && !l.url.is_empty())
        .map_or(Basis::None, |l| Basis::Link(l.url.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn claims(text: &str) -> Vec<String> {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let claims = find(&document, &Free::new(&document, &[]), &[], &[]);
        claims.iter().map(|c| c.content.of(text).to_owned()).collect()
    }

    #[test]
    fn a_rank_makes_a_sentence_checkable() {
        assert_eq!(
            claims("The bridge is the oldest in the north. It is old and very long indeed."),
            ["The bridge is the oldest in the north"]
        );
        assert!(claims("Is the bridge the oldest in the north?").is_empty());
        assert!(claims("We think the bridge is the oldest in the north.").is_empty());
        assert!(claims("“The bridge is the oldest in the north.”").is_empty());
    }

    #[test]
    fn a_rank_in_apposition_stands_alone() {
        assert_eq!(
            claims("Lee did not come to the bridge—one of the town's main sights—that day."),
            ["one of the town's main sights"]
        );
    }
}
