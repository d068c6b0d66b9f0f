//! The panel: the sourcing of the whole article. Its counts are of what is shown, so that panel and page agree.

use super::label::is_unnamed;
use super::messages::{say, say_count};
use super::rows::giver;
use super::view::View;
use super::{Line, MarkStyle, Panel, Section};
use crate::analysis::{Annotation, AnnotationId, Body, FigureAnnotation, FigureStatus, SourceId};
use crate::attribution::quoted::QuotedKind;
use crate::attribution::{Form, LinkRelation};
use crate::claim::Basis;
use crate::figure::Decimal;
use crate::order::{pair, sort_by_number};
use crate::source::SourceKind;

/// Puts the panel together; sections with nothing to say are left out.
pub(super) fn panel(view: &View<'_>) -> Panel {
    let sections = [
        section("language", language(view)),
        section("relays", relays(view)),
        section("words", words(view)),
        section("heard", heard(view)),
        section("unnamed", unnamed(view)),
        section("headline", headline(view)),
        section("verbs", verbs(view)),
        section("figures", figures(view)),
        section("claims", claims(view)),
    ];
    Panel {
        title: say("panel.title", &[]),
        bar: bar(view),
        sections: sections.into_iter().flatten().collect(),
        legend: [
            (MarkStyle::Direct, "legend.direct"),
            (MarkStyle::Paraphrase, "legend.paraphrase"),
            (MarkStyle::Unnamed, "legend.unnamed"),
            (MarkStyle::Outlet, "legend.outlet"),
            (MarkStyle::Figure, "legend.figure"),
        ]
        .map(|(style, key)| (style, say(key, &[])))
        .to_vec(),
        buttons: [
            "hide", "show", "close", "copy", "copied", "report", "previous", "next", "panel", "all",
        ]
        .map(|key| (key, say(&format!("button.{key}"), &[])))
        .to_vec(),
    }
}

fn section(key: &'static str, lines: Vec<Line>) -> Option<Section> {
    (!lines.is_empty()).then(|| Section {
        key,
        title: say(&format!("section.{key}"), &[]),
        lines,
    })
}

fn bar(view: &View<'_>) -> Vec<(&'static str, String, u32)> {
    let (mut named, mut documents, mut unnamed, mut no_source) = (0, 0, 0, 0);
    for (_, a) in view
        .attributions()
        .filter(|(annotation, _)| !annotation.is_unread())
    {
        let count = match a.source.and_then(|id| view.source(id)) {
            None if a.form == Form::Document => &mut documents,
            None => &mut no_source,
            Some(s) if is_unnamed(s) => &mut unnamed,
            Some(s) => match s.kind {
                SourceKind::Document | SourceKind::Dataset | SourceKind::Poll => &mut documents,
                _ => &mut named,
            },
        };
        *count += 1;
    }
    [
        ("named", named),
        ("documents", documents),
        ("unnamed", unnamed),
        ("no_source", no_source),
    ]
    .map(|(key, count)| (key, say(&format!("bar.{key}"), &[]), count))
    .to_vec()
}

/// What is not read since it is not English.
fn language(view: &View<'_>) -> Vec<Line> {
    let language = &view.analysis.language;
    let blocks = language.blocks.len();
    let text = match (language.foreign, blocks) {
        (true, _) => say("language.text", &[]),
        (false, 0) => return Vec::new(),
        (false, n) => say_count("language.blocks", n, &n.to_string()),
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
                    n => say("relays.probably", &[("name", &name), ("n", &n.to_string())]),
                },
                count: Some(stated),
                source: Some(outlet),
                annotations,
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
            text: say(key, &[("outlet", &outlet.name)]),
            count: u32::try_from(annotations.len()).ok().filter(|&n| n > 0),
            source: None,
            annotations,
        }
    })
}

