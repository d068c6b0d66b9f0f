//! Nouns that name speakers: roles, unnamed people, documents, organisations (`roles.txt`, `unnamed.txt`,
//! `documents.txt`, `organisations.txt`), each also in the plural; and words by which phrases are read (`phrase_words.txt`).

use super::table::Table;
use super::tables::{DOCUMENTS, ORGANISATIONS, PHRASE_WORDS, ROLES, UNNAMED};

/// An entry of one of the lists, and the number of the form that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The word as it stands in the list: singular.
    pub lemma: &'static str,
    /// First column of the list (gender of a role, kind of a document, ...).
    pub first: &'static str,
    /// Second column (group of a role, family of a document, ...), empty where the list has none.
    pub second: &'static str,
    /// Whether the form is a plural.
    pub plural: bool,
}

/// A role, title or occupation ("spokesman", "ministers", "chief of staff").
#[must_use]
pub fn role(word: &str) -> Option<Noun> {
    find(&ROLES, word, |[gender, group]| (gender, group)).filter(|n| n.second != "modifier")
}

/// Whether the word stands before roles ("former", "deputy", "foreign") or is one.
#[must_use]
pub fn goes_before_role(word: &str) -> bool {
    ROLES.holds(word)
}

/// A head of unnamed people ("sources", "critics").
#[must_use]
pub fn unnamed(word: &str) -> Option<Noun> {
    find(&UNNAMED, word, |[kind, identity]| (kind, identity))
}

/// A document, poll or data set ("report", "surveys").
#[must_use]
pub fn document(word: &str) -> Option<Noun> {
    find(&DOCUMENTS, word, |[kind, family]| (kind, family))
}

/// The head of an organisation's name ("ministry", "Inc.").
#[must_use]
pub fn organisation(word: &str) -> Option<Noun> {
    find(&ORGANISATIONS, word.trim_end_matches('.'), |[family]| {
        (family, "")
    })
}

/// Whether a word, in lower case, is of a kind by which noun phrases are read; the letters are those of `phrase_words.txt`.
#[must_use]
pub fn phrase_word(word: &str, kind: char) -> bool {
    PHRASE_WORDS
        .look_up(word)
        .is_some_and(|[kinds]| kinds.contains(kind))
}

fn find<const N: usize>(
    table: &Table<N>,
    word: &str,
    columns: impl Fn([&'static str; N]) -> (&'static str, &'static str),
) -> Option<Noun> {
    let entry = |key: &str, plural: bool| {
        let row = table.row(key)?;
        let (first, second) = columns(row.cells());
        Some(Noun {
            lemma: row.key,
            first,
            second,
            plural,
        })
    };
    if let Some(noun) = entry(word, PLURAL_ONLY.contains(&word)) {
        return Some(noun);
    }
    if let Some(stem) = word.strip_suffix("men") {
        return entry(&format!("{stem}man"), true);
    }
    if word == "children" {
        return entry("child", true);
    }
    if word == "wives" {
        return entry("wife", true);
    }
    let stem = word.strip_suffix('s')?;
    if let Some(stem) = stem.strip_suffix("ie")
        && let Some(noun) = entry(&format!("{stem}y"), true)
    {
        return Some(noun);
    }
    entry(stem, true).or_else(|| entry(stem.strip_suffix('e')?, true))
}

/// Words in the lists that stand for several.
const PLURAL_ONLY: [&str; 4] = ["people", "authorities", "forces", "data"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_found() {
        assert_eq!(
            unnamed("sources").map(|n| (n.lemma, n.plural)),
            Some(("source", true))
        );
        assert_eq!(role("spokeswomen").map(|n| n.lemma), Some("spokeswoman"));
        assert_eq!(role("secretaries").map(|n| n.lemma), Some("secretary"));
        assert_eq!(unnamed("witnesses").map(|n| n.lemma), Some("witness"));
        assert_eq!(document("studies").map(|n| n.second), Some("study"));
        assert_eq!(organisation("Inc."), None);
        assert_eq!(organisation("inc.").map(|n| n.first), Some("company"));
        assert!(unnamed("people").unwrap().plural);
    }

    #[test]
    fn other_words_are_not() {
        assert_eq!(role("s"), None);
        assert_eq!(document("bus"), None);
    }
}
