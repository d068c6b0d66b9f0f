//! The command line: `factnote annotate`, `factnote report`.

mod annotate;
mod archive;
mod error;
mod input;
mod manual;
mod overrides;
mod report;
mod terminal;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Options;

pub use error::Error;

/// Everything went well.
const OK: u8 = 0;
/// Some records of an archive could not be read; the others are done.
const SOME_FAILED: u8 = 1;
/// House rules are broken.
const FOUND: u8 = 1;
/// Nothing could be done.
const FAILED: u8 = 2;
/// Stopped on the way (a full disk): what was done is kept.
const STOPPED: u8 = 3;

/// Who says so? Finds quotes, claims and figures in a news text and says who stands behind each.
#[derive(Parser, Debug)]
#[command(name = "factnote", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Reads an article and says who said what.
    Annotate(Arguments),
    /// Says how an archive is sourced, and checks articles against house rules.
    Report(report::Arguments),
    /// Prints a script that completes commands and flags in a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Prints the manual, for man: factnote man > factnote.1
    Man,
}

/// Arguments of `annotate`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Articles: files, folders with all below them, patterns ("2026/*.warc.gz"); `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write [default: text of one article, jsonl of many, which know jsonl, json-lines, csv and parquet]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What the input is; else told by the file's extension and its first characters.
    #[arg(long, value_enum, conflicts_with = "jsonl")]
    input: Option<Input>,
    /// As --input jsonl: one article a line, {"id", "text"} or {"id", "html"} and optionally title, outlet, byline,
    /// published, language, url, section.
    #[arg(long)]
    jsonl: bool,
    /// The publishing outlet.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Day of publication, to which "Thursday" and "last year" relate.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = input::day)]
    published: Option<String>,
    /// Language of the text, a BCP 47 tag.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Leaves out blocks (paragraphs, lines) that match; may be given several times.
    #[arg(long, value_name = "REGEX")]
    ignore: Vec<regex::Regex>,
    /// The publisher's overrides (JSON), beside those of the page itself: they hide, correct or add annotations.
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    overrides: Option<PathBuf>,
    /// Leaves out annotations below this confidence, 0 to 1 [default: 0.65 for text, html, markdown, web-annotation and
    /// schema-org, 0 for the others]
    #[arg(long, value_name = "NUMBER", value_parser = input::confidence)]
    min_confidence: Option<f32>,
    /// Without the learned tagger: finds fewer statements, in half of the time.
    #[cfg(feature = "tagger")]
    #[arg(long)]
    rules_only: bool,
    /// Where to write; standard output where it is left out.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Many articles: goes on where an interrupted run with the same arguments stopped, by the journal beside --output.
    #[arg(long)]
    resume: bool,
    /// Many articles: where to tell of records that cannot be read, one JSON object a line; standard error else.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Many articles: how many are worked on at a time [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    threads: Option<std::num::NonZeroU16>,
    /// Many articles: how long a record may be, in bytes; longer ones are rejected.
    #[arg(long, value_name = "SIZE", default_value = "8M", value_parser = input::size)]
    max_record: u64,
    /// Says nothing on standard error, errors apart.
    #[arg(short, long)]
    quiet: bool,
}

impl Arguments {
    /// The article, where it is one.
    fn file(&self) -> &Path {
        self.files.first().map_or(Path::new("-"), PathBuf::as_path)
    }

    /// What the caller says that the input is.
    fn stated_input(&self) -> Option<Input> {
        self.input.or(self.jsonl.then_some(Input::Jsonl))
    }

    /// What the engine is asked.
    fn options(&self) -> Options {
        let mut options = Options::default();
        options.mark_from = self.min_confidence.unwrap_or(options.mark_from);
        #[cfg(feature = "tagger")]
        {
            options.tagger = !self.rules_only;
        }
        options
    }
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON.
    Json,
    /// JSON on one line.
    Jsonl,
    /// Each statement with its source, for reading.
    Text,
    /// A standalone page with marks and cards.
    Html,
    /// The sourcing of the article for reading: statements by source, what the panel says.
    Markdown,
    /// A table, one row an annotation.
    Csv,
    /// One annotation a line, each with its article and its sources, for archives.
    JsonLines,
    /// W3C Web Annotation (JSON-LD).
    WebAnnotation,
    /// schema.org's Quotation and Claim (JSON-LD), for publishers.
    SchemaOrg,
    /// What a page shows that forbids WebAssembly: the address goes into the script tag's `data-analysis`.
    Analysis,
    /// Apache Parquet: the table of csv, with columns of numbers, for many articles.
    #[cfg(feature = "archive")]
    Parquet,
    /// CoNLL columns: each token with what rules and tagger make of it.
    #[cfg(feature = "tagger")]
    Conll,
    /// Brat standoff: the annotations to --output FILE.ann, the text beside it to FILE.txt.
    Brat,
}

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A page; the article in it is found.
    Html,
    /// Plain text: one paragraph a line, the first line may be the title.
    Text,
    /// JSON Lines: one article a line, with its text or its page.
    Jsonl,
    /// WARC, as crawls of the web are kept: the pages in it.
    #[cfg(feature = "archive")]
    Warc,
    /// Apache Parquet: one article a row, columns as the fields of jsonl.
    #[cfg(feature = "archive")]
    Parquet,
}

/// Runs the command line with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Annotate(arguments) if archive::is_many(&arguments) => archive::run(arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::page(),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Who reads no further has what they want ("| head").
        Err(error) if error.is_broken_pipe() => ExitCode::from(OK),
        Err(error) => {
            eprintln!("factnote: {error}");
            ExitCode::from(error.code())
        }
    }
}
