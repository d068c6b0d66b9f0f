//! What pages call their parts, and how the lines begin that are no part of an article.

use super::tables::{PAGE_HINTS, PAGE_PHRASES};

/// What an element is, by the names its author gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Not the article: navigation, related links, advertisements, forms.
    Away,
    /// Readers' comments.
    Comment,
    /// A caption or credit.
    Caption,
    /// Who wrote it, and when.
    Byline,
    /// The line under the title.
    Standfirst,
    /// A sentence of the text, shown again.
    PullQuote,
    /// The text itself.
    Body,
    /// A series of pictures.
    Slides,
}

/// The hints in an element's names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints(u8);

impl Hints {
    /// All hints in `names` (lower case).
    #[must_use]
    pub fn of(names: &str) -> Self {
        let mut found = Self::default();
        let mut before = None;
        for (at, c) in names.char_indices() {
            let rest = names.get(at..).unwrap_or("");
            for row in PAGE_HINTS.rows_by_letter(c) {
                let Some(after) = rest.strip_prefix(row.key) else {
                    continue;
                };
                let [how, role] = row.cells();
                if how == "part"
                    || (!before.is_some_and(char::is_alphanumeric)
                        && !after.starts_with(char::is_alphanumeric))
                {
                    found.0 |= hint(role).map_or(0, Hint::bit);
                }
            }
            before = Some(c);
        }
        found
    }

    /// Whether `hint` is among them.
    #[must_use]
    pub fn has(self, hint: Hint) -> bool {
        self.0 & hint.bit() != 0
    }
}

impl Hint {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

fn hint(role: &str) -> Option<Hint> {
    Some(match role {
        "away" => Hint::Away,
        "comment" => Hint::Comment,
        "caption" => Hint::Caption,
        "byline" => Hint::Byline,
        "standfirst" => Hint::Standfirst,
        "pullquote" => Hint::PullQuote,
        "body" => Hint::Body,
        "slides" => Hint::Slides,
        _ => return None,
    })
}

/// Whether `line` is a label, a call to act or a legal line that stands between paragraphs.
#[must_use]
pub fn is_no_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    if words > 40 {
        return false;
    }
    let lower = line
        .trim_start_matches(['[', '(', '>', '»', '•', ' '])
        .to_lowercase();
    PAGE_PHRASES.rows().any(|row| {
        let Some(rest) = lower.strip_prefix(row.key) else {
            return false;
        };
        let [how, longest] = row.cells();
        words <= longest.parse().unwrap_or(0)
            && match how {
                "whole" => !rest.chars().any(char::is_alphanumeric),
                _ => row.key.ends_with([':', '©']) || !rest.starts_with(char::is_alphanumeric),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_whole_or_in_part() {
        assert!(Hints::of("c-ad__slot").has(Hint::Away));
        assert_eq!(Hints::of("headline"), Hints::default());
        assert!(Hints::of("big relatedlinks").has(Hint::Away));
        assert_eq!(Hints::of("commentary"), Hints::default());
        assert!(Hints::of("é article-body comments").has(Hint::Body));
    }

    #[test]
    fn labels_are_told_from_sentences() {
        assert!(is_no_prose("Read more: The bridge in pictures"));
        assert!(is_no_prose("ADVERTISEMENT"));
        assert!(!is_no_prose("Related costs rose to two million last year."));
        assert!(!is_no_prose("Loading the ferry took an hour."));
    }
}
