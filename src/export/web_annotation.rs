//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>): the annotations of an article as a collection that
//! other annotation tools read.
//!
//! - Each annotation has two bodies: its first line for people, and what the record says of it, in a vocabulary of its
//!   own ([`VOCABULARY`]).
//! - Content in pieces has a target for each piece.
//! - A target is selected twice: by its words with those around them, and by its position. Positions count Unicode
//!   characters, as the standard demands, in the article's text as Factnote reads it (`renderedVia` says so): of a page
//!   that is not the text of the whole document, and the words decide.
//! - Ids are made of the article and the engine: the same for the same.

use super::context::around;
use super::json::{self, Body as RecordBody, Record};
use super::offsets::Offsets;
use super::uuid::urn;
use crate::article::Article;
use crate::span;
use serde::Serialize;

/// The context of the standard.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What the names of the second body begin with. It has no home on the web yet.
pub const VOCABULARY: &str = "urn:factnote:1.0:";

/// All annotations of an article, on one page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Collection<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Context),
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    generator: Software,
    total: usize,
    first: Page<'a>,
}

/// Names beside those of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Context {
    #[serde(rename = "@vocab")]
    vocabulary: &'static str,
    chain: List,
}

/// A term whose values have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct List {
    #[serde(rename = "@id")]
    id: &'static str,
    #[serde(rename = "@container")]
    container: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Software {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    start_index: u32,
    items: Vec<Annotation<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: (Text<'a>, Details<'a>),
    target: Vec<Target<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Text<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'a str,
    format: &'static str,
    language: &'static str,
}

/// What the record says, under names that mean nothing else in the standard's context.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    record_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_by: Option<Who<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<Who<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lemma: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<&'static str>,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    negated: bool,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    no_comment: bool,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    attribution_dropped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    rule: &'static str,
    confidence: f64,
}

/// A source; in a chain with what it does there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Who<'a> {
    name: &'a str,
    identity: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<&'a str>,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    inferred: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    rendered_via: Software,
    selector: (Quote<'a>, Position),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Quote<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: u32,
    end: u32,
}

const SOFTWARE: Software = Software {
    kind: "Software",
    name: concat!("Factnote ", env!("CARGO_PKG_VERSION")),
};

impl<'a> Collection<'a> {
    /// The annotations that `record`, the record of `article`, holds.
    #[must_use]
    pub fn new(article: &'a Article, record: &'a Record<'a>) -> Self {
        let document = &record.document;
        let url = document.url.unwrap_or_default();
        let name = |number| {
            urn(
                &[url, &article.text, record.engine.version, record.engine.lexicons],
                number,
            )
        };
        let source = document
            .url
            .map_or_else(|| urn(&[&article.text], 0), str::to_owned);
        let offsets = Offsets::new(&article.text);
        let items: Vec<Annotation<'a>> = (2..)
            .zip(&record.annotations)
            .map(|(number, annotation)| Annotation {
                id: name(number),
                kind: "Annotation",
                motivation: match annotation.body {
                    RecordBody::Attribution(_) => "identifying",
                    _ => "describing",
                },
                body: (label(annotation), details(record, annotation)),
                target: annotation
                    .content
                    .iter()
                    .map(|span| target(article, &offsets, &source, span))
                    .collect(),
            })
            .collect();
        Self {
            context: (
                CONTEXT,
                Context {
                    vocabulary: VOCABULARY,
                    chain: List {
                        id: concat!("urn:factnote:1.0:", "chain"),
                        container: "@list",
                    },
                },
            ),
            id: name(0),
            kind: "AnnotationCollection",
            label: document.title.as_ref().map(|title| title.exact),
            generator: SOFTWARE,
            total: items.len(),
            first: Page {
                id: name(1),
                kind: "AnnotationPage",
                start_index: 0,
                items,
            },
        }
    }
}

fn label<'a>(annotation: &json::Annotation<'a>) -> Text<'a> {
    Text {
        kind: "TextualBody",
        purpose: "describing",
        value: annotation.label,
        format: "text/plain",
        language: "en",
    }
}

fn details<'a>(record: &'a Record<'a>, annotation: &'a json::Annotation<'a>) -> Details<'a> {
    let said_by = annotation.source().and_then(|id| who(record, id));
    let details = Details {
        record_id: &annotation.id,
        said_by,
        rule: annotation.rule,
        confidence: annotation.confidence,
        ..Details::default()
    };
    match &annotation.body {
        RecordBody::Attribution(a) => Details {
            kind: "Attribution",
            chain: a.chain.iter().filter_map(|link| linked(record, link)).collect(),
            cue: a.cue.as_ref().map(|cue| cue.span.exact),
            lemma: a.cue.as_ref().map(|cue| cue.lemma),
            form: Some(a.form),
            stance: Some(a.stance),
            negated: a.negated,
            no_comment: a.no_comment,
            ..details
        },
        RecordBody::Claim(claim) => Details {
            kind: "Claim",
            status: Some(claim.basis.kind),
            attribution_dropped: claim.attribution_dropped,
            ..details
        },
        RecordBody::Figure(figure) => Details {
            kind: "Figure",
            figure: Some(figure.figure.normalised),
            of: figure.figure.of,
            status: Some(figure.attribution.status),
            ..details
        },
        RecordBody::Hedge(hedge) => Details {
            kind: "Hedge",
            status: Some(hedge.class),
            ..details
        },
    }
}

