//! A table for spreadsheets and data frames: one row an annotation (RFC 4180, UTF-8, lines end in CR LF).
//!
//! A text that a spreadsheet would take for a formula has an apostrophe in front; see [`csv`].

use super::json::{Annotation, Body, Number, Record};
use std::borrow::Cow;

/// The names of the columns.
pub const COLUMNS: [&str; 31] = [
    "article",
    "outlet",
    "published",
    "id",
    "kind",
    "words",
    "label",
    "source",
    "source_kind",
    "identity",
    "role",
    "through",
    "cue",
    "form",
    "stance",
    "figure",
    "value",
    "unit",
    "of",
    "status",
    "in",
    "paragraph",
    "sentence",
    "start",
    "end",
    "confidence",
    "rule",
    "source_id",
    "engine",
    "lexicons",
    "model",
];

/// What begins a formula, for one spreadsheet or another (OWASP, "CSV Injection"), also in its full-width form.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// The annotations of `record` as a table, below a row with the names of its columns.
///
/// Words of a page may be made to look like a formula (`=HYPERLINK(…)`), which a spreadsheet would run. A cell of text
/// whose first character that is no space is one of `= + - @`, or that begins with a tab or a line break, gets an
/// apostrophe in front; programs take it away where one of those follows. Columns of numbers never do.
#[must_use]
pub fn csv(record: &Record<'_>) -> String {
    let mut out = header();
    write_rows(&mut out, record);
    out
}

/// The row with the names of the columns, which is first in a table of several articles too.
#[must_use]
pub fn header() -> String {
    COLUMNS.join(",") + "\r\n"
}

/// Adds the rows of an article.
pub fn write_rows(out: &mut String, record: &Record<'_>) {
    for annotation in &record.annotations {
        write_row(out, record, annotation);
    }
}

fn write_row(out: &mut String, record: &Record<'_>, annotation: &Annotation<'_>) {
    for (at, cell) in cells(record, annotation).iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match cell {
            Cell::Text(text) => write_text(out, text),
            Cell::Value(None) => {}
            Cell::Value(Some(Number(value))) => out.push_str(&value.normalize().to_string()),
            Cell::Count(number) => out.push_str(&number.to_string()),
            Cell::Confidence(number) => out.push_str(&three_places(*number)),
        }
    }
    out.push_str("\r\n");
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// A text, empty where there is none.
    Text(Cow<'a, str>),
    /// What a figure amounts to.
    Value(Option<Number>),
    /// A number of paragraphs, sentences, UTF-16 units.
    Count(u32),
    /// 0 to 1.
    Confidence(f64),
}

/// The row of an annotation, in the order of [`COLUMNS`].
#[must_use]
pub fn cells<'a>(record: &'a Record<'_>, annotation: &'a Annotation<'_>) -> [Cell<'a>; COLUMNS.len()] {
    let document = &record.document;
    let outlet = document.outlet.as_deref().and_then(|id| record.source(id));
    let id = annotation.source();
    let source = id.and_then(|id| record.source(id));
    let mut through = String::new();
    let (mut cue, mut form, mut stance) = ("", "", "");
    let (mut figure, mut value, mut unit, mut of, mut status) = ("", None, "", "", "");
    match &annotation.body {
        Body::Attribution(a) => {
            for relay in a.relays.iter().filter_map(|id| record.source(id)) {
                if !through.is_empty() {
                    through.push_str("; ");
                }
                through.push_str(relay.name);
            }
            cue = a.cue.as_ref().map_or("", |cue| cue.span.exact);
            (form, stance) = (a.form, a.stance);
        }
        Body::Figure(f) => {
            let reading = &f.figure;
            (figure, value) = (reading.normalised, reading.value);
            unit = reading.currency.or(reading.unit).unwrap_or_default();
            of = reading.of.unwrap_or_default();
            status = f.attribution.status;
        }
        Body::Claim(claim) => status = claim.basis.kind,
        Body::Hedge(hedge) => status = hedge.class,
    }
    let text = |text: &'a str| Cell::Text(Cow::Borrowed(text));
    [
        text(document.url.unwrap_or_default()),
        text(outlet.map_or("", |source| source.name)),
        text(document.published.unwrap_or_default()),
        text(&annotation.id),
        text(annotation.kind),
        Cell::Text(Cow::Owned(annotation.words())),
        text(annotation.label),
        text(source.map_or("", |source| source.name)),
        text(source.map_or("", |source| source.kind)),
        text(source.map_or("", |source| source.identity)),
        text(source.and_then(|source| source.role).unwrap_or_default()),
        Cell::Text(Cow::Owned(through)),
        text(cue),
        text(form),
        text(stance),
        text(figure),
        Cell::Value(value),
        text(unit),
        text(of),
        text(status),
        text(annotation.place.within),
        Cell::Count(annotation.place.paragraph),
        Cell::Count(annotation.place.sentence),
        Cell::Count(annotation.content.first().map_or(0, |span| span.start)),
        Cell::Count(annotation.content.last().map_or(0, |span| span.end)),
        Cell::Confidence(annotation.confidence),
        text(annotation.rule),
        text(id.unwrap_or_default()),
        Cell::Text(Cow::Owned(record.engine.name())),
        text(record.engine.lexicons),
        text(record.engine.model.unwrap_or_default()),
    ]
}

