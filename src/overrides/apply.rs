//! Overrides over an analysis.

use super::locate::Flat;
use super::{Kind, Orphan, Override, PUBLISHER, Reason};
use crate::analysis::{
    Analysis, Annotation, AnnotationId, Body, Change, FigureStatus, Place, PublisherNote, SourceId, revise,
};
use crate::article::Article;
use crate::attribution::{Attribution, Form, LinkRelation, Stance};
use crate::source::{Identity, Number, Source, SourceKind};
use crate::span::Span;

/// Follows `overrides`, one after the other; gives those that could not be followed.
pub fn apply(article: &Article, analysis: &mut Analysis, overrides: &[Override]) -> Vec<Orphan> {
    if overrides.is_empty() {
        return Vec::new();
    }
    let flat = Flat::new(&article.text);
    let mut orphans = Vec::new();
    for one in overrides {
        let followed = flat
            .find(&one.selector)
            .and_then(|span| follow(article, analysis, one, span));
        if let Err(reason) = followed {
            let exact = one.selector.exact.clone();
            orphans.push(Orphan { exact, reason });
        }
    }
    revise(article, analysis);
    orphans
}

fn follow(article: &Article, analysis: &mut Analysis, one: &Override, span: Span) -> Result<(), Reason> {
    let at = annotation_of(article, analysis, one, span);
    let at = match (one.change, at) {
        (Change::Added, Some(_)) => return Err(Reason::Known),
        (Change::Added, None) => add(article, analysis, span)?,
        (_, at) => at.ok_or(Reason::NoAnnotation)?,
    };
    let source = match one.change {
        Change::Hidden => None,
        _ => source_of(analysis, one, at),
    };
    let annotation = analysis.annotations.get_mut(at).ok_or(Reason::NoAnnotation)?;
    if one.change != Change::Hidden {
        let Body::Attribution(attribution) = &mut annotation.body else {
            return Err(Reason::NoStatement);
        };
        if let Some(source) = source {
            attribute(attribution, source);
        }
        if one.role.is_some() {
            attribution.role.clone_from(&one.role);
        }
        // What a publisher says of a statement is not guessed.
        annotation.confidence = 1.0;
    }
    note(annotation, one);
    let id = annotation.id;
    let source = match one.change {
        Change::Hidden => None,
        _ => source_of_statement(annotation),
    };
    if one.change == Change::Hidden || one.source.is_some() {
        give(analysis, id, source);
    }
    Ok(())
}

fn source_of_statement(annotation: &Annotation) -> Option<SourceId> {
    match &annotation.body {
        Body::Attribution(attribution) => attribution.source,
        _ => None,
    }
}

/// Says of the figures in a statement that `source` gives them; without one they stand in nobody's statement.
fn give(analysis: &mut Analysis, statement: AnnotationId, source: Option<SourceId>) {
    for annotation in &mut analysis.annotations {
        let Body::Figure(figure) = &mut annotation.body else {
            continue;
        };
        if figure.attribution != Some(statement) {
            continue;
        }
        if source.is_none() {
            figure.attribution = None;
            if figure.status != FigureStatus::InQuote {
                figure.status = FigureStatus::Agentless;
            }
        } else if figure.status == FigureStatus::Agentless {
            figure.status = FigureStatus::Attributed;
        }
        if figure.status != FigureStatus::Presupposed {
            figure.source = source;
        }
    }
}

/// The annotation that has just these words, signs around them left aside.
fn annotation_of(article: &Article, analysis: &Analysis, one: &Override, span: Span) -> Option<usize> {
    let words = bare(article, span);
    let kinds: &[Kind] = match (one.change, &one.kind) {
        (Change::Added, _) => &[Kind::Attribution],
        (_, Some(kind)) => core::slice::from_ref(kind),
        (_, None) => &[Kind::Attribution, Kind::Claim, Kind::Figure],
    };
    kinds.iter().find_map(|&kind| {
        analysis.annotations.iter().position(|annotation| {
            let whole = annotation.content.iter().copied().reduce(Span::cover);
            kind_of(annotation) == Some(kind)
                && annotation
                    .content
                    .iter()
                    .copied()
                    .chain(whole)
                    .any(|piece| bare(article, piece) == words)
        })
    })
}

fn kind_of(annotation: &Annotation) -> Option<Kind> {
    match annotation.body {
        Body::Attribution(_) => Some(Kind::Attribution),
        Body::Claim(_) => Some(Kind::Claim),
        Body::Figure(_) => Some(Kind::Figure),
        Body::Hedge(_) => None,
    }
}

