//! W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>): the annotations of an article as a collection that
//! other annotation tools read.
//!
//! - Each annotation has two bodies: its first line for people, and what the record says of it, in a vocabulary of its
//!   own (`urn:factnote:1.0:`).
//! - Content in pieces has a target for each piece.
//! - A target is selected twice: by its words with those around them, and by its position. Positions count Unicode
//!   characters, as the standard demands, in the article's text as Factnote reads it (`renderedVia` says so): of a page
//!   that is not the text of the whole document, and the words decide.
//! - Ids are made of the article and the engine: the same for the same.

use super::context::around;
use super::csv::three_places;
use super::json::{self, Body, Record, Span};
use super::json_text::JsonText;
use super::offsets::Offsets;
use super::uuid::Names;
use crate::article::Article;
use crate::span;

/// The context of the standard, and a vocabulary of our own for the second body, which has no home on the web yet. Lists
/// have an order in JSON-LD only where that is said.
const CONTEXT: &str = r#""@context":["http://www.w3.org/ns/anno.jsonld",{"@vocab":"urn:factnote:1.0:","chain":{"@id":"urn:factnote:1.0:chain","@container":"@list"}}]"#;

/// Who made it.
const SOFTWARE: &str = concat!(
    r#"{"type":"Software","name":"Factnote "#,
    env!("CARGO_PKG_VERSION"),
    r#""}"#
);

/// The annotations that `record`, the record of `article`, holds: an `AnnotationCollection` with one page, as JSON-LD, an
/// annotation a line.
#[must_use]
pub fn web_annotation(article: &Article, record: &Record<'_>) -> String {
    let (document, engine) = (&record.document, &record.engine);
    let url = document.url;
    let names = Names::new(&[
        url.unwrap_or_default(),
        &article.text,
        engine.version,
        engine.lexicons,
    ]);
    let source = url.map_or_else(|| article_urn(article), str::to_owned);
    let offsets = Offsets::new(&article.text);
    let mut json = JsonText::default();
    json.open("", '{');
    json.written(CONTEXT);
    json.written(r#""type":"AnnotationCollection""#);
    json.text("id", &names.urn(0));
    json.some("label", document.title.as_ref().map(|title| title.exact));
    json.number("generator", SOFTWARE);
    json.number("total", &record.annotations.len().to_string());
    json.open("first", '{');
    json.written(r#""type":"AnnotationPage","startIndex":0"#);
    json.text("id", &names.urn(1));
    json.open("items", '[');
    for (annotation, number) in record.annotations.iter().zip(2..) {
        json.open_line();
        json.written(r#""type":"Annotation""#);
        json.text("id", &names.urn(number));
        write_bodies(&mut json, record, annotation);
        json.open("target", '[');
        for span in &annotation.content {
            write_target(&mut json, article, &offsets, &source, span);
        }
        json.close("]}");
    }
    json.close("]}}");
    json.finish()
}

/// A name for an article without an address.
pub(super) fn article_urn(article: &Article) -> String {
    Names::new(&[&article.text]).urn(0)
}

/// The first line for people, and what the record says, under names that mean nothing else in the standard's context.
fn write_bodies(json: &mut JsonText, record: &Record<'_>, annotation: &json::Annotation<'_>) {
    let (kind, motivation) = match annotation.body {
        Body::Attribution(_) => ("Attribution", "identifying"),
        Body::Claim(_) => ("Claim", "describing"),
        Body::Figure(_) => ("Figure", "describing"),
        Body::Hedge(_) => ("Hedge", "describing"),
    };
    json.text("motivation", motivation);
    json.open("body", '[');
    json.open("", '{');
    json.written(r#""type":"TextualBody","purpose":"describing","format":"text/plain","language":"en""#);
    json.text("value", annotation.label);
    json.close("}");
    json.open("", '{');
    json.text("type", kind);
    json.text("recordId", &annotation.id);
    if let Some(source) = annotation.source().and_then(|id| record.source(id)) {
        json.open("saidBy", '{');
        write_source(json, source);
        json.close("}");
    }
    match &annotation.body {
        Body::Attribution(a) => write_attribution(json, record, a),
        Body::Claim(claim) => {
            json.text("status", claim.basis.kind);
            json.truth("attributionDropped", claim.attribution_dropped);
        }
        Body::Figure(figure) => {
            json.text("figure", figure.figure.normalised);
            json.some("of", figure.figure.of);
            json.text("status", figure.attribution.status);
        }
        Body::Hedge(hedge) => json.text("status", hedge.class),
    }
    json.text("rule", annotation.rule);
    json.number("confidence", &three_places(annotation.confidence));
    json.close("}]");
}

fn write_attribution(json: &mut JsonText, record: &Record<'_>, a: &json::Attribution<'_>) {
    json.open("chain", '[');
    for link in &a.chain {
        let Some(source) = record.source(&link.source) else {
            continue;
        };
        json.open("", '{');
        write_source(json, source);
        json.text("relation", link.relation);
        json.some("cue", link.cue.as_ref().map(|cue| cue.exact));
        json.truth("inferred", link.inferred);
        json.close("}");
    }
    json.close("]");
    if let Some(cue) = &a.cue {
        json.text("cue", cue.span.exact);
        json.text("lemma", cue.lemma);
    }
    json.text("form", a.form);
    json.text("stance", a.stance);
    json.truth("negated", a.negated);
    json.truth("noComment", a.no_comment);
}

/// The members of a source.
pub(super) fn write_source(json: &mut JsonText, source: &json::Source<'_>) {
    json.text("name", source.name);
    json.text("identity", source.identity);
    json.text("kind", source.kind);
    json.some("role", source.role);
}

fn write_target(json: &mut JsonText, article: &Article, offsets: &Offsets, source: &str, span: &Span<'_>) {
    let (prefix, suffix) = around(article, span::Span::new(span.byte_start, span.byte_end));
    json.open("", '{');
    json.written(r#""type":"SpecificResource""#);
    json.text("source", source);
    json.number("renderedVia", SOFTWARE);
    json.open("selector", '[');
    json.open("", '{');
    json.written(r#""type":"TextQuoteSelector""#);
    json.text("exact", span.exact);
    json.text("prefix", prefix);
    json.text("suffix", suffix);
    json.close("}");
    json.open("", '{');
    json.written(r#""type":"TextPositionSelector""#);
    json.number("start", &offsets.characters(span.byte_start).to_string());
    json.number("end", &offsets.characters(span.byte_end).to_string());
    json.close("}]}");
}

#[cfg(feature = "json")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::{Options, analyze};
    use serde_json::{Value, json};

    fn collection(article: &Article, analysis: &crate::Analysis) -> Value {
        serde_json::from_str(&web_annotation(article, &Record::new(article, analysis))).unwrap()
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
