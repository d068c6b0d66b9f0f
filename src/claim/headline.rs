//! The headline: stated as a fact, though the body has it from somebody?

use super::overlap::{shared, stems};
use super::{Basis, FoundClaim};
use crate::article::BlockKind;
use crate::attribution::{Form, Statement};
use crate::text::Document;

/// How many statements at the head of the body can be what the headline takes up.
const LEAD: usize = 8;
/// Fewest content words in common, and their least share of the headline's.
const LEAST_SHARED: (usize, f32) = (2, 0.4);
/// Fewest words of a headline that states something.
const LEAST_WORDS: usize = 4;

/// The claim of the headline, unless it names a source itself.
pub(super) fn find(document: &Document<'_>, statements: &[Statement]) -> Option<FoundClaim> {
    let (index, block) = (0..)
        .zip(document.blocks)
        .find(|(_, b)| b.kind == BlockKind::Headline)?;
    let attributed = statements.iter().any(|s| {
        s.content
            .iter()
            .chain(&s.mention)
            .any(|c| block.span.overlaps(*c))
    });
    let quoted = document.quotations.iter().any(|q| q.span.overlaps(block.span));
    let headline = block.span.of(document.text).trim();
    let states = document.tokens_in(block.span).len() >= LEAST_WORDS && !headline.ends_with('?');
    if attributed || !states || document.is_foreign(index) {
        return None;
    }
    let few = stems(document, block.span);
    let body = statements
        .iter()
        .enumerate()
        .filter(|(_, s)| s.content.first().is_some_and(|c| c.start() >= block.span.end()))
        .filter(|(_, s)| s.mention.is_some() && s.form != Form::SpeechAct && !s.no_comment)
        .take(LEAD)
        .map(|(index, statement)| {
            let many = statement
                .content
                .iter()
                .flat_map(|c| stems(document, *c))
                .collect();
            (index, shared(&few, &many))
        })
        .filter(|(_, (count, share))| *count >= LEAST_SHARED.0 && *share >= LEAST_SHARED.1)
        // The best; of equals the first.
        .reduce(|best, next| if next.1.0 > best.1.0 { next } else { best });
    let confidence = match body {
        Some((_, (_, share))) if !quoted => (0.65 + share * 0.3).min(0.9),
        Some(_) => 0.65,
        None => 0.4,
    };
    Some(FoundClaim {
        content: block.span.trimmed(document.text),
        basis: Basis::None,
        headline_of: body.map(|(index, _)| index),
        attribution_dropped: body.is_some(),
        confidence,
        found_by: if body.is_some() {
            "headline-drops-source"
        } else {
            "headline"
        },
    })
}
