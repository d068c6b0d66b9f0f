//! The lines of a card, kind by kind. A line with nothing to say is left out.

use super::absence::not_given;
use super::figure::in_si;
use super::label::{is_unnamed, quoted_words, short_name};
use super::messages::{number_word, say, say_count};
use super::view::View;
use super::{Part, Row};
use crate::analysis::{Annotation, AnnotationId, Body, Change, FigureAnnotation, FigureStatus};
use crate::attribution::{Attribution, Form, LinkRelation, Stance};
use crate::claim::{Basis, Claim};
use crate::figure::{Figure, FigureKind};
use crate::source::{Identity, Mention, Number, Source, SourceKind};
use crate::span::Span;

/// The lines of an annotation's card, in order.
pub(super) fn rows(view: &View<'_>, annotation: &Annotation) -> Vec<Row> {
    match &annotation.body {
        Body::Attribution(a) => of_attribution(view, annotation, a),
        Body::Claim(claim) => of_claim(view, claim),
        Body::Figure(f) => of_figure(view, annotation.id, f),
        Body::Hedge(_) => Vec::new(),
    }
}

fn of_attribution(view: &View<'_>, annotation: &Annotation, a: &Attribution) -> Vec<Row> {
    let unread = annotation.is_unread();
    let absent = if unread {
        Vec::new()
    } else {
        not_given(view, annotation, a)
    };
    let absent = absent.into_iter().map(plain);
    let hedges = a
        .hedges
        .iter()
        .filter_map(|&id| view.analysis.annotation(id)?.content.first().copied())
        .map(|span| shown(span.of(view.text).to_owned(), span));
    let figures =
        view.figures_in(annotation.id)
            .iter()
            .filter_map(|&id| match &view.analysis.annotation(id)?.body {
                Body::Figure(f) => Some(figure_of(view, &f.figure)),
                _ => None,
            });
    [
        row(
            view,
            "who",
            if unread {
                Vec::new()
            } else {
                who(view, annotation, a)
            },
        ),
        row(view, "way", way(view, a)),
        row(view, "words", words(view, annotation, a)),
        row(view, "verb", verb(view, a)),
        row(view, "firm", listed(view, hedges)),
        row(view, "figure", listed(view, figures)),
        row(view, "not_given", listed(view, absent)),
        row(view, "publisher", by_publisher(view, annotation)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the publisher says that the text does not.
fn by_publisher(view: &View<'_>, annotation: &Annotation) -> Vec<Part> {
    let mut parts = Vec::new();
    let Some(note) = &annotation.publisher else {
        return parts;
    };
    let change = match note.change {
        Change::Added => "publisher.added",
        Change::Hidden | Change::Corrected => "publisher.corrected",
    };
    parts.push(plain(say(view.locale, change, &[])));
    for (key, words) in [
        ("publisher.source", &note.source),
        ("publisher.role", &note.role),
        ("publisher.why", &note.why_unnamed),
        ("publisher.link", &note.link),
        ("publisher.note", &note.note),
    ] {
        if let Some(words) = words {
            let is_link = key == "publisher.link";
            parts.push(Part {
                link: safe(Some(words)).filter(|_| is_link),
                ..plain(say(view.locale, key, &[("words", words)]))
            });
        }
    }
    listed(view, parts.into_iter())
}

fn who(view: &View<'_>, annotation: &Annotation, a: &Attribution) -> Vec<Part> {
    let Some(source) = a.source.and_then(|id| view.source(id)) else {
        return vec![nobody(view, a)];
    };
    let note = annotation.publisher.as_deref();
    let mut parts = if is_unnamed(source) {
        unnamed(view, source)
    } else {
        named(view, source, a, note.is_some_and(|note| note.role.is_some()))
    };
    if let (Some(name), Some(link)) = (
        parts.first_mut(),
        safe(note.and_then(|note| note.link.as_deref())),
    ) {
        name.link = Some(link);
    }
    // "she", "the spokesman": the words on the spot do not name the source.
    if let Some(mention) = a.mention {
        let here = mention.of(view.text);
        if !here.is_empty() && !is_unnamed(source) && !shares_a_word(here, &source.name) {
            parts.push(Part {
                inferred: true,
                ..shown(say(view.locale, "who.here", &[("words", here)]), mention)
            });
        }
    }
    listed(view, parts.into_iter())
}

fn nobody(view: &View<'_>, a: &Attribution) -> Part {
    let names: Vec<&str> = a
        .candidates
        .iter()
        .filter_map(|&id| Some(view.source(id)?.name.as_str()))
        .collect();
    match (a.mention, &a.cue) {
        (Some(mention), _) if !names.is_empty() => {
            let (first, second) = (names.first().unwrap_or(&""), names.get(1).unwrap_or(&""));
            shown(
                say(
                    view.locale,
                    "who.one_of",
                    &[
                        ("words", mention.of(view.text)),
                        ("first", first),
                        ("second", second),
                    ],
                ),
                mention,
            )
        }
        (Some(mention), _) => shown(mention.of(view.text).to_owned(), mention),
        (None, Some(cue)) => shown(
            say(view.locale, "who.not_said", &[("words", cue.span.of(view.text))]),
            cue.span,
        ),
        (None, None) => plain(say(view.locale, "who.nobody", &[])),
    }
}

/// `told`: the publisher says in which role.
fn named(view: &View<'_>, source: &Source, a: &Attribution, told: bool) -> Vec<Part> {
    let first = source.mentions.iter().find(|m| !m.pronoun).map(|m| m.span);
    let mut parts = vec![Part {
        span: first.or(a.mention),
        link: safe(source.link.as_deref()),
        ..plain(source.name.clone())
    }];
    let role = source.role.as_ref().filter(|_| !told);
    if let Some(role) = role {
        parts.push(shown(role.text.clone(), role.span));
    } else if let Some(role) = &a.role {
        parts.push(written(view, role));
    }
    if let Some(organisation) = &source.organisation
        && !role.is_some_and(|r| r.text.contains(organisation.as_str()))
        && !source.name.contains(organisation.as_str())
    {
        parts.push(written(view, organisation));
    }
    parts.extend(source.justification.map(|span| knows(view, span)));
    parts
}

fn unnamed(view: &View<'_>, source: &Source) -> Vec<Part> {
    let first = source.mentions.iter().find(|m| !m.pronoun).map(|m| m.span);
    let count = match (source.kind, source.number) {
        (SourceKind::UnnamedPerson, _) | (SourceKind::Person, Number::One) => {
            say(view.locale, "who.unnamed_person", &[])
        }
        (_, Number::Exactly(n)) if n > 1 => say(
            view.locale,
            "who.unnamed_people.counted",
            &[(
                "n",
                &number_word(view.locale, usize::try_from(n).unwrap_or(usize::MAX)),
            )],
        ),
        _ => say(view.locale, "who.unnamed_people", &[]),
    };
    let mut parts = vec![Part {
        span: first,
        ..plain(source.name.clone())
    }];
    match source.identity {
        Identity::Generic => parts.push(plain(say(view.locale, "who.generic", &[]))),
        _ => parts.push(Part {
            span: first,
            ..plain(count)
        }),
    }
    if let Some(role) = &source.role
        && !source.name.contains(role.text.as_str())
    {
        parts.push(shown(role.text.clone(), role.span));
    }
    if let Some(organisation) = &source.organisation
        && !source.name.contains(organisation.as_str())
    {
        parts.push(written(view, organisation));
    }
    if let Some(span) = source.justification
        && !source.name.contains(span.of(view.text))
    {
        parts.push(knows(view, span));
    }
    if let Some(span) = source.anonymity_reason {
        parts.push(shown(
            say(view.locale, "who.reason", &[("words", span.of(view.text))]),
            span,
        ));
    }
    parts
}

fn knows(view: &View<'_>, span: Span) -> Part {
    shown(
        say(view.locale, "who.knows", &[("words", span.of(view.text))]),
        span,
    )
}

/// The way from this outlet to the origin, where somebody stands between.
fn way(view: &View<'_>, a: &Attribution) -> Vec<Part> {
    if !a.chain.iter().any(|link| link.relation == LinkRelation::Relays) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for link in &a.chain {
        let Some(source) = view.source(link.source) else {
            continue;
        };
        if !parts.is_empty() {
            parts.push(Part {
                separator: true,
                ..plain(say(view.locale, "way.arrow", &[]))
            });
        }
        let named = |m: &&Mention| !m.pronoun;
        parts.push(Part {
            span: link.cue.or(source.mentions.iter().find(named).map(|m| m.span)),
            inferred: link.inferred,
            link: safe(source.link.as_deref()),
            ..plain(short_name(source, view.locale))
        });
    }
    parts
}

fn words(view: &View<'_>, annotation: &Annotation, a: &Attribution) -> Vec<Part> {
    let quoted = quoted_words(view.text, &a.quotes);
    let text = match a.form {
        _ if a.no_comment => say(view.locale, "words.no_comment", &[]),
        _ if a.negated => say(view.locale, "words.negated", &[]),
        Form::Direct => say(view.locale, "words.direct", &[]),
        Form::Mixed => say_count(
            view.locale,
            "words.mixed",
            quoted,
            &number_word(view.locale, quoted),
        ),
        Form::Partial => say_count(
            view.locale,
            "words.partial",
            quoted,
            &number_word(view.locale, quoted),
        ),
        Form::Indirect => say(view.locale, "words.indirect", &[]),
        Form::Document => say(view.locale, "words.document", &[]),
        Form::SpeechAct => say(view.locale, "words.speech_act", &[]),
        Form::Agentless => return Vec::new(),
    };
    vec![Part {
        span: a.quotes.first().or(annotation.content.first()).copied(),
        ..plain(text)
    }]
}

/// The outlet's verb, only where it is not neutral.
fn verb(view: &View<'_>, a: &Attribution) -> Vec<Part> {
    let key = match a.stance {
        Stance::Neutral => return Vec::new(),
        Stance::Endorsing => "verb.endorsing",
        Stance::Distancing => "verb.distancing",
        Stance::Evaluative => "verb.evaluative",
    };
    let Some(cue) = &a.cue else {
        return Vec::new();
    };
    vec![shown(
        say(view.locale, key, &[("verb", cue.span.of(view.text))]),
        cue.span,
    )]
}

fn of_claim(view: &View<'_>, claim: &Claim) -> Vec<Row> {
    let basis = match &claim.basis {
        Basis::None => plain(say(view.locale, "basis.none", &[])),
        Basis::Document { source, mention } => {
            let source = source.and_then(|id| view.source(id));
            let name = source.map_or_else(|| mention.of(view.text).to_owned(), |s| s.name.clone());
            Part {
                link: safe(source.and_then(|s| s.link.as_deref())),
                ..shown(say(view.locale, "basis.document", &[("name", &name)]), *mention)
            }
        }
        Basis::Link(url) => Part {
            link: safe(Some(url)),
            ..plain(url.clone())
        },
    };
    let body = claim
        .headline_of
        .and_then(|id| view.analysis.annotation(id))
        .filter(|body| !body.is_hidden());
    let says = body.map(|body| Part {
        span: body.content.first().copied(),
        ..plain(view.label(body))
    });
    // What the text says tells more than that the headline rests on nothing.
    let basis = (says.is_none() || claim.basis != Basis::None).then_some(basis);
    [
        row(view, "headline", says.into_iter().collect()),
        row(view, "basis", basis.into_iter().collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_figure(view: &View<'_>, id: AnnotationId, f: &FigureAnnotation) -> Vec<Row> {
    let reading = &f.figure;
    let measure = measured(view, reading).map(|(span, words)| shown(words.to_owned(), span));
    let day = view.published().filter(|_| reading.anchored);
    let anchor = day.map(|day| Part {
        inferred: true,
        ..plain(say(view.locale, "anchor.published", &[("day", &day)]))
    });
    let si = in_si(reading, view.locale).map(plain);
    let change = reading.change.map(|change| {
        let role = match change.role {
            crate::figure::ChangeRole::By => "change.by",
            crate::figure::ChangeRole::From => "change.from",
            crate::figure::ChangeRole::To => "change.to",
        };
        let direction = change.up.map(|up| if up { "change.up" } else { "change.down" });
        let words = [direction, Some(role)]
            .into_iter()
            .flatten()
            .map(|key| say(view.locale, key, &[]));
        shown(words.collect::<Vec<_>>().join(" "), reading.span)
    });
    let base = reading.change.and_then(|change| change.base);
    let base = base.map(|span| shown(span.of(view.text).to_owned(), span));
    [
        row(view, "anchor", anchor.into_iter().collect()),
        row(view, "si", si.into_iter().collect()),
        row(view, "of", measure.into_iter().collect()),
        row(view, "change", listed(view, change.into_iter().chain(base))),
        row(view, "giver", vec![giver(view, f)]),
        row(view, "mentions", mentions(view, id)),
        row(
            view,
            "differs",
            listed(
                view,
                view.differing_from(id)
                    .map(|(other, f)| differing(view, other, f)),
            ),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a figure measures, where the figure does not say so itself: a count ends with what it counts.
fn measured<'a>(view: &View<'a>, reading: &Figure) -> Option<(Span, &'a str)> {
    let measure = reading.measure.map(|span| (span, span.of(view.text)));
    measure.filter(|(_, words)| reading.kind != FigureKind::Count || !view.figure(reading).ends_with(words))
}

/// A figure inside a statement, with what it measures.
fn figure_of(view: &View<'_>, reading: &Figure) -> Part {
    let figure = view.figure(reading);
    let text = match measured(view, reading) {
        Some((_, words)) => say(
            view.locale,
            "figures.giver",
            &[("figure", &figure), ("giver", words)],
        ),
        None => figure,
    };
    shown(text, reading.span)
}

/// Where the same figure stands for the first time, where that is elsewhere.
fn mentions(view: &View<'_>, id: AnnotationId) -> Vec<Part> {
    let first = view.first_mention(id);
    let first = Some(first).filter(|&first| first != id);
    let annotation = first.and_then(|first| view.analysis.annotation(first));
    annotation
        .map(|a| Part {
            span: a.content.first().copied(),
            ..plain(say(
                view.locale,
                "mentions.first",
                &[("place", &view.place(a.place))],
            ))
        })
        .into_iter()
        .collect()
}

/// Another figure for the same, and who gives it.
fn differing(view: &View<'_>, annotation: &Annotation, f: &FigureAnnotation) -> Part {
    let (figure, giver) = (view.label(annotation), giver(view, f).text);
    Part {
        span: annotation.content.first().copied(),
        ..plain(say(
            view.locale,
            "figures.giver",
            &[("figure", &figure), ("giver", &giver)],
        ))
    }
}

/// Who gives a figure, as far as the text says.
pub(super) fn giver(view: &View<'_>, f: &FigureAnnotation) -> Part {
    let around = f.attribution.and_then(|id| view.analysis.annotation(id));
    let attribution = match around.map(|a| &a.body) {
        Some(Body::Attribution(a)) => Some(a),
        _ => None,
    };
    let source = f
        .source
        .or(attribution.and_then(|a| a.source))
        .and_then(|id| view.source(id));
    let who = source.map(|source| short_name(source, view.locale));
    let key = match (f.status, &who) {
        (FigureStatus::OutletVoice, _) => "giver.outlet",
        (FigureStatus::Presupposed, Some(_)) => "giver.presupposed",
        (FigureStatus::InQuote, Some(_)) => "giver.in_quote",
        (FigureStatus::InQuote, None) => "giver.quote",
        (FigureStatus::Document, Some(_)) => "giver.document",
        (FigureStatus::Attributed, Some(_)) => "giver.attributed",
        (FigureStatus::Agentless, _) | (_, None) => "giver.nobody",
    };
    let who = who.unwrap_or_default();
    Part {
        span: attribution.and_then(|a| a.mention.or(a.cue.as_ref().map(|c| c.span))),
        ..plain(say(view.locale, key, &[("who", &who)]))
    }
}

fn row(view: &View<'_>, key: &'static str, parts: Vec<Part>) -> Option<Row> {
    (!parts.is_empty()).then(|| Row {
        key: key.into(),
        name: say(view.locale, &format!("row.{key}"), &[]),
        parts,
    })
}

/// Parts with a quiet separator between them.
fn listed(view: &View<'_>, parts: impl Iterator<Item = Part>) -> Vec<Part> {
    let mut list = Vec::new();
    for part in parts {
        if !list.is_empty() {
            list.push(Part {
                separator: true,
                ..plain(say(view.locale, "list.and", &[]))
            });
        }
        list.push(part);
    }
    list
}

fn plain(text: String) -> Part {
    Part {
        text,
        span: None,
        inferred: false,
        separator: false,
        link: None,
    }
}

fn shown(text: String, span: Span) -> Part {
    Part {
        span: Some(span),
        ..plain(text)
    }
}

/// Words of the analysis that stand somewhere in the text.
fn written(view: &View<'_>, words: &str) -> Part {
    let start = view.text.find(words).and_then(|at| u32::try_from(at).ok());
    let length = u32::try_from(words.len()).ok();
    let end = start.zip(length).map(|(start, length)| start + length);
    Part {
        span: start.zip(end).map(|(start, end)| Span::new(start, end)),
        ..plain(words.to_owned())
    }
}

/// Only addresses that a browser opens as a page.
pub(super) fn safe(link: Option<&str>) -> Option<String> {
    let link = link?;
    let scheme = link
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")).then(|| link.to_owned())
}

fn shares_a_word(here: &str, name: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2)
            .map(str::to_lowercase)
            .collect()
    };
    let names = words(name);
    words(here).iter().any(|w| names.contains(w))
}
