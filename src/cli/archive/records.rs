//! From files to records, one after another; never more of a file in memory than one record.

use super::inputs::{File, Inputs};
use super::journal::State;
use super::material::{Material, Page};
use crate::cli::{Arguments, Input};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A record as it was read, or why it cannot be.
pub struct Raw {
    /// Where it comes from, for people.
    pub origin: Origin,
    /// Where it comes from, for the journal.
    pub position: Position,
    /// What it holds.
    pub material: Result<Material, String>,
    /// The files are others than those of the run that is to go on: what would come out were no longer the same.
    pub changed: bool,
}

/// Where a record comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file, `-` for standard input.
    pub input: Arc<str>,
    /// Where in it.
    pub place: Option<Place>,
    /// The address of a page.
    pub url: Option<String>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A line, from 1.
    Line(u64),
    /// A record of WARC, from 1.
    #[cfg(feature = "archive")]
    Record(u64),
    /// A row of a table, from 1.
    #[cfg(feature = "archive")]
    Row(u64),
}

/// Which record of which file.
#[derive(Clone, Debug, Default)]
pub struct Position {
    /// Number of the file, from 1.
    pub file: u64,
    /// Its path.
    pub path: Arc<str>,
    /// Number of the record, from 1: of those handed on.
    pub record: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            #[cfg(feature = "archive")]
            Self::Record(number) => write!(f, "record {number}"),
            #[cfg(feature = "archive")]
            Self::Row(number) => write!(f, "row {number}"),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) if &*self.input == "-" => write!(f, "{place}"),
            None if &*self.input == "-" => write!(f, "standard input"),
            Some(place) => write!(f, "{}, {place}", self.input),
            None => write!(f, "{}", self.input),
        }
    }
}

/// What readers of a file hand on: the record, its place, its address. False where nobody wants more.
pub type Each<'a> = &'a mut dyn FnMut(Option<Place>, Option<String>, Result<Material, String>) -> bool;

/// Reads all records of `inputs`, from behind the one where `begin` stands.
pub fn read_all(
    inputs: Inputs,
    arguments: &Arguments,
    begin: &State,
    bytes: &Arc<AtomicU64>,
    each: &mut dyn FnMut(Raw) -> bool,
) {
    // At its very end a run has read the last file, which is found again when it goes on.
    let mut reached = begin.file == 0;
    for (number, found) in (1..).zip(inputs) {
        let path: Arc<str> = match &found {
            Ok(file) => file.path.to_string_lossy().into(),
            Err((path, _)) => path.to_string_lossy().into(),
        };
        if number < begin.file {
            if let Ok(file) = &found {
                bytes.fetch_add(
                    file.path.metadata().map_or(0, |found| found.len()),
                    Ordering::Relaxed,
                );
            }
            continue;
        }
        if number == begin.file && *path != *begin.path {
            break;
        }
        reached = true;
        let mut record = 0;
        let mut wanted = true;
        let through = if number == begin.file { begin.record } else { 0 };
        let mut hand_on = |place, url: Option<String>, material| {
            record += 1;
            if record > through {
                wanted = each(Raw {
                    origin: Origin {
                        input: Arc::clone(&path),
                        place,
                        url,
                    },
                    position: Position {
                        file: number,
                        path: Arc::clone(&path),
                        record,
                    },
                    material,
                    changed: false,
                });
            }
            wanted
        };
        match found {
            Ok(file) => read(&file, arguments, bytes, &mut hand_on),
            Err((_, reason)) => {
                hand_on(None, None, Err(reason));
            }
        }
        if !wanted {
            return;
        }
    }
    if !reached {
        let path: Arc<str> = begin.path.as_str().into();
        each(Raw {
            origin: Origin {
                input: Arc::clone(&path),
                place: None,
                url: None,
            },
            position: Position::default(),
            material: Err(String::new()),
            changed: true,
        });
    }
}

