//! Where results go: text to a file or standard output; Parquet has its own file.

use super::journal::State;
use super::rejected::open_at;
use crate::cli::{Arguments, Error, Format};
use crate::export::csv;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

/// A result, ready to be written.
pub enum Rendered {
    /// Lines of text.
    Text(Vec<u8>),
    /// Rows of a table.
    #[cfg(feature = "archive")]
    Rows(Vec<super::parquet_out::Row>),
}

/// Where results go.
pub trait Sink {
    /// Adds a result.
    fn write(&mut self, rendered: Rendered) -> Result<(), Error>;
    /// Hands on what is collected, where that does not change the bytes of the output.
    fn flush(&mut self) -> Result<(), Error>;
    /// Brings all to the disk and says from where a later run can go on; none where it cannot at this moment.
    fn checkpoint(&mut self) -> Result<Option<u64>, Error>;
    /// Nothing comes any more.
    fn finish(&mut self) -> Result<(), Error>;
    /// Clears away what only served an interruption.
    fn tidy(&mut self) {}
}

/// Opens the output, cut to where `state` says.
pub fn open(arguments: &Arguments, format: Format, state: &State) -> Result<Box<dyn Sink>, Error> {
    #[cfg(feature = "archive")]
    if format == Format::Parquet {
        return Ok(Box::new(super::parquet_out::Parts::open(arguments, state)?));
    }
    let (target, path) = match &arguments.output {
        Some(path) => {
            let file = open_at(path, state.output).map_err(|error| Error::Write {
                path: Some(path.clone()),
                error,
            })?;
            (Target::File(file), Some(path.clone()))
        }
        None => (Target::Standard(io::stdout()), None),
    };
    let mut text = Text {
        target,
        path,
        buffer: Vec::new(),
        length: state.output,
    };
    if format == Format::Csv && state.output == 0 {
        text.buffer.extend_from_slice(csv::header().as_bytes());
    }
    Ok(Box::new(text))
}

/// How much is collected before it is handed on.
const BUFFER: usize = 256 * 1024;

enum Target {
    File(File),
    Standard(io::Stdout),
}

/// Lines of text. They are handed on whole, so that a full disk leaves no half of one.
struct Text {
    target: Target,
    path: Option<PathBuf>,
    buffer: Vec<u8>,
    length: u64,
}

impl Text {
    fn failed(&self, error: io::Error) -> Error {
        Error::Write {
            path: self.path.clone(),
            error,
        }
    }
}

impl Sink for Text {
    fn write(&mut self, rendered: Rendered) -> Result<(), Error> {
        match rendered {
            Rendered::Text(text) => self.buffer.extend_from_slice(&text),
            #[cfg(feature = "archive")]
            Rendered::Rows(_) => {}
        }
        if self.buffer.len() >= BUFFER {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let written = match &mut self.target {
            Target::File(file) => file.write_all(&self.buffer),
            Target::Standard(out) => out.write_all(&self.buffer).and_then(|()| out.flush()),
        };
        if let Err(error) = written {
            if let Target::File(file) = &self.target {
                // What could be written of the last lines goes, so that those before stand alone; a device has no length.
                let _ = file.set_len(self.length);
            }
            return Err(self.failed(error));
        }
        self.length += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<u64>, Error> {
        self.flush()?;
        match &self.target {
            Target::File(file) => {
                file.sync_data().map_err(|error| self.failed(error))?;
                Ok(Some(self.length))
            }
            Target::Standard(_) => Ok(None),
        }
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.flush()
    }
}
