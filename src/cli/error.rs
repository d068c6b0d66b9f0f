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
    /// A format of one article, for a file with many.
    NotOfMany,
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
            Self::NotOfMany => {
                write!(
                    f,
                    "with --jsonl the format is jsonl, json-lines or csv; the others hold one article each"
                )
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
            Self::NotOfMany | Self::NeedsOutput | Self::WouldOverwriteInput { .. } => None,
        }
    }
}
