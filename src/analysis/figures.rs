//! The same figure named again, and figures that differ though the text says the same of the same things.

use std::collections::HashMap;

use super::{Annotation, AnnotationId, Body, Relation};
use crate::figure::{Approximator, Decimal, Figure, FigureKind};
use crate::lexicon::names::function_word;
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Words of what is said of the counted things that are compared.
const PREDICATE: usize = 4;

/// A percentage of the same people may be of those who said another thing: more words must agree.
const PREDICATE_OF_A_SHARE: usize = 2;

/// What two mentions of a figure must share: value and unit, and for a bare count the thing counted.
pub(super) fn identity(document: &Document<'_>, figure: &Figure) -> Option<String> {
    let value = figure.value?.normalize();
    let unit = figure.unit.as_deref().or(figure.currency).unwrap_or("");
    match figure.kind {
        FigureKind::Money | FigureKind::Percent | FigureKind::Quantity => Some(format!("{value} {unit}")),
        FigureKind::Count => {
            let counted = figure.measure.map_or("", |m| m.of(document.text));
            let head = counted.rsplit(' ').next().unwrap_or("").to_lowercase();
            let thing = if unit.is_empty() { head.as_str() } else { unit };
            (!thing.is_empty()).then(|| format!("{value} {thing}"))
        }
        _ => None,
    }
}

/// Figures whose values exclude each other although kind, unit, what is measured and what is said of it agree. Changes,
/// figures of other days and figures of one sentence are no such pairs.
pub(super) fn differing(document: &Document<'_>, annotations: &[Annotation]) -> Vec<Relation> {
    let mut first: HashMap<String, AnnotationId> = HashMap::new();
    let mut relations = Vec::new();
    for annotation in annotations {
        let Some((figure, subject)) = subject(document, annotation) else {
            continue;
        };
        let key = format!(
            "{} {}",
            subject.of,
            subject.predicate.first().map_or("", String::as_str)
        );
        let Some(&earlier) = first.get(&key) else {
            first.insert(key, annotation.id);
            continue;
        };
        let before = annotations
            .get(earlier.0 as usize)
            .and_then(|a| self::subject(document, a));
        if let Some((other, before)) = before
            && agree(&subject, &before)
            && apart(figure, other)
            && !same_sentence(document, figure.span, other.span)
            && !other_days(document, annotations, figure.span, other.span)
        {
            relations.push(Relation::DiffersFrom {
                later: annotation.id,
                earlier,
            });
        }
    }
    relations
}

/// What a figure is a figure of.
struct Subject {
    /// Kind, unit and the words for what is measured.
    of: String,
    /// What is said of it, in small letters, without small words.
    predicate: Vec<String>,
    /// Fewest words of it that must agree.
    least: usize,
}

fn subject<'a>(document: &Document<'_>, annotation: &'a Annotation) -> Option<(&'a Figure, Subject)> {
    let Body::Figure(body) = &annotation.body else {
        return None;
    };
    let figure = &body.figure;
    let least = match figure.kind {
        FigureKind::Count | FigureKind::Money | FigureKind::Quantity => 1,
        FigureKind::Percent => PREDICATE_OF_A_SHARE,
        _ => return None,
    };
    let measure = figure.measure?;
    if figure.change.is_some()
        || figure.approximator == Approximator::Vague
        || is_one_of_more(document, figure)
    {
        return None;
    }
    let unit = figure.unit.as_deref().unwrap_or("");
    let of = format!(
        "{:?} {unit} {}",
        figure.kind,
        measure.of(document.text).to_lowercase()
    );
    let predicate = predicate(document, figure.span, measure);
    (predicate.len() >= least).then_some((figure, Subject { of, predicate, least }))
}

/// "another 12", "12 more", "the other 12": part of a larger number.
fn is_one_of_more(document: &Document<'_>, figure: &Figure) -> bool {
    let part = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "another" | "other" | "more" | "additional" | "further" | "of"
        )
    };
    let tokens = document.tokens_in(figure.span);
    let before = tokens.start.checked_sub(1).map_or("", |i| document.word(i));
    part(before) || part(document.word(tokens.end))
}

/// The words between what is measured and the figure, and those behind both up to the end of the clause.
fn predicate(document: &Document<'_>, figure: Span, measure: Span) -> Vec<String> {
    let (figure, measure) = (document.tokens_in(figure), document.tokens_in(measure));
    let between = measure.end.min(figure.start)..figure.start;
    let behind = figure.end.max(measure.end)..document.tokens.len();
    let mut words = Vec::new();
    for i in between.chain(behind) {
        let Some(token) = document.tokens.get(i) else {
            break;
        };
        let word = document.word(i);
        let lower = word.to_lowercase();
        match token.kind {
            TokenKind::Word if function_word(word, &lower).is_none() => words.push(lower),
            TokenKind::Word | TokenKind::Clitic => {}
            _ => break,
        }
        if words.len() == PREDICATE {
            break;
        }
    }
    words
}

/// Whether one says of the same things what the other says, or the beginning of it.
fn agree(a: &Subject, b: &Subject) -> bool {
    let shared = a
        .predicate
        .iter()
        .zip(&b.predicate)
        .take_while(|(a, b)| a == b)
        .count();
    shared >= a.least && shared == a.predicate.len().min(b.predicate.len())
}

/// Whether no number could be meant by both.
fn apart(a: &Figure, b: &Figure) -> bool {
    let (a, b) = (bounds(a), bounds(b));
    let below = |high: Option<Decimal>, low: Option<Decimal>| high.zip(low).is_some_and(|(h, l)| h < l);
    below(a.1, b.0) || below(b.1, a.0)
}

/// The least and the greatest number that a figure allows. What is "about" a number excludes none.
fn bounds(figure: &Figure) -> (Option<Decimal>, Option<Decimal>) {
    let low = figure.value.or(figure.low);
    let high = figure.value.or(figure.high);
    match figure.approximator {
        Approximator::Exact => (low, high),
        Approximator::About | Approximator::Vague => (None, None),
        Approximator::AtLeast | Approximator::MoreThan => (low, None),
        Approximator::AtMost | Approximator::LessThan | Approximator::UpTo => (None, high),
    }
}

fn same_sentence(document: &Document<'_>, a: Span, b: Span) -> bool {
    document.sentence_at(a.start()) == document.sentence_at(b.start())
}

/// Whether both figures stand beside dates, and not the same.
fn other_days(document: &Document<'_>, annotations: &[Annotation], a: Span, b: Span) -> bool {
    let (a, b) = (days(document, annotations, a), days(document, annotations, b));
    !a.is_empty() && !b.is_empty() && a != b
}

/// The dates in the sentence of a figure.
fn days<'a>(document: &Document<'_>, annotations: &'a [Annotation], figure: Span) -> Vec<&'a str> {
    let sentence = document
        .sentence_at(figure.start())
        .and_then(|i| document.sentences.get(i));
    let Some(sentence) = sentence else {
        return Vec::new();
    };
    let begins = |a: &Annotation| a.content.first().map_or(0, |c| c.start());
    let from = annotations.partition_point(|a| begins(a) < sentence.span.start());
    annotations
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|a| begins(a) < sentence.span.end())
        .filter_map(|a| match &a.body {
            Body::Figure(f) if f.figure.kind == FigureKind::Date => f.figure.time.as_deref(),
            _ => None,
        })
        .collect()
}
