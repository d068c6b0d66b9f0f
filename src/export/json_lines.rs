//! One annotation a line, each with its article and its sources: for archives of many articles, where a line is looked
//! at without the others.

use super::json::{Annotation, Body, Record};
use serde::Serialize;

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line<'a> {
    /// Address of the article; null where it is not known.
    pub article: Option<&'a str>,
    /// When it was published, as page or caller gave it.
    pub published: Option<&'a str>,
    /// The annotation as it stands in the record.
    pub annotation: &'a Annotation<'a>,
    /// The sources that it names, origin first.
    pub sources: Vec<Named<'a>>,
}

/// A source, without where the text names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named<'a> {
    /// Its id in the annotation.
    pub id: &'a str,
    /// The fullest name the text gives.
    pub name: &'a str,
    /// named | unnamed | anonymous | generic
    pub identity: &'static str,
    /// person | unnamed_person | unnamed_group | organisation | document | dataset | poll | outlet
    pub kind: &'static str,
    /// The role as the text gives it; null where it gives none.
    pub role: Option<&'a str>,
}

/// The lines of `record`, in the order of the text.
#[must_use]
pub fn lines<'a>(record: &'a Record<'a>) -> Vec<Line<'a>> {
    let lines = record.annotations.iter();
    lines
        .map(|annotation| Line {
            article: record.document.url,
            published: record.document.published,
            annotation,
            sources: sources(record, annotation),
        })
        .collect()
}

fn sources<'a>(record: &'a Record<'a>, annotation: &'a Annotation<'a>) -> Vec<Named<'a>> {
    let mut ids: Vec<&str> = annotation.source().into_iter().collect();
    if let Body::Attribution(a) = &annotation.body {
        let others = a.chain.iter().map(|link| &link.source);
        let others = others.chain(&a.addressee).chain(&a.candidates);
        for id in others {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
    }
    ids.into_iter()
        .filter_map(|id| record.source(id))
        .map(|source| Named {
            id: &source.id,
            name: source.name,
            identity: source.identity,
            kind: source.kind,
            role: source.role,
        })
        .collect()
}

/// Writes the lines of `record` as JSON.
///
/// # Errors
/// Those of `out`.
#[cfg(feature = "json")]
pub fn write(out: &mut dyn std::io::Write, record: &Record<'_>) -> std::io::Result<()> {
    for line in lines(record) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::export::sample;
    use serde_json::{Value, json};

    #[test]
    fn each_line_tells_article_annotation_and_who_is_meant() {
        let (mut article, mut analysis) = (sample::article(), sample::analysis());
        article.metadata.url = Some("https://observer.example/wall".to_owned());
        analysis.annotations[0].label = "One\nTwo".to_owned();
        let mut out = Vec::new();
        write(&mut out, &Record::new(&article, &analysis)).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 3, "a line break in a text breaks no line");
        for line in &lines {
            assert_eq!(line["article"], "https://observer.example/wall");
        }
        assert_eq!(lines[0]["annotation"]["source"], "S2");
        let sources = lines[0]["sources"].as_array().unwrap();
        let names: Vec<_> = sources.iter().map(|source| &source["name"]).collect();
        assert_eq!(
            names,
            ["people close to the council", "The Observer", "the Gazette"]
        );
        assert_eq!(lines[1]["sources"], json!([]));
        assert_eq!(lines[2]["sources"][0]["id"], "S2");
    }
}