/// Without quotation marks, stops and spaces at either end.
fn bare(article: &Article, span: Span) -> Span {
    let is_sign = |c: char| !c.is_alphanumeric();
    let words = span.of(&article.text);
    let left = words.len() - words.trim_start_matches(is_sign).len();
    let length = words.trim_matches(is_sign).len();
    let start = span.start() + u32::try_from(left).unwrap_or(0);
    Span::new(start, start + u32::try_from(length).unwrap_or(0))
}

/// Puts a statement with these words behind the others; says where it is.
fn add(article: &Article, analysis: &mut Analysis, span: Span) -> Result<usize, Reason> {
    let words = span.of(&article.text);
    let within = article
        .blocks
        .iter()
        .find(|block| block.span.contains(span))
        .ok_or(Reason::Divided)?;
    let is_quote = words.starts_with(OPENING) && words.ends_with(CLOSING);
    let at = analysis.annotations.len();
    analysis.annotations.push(Annotation {
        id: AnnotationId(u32::try_from(at).unwrap_or(u32::MAX)),
        content: vec![span],
        label: String::new(),
        place: Place {
            within: within.kind,
            paragraph: 0,
            of_paragraphs: 0,
            sentence: 0,
            percent: 0,
        },
        confidence: 1.0,
        found_by: PUBLISHER,
        publisher: None,
        body: Body::Attribution(Attribution {
            source: None,
            mention: None,
            extent: Box::default(),
            cue: None,
            second_cue: None,
            form: if is_quote { Form::Direct } else { Form::Indirect },
            quotes: is_quote.then_some(span).into_iter().collect(),
            chain: Vec::new(),
            addressee: None,
            candidates: Vec::new(),
            role: None,
            stance: Stance::Neutral,
            act: "say",
            hedges: Vec::new(),
            negated: false,
            no_comment: false,
        }),
    });
    Ok(at)
}

const OPENING: [char; 4] = ['“', '"', '‘', '«'];
const CLOSING: [char; 4] = ['”', '"', '’', '»'];

/// The source that the override names: one of the article's, else a new one.
fn source_of(analysis: &mut Analysis, one: &Override, at: usize) -> Option<SourceId> {
    let name = one.source.as_ref()?;
    let is_it = |source: &&Source| source.name == *name || source.aliases.contains(name);
    if let Some(known) = analysis.sources.iter().find(is_it) {
        return Some(known.id);
    }
    let kind = one.source_kind.unwrap_or(SourceKind::Person);
    let is_unnamed = matches!(kind, SourceKind::UnnamedPerson | SourceKind::UnnamedGroup);
    let id = SourceId(u32::try_from(analysis.sources.len()).ok()?);
    // Nobody needs a source of what cannot be corrected.
    matches!(analysis.annotations.get(at)?.body, Body::Attribution(_)).then(|| {
        analysis.sources.push(Source {
            id,
            name: name.clone(),
            aliases: Vec::new(),
            identity: if is_unnamed {
                Identity::Unnamed
            } else {
                Identity::Named
            },
            kind,
            role: None,
            organisation: None,
            number: if kind == SourceKind::UnnamedGroup {
                Number::Several
            } else {
                Number::One
            },
            mentions: Vec::new(),
            justification: None,
            anonymity_reason: None,
            link: None,
        });
        id
    })
}

fn attribute(attribution: &mut Attribution, source: SourceId) {
    attribution.source = Some(source);
    attribution.candidates.clear();
    // The role was that of another.
    attribution.role = None;
    if attribution.form == Form::Agentless {
        attribution.form = Form::Indirect;
    }
    for link in &mut attribution.chain {
        if link.relation == LinkRelation::Origin {
            link.source = source;
            link.cue = None;
            link.inferred = false;
        }
    }
}

/// Keeps what the publisher has said, over what an earlier override of the same annotation has said.
fn note(annotation: &mut Annotation, one: &Override) {
    let change = match annotation.found_by {
        PUBLISHER if one.change == Change::Corrected => Change::Added,
        _ => one.change,
    };
    let before = annotation.publisher.take();
    let note = annotation.publisher.insert(before.unwrap_or_else(|| {
        Box::new(PublisherNote {
            change,
            source: None,
            role: None,
            link: None,
            why_unnamed: None,
            note: None,
        })
    }));
    note.change = change;
    for (new, kept) in [
        (&one.source, &mut note.source),
        (&one.role, &mut note.role),
        (&one.link, &mut note.link),
        (&one.why_unnamed, &mut note.why_unnamed),
        (&one.note, &mut note.note),
    ] {
        if new.is_some() {
            kept.clone_from(new);
        }
    }
}
