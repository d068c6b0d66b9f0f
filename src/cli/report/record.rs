//! Records as `annotate` writes them: of each as much as a report needs.

use serde::Deserialize;
use serde_json::Value;

/// A line of `factnote annotate --format jsonl`.
#[derive(Deserialize)]
pub struct Record {
    #[serde(default)]
    pub id: Value,
    pub section: Option<String>,
    pub document: Document,
    pub sources: Vec<Source>,
    pub annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
pub struct Document {
    pub url: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub outlet: Option<String>,
}

#[derive(Deserialize)]
pub struct Span {
    pub exact: String,
}

#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    pub name: String,
    pub identity: String,
    pub kind: String,
    pub role: Option<String>,
    pub justification: Option<Span>,
    pub anonymity_reason: Option<Span>,
}

/// What all kinds of annotations have, and what some have.
#[derive(Deserialize)]
pub struct Annotation {
    pub kind: String,
    pub content: Vec<Span>,
    pub label: String,
    pub confidence: f64,
    pub source: Option<String>,
    #[serde(default)]
    pub relays: Vec<String>,
    pub form: Option<String>,
    pub stance: Option<String>,
    pub cue: Option<Cue>,
    #[serde(default)]
    pub no_comment: bool,
    #[serde(default)]
    pub attribution_dropped: bool,
    pub attribution: Option<Giver>,
    pub figure: Option<Figure>,
}

#[derive(Deserialize)]
pub struct Cue {
    pub lemma: String,
}

#[derive(Deserialize)]
pub struct Giver {
    pub source: Option<String>,
}

#[derive(Deserialize)]
pub struct Figure {
    #[serde(rename = "type")]
    pub kind: String,
}

impl Record {
    /// A source by its id.
    pub fn source(&self, id: Option<&str>) -> Option<&Source> {
        let id = id?;
        self.sources.iter().find(|source| source.id == id)
    }

    /// How the article is called: its address, else its id.
    pub fn name(&self) -> String {
        match (&self.document.url, &self.id) {
            (Some(url), _) => url.clone(),
            (None, Value::String(id)) => id.clone(),
            (None, id) => id.to_string(),
        }
    }

    /// The section that the archive names, else the first part of the address's path, where that is a word.
    pub fn section(&self) -> Option<String> {
        if self.section.is_some() {
            return self.section.clone();
        }
        let (_, path) = self.document.url.as_deref()?.split_once("://")?;
        let mut parts = path.split(['/', '?', '#']).skip(1);
        let first = parts.next()?;
        let is_word = first.len() > 1 && first.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        (is_word && parts.next().is_some_and(|rest| !rest.is_empty())).then(|| first.to_ascii_lowercase())
    }
}

impl Annotation {
    /// The words.
    pub fn words(&self) -> String {
        let pieces: Vec<&str> = self.content.iter().map(|span| span.exact.as_str()).collect();
        pieces.join(" … ")
    }
}
