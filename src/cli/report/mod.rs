//! `factnote report`: the sourcing of an archive, from the records that `annotate` wrote.

mod chart;
mod count;
mod data;
mod measure;
mod page;
mod record;
mod rules;
mod sentences;

use super::{Error, FOUND, OK, input};
use clap::Args;
use count::{Article, Counts};
use record::Record;
use rules::{House, Rule};
use sentences::Sentences;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// How the table of sentences ends, beside the page.
const SENTENCES: &str = "sentences.csv";

/// Arguments of `report`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Records, as `factnote annotate --format jsonl` writes them; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The page to write, FILE.html; beside it FILE.json, FILE.csv and, with all sentences behind the numbers, FILE.sentences.csv.
    #[arg(short, long, value_name = "FILE", required_unless_present = "rules")]
    output: Option<PathBuf>,
    /// Checks the articles against house rules, tells what breaks them, and exits with 1 where something does.
    #[arg(long, value_name = "HOUSE", value_enum, value_delimiter = ',')]
    rules: Vec<House>,
    /// The confidence from which something counts, 0 to 1.
    #[arg(long, value_name = "NUMBER", value_parser = input::confidence, default_value = "0.65")]
    min_confidence: f32,
}

/// Makes the report.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let mut found = Found {
        rules: rules::rules(&arguments.rules),
        counts: Counts::default(),
        sentences: match &arguments.output {
            Some(output) => Some(Sentences::create(output.with_extension(SENTENCES))?),
            None => None,
        },
        broken: 0,
    };
    for path in &arguments.files {
        read(path, f64::from(arguments.min_confidence), &mut found)?;
    }
    if let Some(sentences) = found.sentences {
        sentences.finish()?;
    }
    if let Some(output) = &arguments.output {
        write(output, &found.counts)?;
    }
    Ok(if found.broken > 0 { FOUND } else { OK })
}

/// What the page, the data and the exit code are made from.
struct Found {
    rules: Vec<Rule>,
    counts: Counts,
    sentences: Option<Sentences>,
    /// How often a rule is broken.
    broken: u64,
}

/// Writes page and data.
fn write(output: &Path, counts: &Counts) -> Result<(), Error> {
    let sentences = output.with_extension(SENTENCES);
    let sentences = sentences.file_name().unwrap_or_default().to_string_lossy();
    let data = data::json(counts);
    for (path, content) in [
        (output.to_owned(), page::page(counts, &sentences)),
        (output.with_extension("json"), format!("{data:#}\n")),
        (output.with_extension("csv"), data::csv(counts)),
    ] {
        fs::write(&path, content).map_err(|error| Error::Write {
            path: Some(path),
            error,
        })?;
    }
    Ok(())
}

/// Reads a file of records; `least` is the confidence from which something counts.
fn read(path: &Path, least: f64, found: &mut Found) -> Result<(), Error> {
    let unread = |error| Error::Read {
        path: path.to_owned(),
        error,
    };
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(unread)?))
    };
    let mut out = io::stdout().lock();
    for (number, line) in (1u64..).zip(reader.lines()) {
        let line = line.map_err(unread)?;
        if line.trim().is_empty() {
            continue;
        }
        let record: Record = serde_json::from_str(&line).map_err(|error| Error::NoRecord {
            path: path.to_owned(),
            line: number,
            error: error.to_string(),
        })?;
        let article = Article::of(&record, least);
        found.counts.add(&article);
        if let Some(sentences) = &mut found.sentences {
            sentences.add(&article)?;
        }
        for breach in rules::breaches(&record, &found.rules, least) {
            found.broken += 1;
            writeln!(
                out,
                "{}: {} [{}]\n  {}\n  {}",
                record.name(),
                breach.rule.words,
                breach.rule.check,
                breach.label,
                breach.at
            )
            .map_err(|error| Error::Write { path: None, error })?;
        }
    }
    Ok(())
}
