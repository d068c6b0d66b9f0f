//! An analysis made by hand, for tests of what is made of analyses.

use crate::analysis::{
    Analysis, Annotation, AnnotationId, Body, Engine, FigureAnnotation, FigureStatus, Place, Relation,
    SCHEMA, SentencePlace, SourceId, Summary,
};
use crate::article::{Article, BlockKind};
use crate::attribution::{Attribution, ChainLink, Cue, Form, Hedge, HedgeKind, LinkRelation, Stance};
use crate::figure::{Approximator, Figure, FigureKind};
use crate::source::{Identity, Mention, Number, Source, SourceKind};
use crate::span::Span;

/// A text with a relay, unnamed people, a hedge and a figure.
pub(crate) const TEXT: &str = "Harbour wall to be raised\n\n\
    The wall’s height could grow by roughly $3.5 million worth of stone, the Gazette reported, citing people \
    close to the council.";

/// The stretch of [`TEXT`] that reads `words`.
pub(crate) fn span_of(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(
        u32::try_from(start).unwrap(),
        u32::try_from(start + words.len()).unwrap(),
    )
}

/// [`TEXT`] as an article of the Observer.
pub(crate) fn article() -> Article {
    let mut article = Article::from_plain_text(TEXT);
    article.metadata.outlet = Some("The Observer".to_owned());
    article
}

fn source(id: u32, name: &str, identity: Identity, kind: SourceKind) -> Source {
    Source {
        id: SourceId(id),
        name: name.to_owned(),
        aliases: Vec::new(),
        identity,
        kind,
        role: None,
        organisation: None,
        number: Number::One,
        mentions: Vec::new(),
        justification: None,
        anonymity_reason: None,
        link: None,
    }
}

fn annotation(id: u32, words: &str, label: &str, body: Body) -> Annotation {
    Annotation {
        id: AnnotationId(id),
        content: vec![span_of(words)],
        label: label.to_owned(),
        place: Place {
            within: BlockKind::Paragraph,
            paragraph: 1,
            of_paragraphs: 1,
            sentence: 1,
            percent: 20,
        },
        confidence: 0.9,
        found_by: "test",
        publisher: None,
        body,
    }
}

/// The analysis of [`article`]: a statement (0) with a hedge (1) and a figure (2).
pub(crate) fn analysis() -> Analysis {
    let mut people = source(
        2,
        "people close to the council",
        Identity::Anonymous,
        SourceKind::UnnamedGroup,
    );
    people.number = Number::Several;
    people.justification = Some(span_of("close to the council"));
    people.mentions = vec![Mention {
        span: span_of("people close to the council"),
        pronoun: false,
    }];
    let link = |source, relation, cue: Option<&str>| ChainLink {
        source: SourceId(source),
        relation,
        cue: cue.map(span_of),
        inferred: false,
    };
    let statement = Attribution {
        source: Some(SourceId(2)),
        mention: Some(span_of("people close to the council")),
        extent: Box::default(),
        cue: Some(Cue {
            span: span_of("reported"),
            lemma: "report".to_owned(),
        }),
        second_cue: Some(Cue {
            span: span_of("citing"),
            lemma: "cite".to_owned(),
        }),
        form: Form::Indirect,
        quotes: Vec::new(),
        chain: vec![
            link(0, LinkRelation::Publishes, None),
            link(1, LinkRelation::Relays, Some("reported")),
            link(2, LinkRelation::Origin, Some("citing")),
        ],
        addressee: None,
        candidates: Vec::new(),
        role: None,
        stance: Stance::Neutral,
        act: "report",
        hedges: vec![AnnotationId(1)],
        negated: false,
        no_comment: false,
    };
    let figure = Figure {
        span: span_of("$3.5 million"),
        kind: FigureKind::Money,
        value: Some("3500000.0".parse().unwrap()),
        low: None,
        high: None,
        values: Vec::new(),
        time: None,
        anchored: false,
        unit: None,
        currency: Some("USD"),
        per: None,
        si: None,
        approximator: Approximator::About,
        approximator_span: Some(span_of("roughly")),
        measure: Some(span_of("stone")),
        change: None,
        normalised: "~3500000 USD".to_owned(),
        confidence: 0.9,
        found_by: "test",
    };
    Analysis {
        schema: SCHEMA,
        engine: Engine {
            checksum: "0",
            version: "0",
            lexicons: "0",
            model: None,
        },
        language: crate::text::Language::default(),
        sentences: vec![
            SentencePlace {
                span: span_of("Harbour wall to be raised"),
                block: 0,
            },
            SentencePlace {
                span: span_of(&TEXT[TEXT.find("The wall").unwrap()..]),
                block: 1,
            },
        ],
        sources: vec![
            source(0, "The Observer", Identity::Named, SourceKind::Outlet),
            source(1, "the Gazette", Identity::Named, SourceKind::Outlet),
            people,
        ],
        annotations: vec![
            annotation(
                0,
                "The wall’s height could grow by roughly $3.5 million worth of stone",
                "Secondhand: the Gazette, citing unnamed people",
                Body::Attribution(statement),
            ),
            annotation(
                1,
                "could",
                "could",
                Body::Hedge(Hedge {
                    span: span_of("could"),
                    kind: HedgeKind::Modal,
                }),
            ),
            annotation(
                2,
                "$3.5 million",
                "about US$3,500,000",
                Body::Figure(Box::new(FigureAnnotation {
                    figure,
                    status: FigureStatus::Attributed,
                    attribution: Some(AnnotationId(0)),
                    source: Some(SourceId(2)),
                })),
            ),
        ],
        quotations: Vec::new(),
        relations: vec![Relation::MemberOf {
            member: SourceId(2),
            group: SourceId(1),
        }],
        summary: Summary::default(),
    }
}
