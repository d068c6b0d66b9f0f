//! Tests of the assembly with statements and ways as the engines would give them.

use super::*;
use crate::article::{Article, BlockKind};
use crate::attribution::{ChainLink, Cue, Extent, Form, HedgeKind, LinkRelation, Stance, Statement, hedge};
use crate::figure::{Approximator, Figure, FigureKind};
use crate::source::{Identity, Mention, Number, Source, SourceKind, Way};
use crate::span::Span;

/// A text with the parts that engines found in it, given by their words.
struct Case {
    article: Article,
    statements: Vec<Statement>,
    ways: Vec<Way>,
    sources: Vec<Source>,
    figures: Vec<Figure>,
}

impl Case {
    fn new(text: &str) -> Self {
        Self {
            article: Article::from_plain_text(text),
            statements: Vec::new(),
            ways: Vec::new(),
            sources: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// Where `words` stand first.
    fn span(&self, words: &str) -> Span {
        let start = self.article.text.find(words).unwrap();
        Span::new(
            u32::try_from(start).unwrap(),
            u32::try_from(start + words.len()).unwrap(),
        )
    }

    fn source(&mut self, name: &str, kind: SourceKind) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap());
        let identity = if kind == SourceKind::UnnamedGroup {
            Identity::Unnamed
        } else {
            Identity::Named
        };
        self.sources.push(Source {
            id,
            name: name.to_owned(),
            aliases: Vec::new(),
            identity,
            kind,
            role: None,
            organisation: None,
            number: Number::One,
            mentions: vec![Mention {
                span: self.span(name),
                pronoun: false,
            }],
            justification: None,
            anonymity_reason: None,
            link: None,
        });
        id
    }

    fn statement(&mut self, form: Form, content: &[&str], cue: &str, source: Option<SourceId>) {
        let content: Vec<Span> = content.iter().map(|words| self.span(words)).collect();
        let cue = Cue {
            span: self.span(cue),
            lemma: cue.to_owned(),
        };
        self.statements.push(Statement {
            extent: Extent::default(),
            mention: source.map(|_| cue.span),
            content,
            cue: Some(cue),
            second_cue: None,
            relays: Vec::new(),
            addressee: None,
            form,
            quotes: Vec::new(),
            stance: Stance::Neutral,
            act: "say",
            hedges: Vec::new(),
            negated: false,
            no_comment: false,
            continues: None,
            confidence: 0.9,
            found_by: "test",
        });
        self.ways.push(Way {
            origin: source,
            ..Way::default()
        });
    }

    fn figure(&mut self, words: &str, kind: FigureKind, value: i64, approximator: Option<&str>) {
        self.figures.push(Figure {
            span: self.span(words),
            kind,
            value: Some(value.into()),
            low: None,
            high: None,
            values: Vec::new(),
            time: None,
            anchored: false,
            unit: None,
            currency: None,
            per: None,
            si: None,
            approximator: if approximator.is_some() {
                Approximator::About
            } else {
                Approximator::Exact
            },
            approximator_span: approximator.map(|words| self.span(words)),
            measure: None,
            change: None,
            normalised: value.to_string(),
            confidence: 0.9,
            found_by: "test",
        });
    }

    fn analyse(mut self) -> (Vec<Annotation>, Vec<Relation>, Summary) {
        let document = Document::read(&self.article);
        let hedges = hedge::find(&document, &self.figures);
        hedge::attach(&hedges, &mut self.statements);
        let claims = crate::claim::find(&document, &[], &self.figures, &self.statements, &self.sources);
        let parts = assemble::Parts {
            document: &document,
            statements: &self.statements,
            ways: &self.ways,
            sources: &self.sources,
            figures: &self.figures,
            hedges: &hedges,
            claims: &claims,
        };
        let assembled = assemble::assemble(&parts);
        let relations = relations::find(&parts, &assembled.annotations, &assembled.of_statement, &[]);
        let summary = summary::count(&document, &assembled.annotations, &self.sources);
        (assembled.annotations, relations, summary)
    }
}

fn attribution(annotation: &Annotation) -> &crate::attribution::Attribution {
    match &annotation.body {
        Body::Attribution(attribution) => attribution,
        other => panic!("no attribution but {other:?}"),
    }
}

