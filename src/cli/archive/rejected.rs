//! What could not be read: counted, and told with the reason, in a side file or on standard error.

use super::journal::State;
use super::records::Origin;
use crate::cli::{Arguments, Error};
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

/// Where rejections go.
pub struct Rejected {
    side: Option<Side>,
    quiet: bool,
}

struct Side {
    path: PathBuf,
    file: File,
    length: u64,
}

/// A line of the side file.
#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    kind: &'static str,
    reason: &'a str,
}

impl Rejected {
    /// Opens the side file, cut to where `state` says.
    pub fn open(arguments: &Arguments, state: &State) -> Result<Self, Error> {
        let side = arguments
            .rejected
            .as_ref()
            .map(|path| {
                open_at(path, state.side)
                    .map(|file| Side {
                        path: path.clone(),
                        file,
                        length: state.side,
                    })
                    .map_err(|error| Error::Write {
                        path: Some(path.clone()),
                        error,
                    })
            })
            .transpose()?;
        Ok(Self {
            side,
            quiet: arguments.quiet,
        })
    }

    /// A record that cannot be read.
    pub fn reject(&mut self, origin: &Origin, reason: &str, say: impl FnOnce(&str)) -> Result<(), Error> {
        if self.side.is_some() {
            return self.write(origin, "rejected", reason);
        }
        if !self.quiet {
            say(&format!("factnote: {origin}: {reason}"));
        }
        Ok(())
    }

    /// A page that can be read and holds no article: fronts, lists, galleries.
    pub fn no_article(&mut self, origin: &Origin) -> Result<(), Error> {
        self.write(origin, "no-article", "no article found in the page")
    }

    fn write(&mut self, origin: &Origin, kind: &'static str, reason: &str) -> Result<(), Error> {
        let Some(side) = &mut self.side else {
            return Ok(());
        };
        let line = Line {
            input: &origin.input,
            place: origin.place.as_ref().map(ToString::to_string),
            url: origin.url.as_deref(),
            kind,
            reason,
        };
        let written = serde_json::to_vec(&line)
            .map_err(io::Error::from)
            .and_then(|mut line| {
                line.push(b'\n');
                side.file.write_all(&line).map(|()| line.len() as u64)
            });
        side.length += written.map_err(|error| side.failed(error))?;
        Ok(())
    }

    /// Brings all to the disk; gives the length.
    pub fn checkpoint(&mut self) -> Result<u64, Error> {
        let Some(side) = &self.side else {
            return Ok(0);
        };
        match side.file.sync_data() {
            // A pipe or a device has nothing to bring to a disk.
            Err(error) if error.kind() != io::ErrorKind::InvalidInput => Err(side.failed(error)),
            _ => Ok(side.length),
        }
    }

    /// As [`Self::checkpoint`], at the end.
    pub fn flush(&mut self) -> Result<(), Error> {
        self.checkpoint().map(|_| ())
    }
}

impl Side {
    fn failed(&self, error: io::Error) -> Error {
        Error::Write {
            path: Some(self.path.clone()),
            error,
        }
    }
}

/// Opens a file to go on at `length`; what stands behind it is cut off.
pub fn open_at(path: &PathBuf, length: u64) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let mut file = options.create(true).truncate(false).write(true).open(path)?;
    let found = file.metadata()?;
    if found.is_file() {
        if found.len() < length {
            return Err(io::Error::other(format!(
                "it is shorter than its journal says ({} of {length} bytes); begin again without --resume",
                found.len()
            )));
        }
        file.set_len(length)?;
        io::Seek::seek(&mut file, io::SeekFrom::Start(length))?;
    }
    Ok(file)
}
