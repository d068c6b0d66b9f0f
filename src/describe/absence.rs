//! What the text does not give: the most useful line of a card.

use super::label::is_unnamed;
use super::messages::say;
use super::view::View;
use crate::analysis::Annotation;
use crate::attribution::Attribution;
use crate::lexicon::occasions;
use crate::source::{Identity, Source, SourceKind};

/// What a reader would want to know of a statement and the text does not say, each as a few words.
pub(super) fn not_given(view: &View<'_>, annotation: &Annotation, a: &Attribution) -> Vec<String> {
    let mut absent = Vec::new();
    match a.source.and_then(|id| view.source(id)) {
        Some(source) => of_source(view, annotation, a, source, &mut absent),
        None => absent.push("not_given.who"),
    }
    if let Some(note) = &annotation.publisher {
        let is_given = |key: &&str| match *key {
            "not_given.why" => note.why_unnamed.is_some(),
            "not_given.link" => note.link.is_some(),
            _ => false,
        };
        absent.retain(|key| !is_given(key));
    }
    if absent.is_empty() {
        absent.push("not_given.nothing");
    }
    absent.into_iter().map(|key| say(view.locale, key, &[])).collect()
}

fn of_source(
    view: &View<'_>,
    annotation: &Annotation,
    a: &Attribution,
    source: &Source,
    absent: &mut Vec<&'static str>,
) {
    match source.kind {
        SourceKind::Document | SourceKind::Dataset | SourceKind::Poll => {
            if source.link.is_none() && !view.is_linked(source.id) {
                absent.push("not_given.link");
            }
        }
        SourceKind::Outlet => {}
        SourceKind::Person
        | SourceKind::UnnamedPerson
        | SourceKind::UnnamedGroup
        | SourceKind::Organisation => {
            if is_unnamed(source) {
                absent.push("not_given.who");
                if source.organisation.is_none() && source.role.is_none() && tells_nothing(source) {
                    absent.push("not_given.side");
                }
                if source.anonymity_reason.is_none() && source.identity != Identity::Generic {
                    absent.push("not_given.why");
                }
            } else {
                absent.extend(where_and_when(view, annotation, a));
            }
        }
    }
}

/// "sources", "one person": nothing but that there is somebody.
fn tells_nothing(source: &Source) -> bool {
    source.identity == Identity::Anonymous
}

/// Where and when it was said: looked for in the sentence that introduces the statement, outside its content.
fn where_and_when(view: &View<'_>, annotation: &Annotation, a: &Attribution) -> Option<&'static str> {
    let (index, sentence) = view.cue_sentence(annotation, a)?;
    let inside = |span| annotation.content.iter().any(|c| c.contains(span));
    let has_date = view.dates_in(index).iter().any(|&date| !inside(date));
    let has_place = a.addressee.is_some()
        || a.chain.len() > 2
        || occasions::find(view.text, sentence).any(|span| !inside(span));
    match (has_place, has_date) {
        (true, true) => None,
        (false, true) => Some("not_given.where"),
        (true, false) => Some("not_given.when"),
        (false, false) => Some("not_given.where_when"),
    }
}
