//! The panel: the sourcing of the whole article. Its counts are of what is shown, so that panel and page agree.

use super::label::is_unnamed;
use super::mark::is_marked;
use super::messages::{say, say_count};
use super::rows::giver;
use super::view::View;
use super::{Key, Line, MarkStyle, Panel, Section};
use crate::analysis::{Annotation, AnnotationId, Body, Change, FigureAnnotation, FigureStatus, SourceId};
use crate::attribution::quoted::QuotedKind;
use crate::attribution::{Form, LinkRelation};
use crate::claim::Basis;
use crate::figure::Decimal;
use crate::order::{pair, sort_by_number};
use crate::source::SourceKind;

/// Puts the panel together; sections with nothing to say are left out.
pub(super) fn panel(view: &View<'_>) -> Panel {
    let sections = [
        section(view, "language", language(view)),
        section(view, "relays", relays(view)),
        section(view, "words", words(view)),
        section(view, "heard", heard(view)),
        section(view, "unnamed", unnamed(view)),
        section(view, "headline", headline(view)),
        section(view, "verbs", verbs(view)),
        section(view, "figures", figures(view)),
        section(view, "claims", claims(view)),
        section(view, "publisher", by_publisher(view)),
    ];
    Panel {
        language: say(view.locale, "language", &[]),
        title: say(view.locale, "panel.title", &[]),
        about: about(view),
        bar: bar(view),
        sections: sections.into_iter().flatten().collect(),
        statements: section(view, "statements", statements(view)).unwrap_or_default(),
        legend: [
            (MarkStyle::Direct, "legend.direct"),
            (MarkStyle::Paraphrase, "legend.paraphrase"),
            (MarkStyle::Unnamed, "legend.unnamed"),
            (MarkStyle::Outlet, "legend.outlet"),
            (MarkStyle::Figure, "legend.figure"),
        ]
        .map(|(style, key)| (style, say(view.locale, key, &[])))
        .to_vec(),
        buttons: [
            "hide", "show", "close", "copy", "copied", "report", "previous", "next", "panel", "all", "check",
        ]
        .map(|key| (key.into(), say(view.locale, &format!("button.{key}"), &[])))
        .to_vec(),
    }
}

fn section(view: &View<'_>, key: &'static str, lines: Vec<Line>) -> Option<Section> {
    (!lines.is_empty()).then(|| Section {
        key: key.into(),
        title: say(view.locale, &format!("section.{key}"), &[]),
        lines,
    })
}

/// Title, outlet, day and author of the article, and what of it is not given.
fn about(view: &View<'_>) -> String {
    let metadata = view.metadata;
    let or = |known: Option<String>, key| known.unwrap_or_else(|| say(view.locale, key, &[]));
    let sentences = view.analysis.sentences.len();
    let title = view.title().map(str::to_owned);
    [
        title.unwrap_or_default(),
        or(metadata.outlet.clone(), "about.no_outlet"),
        or(view.published(), "about.no_date"),
        or(metadata.byline.clone(), "about.no_byline"),
        say_count(view.locale, "words.sentences", sentences, &sentences.to_string()),
    ]
    .iter()
    .map(|part| part.trim())
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

fn bar(view: &View<'_>) -> Vec<(Key, Line)> {
    let mut bar = ["named", "documents", "unnamed", "no_source"].map(|key| (key, Vec::new()));
    for (annotation, a) in view
        .attributions()
        .filter(|(annotation, _)| !annotation.is_unread())
    {
        let at = match a.source.and_then(|id| view.source(id)) {
            None if a.form == Form::Document => 1,
            None => 3,
            Some(s) if is_unnamed(s) => 2,
            Some(s) => match s.kind {
                SourceKind::Document | SourceKind::Dataset | SourceKind::Poll => 1,
                _ => 0,
            },
        };
        if let Some((_, annotations)) = bar.get_mut(at) {
            annotations.push(annotation.id);
        }
    }
    bar.map(|(key, annotations)| {
        let line = Line {
            text: say(view.locale, &format!("bar.{key}"), &[]),
            count: u32::try_from(annotations.len()).ok(),
            annotations,
            ..Line::default()
        };
        (key.into(), line)
    })
    .to_vec()
}

/// Characters of a statement's words in the list of all statements.
const EXCERPT: usize = 60;

/// All marked statements by source, most heard first; then those without one, and the outlet's own.
fn statements(view: &View<'_>) -> Vec<Line> {
    let mut sourceless = Vec::new();
    let mut own = Vec::new();
    for annotation in view.shown().filter(|a| is_marked(view, a)) {
        match &annotation.body {
            Body::Attribution(a) if a.source.is_none() => sourceless.push(annotation.id),
            Body::Claim(_) => own.push(annotation.id),
            _ => {}
        }
    }
    let mut lines: Vec<Line> = by_source(view)
        .into_iter()
        .map(|(id, annotations)| listed(view, view.name(id), annotations))
        .collect();
    for (key, annotations) in [("bar.no_source", sourceless), ("section.claims", own)] {
        if !annotations.is_empty() {
            lines.push(listed(view, say(view.locale, key, &[]), &annotations));
        }
    }
    lines
}

fn listed(view: &View<'_>, text: String, annotations: &[AnnotationId]) -> Line {
    let word = |&id| (excerpt(view, id), vec![id]);
    Line {
        text,
        count: u32::try_from(annotations.len()).ok(),
        words: annotations.iter().map(word).collect(),
        ..Line::default()
    }
}

/// The first words of a statement.
fn excerpt(view: &View<'_>, id: AnnotationId) -> String {
    let span = view.analysis.annotation(id).and_then(|a| a.content.first());
    let words = span.map_or("", |span| span.of(view.text));
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => {
            let cut = words.get(..end).unwrap_or(words);
            let cut = cut.rsplit_once(' ').map_or(cut, |(before, _)| before);
            [cut, "…"].concat()
        }
        None => words.to_owned(),
    }
}

