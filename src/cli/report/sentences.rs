//! All sentences behind the numbers of a report, as a table: what the page has no room for.
//!
//! It is written while the records are read, so that an archive of any size has its sentences in the table and not in memory.

use super::count::{Article, Counted, DIMENSIONS};
use super::measure::ALL;
use crate::cli::Error;
use crate::export::csv::write_text;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The table (RFC 4180): a row for each annotation that counts, with a 1 below each thing that it counts as.
pub struct Sentences {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Sentences {
    /// Begins the table. It has its name when it is whole: a report that fails leaves that of the one before, which its page speaks of.
    pub fn create(path: PathBuf) -> Result<Self, Error> {
        let begun = File::create(unfinished(&path)).and_then(|file| {
            let mut out = BufWriter::new(file);
            out.write_all(header().as_bytes())?;
            Ok(out)
        });
        match begun {
            Ok(out) => Ok(Self { path, out }),
            Err(error) => Err(Error::Write {
                path: Some(path),
                error,
            }),
        }
    }

    /// Adds the rows of an article.
    pub fn add(&mut self, article: &Article<'_>) -> Result<(), Error> {
        let mut rows = String::new();
        for counted in &article.counted {
            row(&mut rows, article, counted);
        }
        let written = self.out.write_all(rows.as_bytes());
        written.map_err(|error| self.failed(error))
    }

    /// Writes what is still in memory, and gives the table its name.
    pub fn finish(mut self) -> Result<(), Error> {
        let written = self.out.flush();
        written
            .and_then(|()| fs::rename(unfinished(&self.path), &self.path))
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::Write {
            path: Some(self.path.clone()),
            error,
        }
    }
}

/// Where the table grows.
fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("csv.new")
}

fn header() -> String {
    let groups = DIMENSIONS.iter().map(|(name, _)| *name);
    let texts = [
        "article",
        "words",
        "label",
        "source",
        "verb",
        "reason",
        "statements",
    ];
    let measures = ALL.iter().map(|(_, name, _)| *name);
    let names: Vec<&str> = groups.chain(texts).chain(measures).collect();
    names.join(",") + "\r\n"
}

fn row(out: &mut String, article: &Article<'_>, counted: &Counted<'_>) {
    let annotation = counted.annotation;
    for group in &article.groups {
        write_text(out, group.as_deref().unwrap_or_default());
        out.push(',');
    }
    for text in [
        article.name.as_ref(),
        annotation.words().as_str(),
        &annotation.label,
        counted.source.map_or("", |source| &source.name),
        annotation.cue.as_ref().map_or("", |cue| &cue.lemma),
        &counted.reason().unwrap_or_default(),
    ] {
        write_text(out, text);
        out.push(',');
    }
    let is_statement = annotation.kind == "attribution";
    let measures = ALL
        .iter()
        .map(|(measure, _, _)| counted.measures.contains(measure));
    for (at, counts) in [is_statement].into_iter().chain(measures).enumerate() {
        out.push_str(match (at, counts) {
            (0, true) => "1",
            (0, false) => "",
            (_, true) => ",1",
            (_, false) => ",",
        });
    }
    out.push_str("\r\n");
}
