//! A card: title, lines, place, and the way to other cards.

use super::messages::say;
use super::rows::{rows, safe};
use super::view::View;
use super::{Card, Row};
use crate::analysis::{Annotation, AnnotationId, Body, Change};

/// The card of an annotation.
pub(super) fn card(view: &View<'_>, annotation: &Annotation) -> Card {
    let title = view.label(annotation);
    let rows = rows(view, annotation);
    let place = place(view, annotation);
    let same = siblings(view, annotation);
    let quotation = quotation(view, annotation, &title, &rows);
    Card {
        annotation: annotation.id,
        rows,
        found: found(view, annotation),
        part_of: view
            .outer(annotation.id)
            .into_iter()
            .map(|outer| {
                (
                    outer.id,
                    say(view.locale, "card.part_of", &[("label", &view.label(outer))]),
                )
            })
            .collect(),
        previous: same.previous,
        next: same.next,
        position: same.position,
        title,
        place,
        quotation,
        linked: linked(view, annotation),
    }
}

fn found(view: &View<'_>, annotation: &Annotation) -> String {
    let percent = percent(annotation.confidence).to_string();
    let key = match annotation.publisher.as_ref().map(|note| note.change) {
        Some(Change::Added) => "publisher.added",
        // Of the confidence the publisher's word is left.
        Some(_) => "card.found_corrected",
        None => "card.found",
    };
    say(
        view.locale,
        key,
        &[("rule", annotation.found_by), ("percent", &percent)],
    )
}

/// The page that the article links for words between quotation marks: on their source, or else in their sentence.
fn linked(view: &View<'_>, annotation: &Annotation) -> Option<String> {
    let Body::Attribution(a) = &annotation.body else {
        return None;
    };
    a.quotes.first()?;
    let of_publisher = annotation
        .publisher
        .as_ref()
        .and_then(|note| note.link.as_deref());
    if let Some(link) = safe(of_publisher) {
        return Some(link);
    }
    let (_, sentence) = view.cue_sentence(annotation, a)?;
    let of_source = a.source.and_then(|id| view.source(id)?.link.as_deref());
    safe(view.link_in(sentence)).or_else(|| safe(of_source))
}

/// As a whole number; printing fractions, even none of them, would be one more thing for the browser to download.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 100
fn percent(confidence: f32) -> u8 {
    (confidence * 100.0).round_ties_even() as u8
}

fn place(view: &View<'_>, annotation: &Annotation) -> String {
    let place = view.place(annotation.place);
    match view.headline_of(annotation.id) {
        Some(_) => say(view.locale, "place.headline_says", &[("place", &place)]),
        None => place,
    }
}

/// Other statements of the same source.
#[derive(Default)]
struct Siblings {
    previous: Option<AnnotationId>,
    next: Option<AnnotationId>,
    position: String,
}

fn siblings(view: &View<'_>, annotation: &Annotation) -> Siblings {
    let Body::Attribution(a) = &annotation.body else {
        return Siblings::default();
    };
    let list = a.source.map_or(&[][..], |id| view.of_source(id));
    // Ids stand in the order of the text.
    let Ok(at) = list.binary_search(&annotation.id) else {
        return Siblings::default();
    };
    if list.len() < 2 {
        return Siblings::default();
    }
    Siblings {
        previous: at.checked_sub(1).and_then(|i| list.get(i)).copied(),
        next: list.get(at + 1).copied(),
        position: say(
            view.locale,
            "card.position",
            &[("n", &(at + 1).to_string()), ("of", &list.len().to_string())],
        ),
    }
}

/// Lines of a card that are copied along with the words.
const COPIED: [&str; 5] = ["who", "way", "of", "giver", "publisher"];

fn quotation(view: &View<'_>, annotation: &Annotation, title: &str, rows: &[Row]) -> String {
    let pieces: Vec<&str> = annotation.content.iter().map(|s| s.of(view.text)).collect();
    let mut lines = vec![pieces.join(" … "), title.to_owned()];
    for row in rows.iter().filter(|row| COPIED.contains(&row.key.as_ref())) {
        let words: Vec<&str> = row.parts.iter().map(|part| part.text.as_str()).collect();
        lines.push(say(
            view.locale,
            "copy.line",
            &[("name", &row.name), ("words", &words.join(" "))],
        ));
    }
    let title = view
        .title()
        .map(|title| say(view.locale, "copy.title", &[("title", title)]));
    let known = [title, view.metadata.outlet.clone(), view.published()];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if !known.is_empty() {
        lines.push(known.join(", "));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_those_that_formatting_would_give() {
        for thousandths in 0..=1000_u16 {
            let confidence = f32::from(thousandths) / 1000.0;
            assert_eq!(
                percent(confidence).to_string(),
                format!("{:.0}", confidence * 100.0)
            );
        }
    }
}