fn figures(annotations: &[Annotation]) -> Vec<(FigureStatus, Option<AnnotationId>, Option<SourceId>)> {
    let of = |a: &Annotation| match &a.body {
        Body::Figure(f) => Some((f.status, f.attribution, f.source)),
        _ => None,
    };
    annotations.iter().filter_map(of).collect()
}

#[test]
fn hedges_are_listed_where_they_stand() {
    let mut case = Case::new("Ann Lee said the bridge could close if it rains. The tower may stay.");
    let lee = case.source("Ann Lee", SourceKind::Person);
    case.statement(
        Form::Indirect,
        &["the bridge could close if it rains"],
        "said",
        Some(lee),
    );
    let (annotations, _, _) = case.analyse();
    let hedges: Vec<_> = annotations
        .iter()
        .filter_map(|a| match a.body {
            Body::Hedge(h) => Some((a.id, h.kind)),
            _ => None,
        })
        .collect();
    assert_eq!(
        hedges.iter().map(|h| h.1).collect::<Vec<_>>(),
        [HedgeKind::Modal, HedgeKind::Condition, HedgeKind::Modal]
    );
    assert_eq!(attribution(&annotations[0]).hedges, [hedges[0].0, hedges[1].0]);
}

#[test]
fn a_statement_without_a_source_lists_its_own_cue_as_hedge() {
    let mut case = Case::new("The council is expected to close the bridge.");
    case.statement(
        Form::Agentless,
        &["The council", "close the bridge"],
        "is expected to",
        None,
    );
    let (annotations, _, summary) = case.analyse();
    assert_eq!(attribution(&annotations[0]).hedges.len(), 1);
    assert_eq!(summary.no_source, 1);
}

#[test]
fn figures_know_whose_they_are() {
    let mut case = Case::new(
        "The bridge has 12 arches. Ann Lee said it needs 40 bolts for the roughly 700 beams. “We have 3,000,” Lee told us.",
    );
    let lee = case.source("Ann Lee", SourceKind::Person);
    case.statement(
        Form::Indirect,
        &["it needs 40 bolts for the roughly 700 beams"],
        "said",
        Some(lee),
    );
    case.statement(Form::Direct, &["“We have 3,000,”"], "told", Some(lee));
    case.figure("12", FigureKind::Count, 12, None);
    case.figure("40", FigureKind::Count, 40, None);
    case.figure("700", FigureKind::Count, 700, Some("roughly"));
    case.figure("3,000", FigureKind::Count, 3000, None);
    let (annotations, _, summary) = case.analyse();
    let said = annotations
        .iter()
        .position(|a| matches!(&a.body, Body::Attribution(x) if x.form == Form::Indirect));
    let said = annotations[said.unwrap()].id;
    let found = figures(&annotations);
    assert_eq!(found[0], (FigureStatus::OutletVoice, None, None));
    assert_eq!(found[1], (FigureStatus::Attributed, Some(said), Some(lee)));
    assert_eq!(found[2], (FigureStatus::Presupposed, Some(said), None));
    assert_eq!((found[3].0, found[3].2), (FigureStatus::InQuote, Some(lee)));
    assert_eq!((summary.figures, summary.figures_without_source), (4, 2));
    assert_eq!(
        attribution(&annotations[said.0 as usize]).hedges.len(),
        1,
        "roughly"
    );
}

#[test]
fn the_innermost_statement_gives_the_figure() {
    let mut case = Case::new("The gazette said a report found 40 cracks in the bridge.");
    let gazette = case.source("The gazette", SourceKind::Outlet);
    let report = case.source("a report", SourceKind::Document);
    case.statement(
        Form::Indirect,
        &["a report found 40 cracks in the bridge"],
        "said",
        Some(gazette),
    );
    case.statement(
        Form::Document,
        &["40 cracks in the bridge"],
        "found",
        Some(report),
    );
    case.figure("40", FigureKind::Count, 40, None);
    let (annotations, relations, _) = case.analyse();
    let (outer, inner) = (AnnotationId(0), AnnotationId(1));
    assert_eq!(
        figures(&annotations),
        [(FigureStatus::Document, Some(inner), Some(report))]
    );
    assert_eq!(relations, [Relation::NestedIn { inner, outer }]);
}

