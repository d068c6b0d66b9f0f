//! schema.org as JSON-LD: what an article quotes and reports, as `Quotation` and `Claim`, for publishers who want to put it
//! into their page.
//!
//! It is never a `ClaimReview`: nothing here is checked or rated. Statements without a source, refusals to comment
//! and what "was not said" are left out, and so are the outlet's own claims.

use super::json::{Annotation, Attribution, Body, Record, Source};
use super::web_annotation::article_urn;
use crate::article::Article;
use serde_json::{Map, Value, json};

/// The quotations and claims of `record`, the record of `article`, as text. It may stand in a `<script>` element: no
/// `<` is in it.
#[must_use]
pub fn json_ld(article: &Article, record: &Record<'_>) -> String {
    // Values of JSON have no other error than keys that are no text.
    let text = serde_json::to_string_pretty(&graph(article, record)).unwrap_or_default();
    // Only strings hold it, where it may be written so.
    text.replace('<', "\\u003c")
}

/// The same as a value.
#[must_use]
pub fn graph(article: &Article, record: &Record<'_>) -> Value {
    let id = record
        .document
        .url
        .map_or_else(|| article_urn(article), str::to_owned);
    let mut nodes = vec![news_article(article, record, &id)];
    for annotation in &record.annotations {
        if let Body::Attribution(a) = &annotation.body
            && !a.negated
            && !a.no_comment
            && let Some(source) = a.source.as_deref().and_then(|id| record.source(id))
        {
            let citation = citations(record, a, source);
            statement(&mut nodes, annotation, a, source, &citation, &id);
        }
    }
    json!({"@context": "https://schema.org", "@graph": nodes})
}

fn news_article(article: &Article, record: &Record<'_>, id: &str) -> Value {
    let metadata = &article.metadata;
    let headline = record.document.title.as_ref().map(|title| title.exact);
    with(&[
        ("@type", Some("NewsArticle".into())),
        ("@id", Some(id.into())),
        ("url", record.document.url.map(Value::from)),
        (
            "headline",
            metadata.title.as_deref().or(headline).map(Value::from),
        ),
        ("datePublished", record.document.published.map(Value::from)),
        ("inLanguage", record.document.lang.map(Value::from)),
        ("creditText", record.document.byline.map(Value::from)),
        ("publisher", metadata.outlet.as_deref().map(outlet)),
    ])
}

/// A quotation for each stretch between quotation marks; a claim for a statement that is more than its quotations.
fn statement(
    nodes: &mut Vec<Value>,
    annotation: &Annotation<'_>,
    a: &Attribution<'_>,
    source: &Source<'_>,
    citation: &[Value],
    article: &str,
) {
    let whose = (!is_work(source)).then(|| speaker(source));
    let citation = (!citation.is_empty()).then(|| Value::from(citation.to_vec()));
    for quote in &a.quotes {
        nodes.push(with(&[
            ("@type", Some("Quotation".into())),
            ("text", Some(without_marks(quote.exact).into())),
            ("spokenByCharacter", whose.clone()),
            ("citation", citation.clone()),
            ("isPartOf", Some(json!({"@id": article}))),
        ]));
    }
    if a.form != "direct" {
        nodes.push(with(&[
            ("@type", Some("Claim".into())),
            ("text", Some(annotation.words().into())),
            ("author", whose),
            ("citation", citation),
            ("appearance", Some(json!({"@id": article}))),
        ]));
    }
}

/// The document that says it, and the outlets through which it came.
fn citations(record: &Record<'_>, a: &Attribution<'_>, source: &Source<'_>) -> Vec<Value> {
    let work = is_work(source).then(|| {
        with(&[
            (
                "@type",
                Some(
                    if source.kind == "dataset" {
                        "Dataset"
                    } else {
                        "CreativeWork"
                    }
                    .into(),
                ),
            ),
            ("name", Some(source.name.into())),
            ("url", source.link.map(Value::from)),
        ])
    });
    let relays = a.relays.iter().filter_map(|id| record.source(id));
    let relays = relays.filter(|relay| relay.kind == "outlet");
    let relays = relays.map(|relay| json!({"@type": "CreativeWork", "publisher": outlet(relay.name)}));
    work.into_iter().chain(relays).collect()
}

fn is_work(source: &Source<'_>) -> bool {
    matches!(source.kind, "document" | "dataset" | "poll")
}

