//! What can go wrong on the command line.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why nothing could be done; says what to do next where there is something to do.
#[derive(Debug)]
pub enum Error {
    /// The input cannot be read.
    Read {
        /// Which; `-` is standard input.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The output cannot be written.
    Write {
        /// Which file; none for standard output.
        path: Option<PathBuf>,
        /// Why.
        error: io::Error,
    },
    /// A format of one article, for many.
    NotOfMany,
    /// A pattern of file names that is none.
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why.
        error: String,
    },
    /// A folder in which nothing can be read.
    NothingIn {
        /// Which.
        path: PathBuf,
    },
    /// Going on needs a file to go on with.
    ResumeNeedsOutput,
    /// Parquet needs a file.
    ParquetNeedsOutput,
    /// An output that no journal speaks of.
    NoJournal {
        /// Which.
        output: PathBuf,
    },
    /// A journal of a run with other arguments or another engine.
    OtherRun {
        /// Which.
        journal: PathBuf,
    },
    /// The files of a run that is to go on are not what they were.
    FilesChanged {
        /// The file that was read last.
        last: String,
    },
    /// A line that is no record.
    NoRecord {
        /// Where.
        path: PathBuf,
        /// Its number.
        line: u64,
        /// Why.
        error: String,
    },
    /// An archive's run that ended before its end.
    Stopped {
        /// Why.
        error: Box<Error>,
        /// Where what was done before stands.
        kept: Option<PathBuf>,
    },
    /// A format of two files, and no name for them.
    NeedsOutput,
    /// One of two files would take the place of the article that was read.
    WouldOverwriteInput {
        /// Which.
        path: PathBuf,
    },
}

impl Error {
    /// Whether the reader of the output has gone.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The exit code.
    #[must_use]
    pub(super) fn code(&self) -> u8 {
        if matches!(self, Self::Stopped { .. }) {
            super::STOPPED
        } else {
            super::FAILED
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, error } if error.kind() == io::ErrorKind::NotFound => {
                write!(
                    f,
                    "there is no file {} (use - for standard input)",
                    path.display()
                )
            }
            Self::Read { path, error } if error.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{} is a folder; give a file", path.display())
            }
            Self::Read { path, error } => write!(f, "cannot read {}: {error}", path.display()),
            Self::Write {
                path: Some(path),
                error,
            } => write!(f, "cannot write {}: {error}", path.display()),
            Self::Write { path: None, error } => write!(f, "cannot write: {error}"),
            Self::NotOfMany => write!(
                f,
                "of many articles the format is jsonl, json-lines or csv, or parquet; the others hold one article each"
            ),
            Self::Pattern { pattern, error } => write!(f, "{pattern} is no pattern of file names: {error}"),
            Self::NothingIn { path } => write!(
                f,
                "nothing in {} ends in .txt, .md, .html, .jsonl, .warc or .parquet (or those and .gz); name the files to have others \
                 read",
                path.display()
            ),
            Self::ResumeNeedsOutput => {
                write!(f, "--resume goes on with a file: name it with --output FILE")
            }
            Self::ParquetNeedsOutput => write!(
                f,
                "Parquet cannot be written into a pipe: name a file with --output FILE.parquet"
            ),
            Self::NoJournal { output } => write!(
                f,
                "there is no journal beside {0} that says how far it has come; begin again without --resume, which overwrites {0}",
                output.display()
            ),
            Self::OtherRun { journal } => write!(
                f,
                "{} is of a run with other arguments or another version; give the same ones, or begin again without --resume",
                journal.display()
            ),
            Self::FilesChanged { last } => write!(
                f,
                "the files have changed since the run stopped in {last}, which is not where it was; begin again without --resume"
            ),
            Self::NoRecord { path, line, error } => write!(
                f,
                "{}, line {line}: no record of `factnote annotate --format jsonl`: {error}",
                path.display()
            ),
            Self::Stopped { error, kept } => {
                write!(f, "{error}")?;
                if let Some(path) = kept {
                    write!(
                        f,
                        "; what was done is kept in {}: call the same with --resume to go on",
                        path.display()
                    )?;
                }
                Ok(())
            }
            Self::NeedsOutput => write!(
                f,
                "brat takes two files: name them with --output FILE.ann; the text goes to FILE.txt beside it"
            ),
            Self::WouldOverwriteInput { path } => write!(
                f,
                "the article's text would overwrite {}, which it was read from; give --output another name",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } | Self::Write { error, .. } => Some(error),
            Self::Stopped { error, .. } => Some(error),
            _ => None,
        }
    }
}
