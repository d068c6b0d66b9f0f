//! From statements, figures, hedges and claims to annotations: one list in the order of the text, with ids that
//! point at each other.

use crate::order::{missing_first, outer_first, sort_by_number};

use super::contents::Contents;
use super::place::Places;
use super::{Annotation, AnnotationId, Body, FigureAnnotation, FigureStatus};
use crate::attribution::{Attribution, Form, Hedge, Statement};
use crate::claim::{Claim, FoundClaim};
use crate::figure::{Figure, FigureKind};
use crate::source::{Source, Way};
use crate::span::Span;
use crate::text::Document;

/// What was found, before it is put together. `ways` runs along `statements`; `hedges` are in order and apart.
pub(super) struct Parts<'a> {
    pub document: &'a Document<'a>,
    pub statements: &'a [Statement],
    pub ways: &'a [Way],
    pub sources: &'a [Source],
    pub figures: &'a [Figure],
    pub hedges: &'a [Hedge],
    pub claims: &'a [FoundClaim],
}

/// The annotations, and which of them came from which statement (none for one without any words to mark).
pub(super) struct Assembled {
    pub annotations: Vec<Annotation>,
    pub of_statement: Vec<Option<AnnotationId>>,
}

/// What an annotation is made of, in the order in which those with equal spans stand.
#[derive(Clone, Copy)]
enum Part<'a> {
    Statement(usize, &'a Statement),
    Claim(&'a FoundClaim),
    Figure(&'a Figure),
    Hedge(usize, &'a Hedge),
}

/// Puts the parts together.
pub(super) fn assemble(parts: &Parts<'_>) -> Assembled {
    let ordered = in_order(parts);
    let mut ids = Ids {
        of_statement: vec![None; parts.statements.len()],
        of_hedge: vec![None; parts.hedges.len()],
    };
    for (id, (_, part)) in (0u32..).zip(&ordered) {
        let slot = match *part {
            Part::Statement(i, _) => ids.of_statement.get_mut(i),
            Part::Hedge(i, _) => ids.of_hedge.get_mut(i),
            Part::Claim(_) | Part::Figure(_) => None,
        };
        if let Some(slot) = slot {
            *slot = Some(AnnotationId(id));
        }
    }
    let places = Places::new(parts.document);
    let contents = Contents::new(parts.document, parts.statements);
    let annotations = (0u32..)
        .zip(ordered)
        .map(|(id, (content, part))| {
            let (confidence, found_by, body) = match part {
                Part::Statement(i, statement) => (
                    statement.confidence,
                    statement.found_by,
                    Body::Attribution(attribution(parts, &ids, i, statement)),
                ),
                Part::Claim(found) => (found.confidence, found.found_by, Body::Claim(claim(&ids, found))),
                Part::Figure(figure) => {
                    let body = figure_annotation(parts, &contents, &ids, figure);
                    (figure.confidence, figure.found_by, Body::Figure(Box::new(body)))
                }
                Part::Hedge(_, hedge) => (0.9, "hedge-list", Body::Hedge(*hedge)),
            };
            let first = content.first().copied().unwrap_or_default();
            Annotation {
                id: AnnotationId(id),
                place: places.of(parts.document, first),
                content,
                label: String::new(),
                confidence,
                found_by,
                publisher: None,
                body,
            }
        })
        .collect();
    Assembled {
        annotations,
        of_statement: ids.of_statement,
    }
}

/// The ids that statements and hedges got.
struct Ids {
    of_statement: Vec<Option<AnnotationId>>,
    of_hedge: Vec<Option<AnnotationId>>,
}

impl Ids {
    fn statement(&self, index: usize) -> Option<AnnotationId> {
        self.of_statement.get(index).copied().flatten()
    }
}

/// All parts with their contents, by first byte, longer ones first.
fn in_order<'a>(parts: &Parts<'a>) -> Vec<(Vec<Span>, Part<'a>)> {
    let statements = parts
        .statements
        .iter()
        .enumerate()
        .map(|(i, s)| (words_of(s), Part::Statement(i, s)));
    let claims = parts.claims.iter().map(|c| (vec![c.content], Part::Claim(c)));
    let figures = parts.figures.iter().map(|f| (vec![f.span], Part::Figure(f)));
    let hedges = parts
        .hedges
        .iter()
        .enumerate()
        .map(|(i, h)| (vec![h.span], Part::Hedge(i, h)));
    let mut all: Vec<_> = statements
        .chain(claims)
        .chain(figures)
        .chain(hedges)
        .filter(|(content, _)| content.iter().any(|s| !s.of(parts.document.text).is_empty()))
        .collect();
    // The sort is stable: parts with equal spans stay in the order of their kinds.
    sort_by_number(&mut all, |(content, _)| {
        missing_first(content.iter().copied().reduce(Span::cover).map(outer_first))
    });
    all
}

/// The words a statement's mark lies on: its content, or what there is of cue and mention ("declined to comment").
fn words_of(statement: &Statement) -> Vec<Span> {
    if statement.content.is_empty() {
        let cue = statement.cue.as_ref().map(|cue| cue.span);
        cue.or(statement.mention).into_iter().collect()
    } else {
        statement.content.clone()
    }
}

fn attribution(parts: &Parts<'_>, ids: &Ids, index: usize, statement: &Statement) -> Attribution {
    let way = parts.ways.get(index).cloned().unwrap_or_default();
    let source = way.origin.and_then(|id| parts.sources.get(id.0 as usize));
    let hedges = statement.hedges.iter().filter_map(|hedge| {
        let key = (hedge.span.start(), hedge.span.end());
        let at = parts
            .hedges
            .binary_search_by_key(&key, |h| (h.span.start(), h.span.end()))
            .ok()?;
        ids.of_hedge.get(at).copied().flatten()
    });
    Attribution {
        source: way.origin,
        mention: statement.mention,
        extent: Box::new(statement.extent.clone()),
        cue: statement.cue.clone(),
        second_cue: statement.second_cue.clone(),
        form: statement.form,
        quotes: statement.quotes.clone(),
        chain: way.chain,
        addressee: way.addressee,
        candidates: way.candidates,
        role: source.and_then(|s| Some(s.role.as_ref()?.text.clone())),
        stance: statement.stance,
        act: statement.act,
        hedges: hedges.collect(),
        negated: statement.negated,
        no_comment: statement.no_comment,
    }
}

fn claim(ids: &Ids, found: &FoundClaim) -> Claim {
    Claim {
        basis: found.basis.clone(),
        headline_of: found.headline_of.and_then(|i| ids.statement(i)),
        attribution_dropped: found.attribution_dropped,
    }
}

/// Whose figure it is: that of the innermost statement around it, unless it is taken for granted there.
fn figure_annotation(parts: &Parts<'_>, contents: &Contents, ids: &Ids, figure: &Figure) -> FigureAnnotation {
    let around = contents.innermost_around(parts.document, figure.span);
    let statement = around.and_then(|i| parts.statements.get(i));
    let quoted = parts.document.quotation_around(figure.span).is_some();
    let status = match statement {
        _ if quoted => FigureStatus::InQuote,
        None => FigureStatus::OutletVoice,
        Some(s) if s.form == Form::Agentless => FigureStatus::Agentless,
        Some(s) if s.form == Form::Document => FigureStatus::Document,
        Some(_) if is_presupposed(parts.document, figure) => FigureStatus::Presupposed,
        Some(_) => FigureStatus::Attributed,
    };
    let origin = around.and_then(|i| parts.ways.get(i)?.origin);
    FigureAnnotation {
        figure: figure.clone(),
        status,
        attribution: around.and_then(|i| ids.statement(i)),
        source: origin.filter(|_| status != FigureStatus::Presupposed),
    }
}

/// "the roughly $350 billion": a definite noun phrase takes for granted what it speaks of.
fn is_presupposed(document: &Document<'_>, figure: &Figure) -> bool {
    let counted = !matches!(
        figure.kind,
        FigureKind::Date
            | FigureKind::Time
            | FigureKind::Age
            | FigureKind::Ordinal
            | FigureKind::Score
            | FigureKind::Vague
    );
    let start = figure
        .approximator_span
        .map_or(figure.span.start(), |a| a.start().min(figure.span.start()));
    let first = document.tokens.partition_point(|t| t.span.start() < start);
    let before = first.checked_sub(1).map_or("", |i| document.word(i));
    counted && matches!(before, "the" | "The" | "those" | "these")
}
