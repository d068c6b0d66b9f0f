//! What a record holds before it is understood.

use crate::article::Metadata;
use serde::Deserialize;
use serde_json::Value;

/// What a record holds: read, but neither parsed nor decoded. That is work for all cores.
pub enum Material {
    /// A line of JSON Lines.
    Line(Vec<u8>),
    /// An article as a table gives it.
    #[cfg(feature = "archive")]
    Row(Value),
    /// Plain text.
    Text(Vec<u8>),
    /// A page.
    Page(Page),
}

/// A page as it came. Without the feature `archive` pages come from files, of which no server says anything.
#[derive(Default)]
#[cfg_attr(not(feature = "archive"), allow(dead_code))]
pub struct Page {
    /// Its bytes.
    pub body: Vec<u8>,
    /// The encoding that its server states.
    pub charset: Option<String>,
    /// How it is compressed, as its server states.
    pub encoding: Option<String>,
    /// Whether it came in chunks, as its server states.
    pub chunked: bool,
    /// Its name in the archive.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// An article as JSON Lines and tables give it.
#[derive(Deserialize)]
pub struct Given {
    /// Its name; the address else.
    pub id: Option<Value>,
    /// One block a line.
    pub text: Option<String>,
    /// A page, in place of `text`.
    pub html: Option<String>,
    /// Section or desk.
    pub section: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    language: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}

impl Given {
    /// What is known about the article.
    pub fn metadata(&mut self) -> Metadata {
        Metadata {
            title: self.title.take(),
            outlet: self.outlet.take(),
            byline: self.byline.take(),
            published: self.published.take(),
            language: self.language.take(),
            url: self.url.take(),
        }
    }
}
