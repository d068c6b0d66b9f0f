//! One annotation a line, each with its article and its sources: for archives of many articles, where a line is looked
//! at without the others.

use super::json::{Annotation, Body, Record};
use super::json_text::JsonText;
use super::web_annotation::write_source;

/// A line without its end: `{"article", "published", "annotation", "sources", "engine"}`. `article` is its address, `sources`
/// are those that the annotation names, origin first, and `engine` is that of the record.
///
/// `json` is `annotation` of `record` as JSON, for which page and command line have their own writers.
#[must_use]
pub fn line(record: &Record<'_>, annotation: &Annotation<'_>, json: &str) -> String {
    let mut line = JsonText::default();
    line.open("", '{');
    line.some("article", record.document.url);
    line.some("published", record.document.published);
    line.number("annotation", json);
    line.open("sources", '[');
    for id in sources(annotation) {
        if let Some(source) = record.source(id) {
            line.open("", '{');
            line.text("id", id);
            write_source(&mut line, source);
            line.close("}");
        }
    }
    line.close("]");
    line.open("engine", '{');
    line.text("version", record.engine.version);
    line.text("checksum", record.engine.checksum);
    line.text("lexicons", record.engine.lexicons);
    match record.engine.model {
        Some(model) => line.text("model", model),
        None => line.number("model", "null"),
    }
    line.close("}}");
    line.finish()
}

/// The ids of the sources that it names, each once.
fn sources<'a>(annotation: &'a Annotation<'_>) -> Vec<&'a str> {
    let mut ids = Vec::new();
    let mut add = |id: &'a str| {
        if !ids.contains(&id) {
            ids.push(id);
        }
    };
    if let Some(id) = annotation.source() {
        add(id);
    }
    if let Body::Attribution(a) = &annotation.body {
        for link in &a.chain {
            add(&link.source);
        }
        for id in a.addressee.iter().chain(&a.candidates) {
            add(id);
        }
    }
    ids
}

/// Writes all lines of `record`.
///
/// # Errors
/// Those of `out`.
#[cfg(feature = "json")]
pub fn write(out: &mut dyn std::io::Write, record: &Record<'_>) -> std::io::Result<()> {
    for annotation in &record.annotations {
        let json = serde_json::to_string(annotation)?;
        writeln!(out, "{}", line(record, annotation, &json))?;
    }
    Ok(())
}

#[cfg(feature = "json")]
#[cfg(test)]
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
        let record = Record::new(&article, &analysis);
        write(&mut out, &record).unwrap();
        let record: Value = serde_json::to_value(&record).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 3, "a line break in a text breaks no line");
        for line in &lines {
            assert_eq!(line["article"], "https://observer.example/wall");
            assert_eq!(line["engine"], record["engine"]);
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