/// What is not read since it is not English.
fn language(view: &View<'_>) -> Vec<Line> {
    let language = &view.analysis.language;
    let blocks = language.blocks.len();
    let text = match (language.foreign, blocks) {
        (true, _) => say(view.locale, "language.text", &[]),
        (false, 0) => return Vec::new(),
        (false, n) => say_count(view.locale, "language.blocks", n, &n.to_string()),
    };
    let unread = view.shown().filter(|annotation| annotation.is_unread());
    vec![Line {
        text,
        annotations: unread.map(|annotation| annotation.id).collect(),
        ..Line::default()
    }]
}

fn relays(view: &View<'_>) -> Vec<Line> {
    // Outlet, stated, inferred, annotations.
    let mut counts: Vec<(SourceId, u32, u32, Vec<AnnotationId>)> = Vec::new();
    let mut place = vec![None; view.analysis.sources.len()];
    for (annotation, a) in view.attributions() {
        for link in a.chain.iter().filter(|l| l.relation == LinkRelation::Relays) {
            let Some(slot) = place.get_mut(link.source.0 as usize) else {
                continue;
            };
            let at = *slot.get_or_insert_with(|| {
                counts.push((link.source, 0, 0, Vec::new()));
                counts.len() - 1
            });
            if let Some((_, stated, inferred, annotations)) = counts.get_mut(at) {
                *stated += u32::from(!link.inferred);
                *inferred += u32::from(link.inferred);
                annotations.push(annotation.id);
            }
        }
    }
    sort_by_number(&mut counts, |(_, stated, inferred, _)| {
        u64::from(!(stated + inferred))
    });
    let told = if counts.is_empty() {
        Vec::new()
    } else {
        told_to_this_outlet(view).collect()
    };
    counts
        .into_iter()
        .map(|(outlet, stated, inferred, annotations)| {
            let name = view.name(outlet);
            Line {
                text: match inferred {
                    0 => name,
                    n => say(
                        view.locale,
                        "relays.probably",
                        &[("name", &name), ("n", &n.to_string())],
                    ),
                },
                count: Some(stated),
                source: Some(outlet),
                annotations,
                ..Line::default()
            }
        })
        .chain(told)
        .collect()
}

/// How often somebody spoke to this outlet itself, as far as the text says.
fn told_to_this_outlet(view: &View<'_>) -> impl Iterator<Item = Line> {
    view.outlet().into_iter().map(|outlet| {
        let told = view
            .attributions()
            .filter(|(_, a)| a.addressee == Some(outlet.id));
        let annotations: Vec<_> = told.map(|(annotation, _)| annotation.id).collect();
        let key = if annotations.is_empty() {
            "relays.itself_none"
        } else {
            "relays.itself"
        };
        Line {
            text: say(view.locale, key, &[("outlet", &outlet.name)]),
            count: u32::try_from(annotations.len()).ok().filter(|&n| n > 0),
            annotations,
            ..Line::default()
        }
    })
}