/// A cell of text; a spreadsheet shows it and does not work on it.
pub(crate) fn write_text(out: &mut String, text: &str) {
    let is_formula = text.starts_with(FORMULA) || text.trim_start().starts_with(FORMULA);
    let is_plain = !text.contains(['"', ',', '\r', '\n']) && text.trim() == text && !is_formula;
    if is_plain {
        out.push_str(text);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

/// A number from 0 to 1 with three places. The standard library's printing of fractions would be a twentieth of what the
/// browser downloads.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 1000
pub(super) fn three_places(number: f64) -> String {
    let thousandths = (number * 1000.0).round() as u32;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        write_text(&mut out, text);
        out
    }

    #[test]
    fn a_text_that_looks_like_a_formula_is_none() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\u{a0}=1"] {
            assert_eq!(cell(text), format!("\"'{text}\""));
        }
        assert_eq!(cell("1 = 1, he said"), "\"1 = 1, he said\"");
        assert_eq!(cell("well-known"), "well-known");
    }

    #[test]
    fn confidences_are_numbers() {
        assert_eq!(three_places(0.9), "0.900");
        assert_eq!(three_places(0.045), "0.045");
        assert_eq!(three_places(1.0), "1.000");
    }

    #[test]
    fn a_table_read_by_another_program_has_a_row_for_each_annotation() {
        let (article, mut analysis) = (sample::article(), sample::analysis());
        analysis.engine = crate::analysis::Engine {
            version: "1.2",
            checksum: "abc",
            lexicons: "def",
            model: Some("tagger 0f"),
        };
        let table = csv(&Record::new(&article, &analysis));
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        let of = |row: usize, column: &str| {
            let at = COLUMNS.iter().position(|name| *name == column).unwrap();
            rows[row][at].to_owned()
        };
        assert_eq!(of(0, "kind"), "attribution");
        assert_eq!(of(0, "source"), "people close to the council");
        assert_eq!(of(0, "through"), "the Gazette");
        assert_eq!(of(0, "outlet"), "The Observer");
        assert_eq!(of(0, "label"), "Secondhand: the Gazette, citing unnamed people");
        assert_eq!(
            of(0, "words"),
            "The wall’s height could grow by roughly $3.5 million worth of stone"
        );
        assert_eq!(of(2, "value"), "3500000");
        assert_eq!(of(2, "unit"), "USD");
        assert_eq!(of(2, "source"), "people close to the council");
        assert_eq!(of(2, "confidence"), "0.900");
        assert!((0..3).all(|row| of(row, "engine") == "1.2 abc" && of(row, "lexicons") == "def"));
        assert!((0..3).all(|row| of(row, "model") == "tagger 0f"));
    }

    #[test]
    fn quotes_commas_and_line_breaks_come_back_as_they_were() {
        let (article, mut analysis) = (sample::article(), sample::analysis());
        let label = "He said, \"no\",\r\nand left;\n\"yes\"";
        analysis.annotations[1].label = label.to_owned();
        analysis.annotations[2].label = "-5 °C".to_owned();
        let table = csv(&Record::new(&article, &analysis));
        let labels: Vec<String> = ::csv::Reader::from_reader(table.as_bytes())
            .records()
            .map(|row| row.unwrap()[6].to_owned())
            .collect();
        assert_eq!(labels[1..], [label, "'-5 °C"]);
    }
}