fn words(view: &View<'_>) -> Vec<Line> {
    let summary = &view.analysis.summary;
    if summary.quoted_sentences + summary.quoted_phrases == 0 {
        return Vec::new();
    }
    let counted = |key, n: u32| say_count(key, n as usize, &n.to_string());
    let direct = |form| matches!(form, Form::Direct | Form::Mixed | Form::Partial);
    let mut lines = vec![Line {
        text: say(
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
        (count > 0).then(|| say_count(key, count, &count.to_string()))
    })
    .collect();
    if !others.is_empty() {
        lines.push(Line {
            text: say("words.others", &[("kinds", &others.join(", "))]),
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
                    Some(role) => say("heard.role", &[("name", &name), ("role", &role.text)]),
                    None => name,
                },
                count: u32::try_from(annotations.len()).ok(),
                source: Some(id),
                annotations: annotations.to_vec(),
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
    let given = |key, n: u32| line(say(key, &[("n", &n.to_string()), ("of", &of)]));
    vec![
        line(say_count("unnamed.mentions", counted.mentions as usize, &of)),
        given("unnamed.reasons", counted.with_reason),
        given("unnamed.knowledge", counted.with_justification),
    ]
}

fn headline(view: &View<'_>) -> Vec<Line> {
    view.shown()
        .filter_map(|annotation| match &annotation.body {
            Body::Claim(claim) if claim.attribution_dropped => Some((annotation.id, claim.headline_of)),
            _ => None,
        })
        .map(|(id, body)| {
            let source = body.and_then(|body| match &view.analysis.annotation(body)?.body {
                Body::Attribution(a) => a.source,
                _ => None,
            });
            Line {
                text: match source {
                    Some(source) => say("headline.dropped_to", &[("who", &view.name(source))]),
                    None => say("headline.dropped", &[]),
                },
                source,
                annotations: [Some(id), body].into_iter().flatten().collect(),
                count: None,
            }
        })
        .collect()
}

fn verbs(view: &View<'_>) -> Vec<Line> {
    by_source(view)
        .into_iter()
        .filter_map(|(id, annotations)| {
            // Verbs in the order of the text, each once, with how often.
            let mut verbs: Vec<(String, u32)> = Vec::new();
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
                    Some((_, n)) => *n += 1,
                    None => verbs.push((verb, 1)),
                }
            }
            if verbs.is_empty() {
                return None;
            }
            let list: Vec<String> = verbs
                .into_iter()
                .map(|(verb, n)| match n {
                    1 => verb,
                    n => say("verbs.times", &[("verb", &verb), ("n", &n.to_string())]),
                })
                .collect();
            Some(Line {
                text: say(
                    "verbs.of",
                    &[("name", &view.name(id)), ("verbs", &list.join(", "))],
                ),
                count: None,
                source: Some(id),
                annotations: annotations.to_vec(),
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
        FigureStatus::Agentless => Some(say("figures.no_giver", &[])),
        FigureStatus::Presupposed => Some(say("figures.unclear", &[])),
        _ => Some(giver(view, f).text),
    };
    let text = match giver {
        Some(giver) => say("figures.giver", &[("figure", &figure), ("giver", &giver)]),
        None => figure,
    };
    let others = view
        .differing_from(annotation.id)
        .map(|(other, _)| view.label(other));
    Line {
        text: others.fold(text, |text, other| {
            say("figures.differs", &[("line", &text), ("figure", &other)])
        }),
        count: None,
        source: f.source,
        annotations: vec![annotation.id],
    }
}

fn claims(view: &View<'_>) -> Vec<Line> {
    let claims: Vec<_> = view
        .shown()
        .filter_map(|annotation| match &annotation.body {
            Body::Claim(claim) => Some((annotation.id, matches!(claim.basis, Basis::Document { .. }))),
            _ => None,
        })
        .collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let on_documents: Vec<_> = claims.iter().filter(|(_, d)| *d).map(|(id, _)| *id).collect();
    let mut lines = vec![Line {
        text: say_count("claims.all", claims.len(), &claims.len().to_string()),
        annotations: claims.iter().map(|(id, _)| *id).collect(),
        ..Line::default()
    }];
    if !on_documents.is_empty() {
        lines.push(Line {
            text: say("claims.documents", &[]),
            count: u32::try_from(on_documents.len()).ok(),
            annotations: on_documents,
            ..Line::default()
        });
    }
    lines
}