fn words(view: &View<'_>) -> Vec<Line> {
    let summary = &view.analysis.summary;
    if summary.quoted_sentences + summary.quoted_phrases == 0 {
        return Vec::new();
    }
    let counted = |key, n: u32| say_count(view.locale, key, n as usize, &n.to_string());
    let direct = |form| matches!(form, Form::Direct | Form::Mixed | Form::Partial);
    let mut lines = vec![Line {
        text: say(
            view.locale,
            "words.share",
            &[
                ("sentences", &counted("words.sentences", summary.quoted_sentences)),
                ("phrases", &counted("words.phrases", summary.quoted_phrases)),
                (
                    "quoted",
                    &view.locale.number(Decimal::from(summary.quoted_characters)),
                ),
                ("all", &view.locale.number(Decimal::from(summary.characters))),
            ],
        ),
        annotations: view
            .attributions()
            .filter(|(_, a)| direct(a.form))
            .map(|(annotation, _)| annotation.id)
            .collect(),
        ..Line::default()
    }];
    let others: Vec<String> = [
        ("words.titles", QuotedKind::Title),
        ("words.nicknames", QuotedKind::Nickname),
        ("words.terms", QuotedKind::Term),
    ]
    .iter()
    .filter_map(|(key, kind)| {
        let count = view
            .analysis
            .quotations
            .iter()
            .filter(|q| q.kind == *kind)
            .count();
        (count > 0).then(|| say_count(view.locale, key, count, &count.to_string()))
    })
    .collect();
    if !others.is_empty() {
        lines.push(Line {
            text: say(view.locale, "words.others", &[("kinds", &others.join(", "))]),
            ..Line::default()
        });
    }
    lines
}

/// Sources with their shown attributions, most heard first.
fn by_source<'a>(view: &'a View<'_>) -> Vec<(SourceId, &'a [AnnotationId])> {
    let mut all: Vec<_> = view
        .analysis
        .sources
        .iter()
        .map(|s| (s.id, view.of_source(s.id)))
        .filter(|(_, list)| !list.is_empty())
        .collect();
    sort_by_number(&mut all, |(_, list)| {
        let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
        pair(!count, list.first().map_or(0, |id| id.0))
    });
    all
}

fn heard(view: &View<'_>) -> Vec<Line> {
    by_source(view)
        .into_iter()
        .map(|(id, annotations)| {
            let name = view.name(id);
            let role = view.source(id).and_then(|s| s.role.as_ref());
            Line {
                text: match role {
                    Some(role) => say(
                        view.locale,
                        "heard.role",
                        &[("name", &name), ("role", &role.text)],
                    ),
                    None => name,
                },
                count: u32::try_from(annotations.len()).ok(),
                source: Some(id),
                annotations: annotations.to_vec(),
                ..Line::default()
            }
        })
        .collect()
}

fn unnamed(view: &View<'_>) -> Vec<Line> {
    let counted = view.analysis.summary.unnamed_mentions;
    if counted.mentions == 0 {
        return Vec::new();
    }
    let annotations: Vec<_> = view
        .attributions()
        .filter(|(_, a)| a.source.and_then(|id| view.source(id)).is_some_and(is_unnamed))
        .map(|(annotation, _)| annotation.id)
        .collect();
    let of = counted.mentions.to_string();
    let line = |text| Line {
        text,
        annotations: annotations.clone(),
        ..Line::default()
    };
    let given = |key, n: u32| line(say(view.locale, key, &[("n", &n.to_string()), ("of", &of)]));
    vec![
        line(say_count(
            view.locale,
            "unnamed.mentions",
            counted.mentions as usize,
            &of,
        )),
        given("unnamed.reasons", counted.with_reason),
        given("unnamed.knowledge", counted.with_justification),
    ]
}

/// What the publisher has corrected, added and hidden; of what is hidden only the number.
fn by_publisher(view: &View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (change, key) in [
        (Change::Corrected, "publisher.corrections"),
        (Change::Added, "publisher.additions"),
        (Change::Hidden, "publisher.hidden"),
    ] {
        let mut ids = Vec::new();
        for annotation in &view.analysis.annotations {
            if annotation
                .publisher
                .as_ref()
                .is_some_and(|note| note.change == change)
            {
                ids.push(annotation.id);
            }
        }
        if ids.is_empty() {
            continue;
        }
        let count = u32::try_from(ids.len()).ok();
        if change == Change::Hidden {
            ids.clear();
        }
        lines.push(Line {
            text: say(view.locale, key, &[]),
            count,
            annotations: ids,
            ..Line::default()
        });
    }
    lines
}

