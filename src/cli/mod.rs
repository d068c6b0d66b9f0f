//! The command line: `factnote annotate`.

mod annotate;
mod error;
mod input;
mod lines;
mod overrides;
mod terminal;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::Options;

pub use error::Error;

/// Everything went well.
const OK: u8 = 0;
/// Some lines of `--jsonl` could not be read.
const SOME_FAILED: u8 = 1;
/// Nothing could be done.
const FAILED: u8 = 2;

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
}

/// Arguments of `annotate`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The article: plain text or HTML; `-` is standard input.
    file: PathBuf,
    /// What to write [default: text; jsonl with --jsonl, which knows jsonl, json-lines and csv]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What the input is; else told by the file's extension and its first characters.
    #[arg(long, value_enum, conflicts_with = "jsonl")]
    input: Option<Input>,
    /// Reads and writes one article a line: {"id", "text"} and optionally title, outlet, byline, published,
    /// language, url.
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
}

impl Arguments {
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
}

/// Runs the command line with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let Command::Annotate(arguments) = Cli::parse().command;
    let done = if arguments.jsonl {
        lines::run(&arguments)
    } else {
        annotate::run(&arguments)
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Who reads no further has what they want ("| head").
        Err(error) if error.is_broken_pipe() => ExitCode::from(OK),
        Err(error) => {
            eprintln!("factnote: {error}");
            ExitCode::from(FAILED)
        }
    }
}
