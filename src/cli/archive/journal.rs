//! How far a run has come, in a file beside its output (`FILE.journal`), for `--resume`.
//!
//! It is replaced as a whole, by renaming, after output and side file are on the disk: whenever the run is killed,
//! the journal tells of a length up to which both are good. What stands behind it is cut off and made anew.

use crate::cli::{Arguments, Error, Format};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// What was asked, of which engine: only the same may go on.
    pub run: String,
    /// Number of the file that was read last, from 1; 0 before the first.
    pub file: u64,
    /// Its path.
    pub path: String,
    /// How many of its records are through.
    pub record: u64,
    /// Articles done.
    pub done: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Pages in which there is no article.
    pub without_article: u64,
    /// Length of the output in bytes, or its parts where it is made of parts.
    pub output: u64,
    /// Length of the side file in bytes.
    pub side: u64,
    /// Whether all is done.
    pub complete: bool,
}

/// The file.
pub struct Journal {
    path: PathBuf,
}

/// How a run begins.
pub enum Begun {
    /// It was done before.
    Complete(State),
    /// From here.
    From(Option<Journal>, State),
}

/// Where the journal of `output` is.
pub fn path_of(output: &Path) -> PathBuf {
    let mut name = OsString::from(output);
    name.push(".journal");
    PathBuf::from(name)
}

/// Looks where the run begins: at the start, or where the journal says.
pub fn begin(arguments: &Arguments, format: Format) -> Result<Begun, Error> {
    let run = asked(arguments, format);
    let fresh = State {
        run: run.clone(),
        ..State::default()
    };
    // A device or a pipe can be neither cut nor continued.
    let output = arguments.output.as_deref();
    let Some(output) = output.filter(|path| path.metadata().map_or(true, |found| found.is_file())) else {
        return Ok(Begun::From(None, fresh));
    };
    let path = path_of(output);
    let journal = Journal { path: path.clone() };
    // Written before the output is touched, so that a run that is killed at once can go on too.
    let from_the_start = |journal: Journal| {
        journal.write(&fresh)?;
        Ok(Begun::From(Some(journal), fresh.clone()))
    };
    if !arguments.resume {
        return from_the_start(journal);
    }
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Nothing tells how far this file has come; it may be the work of days.
            if output.exists() {
                return Err(Error::NoJournal {
                    output: output.to_owned(),
                });
            }
            return from_the_start(journal);
        }
        Err(error) => return Err(Error::Read { path, error }),
    };
    let state: State = serde_json::from_slice(&text).map_err(|error| Error::Read {
        path: path.clone(),
        error: error.into(),
    })?;
    if state.run != run {
        return Err(Error::OtherRun { journal: path });
    }
    Ok(if state.complete {
        Begun::Complete(state)
    } else {
        Begun::From(Some(journal), state)
    })
}

impl Journal {
    /// Says how far the run has come.
    pub fn write(&self, state: &State) -> Result<(), Error> {
        let mut new = OsString::from(&self.path);
        new.push(".new");
        let new = PathBuf::from(new);
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(serde_json::to_string(state)?.as_bytes())?;
            file.sync_data()
        });
        written
            .and_then(|()| fs::rename(&new, &self.path))
            .map_err(|error| Error::Write {
                path: Some(self.path.clone()),
                error,
            })
    }

    /// Ends it: kept where it is asked for, so that the next `--resume` finds that nothing is left to do.
    pub fn end(&self, state: &State, keep: bool) -> Result<(), Error> {
        if keep { self.write(state) } else { self.remove() }
    }

    fn remove(&self) -> Result<(), Error> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::Write {
                path: Some(self.path.clone()),
                error,
            }),
            _ => Ok(()),
        }
    }
}

/// All on which the bytes of the output depend, the articles apart.
fn asked(arguments: &Arguments, format: Format) -> String {
    let engine = crate::analysis::ENGINE;
    let mut asked = format!(
        "{} {} {} {format:?}",
        engine.version, engine.checksum, engine.lexicons
    );
    asked += &format!(" {:?} {:?}", arguments.files, arguments.stated_input());
    asked += &format!(
        " {:?} {:?} {:?}",
        arguments.outlet, arguments.published, arguments.language
    );
    let ignored: Vec<&str> = arguments.ignore.iter().map(regex::Regex::as_str).collect();
    asked += &format!(" {ignored:?} {:?}", arguments.options());
    asked
        + &format!(
            " {:?} {} {:?}",
            arguments.min_confidence, arguments.max_record, arguments.rejected
        )
}
