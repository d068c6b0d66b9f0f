//! The corpus as the tagger sees it: rows of columns and gold labels, paragraph by paragraph.

use factnote::attribution::hints;
use factnote::tagger::columns::{self, Rows};
use factnote::tagger::{Hint, Label, Role, paint, sequences};
use factnote::text::Document;
use factnote::{Article, Span};
use factnote_network::{LABELS, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A line of the corpus.
#[derive(Deserialize)]
pub struct GoldArticle {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What is attributed in it.
    #[serde(default)]
    pub attributions: Vec<GoldAttribution>,
}

/// Spans in characters.
#[derive(Deserialize)]
pub struct GoldAttribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// An article ready for training.
pub struct Sample {
    /// Columns of its tokens.
    pub rows: Rows,
    /// Gold labels.
    pub labels: Vec<Label>,
    /// What teachers think of them; empty without teachers.
    pub soft: Vec<[f32; LABELS]>,
    /// Its paragraphs.
    pub sequences: Vec<Range<usize>>,
}

/// Reads a file of the corpus.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn read(path: &Path) -> Result<Vec<GoldArticle>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
        .map(|(i, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1)))
        .collect()
}

/// The words that get an embedding: the most frequent ones that occur at least three times.
pub fn vocabulary(articles: &[GoldArticle]) -> Vocabulary {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut word = String::new();
    for article in articles {
        let article = Article::from_plain_text(&article.text);
        let document = Document::read(&article);
        for (i, token) in document.tokens.iter().enumerate() {
            columns::normalise(document.word(i), token.kind, &mut word);
            *counts.entry(Vocabulary::key(&word)).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, u32)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= 3)
        .map(|(hash, n)| (n, hash))
        .collect();
    ranked.sort_by(|a, b| b.cmp(a));
    ranked.truncate(columns::WORDS - 1);
    let mut hashes: Vec<u32> = ranked.into_iter().map(|(_, hash)| hash).collect();
    hashes.sort_unstable();
    Vocabulary { hashes }
}

/// Makes an article ready.
pub fn sample(gold: &GoldArticle, vocabulary: &Vocabulary) -> Sample {
    let article = Article::from_plain_text(&gold.text);
    let document = Document::read(&article);
    let hints: Vec<Hint> = hints(&document);
    let rows = columns::read(&document, &hints, vocabulary);
    let sequences = sequences(&document);
    let mut labels = gold_labels(gold, &document);
    // A stretch that a cut or a paragraph's end breaks goes on as one of its own.
    for sequence in &sequences {
        if let Some(first) = labels.get_mut(sequence.start)
            && first.continues()
            && let Some(role) = first.role()
        {
            *first = Label::begin(role);
        }
    }
    Sample {
        rows,
        labels,
        soft: Vec::new(),
        sequences,
    }
}

/// The gold labels of a document's tokens.
pub fn gold_labels(gold: &GoldArticle, document: &Document<'_>) -> Vec<Label> {
    let bytes: Vec<u32> = gold
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([gold.text.len()])
        .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
        .collect();
    let mut labels = vec![Label::Outside; document.tokens.len()];
    for role in [Role::Content, Role::Cue, Role::Source] {
        for attribution in &gold.attributions {
            let spans = match role {
                Role::Source => &attribution.source,
                Role::Cue => &attribution.cue,
                Role::Content => &attribution.content,
            };
            for [from, to] in spans {
                let span = Span::new(bytes[*from], bytes[*to]);
                paint(&mut labels, document.tokens_in(span), role);
            }
        }
    }
    labels
}