#[test]
fn a_headline_that_drops_the_source_points_at_the_statement() {
    let text =
        "Town refuses money for bridge\nThe town refused to give money for the old bridge, officials said.";
    let mut case = Case::new(text);
    let officials = case.source("officials", SourceKind::UnnamedGroup);
    let content = "The town refused to give money for the old bridge";
    case.statement(Form::Indirect, &[content], "said", Some(officials));
    let (annotations, relations, summary) = case.analyse();
    let Body::Claim(claim) = &annotations[0].body else {
        panic!("no claim: {annotations:?}");
    };
    assert!(claim.attribution_dropped);
    assert_eq!(annotations[0].place.within, BlockKind::Headline);
    assert_eq!(
        (annotations[0].place.paragraph, annotations[1].place.paragraph),
        (0, 1)
    );
    let (headline, body) = (annotations[0].id, annotations[1].id);
    assert_eq!(relations, [Relation::HeadlineOf { headline, body }]);
    assert_eq!(summary.headline_drops_attribution, Some(headline));
    assert_eq!((summary.unnamed, summary.unnamed_mentions.mentions), (1, 1));
}

#[test]
fn a_headline_of_something_else_drops_nothing() {
    let mut case =
        Case::new("Library opens its new garden\nThe town refused to pay for the bridge, officials said.");
    let officials = case.source("officials", SourceKind::UnnamedGroup);
    case.statement(
        Form::Indirect,
        &["The town refused to pay for the bridge"],
        "said",
        Some(officials),
    );
    let (_, relations, summary) = case.analyse();
    assert!(relations.is_empty());
    assert_eq!(summary.headline_drops_attribution, None);
}

#[test]
fn paraphrase_and_contrast_are_related() {
    let mut case = Case::new(
        "Ann Lee claimed the bridge would hold. “It is strong,” Lee added. However, others warned that it would break.",
    );
    let lee = case.source("Ann Lee", SourceKind::Person);
    let others = case.source("others", SourceKind::UnnamedGroup);
    case.statement(Form::Indirect, &["the bridge would hold"], "claimed", Some(lee));
    case.statement(Form::Direct, &["“It is strong,”"], "added", Some(lee));
    case.statement(Form::Indirect, &["it would break"], "warned", Some(others));
    let (annotations, relations, summary) = case.analyse();
    let ids: Vec<_> = annotations
        .iter()
        .filter(|a| matches!(a.body, Body::Attribution(_)))
        .map(|a| a.id)
        .collect();
    assert_eq!(
        relations,
        [
            Relation::ParaphraseOf {
                paraphrase: ids[0],
                quote: ids[1]
            },
            Relation::Contrast {
                from: ids[2],
                to: ids[1]
            },
        ]
    );
    assert_eq!(summary.heard, [(lee, 2), (others, 1)]);
    assert_eq!(summary.verbs[0].1, ["claimed", "added"]);
    assert_eq!((summary.named, summary.unnamed), (2, 1));
    assert_eq!((summary.quoted_sentences, summary.quoted_phrases), (1, 0));
}

#[test]
fn relays_are_counted_by_outlet() {
    let mut case = Case::new("Ann Lee told The Gazette the bridge would close. She said it was old.");
    let lee = case.source("Ann Lee", SourceKind::Person);
    let gazette = case.source("The Gazette", SourceKind::Outlet);
    case.statement(Form::Indirect, &["the bridge would close"], "told", Some(lee));
    case.statement(Form::Indirect, &["it was old"], "said", Some(lee));
    for (way, inferred) in case.ways.iter_mut().zip([false, true]) {
        way.chain = vec![ChainLink {
            source: gazette,
            relation: LinkRelation::Relays,
            cue: None,
            inferred,
        }];
    }
    let (_, _, summary) = case.analyse();
    assert_eq!(
        summary.relays,
        [RelayCount {
            outlet: gazette,
            stated: 1,
            inferred: 1
        }]
    );
}

