//! Which files there are: those named, those in folders, those that a pattern matches. One at a time, in a fixed order.

use crate::cli::{Arguments, Error, Input};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file to read, or standard input (`-`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, where name or caller say so.
    pub kind: Option<Input>,
}

/// The files, found as they are asked for.
pub type Inputs = Box<dyn Iterator<Item = Result<File, (PathBuf, String)>> + Send>;

/// What a file holds by its name; `.gz` behind it says nothing.
pub fn kind_by_name(path: &Path) -> Option<Input> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "html" | "htm" | "xhtml" => Input::Html,
        "txt" | "md" => Input::Text,
        "jsonl" | "ndjson" => Input::Jsonl,
        #[cfg(feature = "archive")]
        "warc" | "wet" => Input::Warc,
        #[cfg(feature = "archive")]
        "parquet" => Input::Parquet,
        _ => return None,
    })
}

/// Whether it is a pattern, and no file of that name.
pub fn is_glob(path: &Path) -> bool {
    path.to_str().is_some_and(|name| name.contains(['*', '?', '['])) && !path.exists()
}

/// Fails where something that was named is not there: better now than after hours.
pub fn check(arguments: &Arguments) -> Result<(), Error> {
    for path in &arguments.files {
        if path.as_os_str() == "-" {
            continue;
        }
        if is_glob(path) {
            let pattern = path.to_string_lossy();
            let mut found = glob::glob(&pattern).map_err(|error| Error::Pattern {
                pattern: pattern.to_string(),
                error: error.to_string(),
            })?;
            if found.next().is_none() {
                return Err(Error::Read {
                    path: path.clone(),
                    error: io::ErrorKind::NotFound.into(),
                });
            }
            continue;
        }
        let looked = path.metadata().and_then(|found| {
            if found.is_dir() {
                path.read_dir().map(|_| ())
            } else {
                std::fs::File::open(path).map(|_| ())
            }
        });
        looked.map_err(|error| Error::Read {
            path: path.clone(),
            error,
        })?;
        if path.is_dir() && in_folder(path, arguments).next().is_none() {
            return Err(Error::NothingIn { path: path.clone() });
        }
    }
    Ok(())
}

/// All files that `arguments` name. Nothing is kept of them, so that a folder may hold millions.
pub struct Found;

impl Found {
    /// See [`Found`].
    #[allow(clippy::new_ret_no_self)]
    pub fn new(arguments: &Arguments) -> Inputs {
        let arguments = arguments.clone();
        let given = arguments.files.clone();
        Box::new(given.into_iter().flat_map(move |path| one(&path, &arguments)))
    }
}

fn one(path: &Path, arguments: &Arguments) -> Inputs {
    let stated = arguments.stated_input();
    let file = move |path: PathBuf| File {
        kind: stated.or_else(|| kind_by_name(&path)),
        path,
    };
    if path.as_os_str() == "-" {
        return Box::new(core::iter::once(Ok(file(path.to_owned()))));
    }
    if path.is_dir() {
        return in_folder(path, arguments);
    }
    if is_glob(path)
        && let Ok(found) = glob::glob(&path.to_string_lossy())
    {
        let arguments = arguments.clone();
        return Box::new(found.flat_map(move |entry| -> Inputs {
            match entry {
                Ok(path) if path.is_dir() => in_folder(&path, &arguments),
                Ok(path) => Box::new(core::iter::once(Ok(file(path)))),
                Err(error) => {
                    let path = error.path().to_owned();
                    Box::new(core::iter::once(Err((path, error.error().to_string()))))
                }
            }
        }));
    }
    Box::new(core::iter::once(Ok(file(path.to_owned()))))
}

/// Files below `folder` of a kind that is read, sorted by name; nothing hidden, and not what is written by this run.
fn in_folder(folder: &Path, arguments: &Arguments) -> Inputs {
    let stated = arguments.stated_input();
    let own: Vec<PathBuf> = [&arguments.output, &arguments.rejected]
        .into_iter()
        .flatten()
        .filter_map(|path| std::path::absolute(path).ok())
        .collect();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let shown = walk
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
    Box::new(shown.filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_own = || std::path::absolute(entry.path()).is_ok_and(|path| own.contains(&path));
            if !entry.file_type().is_file() || is_own() {
                return None;
            }
            let kind = kind_by_name(entry.path())?;
            Some(Ok(File {
                kind: stated.or(Some(kind)),
                path: entry.into_path(),
            }))
        }
        Err(error) => {
            let path = error.path().map(Path::to_owned).unwrap_or_default();
            Some(Err((path, error.to_string())))
        }
    }))
}
