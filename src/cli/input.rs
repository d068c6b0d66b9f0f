//! From a file to an [`Article`].

use super::{Arguments, Error, Input};
use crate::article::{Article, find};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// What a file gives.
pub(super) struct Given {
    pub article: Article,
    /// The texts of its tags with overrides.
    pub tags: Vec<String>,
}

/// Reads the article that `arguments` name.
pub(super) fn article(arguments: &Arguments) -> Result<Given, Error> {
    let path = arguments.file();
    let bytes = read(path).map_err(|error| Error::Read {
        path: path.to_owned(),
        error,
    })?;
    let text = decoded(bytes, path);
    let (mut article, tags) = match arguments.input.unwrap_or_else(|| sniffed(path, &text)) {
        Input::Html => {
            let (page, tags) = crate::html::parse_with_overrides(&text);
            (find::find(&page).article, tags)
        }
        // What holds many articles is read by `archive`.
        _ => (Article::from_plain_text(&text), Vec::new()),
    };
    let metadata = &mut article.metadata;
    for (given, field) in [
        (&arguments.outlet, &mut metadata.outlet),
        (&arguments.published, &mut metadata.published),
        (&arguments.language, &mut metadata.language),
    ] {
        if given.is_some() {
            field.clone_from(given);
        }
    }
    leave_out(&mut article, &arguments.ignore);
    if article.blocks.is_empty() {
        eprintln!("factnote: no article found in {}", path.display());
    }
    Ok(Given { article, tags })
}

/// Leaves out the blocks that match one of `ignore`; the text itself stays, so that offsets do.
pub(super) fn leave_out(article: &mut Article, ignore: &[regex::Regex]) {
    let text = &article.text;
    article
        .blocks
        .retain(|block| !ignore.iter().any(|pattern| pattern.is_match(block.span.of(text))));
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

/// Text from bytes; what is not UTF-8 becomes a replacement character, and that is said.
fn decoded(bytes: Vec<u8>, path: &Path) -> String {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            eprintln!(
                "factnote: {} is not UTF-8; what cannot be read stands as \u{fffd}",
                path.display()
            );
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn sniffed(path: &Path, text: &str) -> Input {
    let extension = path.extension().map(|e| e.to_ascii_lowercase());
    match extension.as_ref().and_then(|e| e.to_str()) {
        Some("html" | "htm" | "xhtml") => return Input::Html,
        Some("txt" | "md") => return Input::Text,
        _ => {}
    }
    let start = text.trim_start().as_bytes();
    let begins = |with: &str| {
        start
            .get(..with.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(with.as_bytes()))
    };
    if begins("<!doctype html") || begins("<html") {
        Input::Html
    } else {
        Input::Text
    }
}

/// A day of ISO 8601, or a time that begins with one.
pub(super) fn day(value: &str) -> Result<String, String> {
    let wrong = || format!("`{value}` is no date like 2025-05-02");
    let digits = value.get(..10).ok_or_else(wrong)?;
    let mut parts = digits.split('-').map(str::parse::<u16>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let month = u8::try_from(month)
        .ok()
        .and_then(|m| time::Month::try_from(m).ok());
    let day = u8::try_from(day).ok();
    match (month, day) {
        (Some(month), Some(day)) if time::Date::from_calendar_date(i32::from(year), month, day).is_ok() => {
            Ok(value.to_owned())
        }
        _ => Err(wrong()),
    }
}

/// A number from 0 to 1.
pub(super) fn confidence(value: &str) -> Result<f32, String> {
    match value.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err(format!("`{value}` is no number from 0 to 1")),
    }
}

/// A number of bytes: `500000`, `500k`, `8M`, `1G`.
pub(super) fn size(value: &str) -> Result<u64, String> {
    let digits = value.trim_end_matches(['k', 'K', 'M', 'G']);
    let factor = match &value[digits.len()..] {
        "" => 1,
        "k" | "K" => 1_000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        _ => 0,
    };
    digits
        .parse()
        .ok()
        .and_then(|number: u64| number.checked_mul(factor))
        .filter(|size| (1..=1 << 40).contains(size))
        .ok_or_else(|| format!("`{value}` is no size like 500k, 8M or 1G"))
}
