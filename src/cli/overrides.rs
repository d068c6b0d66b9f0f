//! The publisher's overrides: those that stand in the page, and those of a file of their own.

use super::{Arguments, Error};
use crate::export::json::given_overrides;
use crate::overrides::{Override, given};
use std::fs;

/// Reads the overrides of `tags` and of the file that `arguments` name. What is wrong in them is said, and the others hold; only a
/// file that cannot be read ends it.
pub(super) fn read(arguments: &Arguments, tags: &[String]) -> Result<Vec<Override>, Error> {
    let mut overrides = Vec::new();
    for tag in tags {
        overrides.extend(understood("the page's tag of class factnote-overrides", tag));
    }
    if let Some(path) = &arguments.overrides {
        let text = fs::read_to_string(path).map_err(|error| Error::Read {
            path: path.clone(),
            error,
        })?;
        overrides.extend(understood(&path.display().to_string(), &text));
    }
    Ok(overrides)
}

fn understood(place: &str, text: &str) -> Vec<Override> {
    let (overrides, complaints) = match given_overrides(text) {
        Ok(value) => given::read(value),
        Err(error) => (Vec::new(), vec![format!("no JSON, and not used: {error}")]),
    };
    for complaint in complaints {
        eprintln!("factnote: {place}: {complaint}");
    }
    overrides
}
