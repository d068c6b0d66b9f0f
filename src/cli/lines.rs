//! `factnote annotate --jsonl`: one article a line in, its results out, in the same order.

use super::annotate::{output, record};
use super::{Arguments, Error, Format, OK, SOME_FAILED, input};
use crate::export::{csv, json, json_lines};
use crate::{Article, analyze};
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    id: Value,
    #[serde(flatten)]
    article: json::GivenArticle,
}

/// Annotates line by line. A line that cannot be read is reported with its number, and the next one follows.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let format = arguments.format.unwrap_or(Format::Jsonl);
    if !matches!(format, Format::Jsonl | Format::JsonLines | Format::Csv) {
        return Err(Error::NotOfMany);
    }
    let unread = |error| Error::Read {
        path: arguments.file.clone(),
        error,
    };
    let mut reader: Box<dyn BufRead> = if arguments.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(&arguments.file).map_err(unread)?))
    };
    let mut out = output(arguments)?;
    if format == Format::Csv {
        let header = csv::header();
        out.write_all(header.as_bytes())
            .map_err(|error| unwritten(arguments, error))?;
    }
    let mut code = OK;
    let mut bytes = Vec::new();
    for number in 1u64.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(unread)? == 0 {
            break;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice::<Line>(&bytes) {
            Ok(line) => write_line(&mut out, arguments, format, line),
            Err(error) => {
                eprintln!("factnote: {}: {}", place(arguments, number), says(&error));
                code = SOME_FAILED;
                Ok(())
            }
        }
        .map_err(|error| unwritten(arguments, error))?;
    }
    out.flush().map_err(|error| unwritten(arguments, error))?;
    Ok(code)
}

fn unwritten(arguments: &Arguments, error: io::Error) -> Error {
    Error::Write {
        path: arguments.output.clone(),
        error,
    }
}

fn write_line(out: &mut dyn Write, arguments: &Arguments, format: Format, line: Line) -> io::Result<()> {
    let mut article = article(arguments, line.article);
    let analysis = analyze(&article, &arguments.options());
    if format != Format::Jsonl {
        // An annotation apart from its record has no other name for its article.
        article.metadata.url.get_or_insert_with(|| match &line.id {
            Value::String(id) => id.clone(),
            id => id.to_string(),
        });
    }
    let record = record(&article, &analysis, arguments.min_confidence);
    match format {
        Format::Csv => {
            let mut rows = String::new();
            csv::write_rows(&mut rows, &record);
            out.write_all(rows.as_bytes())
        }
        Format::JsonLines => json_lines::write(out, &record),
        _ => json::write_line(out, Some(&line.id), &record),
    }
}

fn article(arguments: &Arguments, given: json::GivenArticle) -> Article {
    let mut article = given.into_article();
    let metadata = &mut article.metadata;
    for (field, fallback) in [
        (&mut metadata.outlet, &arguments.outlet),
        (&mut metadata.published, &arguments.published),
        (&mut metadata.language, &arguments.language),
    ] {
        if field.is_none() {
            field.clone_from(fallback);
        }
    }
    input::leave_out(&mut article, &arguments.ignore);
    article
}

fn place(arguments: &Arguments, number: u64) -> String {
    if arguments.file.as_os_str() == "-" {
        format!("line {number}")
    } else {
        format!("{}, line {number}", arguments.file.display())
    }
}

/// The error without the place inside the line's text, where it says nothing more.
fn says(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    match error.classify() {
        serde_json::error::Category::Data => format!("no article: {what}"),
        _ => format!("no JSON: {what} at character {}", error.column()),
    }
}