/// Whoever has no name is described, as the text does it.
fn speaker(source: &Source<'_>) -> Value {
    let kind = match source.kind {
        "organisation" => "Organization",
        "outlet" => "NewsMediaOrganization",
        _ => "Person",
    };
    let name = if source.identity == "named" {
        "name"
    } else {
        "description"
    };
    let employer = source.organisation.filter(|_| kind == "Person");
    with(&[
        ("@type", Some(kind.into())),
        (name, Some(source.name.into())),
        (
            "jobTitle",
            source.role.filter(|_| kind == "Person").map(Value::from),
        ),
        (
            "affiliation",
            employer.map(|name| json!({"@type": "Organization", "name": name})),
        ),
    ])
}

fn outlet(name: &str) -> Value {
    json!({"@type": "NewsMediaOrganization", "name": name})
}

/// What stands between the marks; a quotation that goes on in the next paragraph has no closing one.
fn without_marks(quote: &str) -> &str {
    quote.trim_matches(['“', '”', '"', '‘', '’', '\'', '«', '»', '„', '‟'])
}

/// An object of the properties that have a value.
fn with(properties: &[(&str, Option<Value>)]) -> Value {
    let known = properties
        .iter()
        .filter_map(|(key, value)| Some(((*key).to_owned(), value.clone()?)));
    Value::Object(known.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::{Options, analyze};

    fn nodes(article: &Article) -> Vec<Value> {
        let analysis = analyze(article, &Options::default());
        let graph = graph(article, &Record::new(article, &analysis));
        graph["@graph"].as_array().unwrap().clone()
    }

    fn of<'a>(nodes: &'a [Value], kind: &str) -> Vec<&'a Value> {
        nodes.iter().filter(|node| node["@type"] == kind).collect()
    }

    #[test]
    fn a_quotation_names_its_speaker_and_its_article() {
        let mut article = Article::from_plain_text(
            "Quay to be closed\n“We have no other choice,” said Ann Lee, the mayor of Tonnstad.\n\
             The work will take a year, Bo Carr said.",
        );
        article.metadata.url = Some("https://observer.example/quay".to_owned());
        let nodes = nodes(&article);
        assert_eq!(nodes[0]["@type"], "NewsArticle");
        assert_eq!(nodes[0]["headline"], "Quay to be closed");
        let quotations = of(&nodes, "Quotation");
        assert_eq!(quotations.len(), 1);
        assert_eq!(quotations[0]["text"], "We have no other choice,");
        assert_eq!(quotations[0]["spokenByCharacter"]["@type"], "Person");
        assert_eq!(quotations[0]["spokenByCharacter"]["name"], "Ann Lee");
        assert_eq!(quotations[0]["isPartOf"]["@id"], "https://observer.example/quay");
        let claims = of(&nodes, "Claim");
        assert_eq!(claims.len(), 1, "a quotation is no claim beside");
        assert_eq!(claims[0]["text"], "The work will take a year");
        assert_eq!(claims[0]["author"]["name"], "Bo Carr");
        assert!(of(&nodes, "ClaimReview").is_empty());
    }

    #[test]
    fn whoever_is_unnamed_is_described_and_the_relay_is_cited() {
        let (article, analysis) = (sample::article(), sample::analysis());
        let graph = graph(&article, &Record::new(&article, &analysis));
        let claim = &graph["@graph"][1];
        assert_eq!(claim["author"]["description"], "people close to the council");
        assert!(claim["author"].get("name").is_none());
        assert_eq!(claim["citation"][0]["publisher"]["name"], "the Gazette");
    }

    #[test]
    fn what_nobody_said_is_left_out() {
        let nodes = nodes(&Article::from_plain_text(
            "Mayor Ann Lee declined to comment. The quay is expected to be closed in May.",
        ));
        assert_eq!(nodes.len(), 1, "{nodes:?}");
    }

    #[test]
    fn it_cannot_end_the_script_element_that_holds_it() {
        let article = Article::from_plain_text("“</script><b>,” Mayor Ann Lee said on Monday.");
        let analysis = analyze(&article, &Options::default());
        let text = json_ld(&article, &Record::new(&article, &analysis));
        assert!(!text.contains('<'));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["@graph"][1]["text"], "</script><b>,");
    }
}
