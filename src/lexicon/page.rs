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
}

/// All hints in `names` (lower case), each once.
pub fn hints(names: &str) -> impl Iterator<Item = Hint> + '_ {
    PAGE_HINTS
        .iter()
        .filter(move |(name, [how, _])| match *how {
            "word" => stands_alone(names, name),
            _ => names.contains(name),
        })
        .filter_map(|(_, [_, role])| {
            Some(match *role {
                "away" => Hint::Away,
                "comment" => Hint::Comment,
                "caption" => Hint::Caption,
                "byline" => Hint::Byline,
                "standfirst" => Hint::Standfirst,
                "pullquote" => Hint::PullQuote,
                "body" => Hint::Body,
                _ => return None,
            })
        })
}

fn stands_alone(names: &str, name: &str) -> bool {
    names.match_indices(name).any(|(at, _)| {
        let before = names.get(..at).and_then(|b| b.chars().next_back());
        let after = names.get(at + name.len()..).and_then(|a| a.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
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
    PAGE_PHRASES.iter().any(|(phrase, [how, longest])| {
        let Some(rest) = lower.strip_prefix(phrase) else {
            return false;
        };
        words <= longest.parse().unwrap_or(0)
            && match *how {
                "whole" => !rest.chars().any(char::is_alphanumeric),
                _ => phrase.ends_with([':', '©']) || !rest.starts_with(char::is_alphanumeric),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_whole_or_in_part() {
        assert_eq!(hints("c-ad__slot").next(), Some(Hint::Away));
        assert_eq!(hints("headline").next(), None);
        assert_eq!(hints("relatedlinks").next(), Some(Hint::Away));
        assert_eq!(hints("commentary").next(), None);
    }

    #[test]
    fn labels_are_told_from_sentences() {
        assert!(is_no_prose("Read more: The bridge in pictures"));
        assert!(is_no_prose("ADVERTISEMENT"));
        assert!(!is_no_prose("Related costs rose to two million last year."));
        assert!(!is_no_prose("Loading the ferry took an hour."));
    }
}
