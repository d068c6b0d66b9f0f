//! `factnote report`: the sourcing of an archive, from the records that `annotate` wrote.

mod chart;
mod count;
mod data;
mod measure;
mod page;
mod record;
mod rules;

use super::{Error, FOUND, OK, input};
use clap::Args;
use count::Counts;
use record::Record;
use rules::{House, Rule};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Arguments of `report`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Records, as `factnote annotate --format jsonl` writes them; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The page to write, FILE.html; FILE.json and FILE.csv are written beside it.
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
    let rules = rules::rules(&arguments.rules);
    let mut counts = Counts::default();
    let mut broken = 0;
    for path in &arguments.files {
        broken += read(path, arguments, &rules, &mut counts)?;
    }
    if let Some(output) = &arguments.output {
        let data = data::json(&counts);
        for (path, content) in [
            (output.clone(), page::page(&counts)),
            (output.with_extension("json"), format!("{data:#}\n")),
            (output.with_extension("csv"), data::csv(&counts)),
        ] {
            fs::write(&path, content).map_err(|error| Error::Write {
                path: Some(path),
                error,
            })?;
        }
    }
    Ok(if broken > 0 { FOUND } else { OK })
}

/// Reads a file of records; gives how often a rule is broken.
fn read(path: &Path, arguments: &Arguments, rules: &[Rule], counts: &mut Counts) -> Result<u64, Error> {
    let unread = |error| Error::Read {
        path: path.to_owned(),
        error,
    };
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(unread)?))
    };
    let least = f64::from(arguments.min_confidence);
    let mut broken = 0;
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
        counts.add(&record, least);
        for breach in rules::breaches(&record, rules, least) {
            broken += 1;
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
    Ok(broken)
}
