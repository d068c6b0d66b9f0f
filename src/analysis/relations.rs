//! How annotations and sources relate.

use std::collections::HashMap;

use super::assemble::Parts;
use super::contents::{self, Contents};
use super::figures;
use super::{Annotation, AnnotationId, Body, Relation, SourceId};
use crate::attribution::{Attribution, Form, Statement};
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// All relations, kind by kind, each in the order of the text.
pub(super) fn find(
    parts: &Parts<'_>,
    annotations: &[Annotation],
    of_statement: &[Option<AnnotationId>],
    members: &[(SourceId, SourceId)],
) -> Vec<Relation> {
    let mut relations = headlines(annotations);
    relations.extend(paraphrases(parts.document, annotations));
    relations.extend(contrasts(parts.document, annotations));
    relations.extend(nested(parts, of_statement));
    relations.extend(continued(parts.statements, of_statement));
    relations.extend(repeated(parts.document, annotations));
    relations.extend(figures::differing(parts.document, annotations));
    relations.extend(
        members
            .iter()
            .map(|&(member, group)| Relation::MemberOf { member, group }),
    );
    relations
}

fn headlines(annotations: &[Annotation]) -> Vec<Relation> {
    let of = |a: &Annotation| match &a.body {
        Body::Claim(claim) => Some(Relation::HeadlineOf {
            headline: a.id,
            body: claim.headline_of?,
        }),
        _ => None,
    };
    annotations.iter().filter_map(of).collect()
}

/// The attributions with the index of the sentence in which each begins.
fn attributions<'a>(
    document: &'a Document<'_>,
    annotations: &'a [Annotation],
) -> impl Iterator<Item = (&'a Annotation, &'a Attribution, usize)> {
    annotations
        .iter()
        .filter_map(|annotation| match &annotation.body {
            Body::Attribution(attribution) => {
                let start = annotation.content.first()?.start();
                Some((annotation, attribution, document.sentence_at(start)?))
            }
            _ => None,
        })
}

/// A paraphrase, and in the next sentence of the block the same source word for word.
fn paraphrases(document: &Document<'_>, annotations: &[Annotation]) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut last: Option<(&Annotation, &Attribution, usize)> = None;
    for (annotation, attribution, sentence) in attributions(document, annotations) {
        if let Some((earlier, said, before)) = last
            && attribution.form == Form::Direct
            && said.form == Form::Indirect
            && before + 1 == sentence
            && attribution.source.is_some()
            && said.source == attribution.source
            && block_of(document, before) == block_of(document, sentence)
        {
            relations.push(Relation::ParaphraseOf {
                paraphrase: earlier.id,
                quote: annotation.id,
            });
        }
        last = Some((annotation, attribution, sentence));
    }
    relations
}

fn block_of(document: &Document<'_>, sentence: usize) -> Option<u32> {
    document.sentences.get(sentence).map(|s| s.block)
}

/// "However, others cautioned": the first statement of a sentence that turns against the one before, and the last
/// statement or claim of that one.
fn contrasts(document: &Document<'_>, annotations: &[Annotation]) -> Vec<Relation> {
    let mut relations = Vec::new();
    // The last statement or claim so far, its sentence and source; and the same for the sentence before.
    let mut current: Option<(AnnotationId, usize, Option<SourceId>)> = None;
    let mut before = None;
    for annotation in annotations {
        let (source, is_attribution) = match &annotation.body {
            Body::Attribution(a) => (a.source, true),
            Body::Claim(_) => (None, false),
            _ => continue,
        };
        let Some(sentence) = annotation
            .content
            .first()
            .and_then(|c| document.sentence_at(c.start()))
        else {
            continue;
        };
        let first_here = current.is_none_or(|(_, s, _)| s != sentence);
        if first_here {
            before = current;
        }
        if let Some((to, earlier, other)) = before
            && first_here
            && is_attribution
            && earlier + 1 == sentence
            && (source.is_none() || source != other)
            && turns(document, sentence)
        {
            relations.push(Relation::Contrast {
                from: annotation.id,
                to,
            });
        }
        current = Some((annotation.id, sentence, source));
    }
    relations
}