#[test]
fn equal_figures_are_repeats_only_when_they_are_rare_enough() {
    let mut case = Case::new("It cost 5000000 then. Later 5000000 again; 2 men and 2 dogs came.");
    case.figure("5000000 then", FigureKind::Money, 5_000_000, None);
    case.figure("5000000 again", FigureKind::Money, 5_000_000, None);
    case.figure("2 men", FigureKind::Count, 2, None);
    case.figure("2 dogs", FigureKind::Count, 2, None);
    let (_, relations, _) = case.analyse();
    assert!(
        matches!(relations[..], [Relation::Repeats { .. }]),
        "{relations:?}"
    );
}

/// The words of the figures that differ, as the engine reads a text.
fn differing(text: &str) -> Vec<(String, String)> {
    let analysis = crate::analyze(&crate::Article::from_plain_text(text), &crate::Options::default());
    let words = |id: AnnotationId| {
        let span = analysis.annotation(id).and_then(|a| a.content.first().copied());
        span.map_or(String::new(), |span| span.of(text).to_owned())
    };
    analysis
        .relations
        .iter()
        .filter_map(|relation| match *relation {
            Relation::DiffersFrom { later, earlier } => Some((words(earlier), words(later))),
            _ => None,
        })
        .collect()
}

#[test]
fn figures_of_the_same_that_exclude_each_other_differ() {
    let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    for (first, second, expected) in [
        (
            "12 passengers were injured in the storm, Ann Lee said.",
            "The hospital said 14 passengers were injured.",
            pair("12", "14"),
        ),
        (
            "At least 20 passengers were injured.",
            "The hospital said 14 passengers were injured.",
            pair("20", "14"),
        ),
        // None of these excludes the other.
        (
            "At least 12 passengers were injured.",
            "The hospital said 14 passengers were injured.",
            vec![],
        ),
        (
            "12 passengers were injured.",
            "Another 14 passengers were injured.",
            vec![],
        ),
        (
            "12 passengers were injured.",
            "14 passengers were rescued.",
            vec![],
        ),
        (
            "12 passengers were injured in 2019.",
            "14 passengers were injured in 2020.",
            vec![],
        ),
        (
            "48 percent of voters support Lee.",
            "45 percent of voters support Roe.",
            vec![],
        ),
        (
            "12 passengers were injured.",
            "12 passengers were injured.",
            vec![],
        ),
        ("The fee rose to $5.", "The fee rose to $7.", vec![]),
    ] {
        assert_eq!(
            differing(&format!("{first}\n{second}")),
            expected,
            "{first} {second}"
        );
    }
}

#[test]
fn the_same_words_quoted_again_are_a_repeat() {
    let text = "“The bridge is old and bare,” Ann Lee said.\nIt rained.\nLee said: “The bridge is old and bare.”\n\
                “The bridge is old and bare,” said Tom Roe.";
    let analysis = crate::analyze(&crate::Article::from_plain_text(text), &crate::Options::default());
    let repeats = analysis
        .relations
        .iter()
        .filter(|r| matches!(r, Relation::Repeats { .. }));
    assert_eq!(repeats.count(), 1, "{:?}", analysis.relations);
}

#[test]
fn places_are_counted_by_paragraph_and_sentence() {
    let mut case = Case::new("Bridge to close\nIt is old.\nAnn Lee left. Nobody said it would close.");
    case.statement(Form::Indirect, &["it would close"], "said", None);
    let (annotations, _, _) = case.analyse();
    let place = annotations.iter().find(|a| a.found_by == "test").unwrap().place;
    assert_eq!((place.paragraph, place.of_paragraphs, place.sentence), (2, 2, 2));
}

#[cfg(feature = "tagger")]
#[test]
fn the_tagger_is_named_only_where_it_helped() {
    let article = Article::from_plain_text("“The bridge is old,” Ann Lee said.");
    let both = analyze(&article, &Options::default());
    let options = Options {
        tagger: false,
        ..Options::default()
    };
    let rules = analyze(&article, &options);
    assert_eq!(rules.engine.model, None);
    assert!(both.engine.model.is_some_and(|name| name.starts_with("tagger ")));
    assert_eq!(
        attribution(&both.annotations[0]).source,
        attribution(&rules.annotations[0]).source
    );
}