/// Reads the records of one file. What is wrong with the file as a whole is handed on as a record that cannot be read.
fn read(file: &File, arguments: &Arguments, bytes: &Arc<AtomicU64>, each: Each<'_>) {
    let failed = |error: io::Error| format!("cannot read it: {error}");
    let is_standard = file.path.as_os_str() == "-";
    #[cfg(feature = "archive")]
    if file.kind == Some(Input::Parquet) {
        if is_standard {
            let reason = "Parquet begins to be read at its end: give a file, not standard input";
            each(None, None, Err(reason.to_owned()));
        } else {
            super::parquet_in::read(&file.path, bytes, each);
        }
        return;
    }
    let opened: io::Result<Box<dyn Read>> = if is_standard {
        Ok(Box::new(io::stdin()))
    } else {
        std::fs::File::open(&file.path).map(|file| Box::new(file) as Box<dyn Read>)
    };
    let counted = opened.map(|inner| Counted {
        inner,
        bytes: Arc::clone(bytes),
    });
    let reader = counted.and_then(|reader| plain(BufReader::with_capacity(128 * 1024, reader)));
    let mut reader = match reader {
        Ok(reader) => reader,
        Err(error) => {
            each(None, None, Err(failed(error)));
            return;
        }
    };
    let kind = match file.kind.map_or_else(|| sniffed(&mut *reader), Ok) {
        Ok(kind) => kind,
        Err(error) => {
            each(None, None, Err(failed(error)));
            return;
        }
    };
    let most = arguments.max_record;
    match kind {
        Input::Jsonl => lines(&mut *reader, most, each),
        #[cfg(feature = "archive")]
        Input::Warc => super::warc::read(&mut *reader, most, each),
        Input::Text | Input::Html => {
            let whole = whole(&mut *reader, most).map(|body| match kind {
                Input::Html => Material::Page(Page {
                    body,
                    id: Some(id_of(&file.path)),
                    ..Page::default()
                }),
                _ => Material::Text(body),
            });
            each(None, None, whole);
        }
        #[cfg(feature = "archive")]
        Input::Parquet => {}
    }
}

fn id_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// What stands in a file, uncompressed.
#[cfg(feature = "archive")]
fn plain(mut reader: impl BufRead + 'static) -> io::Result<Box<dyn BufRead>> {
    const GZIP: [u8; 2] = [0x1f, 0x8b];
    if reader.fill_buf()?.starts_with(&GZIP) {
        // Of many members: WARC has one for each record.
        let unpacked = flate2::bufread::MultiGzDecoder::new(reader);
        return Ok(Box::new(BufReader::with_capacity(128 * 1024, unpacked)));
    }
    Ok(Box::new(reader))
}

#[cfg(not(feature = "archive"))]
#[allow(clippy::unnecessary_wraps)]
fn plain(reader: impl BufRead + 'static) -> io::Result<Box<dyn BufRead>> {
    Ok(Box::new(reader))
}

/// What a file holds by its first characters.
fn sniffed(reader: &mut dyn BufRead) -> io::Result<Input> {
    let start = reader.fill_buf()?.trim_ascii_start();
    let begins = |with: &str| {
        start
            .get(..with.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(with.as_bytes()))
    };
    #[cfg(feature = "archive")]
    if begins("WARC/") {
        return Ok(Input::Warc);
    }
    Ok(if begins("<!doctype html") || begins("<html") {
        Input::Html
    } else if begins("{") {
        Input::Jsonl
    } else {
        Input::Text
    })
}

/// All of a file that is one article.
fn whole(reader: &mut dyn BufRead, most: u64) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    match reader.take(most + 1).read_to_end(&mut body) {
        Ok(read) if read as u64 > most => Err(too_long(most)),
        Ok(_) => Ok(body),
        Err(error) => Err(broken(&error)),
    }
}

/// Lines that are not empty.
fn lines(reader: &mut dyn BufRead, most: u64, each: Each<'_>) {
    for number in 1u64.. {
        let place = Some(Place::Line(number));
        let mut line = Vec::new();
        let read = match reader.take(most + 1).read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(read) => read as u64,
            Err(error) => {
                each(place, None, Err(broken(&error)));
                return;
            }
        };
        let wanted = if read > most && line.last() != Some(&b'\n') {
            drop(line);
            let skipped = reader.skip_until(b'\n');
            let wanted = each(place, None, Err(too_long(most)));
            if let Err(error) = skipped {
                each(place, None, Err(broken(&error)));
                return;
            }
            wanted
        } else if line.trim_ascii().is_empty() {
            true
        } else {
            each(place, None, Ok(Material::Line(line)))
        };
        if !wanted {
            return;
        }
    }
}

/// The reason where a record is longer than is read.
pub fn too_long(most: u64) -> String {
    format!("longer than {most} bytes; --max-record sets how long a record may be")
}

/// The reason where the rest of a file cannot be read.
pub fn broken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the file ends too early: it was cut short".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("the rest of the file cannot be unpacked: {error}")
        }
        _ => format!("the rest of the file cannot be read: {error}"),
    }
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
