//! `factnote annotate FILE`: one article in, one result out.

use super::{Arguments, Error, Format, OK, input, terminal};
use crate::describe::{English, present};
use crate::export::json::Record;
use crate::export::{html, json};
use crate::{Analysis, Article, Options, analyze};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Annotates one article.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let article = input::article(arguments)?;
    let options = arguments.options();
    let analysis = analyze(&article, &options);
    // The output is opened only now, so that a missing input leaves no empty file.
    let mut out = output(arguments)?;
    let colour = arguments.output.is_none() && io::stdout().is_terminal() && !no_colour();
    write(&mut out, arguments, &article, &analysis, options, colour)
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
    article: &Article,
    analysis: &Analysis,
    options: Options,
    colour: bool,
) -> io::Result<()> {
    match arguments.format {
        Format::Text => {
            let presentation = present(article, analysis, options.mark_from, &English);
            terminal::write(out, article, analysis, &presentation, colour)
        }
        Format::Html => {
            let presentation = present(article, analysis, options.mark_from, &English);
            out.write_all(html::page(article, &presentation).as_bytes())
        }
        Format::Json | Format::Jsonl => {
            let mut record = Record::new(article, analysis);
            if let Some(least) = arguments.min_confidence {
                record.leave_out_below(least.into());
            }
            match arguments.format {
                Format::Json => json::write_pretty(out, &record),
                _ => json::write_line(out, None, &record),
            }
        }
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