fn who<'a>(record: &'a Record<'a>, id: &str) -> Option<Who<'a>> {
    record.source(id).map(|source| Who {
        name: source.name,
        identity: source.identity,
        kind: source.kind,
        role: source.role,
        relation: None,
        cue: None,
        inferred: false,
    })
}

fn linked<'a>(record: &'a Record<'a>, link: &'a json::ChainLink<'a>) -> Option<Who<'a>> {
    Some(Who {
        relation: Some(link.relation),
        cue: link.cue.as_ref().map(|span| span.exact),
        inferred: link.inferred,
        ..who(record, &link.source)?
    })
}

fn target<'a>(article: &'a Article, offsets: &Offsets, source: &str, span: &json::Span<'a>) -> Target<'a> {
    let (prefix, suffix) = around(article, span::Span::new(span.byte_start, span.byte_end));
    Target {
        kind: "SpecificResource",
        source: source.to_owned(),
        rendered_via: SOFTWARE,
        selector: (
            Quote {
                kind: "TextQuoteSelector",
                exact: span.exact,
                prefix,
                suffix,
            },
            Position {
                kind: "TextPositionSelector",
                start: offsets.characters(span.byte_start),
                end: offsets.characters(span.byte_end),
            },
        ),
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::{Options, analyze};
    use serde_json::{Value, json};

    fn collection(article: &Article, analysis: &crate::Analysis) -> Value {
        serde_json::to_value(Collection::new(article, &Record::new(article, analysis))).unwrap()
    }

    fn sample() -> Value {
        let mut article = sample::article();
        article.metadata.url = Some("https://observer.example/wall".to_owned());
        collection(&article, &sample::analysis())
    }

    #[test]
    fn a_collection_holds_its_annotations_in_the_order_of_the_text() {
        let collection = sample();
        assert_eq!(collection["@context"][0], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(collection["type"], "AnnotationCollection");
        assert_eq!(collection["total"], 3);
        assert_eq!(collection["label"], "Harbour wall to be raised");
        let items = collection["first"]["items"].as_array().unwrap();
        let kinds: Vec<_> = items.iter().map(|item| &item["body"][1]["type"]).collect();
        assert_eq!(kinds, ["Attribution", "Hedge", "Figure"]);
        let mut ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));
        ids.dedup();
        assert_eq!(ids.len(), 3);
        assert_eq!(collection, sample(), "the same again");
    }

    #[test]
    fn a_statement_says_who_and_by_which_way() {
        let statement = &sample()["first"]["items"][0];
        assert_eq!(statement["motivation"], "identifying");
        assert_eq!(
            statement["body"][0]["value"],
            "Secondhand: the Gazette, citing unnamed people"
        );
        let details = &statement["body"][1];
        assert_eq!(details["saidBy"]["name"], "people close to the council");
        assert_eq!(details["saidBy"]["identity"], "anonymous");
        assert_eq!(details["cue"], "reported");
        assert_eq!(details["form"], "indirect");
        assert_eq!(details["rule"], "test");
        assert_eq!(details["confidence"], json!(0.9));
        assert_eq!(
            details["chain"][1],
            json!({"name": "the Gazette", "identity": "named", "kind": "outlet", "relation": "relays", "cue": "reported"})
        );
        let figure = &sample()["first"]["items"][2]["body"][1];
        assert_eq!(figure["figure"], "~3500000 USD");
        assert_eq!(figure["saidBy"]["name"], "people close to the council");
    }

    #[test]
    fn both_selectors_give_back_the_words_behind_emoji() {
        let text = "🌊🌊 Flood wall to be raised 👩‍👧\n\
                    “We are ready,” Mayor Ann Lee said 🙂 on Monday. “We are ready,” she said again on Tuesday.";
        let article = Article::from_plain_text(text);
        let collection = collection(&article, &analyze(&article, &Options::default()));
        let characters: Vec<char> = text.chars().collect();
        let mut quotes = 0;
        for item in collection["first"]["items"].as_array().unwrap() {
            for target in item["target"].as_array().unwrap() {
                let (quote, position) = (&target["selector"][0], &target["selector"][1]);
                let exact = quote["exact"].as_str().unwrap();
                let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
                let words: String = characters[at("start")..at("end")].iter().collect();
                assert_eq!(words, exact);
                let whole =
                    [&quote["prefix"], &quote["exact"], &quote["suffix"]].map(|s| s.as_str().unwrap());
                assert_eq!(text.matches(&whole.concat()).count(), 1, "{whole:?}");
                quotes += usize::from(exact.contains("We are ready"));
            }
        }
        assert_eq!(quotes, 2);
    }

    #[test]
    fn an_article_without_an_address_still_has_a_name() {
        let collection = collection(&sample::article(), &sample::analysis());
        let source = collection["first"]["items"][0]["target"][0]["source"]
            .as_str()
            .unwrap();
        assert!(source.starts_with("urn:uuid:"), "{source}");
    }
}
