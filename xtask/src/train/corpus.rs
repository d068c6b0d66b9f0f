//! The corpus as the tagger sees it: rows of columns and gold labels, paragraph by paragraph.

use factnote::attribution::hints;
use factnote::tagger::columns::{self, COLUMNS};
use factnote::tagger::{Hint, Label, Role, paint, sequences};
use factnote::text::Document;
use factnote::{Article, Span};
use factnote_network::Vocabulary;
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
#[derive(Clone, Default)]
pub struct Sample {
    /// Columns of its tokens, a row a token.
    pub rows: Vec<u16>,
    /// Gold labels.
    pub labels: Vec<Label>,
    /// What the heads learn of each token, a list a head; empty where they learn nothing of it.
    pub targets: Vec<Vec<u16>>,
    /// Its paragraphs.
    pub sequences: Vec<Range<usize>>,
}

impl Sample {
    /// The rows of some tokens.
    pub fn rows(&self, tokens: &Range<usize>) -> &[u16] {
        &self.rows[tokens.start * COLUMNS.len()..tokens.end * COLUMNS.len()]
    }
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
pub fn vocabulary(articles: &[GoldArticle], words: usize) -> Vocabulary {
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
    ranked.truncate(words);
    Vocabulary {
        hashes: without_gaps(ranked.into_iter().map(|(_, hash)| hash).collect()),
    }
}

/// Sorted hashes of which none is further from the one before than the file can say, in 16 bits. `ranked` begins with the most
/// frequent word; where a hash that is no word's must bridge a gap, the last words make room.
fn without_gaps(mut ranked: Vec<u32>) -> Vec<u32> {
    const WIDEST: u32 = u16::MAX as u32;
    let most = ranked.len();
    loop {
        let mut hashes = ranked.clone();
        hashes.sort_unstable();
        let mut bridged: Vec<u32> = Vec::with_capacity(most);
        for hash in hashes {
            while let before = bridged.last().copied().unwrap_or(0)
                && hash - before > WIDEST
            {
                bridged.push(before + WIDEST);
            }
            bridged.push(hash);
        }
        if bridged.len() <= most || ranked.pop().is_none() {
            return bridged;
        }
    }
}

/// Makes an article ready.
pub fn sample(gold: &GoldArticle, vocabulary: &Vocabulary) -> Sample {
    let article = Article::from_plain_text(&gold.text);
    let document = Document::read(&article);
    let mut sample = columns_of(&document, vocabulary);
    sample.labels = gold_labels(gold, &document);
    // A stretch that a cut or a paragraph's end breaks goes on as one of its own.
    for sequence in &sample.sequences {
        if let Some(first) = sample.labels.get_mut(sequence.start)
            && first.continues()
            && let Some(role) = first.role()
        {
            *first = Label::begin(role);
        }
    }
    sample
}

/// A document's columns, without labels.
pub fn columns_of(document: &Document<'_>, vocabulary: &Vocabulary) -> Sample {
    let hints: Vec<Hint> = hints(document);
    let read = columns::read(document, &hints, vocabulary);
    let mut rows = Vec::with_capacity(read.len() * COLUMNS.len());
    let mut word = String::new();
    for (token, kind) in document.tokens.iter().map(|t| t.kind).enumerate() {
        let at = rows.len();
        rows.extend_from_slice(read.row(token));
        // The crate's column ends with the crate's vocabulary; that of a larger model goes on.
        columns::normalise(document.word(token), kind, &mut word);
        if let Some(place) = rows.get_mut(at) {
            *place = u16::try_from(vocabulary.id(&word)).unwrap_or(0);
        }
    }
    Sample {
        rows,
        sequences: sequences(document),
        ..Sample::default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_gap_between_hashes_is_bridged() {
        assert_eq!(without_gaps(vec![9, 3, 70_000, 5]), [3, 9, 65_544, 70_000]);
        assert_eq!(without_gaps(vec![3, 1]), [1, 3]);
    }
}