/// Whether a sentence begins with a word that sets it against the one before ("However", "Trump, however,").
fn turns(document: &Document<'_>, sentence: usize) -> bool {
    let Some(tokens) = document.sentences.get(sentence).map(|s| s.tokens()) else {
        return false;
    };
    let first = document.word(tokens.start).to_lowercase();
    let opens = matches!(
        first.as_str(),
        "however"
            | "but"
            | "yet"
            | "conversely"
            | "nevertheless"
            | "nonetheless"
            | "others"
            | "critics"
            | "opponents"
    );
    let end = tokens.end.min(tokens.start + 8);
    opens
        || tokens
            .clone()
            .take_while(|&i| i < end)
            .any(|i| document.word(i) == "however" && document.word(i + 1) == ",")
}

/// Attributions inside attributions; the innermost outer one counts.
fn nested(parts: &Parts<'_>, of_statement: &[Option<AnnotationId>]) -> Vec<Relation> {
    let contents = Contents::new(parts.document, parts.statements);
    let id = |i: usize| of_statement.get(i).copied().flatten();
    let mut relations = Vec::new();
    for (index, statement) in parts.statements.iter().enumerate() {
        let Some(&first) = statement.content.first() else {
            continue;
        };
        let length = contents::length(statement);
        let outer = contents
            .around(parts.document, first)
            .filter(|&(outer_length, outer)| outer != index && outer_length > length)
            .filter(|&(_, outer)| holds(parts.statements.get(outer), &statement.content))
            .min_by_key(|&(outer_length, _)| outer_length);
        if let (Some(inner), Some(outer)) = (id(index), outer.and_then(|(_, i)| id(i))) {
            relations.push(Relation::NestedIn { inner, outer });
        }
    }
    relations
}

fn holds(outer: Option<&Statement>, content: &[Span]) -> bool {
    outer.is_some_and(|outer| {
        content
            .iter()
            .all(|piece| outer.content.iter().any(|o| o.contains(*piece)))
    })
}

fn continued(statements: &[Statement], of_statement: &[Option<AnnotationId>]) -> Vec<Relation> {
    let id = |i: usize| of_statement.get(i).copied().flatten();
    statements
        .iter()
        .enumerate()
        .filter_map(|(index, statement)| {
            Some(Relation::Continues {
                later: id(index)?,
                earlier: id(usize::try_from(statement.continues?).ok()?)?,
            })
        })
        .collect()
}

/// Fewest words of a quotation that nobody says twice by chance.
const QUOTED: usize = 4;

/// Later mentions of a figure that is rare enough to be the same, and the same words of one source quoted again.
fn repeated(document: &Document<'_>, annotations: &[Annotation]) -> Vec<Relation> {
    let mut first: HashMap<String, AnnotationId> = HashMap::new();
    let mut relations = Vec::new();
    for annotation in annotations {
        let key = match &annotation.body {
            Body::Figure(body) => figures::identity(document, &body.figure),
            Body::Attribution(attribution) => quoted(document, attribution),
            _ => None,
        };
        let Some(key) = key else { continue };
        match first.get(&key) {
            Some(&earlier) => relations.push(Relation::Repeats {
                later: annotation.id,
                earlier,
            }),
            None => {
                first.insert(key, annotation.id);
            }
        }
    }
    relations
}

/// What two quotations must share: who says them, and their words.
fn quoted(document: &Document<'_>, attribution: &Attribution) -> Option<String> {
    let source = attribution.source?;
    let words: Vec<String> = document
        .tokens_in(*attribution.quotes.first()?)
        .filter(|&i| document.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word))
        .map(|i| document.word(i).to_lowercase())
        .collect();
    (words.len() >= QUOTED).then(|| format!("{} {}", source.0, words.join(" ")))
}
