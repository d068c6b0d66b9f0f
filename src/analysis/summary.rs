//! The sourcing of an article in numbers.

use super::{Annotation, Body, RelayCount, Summary, UnnamedMentions};
use crate::attribution::{Attribution, Form, LinkRelation};
use crate::claim::Basis;
use crate::order::sort_by_number;
use crate::source::{Identity, Source, SourceKind};
use crate::text::Document;

/// Counts what `annotations` hold.
pub(super) fn count(document: &Document<'_>, annotations: &[Annotation], sources: &[Source]) -> Summary {
    let mut summary = Summary {
        unnamed_mentions: unnamed(sources),
        characters: characters_of_blocks(document),
        ..Summary::default()
    };
    let mut places = vec![None; sources.len()];
    for annotation in annotations.iter().filter(|annotation| !annotation.is_hidden()) {
        match &annotation.body {
            Body::Attribution(_) if annotation.is_unread() => summary.unread += 1,
            Body::Attribution(attribution) => {
                count_origin(&mut summary, attribution, sources);
                count_relays(&mut summary, attribution);
                count_heard(&mut summary, &mut places, document, attribution);
            }
            Body::Figure(figure) => {
                summary.figures += 1;
                summary.figures_without_source += u32::from(figure.source.is_none());
            }
            Body::Claim(claim) => {
                summary.claims += 1;
                summary.claims_on_documents += u32::from(matches!(claim.basis, Basis::Document { .. }));
                if claim.attribution_dropped && summary.headline_drops_attribution.is_none() {
                    summary.headline_drops_attribution = Some(annotation.id);
                }
            }
            Body::Hedge(_) => {}
        }
    }
    // Sorted stably: with equal counts, who is heard first stands first.
    sort_by_number(&mut summary.heard, |&(_, count)| u64::from(!count));
    count_quotations(&mut summary, document);
    summary
}

fn count_origin(summary: &mut Summary, attribution: &Attribution, sources: &[Source]) {
    let source = attribution.source.and_then(|id| sources.get(id.0 as usize));
    let number = match source {
        None if attribution.form == Form::Document => &mut summary.documents,
        None => &mut summary.no_source,
        Some(source) => match (source.kind, source.identity) {
            (SourceKind::Document | SourceKind::Dataset | SourceKind::Poll, _) => &mut summary.documents,
            (SourceKind::Outlet, _) => &mut summary.outlets,
            (SourceKind::UnnamedPerson | SourceKind::UnnamedGroup, _) => &mut summary.unnamed,
            (_, Identity::Named) => &mut summary.named,
            _ => &mut summary.unnamed,
        },
    };
    *number += 1;
}

fn count_relays(summary: &mut Summary, attribution: &Attribution) {
    for link in &attribution.chain {
        if link.relation != LinkRelation::Relays {
            continue;
        }
        let known = summary.relays.iter().position(|r| r.outlet == link.source);
        let place = known.unwrap_or_else(|| {
            summary.relays.push(RelayCount {
                outlet: link.source,
                stated: 0,
                inferred: 0,
            });
            summary.relays.len() - 1
        });
        if let Some(relay) = summary.relays.get_mut(place) {
            relay.stated += u32::from(!link.inferred);
            relay.inferred += u32::from(link.inferred);
        }
    }
}

/// `places` holds, for each source, where it stands in `heard` and in `verbs`.
fn count_heard(
    summary: &mut Summary,
    places: &mut [Option<usize>],
    document: &Document<'_>,
    attribution: &Attribution,
) {
    let Some(source) = attribution.source else {
        return;
    };
    let Some(place) = places.get_mut(source.0 as usize) else {
        return;
    };
    let at = *place.get_or_insert_with(|| {
        summary.heard.push((source, 0));
        summary.verbs.push((source, Vec::new()));
        summary.heard.len() - 1
    });
    if let Some((_, count)) = summary.heard.get_mut(at) {
        *count += 1;
    }
    if let (Some((_, verbs)), Some(cue)) = (summary.verbs.get_mut(at), &attribution.cue) {
        verbs.push(cue.verb(document.text));
    }
}

/// A quotation that reads like a sentence counts its sentences, any other is a phrase.
fn count_quotations(summary: &mut Summary, document: &Document<'_>) {
    for quotation in document.quotations.iter().filter(|q| q.level == 0) {
        let inner = quotation.inner.of(document.text).trim();
        summary.quoted_characters += length(quotation.span.of(document.text));
        let whole = inner.starts_with(char::is_uppercase)
            && (inner.ends_with(['.', ',', '!', '?', '…', '’', '\''])
                || quotation.continues
                || !quotation.closed);
        if whole {
            let from = document
                .sentences
                .partition_point(|s| s.span.end() <= quotation.inner.start());
            let to = document
                .sentences
                .partition_point(|s| s.span.start() < quotation.inner.end());
            summary.quoted_sentences += u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX);
        } else {
            summary.quoted_phrases += 1;
        }
    }
}

fn characters_of_blocks(document: &Document<'_>) -> u32 {
    document
        .blocks
        .iter()
        .map(|b| length(b.span.of(document.text)))
        .fold(0, u32::saturating_add)
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn unnamed(sources: &[Source]) -> UnnamedMentions {
    let mut counted = UnnamedMentions::default();
    for source in sources {
        if !matches!(source.kind, SourceKind::UnnamedPerson | SourceKind::UnnamedGroup) {
            continue;
        }
        let mentions = source.mentions.iter().filter(|m| !m.pronoun).count();
        counted.mentions += u32::try_from(mentions).unwrap_or(u32::MAX);
        counted.with_reason += u32::from(source.anonymity_reason.is_some());
        counted.with_justification += u32::from(source.justification.is_some());
    }
    counted
}
