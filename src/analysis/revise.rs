//! An analysis whose annotations were changed by somebody else than the engine: what follows from them, made anew.

use super::place::Places;
use super::{Analysis, AnnotationId, Body, Relation, summary};
use crate::article::Article;
use crate::order::{missing_first, outer_first, sort_by_number};
use crate::span::Span;
use crate::text::Document;

/// Puts the annotations into the order of the text, whatever their order and with ids that are all different, and sets ids, places,
/// labels and the summary accordingly.
pub fn revise(article: &Article, analysis: &mut Analysis) {
    let document = Document::read(article);
    let places = Places::new(&document);
    sort_by_number(&mut analysis.annotations, |annotation| {
        missing_first(
            annotation
                .content
                .iter()
                .copied()
                .reduce(Span::cover)
                .map(outer_first),
        )
    });
    let mut now = vec![AnnotationId(0); analysis.annotations.len()];
    for (at, annotation) in (0..).zip(&analysis.annotations) {
        if let Some(slot) = now.get_mut(annotation.id.0 as usize) {
            *slot = AnnotationId(at);
        }
    }
    let renamed = |id: &mut AnnotationId| *id = now.get(id.0 as usize).copied().unwrap_or(*id);
    for annotation in &mut analysis.annotations {
        renamed(&mut annotation.id);
        match &mut annotation.body {
            Body::Attribution(a) => a.hedges.iter_mut().for_each(renamed),
            Body::Claim(claim) => claim.headline_of.iter_mut().for_each(renamed),
            Body::Figure(figure) => figure.attribution.iter_mut().for_each(renamed),
            Body::Hedge(_) => {}
        }
        annotation.place = places.of(&document, annotation.content.first().copied().unwrap_or_default());
        annotation.label = crate::describe::label(document.text, &analysis.sources, annotation);
    }
    for relation in &mut analysis.relations {
        let (one, other) = match relation {
            Relation::HeadlineOf { headline, body } => (headline, body),
            Relation::ParaphraseOf { paraphrase, quote } => (paraphrase, quote),
            Relation::Contrast { from, to } => (from, to),
            Relation::NestedIn { inner, outer } => (inner, outer),
            Relation::Continues { later, earlier }
            | Relation::Repeats { later, earlier }
            | Relation::DiffersFrom { later, earlier } => (later, earlier),
            Relation::MemberOf { .. } => continue,
        };
        renamed(one);
        renamed(other);
    }
    analysis.summary = summary::count(&document, &analysis.annotations, &analysis.sources);
}
