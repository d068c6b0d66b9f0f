//! `factnote annotate FILE`: one article in, one result out.

use super::{Arguments, Error, Format, OK, input, overrides, terminal};
use crate::describe::{English, present};
use crate::export::answer::Answer;
#[cfg(feature = "tagger")]
use crate::export::conll;
use crate::export::json::Record;
use crate::export::web_annotation::web_annotation;
use crate::export::{brat, csv, html, json, json_lines, markdown, schema_org};
use crate::overrides::apply;
use crate::{Analysis, Article, analyze};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Annotates one article.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let input::Given { article, tags } = input::article(arguments)?;
    let overrides = overrides::read(arguments, &tags)?;
    let mut analysis = analyze(&article, &arguments.options());
    for orphan in apply(&article, &mut analysis, &overrides) {
        eprintln!("factnote: {orphan}");
    }
    let format = arguments.format.unwrap_or(Format::Text);
    if format == Format::Brat {
        return write_standoff(arguments, &article, &analysis);
    }
    // The output is opened only now, so that a missing input leaves no empty file.
    let mut out = output(arguments)?;
    let colour = arguments.output.is_none() && io::stdout().is_terminal() && !no_colour();
    write(&mut out, arguments, format, &article, &analysis, colour)
        .and_then(|()| out.flush())
        .map_err(|error| Error::Write {
            path: arguments.output.clone(),
            error,
        })?;
    Ok(OK)
}

fn write(
    out: &mut dyn Write,
    arguments: &Arguments,
    format: Format,
    article: &Article,
    analysis: &Analysis,
    colour: bool,
) -> io::Result<()> {
    let least = arguments.options().mark_from;
    let presentation = || present(article, analysis, least, &English);
    let record = |least| record(article, analysis, least);
    // What is published holds what a page would show; what programs sort out themselves holds all.
    let (shown, all) = (Some(least), arguments.min_confidence);
    match format {
        Format::Text => terminal::write(out, article, analysis, &presentation(), colour),
        Format::Html => out.write_all(html::page(article, &presentation()).as_bytes()),
        Format::Markdown => out.write_all(markdown::markdown(article, analysis, &presentation()).as_bytes()),
        Format::Json => json::write_pretty(out, &record(all)),
        Format::Jsonl => json::write_line(out, None, None, &record(all)),
        Format::JsonLines => json_lines::write(out, &record(all)),
        // A table has no word for what is hidden.
        Format::Csv => out.write_all(csv::csv(&record(all.or(Some(0.0)))).as_bytes()),
        Format::WebAnnotation => writeln!(out, "{}", web_annotation(article, &record(shown))),
        Format::SchemaOrg => writeln!(out, "{}", schema_org::json_ld(article, &record(shown))),
        Format::Analysis => {
            let answer = Answer {
                text: Some(&article.text),
                presentation: &presentation(),
                record: record(None),
            };
            answer.write(out)
        }
        #[cfg(feature = "tagger")]
        Format::Conll => out.write_all(conll::conll(article).as_bytes()),
        // Two files: see `write_standoff`; of many articles: see `archive`.
        Format::Brat => Ok(()),
        #[cfg(feature = "archive")]
        Format::Parquet => Ok(()),
    }
}

/// The record, without what is below `least`.
pub(super) fn record<'a>(article: &'a Article, analysis: &'a Analysis, least: Option<f32>) -> Record<'a> {
    let mut record = Record::new(article, analysis);
    if let Some(least) = least {
        record.leave_out_below(least.into());
    }
    record
}

/// Writes brat's two files side by side.
fn write_standoff(arguments: &Arguments, article: &Article, analysis: &Analysis) -> Result<u8, Error> {
    let path = arguments.output.as_deref().ok_or(Error::NeedsOutput)?;
    let standoff = brat::standoff(
        article,
        &record(article, analysis, arguments.min_confidence.or(Some(0.0))),
    );
    let text = path.with_extension("txt");
    // The article as it was read may be another text than its file: of HTML, or with other line ends.
    if is_same_file(&text, arguments.file())
        && fs::read(&text).ok().as_deref() != Some(standoff.text.as_bytes())
    {
        return Err(Error::WouldOverwriteInput { path: text });
    }
    for (path, content) in [
        (text, standoff.text),
        (path.with_extension("ann"), standoff.annotations),
    ] {
        fs::write(&path, content).map_err(|error| Error::Write {
            path: Some(path),
            error,
        })?;
    }
    Ok(OK)
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Where the result goes.
pub(super) fn output(arguments: &Arguments) -> Result<BufWriter<Box<dyn Write>>, Error> {
    let out: Box<dyn Write> = match &arguments.output {
        Some(path) => Box::new(File::create(path).map_err(|error| Error::Write {
            path: Some(path.clone()),
            error,
        })?),
        None => Box::new(io::stdout().lock()),
    };
    Ok(BufWriter::new(out))
}

/// <https://no-color.org>
fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