fn headline(view: &View<'_>) -> Vec<Line> {
    view.shown()
        .filter_map(|annotation| match &annotation.body {
            Body::Claim(claim) if claim.attribution_dropped => Some((annotation.id, claim.headline_of)),
            _ => None,
        })
        .map(|(id, body)| {
            let body = body.filter(|&body| view.analysis.annotation(body).is_some_and(|a| !a.is_hidden()));
            let source = body.and_then(|body| match &view.analysis.annotation(body)?.body {
                Body::Attribution(a) => a.source,
                _ => None,
            });
            Line {
                text: match source {
                    Some(source) => say(view.locale, "headline.dropped_to", &[("who", &view.name(source))]),
                    None => say(view.locale, "headline.dropped", &[]),
                },
                source,
                annotations: [Some(id), body].into_iter().flatten().collect(),
                ..Line::default()
            }
        })
        .collect()
}

fn verbs(view: &View<'_>) -> Vec<Line> {
    by_source(view)
        .into_iter()
        .filter_map(|(id, annotations)| {
            // Verbs in the order of the text, each once, with what it introduces.
            let mut verbs: Vec<(String, Vec<AnnotationId>)> = Vec::new();
            for &annotation in annotations {
                let Some(Body::Attribution(a)) = view.analysis.annotation(annotation).map(|a| &a.body) else {
                    continue;
                };
                let Some(cue) = &a.cue else {
                    continue;
                };
                let verb = cue.verb(view.text);
                // The dash or colon of a credit is no verb.
                if !verb.contains(char::is_alphabetic) {
                    continue;
                }
                match verbs.iter_mut().find(|(v, _)| *v == verb) {
                    Some((_, introduced)) => introduced.push(annotation),
                    None => verbs.push((verb, vec![annotation])),
                }
            }
            if verbs.is_empty() {
                return None;
            }
            for (verb, introduced) in &mut verbs {
                if introduced.len() > 1 {
                    let n = introduced.len().to_string();
                    *verb = say(view.locale, "verbs.times", &[("verb", verb), ("n", &n)]);
                }
            }
            Some(Line {
                text: view.name(id),
                source: Some(id),
                annotations: annotations.to_vec(),
                words: verbs,
                count: None,
            })
        })
        .collect()
}

/// A line for each figure; a figure that is named again leads to all its mentions.
fn figures(view: &View<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for annotation in view.shown() {
        let Body::Figure(f) = &annotation.body else {
            continue;
        };
        let first = view.first_mention(annotation.id);
        // Lines stand in the order of their first annotations.
        match lines.binary_search_by_key(&Some(first), |line| line.annotations.first().copied()) {
            Ok(at) if first != annotation.id => {
                if let Some(line) = lines.get_mut(at) {
                    line.annotations.push(annotation.id);
                    line.count = u32::try_from(line.annotations.len()).ok();
                }
            }
            _ => lines.push(figure_line(view, annotation, f)),
        }
    }
    lines
}

fn figure_line(view: &View<'_>, annotation: &Annotation, f: &FigureAnnotation) -> Line {
    let figure = view.label(annotation);
    let giver = match f.status {
        FigureStatus::OutletVoice => None,
        FigureStatus::Agentless => Some(say(view.locale, "figures.no_giver", &[])),
        FigureStatus::Presupposed => Some(say(view.locale, "figures.unclear", &[])),
        _ => Some(giver(view, f).text),
    };
    let text = match giver {
        Some(giver) => say(
            view.locale,
            "figures.giver",
            &[("figure", &figure), ("giver", &giver)],
        ),
        None => figure,
    };
    let others = view
        .differing_from(annotation.id)
        .map(|(other, _)| view.label(other));
    Line {
        text: others.fold(text, |text, other| {
            say(
                view.locale,
                "figures.differs",
                &[("line", &text), ("figure", &other)],
            )
        }),
        source: f.source,
        annotations: vec![annotation.id],
        ..Line::default()
    }
}

fn claims(view: &View<'_>) -> Vec<Line> {
    let claims: Vec<_> = view
        .shown()
        .filter_map(|annotation| match &annotation.body {
            Body::Claim(claim) => Some((annotation.id, &claim.basis)),
            _ => None,
        })
        .collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let (mut on_documents, mut linked) = (Vec::new(), false);
    for (id, basis) in &claims {
        if let Basis::Document { source, .. } = basis {
            on_documents.push(*id);
            linked |= source.is_some_and(|id| view.is_linked(id));
        }
    }
    let mut lines = vec![Line {
        text: say_count(view.locale, "claims.all", claims.len(), &claims.len().to_string()),
        annotations: claims.iter().map(|(id, _)| *id).collect(),
        ..Line::default()
    }];
    if !on_documents.is_empty() {
        lines.push(Line {
            text: say(
                view.locale,
                if linked {
                    "claims.documents"
                } else {
                    "claims.unlinked"
                },
                &[],
            ),
            count: u32::try_from(on_documents.len()).ok(),
            annotations: on_documents,
            ..Line::default()
        });
    }
    lines
}
