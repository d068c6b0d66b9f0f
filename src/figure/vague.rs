//! Vague amounts inside short quotations: `“much more”`.

use super::reader::Draft;
use super::{Approximator, Figure, FigureKind};
use crate::lexicon::numbers::{self, NumberClass};
use crate::span::Span;
use crate::text::Document;

/// Words in a short quotation, at most.
const LONGEST: usize = 4;

/// Quotations that hold nothing but a vague amount.
pub(super) fn find(document: &Document) -> Vec<Figure> {
    document
        .quotations
        .iter()
        .filter(|quotation| !document.is_foreign(quotation.block))
        .filter_map(|quotation| {
            let range = document.tokens_in(quotation.inner);
            if range.is_empty() || range.len() > LONGEST + 1 {
                return None;
            }
            let words: Vec<String> = range
                .map(|i| document.word(i).to_lowercase())
                .filter(|w| w.chars().any(char::is_alphanumeric))
                .collect();
            let more = is_vague(&words)?;
            Some(draft(quotation.span, more))
        })
        .collect()
}

/// Whether the words are a vague amount; and whether it is more, less or neither than something.
fn is_vague(words: &[String]) -> Option<Approximator> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (last, degree) = words.split_last()?;
    let degrees = [
        "much",
        "far",
        "many",
        "a",
        "lot",
        "lots",
        "even",
        "way",
        "significantly",
        "substantially",
        "considerably",
        "slightly",
        "little",
        "bit",
        "vastly",
    ];
    let numbers = words.iter().any(|w| {
        numbers::look_up(w).is_some_and(|(class, _)| !matches!(class, NumberClass::Times | NumberClass::Part))
    });
    if numbers || !degree.iter().all(|w| degrees.contains(w)) || degree.is_empty() {
        return None;
    }
    match *last {
        "more" | "higher" | "larger" | "bigger" | "greater" => Some(Approximator::MoreThan),
        "less" | "fewer" | "lower" | "smaller" => Some(Approximator::LessThan),
        _ => None,
    }
}

fn draft(span: Span, comparison: Approximator) -> Figure {
    let mut figure = Draft::new(FigureKind::Vague, 0, 0, "vague-quote").figure;
    figure.span = span;
    figure.approximator = Approximator::Vague;
    figure.confidence = 0.65;
    figure.normalised = match comparison {
        Approximator::MoreThan => "> (vague)".to_owned(),
        _ => "< (vague)".to_owned(),
    };
    figure
}
