//! From a record to what is written about it: decoding, parsing, understanding, writing. Runs on all cores.

use super::material::{Given, Material, Page};
use super::records::{Origin, Raw};
use super::sink::Rendered;
use crate::article::{Metadata, find};
use crate::cli::annotate::record;
use crate::cli::{Arguments, Error, Format, input};
use crate::export::{csv, json, json_lines};
use crate::{Article, analyze};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What came of a record.
pub enum Outcome {
    /// What is written.
    Done(Rendered),
    /// A page in which there is no article.
    NoArticle,
    /// It cannot be read, and why.
    Rejected(String),
    /// Nothing can be read any more, and why.
    Stopped(Error),
}

/// An article and what the archive calls it.
struct Named {
    id: Option<Value>,
    section: Option<String>,
    article: Article,
    is_page: bool,
}

/// Works on a record. One that makes the engine panic is rejected; the others are not to suffer.
pub fn outcome(raw: Raw, arguments: &Arguments, format: Format) -> Outcome {
    let Raw {
        origin,
        material,
        changed,
        ..
    } = raw;
    if changed {
        return Outcome::Stopped(Error::FilesChanged {
            last: origin.input.to_string(),
        });
    }
    let worked = catch_unwind(AssertUnwindSafe(|| {
        let named = named(material?, &origin, arguments)?;
        if named.is_page && named.article.blocks.is_empty() {
            return Ok(Outcome::NoArticle);
        }
        Ok(match rendered(named, &origin, arguments, format) {
            Ok(rendered) => Outcome::Done(rendered),
            Err(error) => Outcome::Stopped(Error::Write { path: None, error }),
        })
    }));
    match worked {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(reason)) => Outcome::Rejected(reason),
        Err(_) => Outcome::Rejected("the engine failed; please report this article".to_owned()),
    }
}

fn named(material: Material, origin: &Origin, arguments: &Arguments) -> Result<Named, String> {
    let mut named = match material {
        Material::Line(line) => given(serde_json::from_slice(&line).map_err(|error| says(&error))?)?,
        #[cfg(feature = "archive")]
        Material::Row(row) => given(serde_json::from_value(row).map_err(|error| says(&error))?)?,
        Material::Text(bytes) => {
            let text = String::from_utf8(bytes).map_err(|error| {
                let good = error.utf8_error().valid_up_to();
                format!("not UTF-8 at byte {good}; convert it first (iconv -t UTF-8)")
            })?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let metadata = Metadata {
                url: origin.url.clone(),
                ..Metadata::default()
            };
            Named {
                id: None,
                section: None,
                article: Article::from_plain_text_with(text, metadata),
                is_page: false,
            }
        }
        Material::Page(page) => from_page(page, arguments)?,
    };
    let metadata = &mut named.article.metadata;
    for (field, fallback) in [
        (&mut metadata.outlet, &arguments.outlet),
        (&mut metadata.published, &arguments.published),
        (&mut metadata.language, &arguments.language),
    ] {
        if field.is_none() {
            field.clone_from(fallback);
        }
    }
    input::leave_out(&mut named.article, &arguments.ignore);
    Ok(named)
}

/// An article of a line or a row.
fn given(mut given: Given) -> Result<Named, String> {
    if given.id.is_none() && given.url.is_none() {
        return Err("no article: missing field `id`".to_owned());
    }
    let (id, section) = (given.id.take(), given.section.take());
    if let Some(text) = given.text.take() {
        return Ok(Named {
            id,
            section,
            article: Article::from_plain_text_with(&text, given.metadata()),
            is_page: false,
        });
    }
    let html = given
        .html
        .take()
        .ok_or("no article: missing field `text` (or `html`)")?;
    let mut named = found(&html, given.url.clone());
    let (known, stated) = (&mut named.article.metadata, given.metadata());
    for (field, stated) in [
        (&mut known.title, stated.title),
        (&mut known.outlet, stated.outlet),
        (&mut known.byline, stated.byline),
        (&mut known.published, stated.published),
        (&mut known.language, stated.language),
        (&mut known.url, stated.url),
    ] {
        if stated.is_some() {
            *field = stated;
        }
    }
    Ok(Named {
        id,
        section: section.or(named.section),
        ..named
    })
}

#[cfg(feature = "archive")]
fn from_page(page: Page, arguments: &Arguments) -> Result<Named, String> {
    let html = super::charset::text(&page, arguments.max_record)?;
    Ok(Named {
        id: page.id.map(Value::String),
        ..found(&html, page.url)
    })
}

#[cfg(not(feature = "archive"))]
fn from_page(page: Page, _: &Arguments) -> Result<Named, String> {
    Ok(Named {
        id: page.id.map(Value::String),
        ..found(&String::from_utf8_lossy(&page.body), page.url)
    })
}

/// The article in a page.
fn found(html: &str, url: Option<String>) -> Named {
    let mut page = crate::html::parse(html);
    page.url = page.url.or(url);
    let section = page.metas.iter().find(|(name, _)| name == "article:section");
    Named {
        id: None,
        section: section.map(|(_, section)| section.clone()),
        article: find::find(&page).article,
        is_page: true,
    }
}

fn rendered(
    mut named: Named,
    origin: &Origin,
    arguments: &Arguments,
    format: Format,
) -> std::io::Result<Rendered> {
    let id = named
        .id
        .or_else(|| named.article.metadata.url.clone().map(Value::String))
        .unwrap_or_else(|| Value::String(origin.input.to_string()));
    let article = &mut named.article;
    let analysis = analyze(article, &arguments.options());
    if format != Format::Jsonl {
        // An annotation apart from its record has no other name for its article.
        article.metadata.url.get_or_insert_with(|| match &id {
            Value::String(id) => id.clone(),
            id => id.to_string(),
        });
    }
    let record = record(article, &analysis, arguments.min_confidence);
    let mut out = Vec::new();
    match format {
        #[cfg(feature = "archive")]
        Format::Parquet => return Ok(Rendered::Rows(super::parquet_out::rows(&record))),
        Format::Csv => {
            let mut rows = String::new();
            csv::write_rows(&mut rows, &record);
            out = rows.into_bytes();
        }
        Format::JsonLines => json_lines::write(&mut out, &record)?,
        _ => json::write_line(&mut out, Some(&id), named.section.as_deref(), &record)?,
    }
    Ok(Rendered::Text(out))
}

/// The error without the place inside the line's text, where it says nothing more.
fn says(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    match error.classify() {
        serde_json::error::Category::Data => format!("no article: {what}"),
        _ => format!("no JSON: {what} at character {}", error.column()),
    }
}
