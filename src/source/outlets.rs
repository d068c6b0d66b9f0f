//! Outlets among the names: by the gazetteer, by "newspaper" behind them, and weak names where an outlet is expected.

use super::SourceKind;
use super::entities::EntityId;
use super::index::Index;
use super::names::{Name, NameKind};
use super::words::Words;
use crate::lexicon::{nouns, outlets};
use core::ops::Range;

/// Whether the text itself says that a name is an outlet's: "El Sol newspaper", "Harbour Gazette".
pub(super) fn said_to_be_one(words: &Words<'_>, name: &Name) -> bool {
    let next = name.tokens.end;
    let next_says = |i: usize| {
        nouns::organisation(words.lower(i)).is_some_and(|n| n.first == "outlet")
            || matches!(words.lower(i), "daily" | "tabloid" | "website" | "podcast")
    };
    let behind = !words.joined(next)
        && words.sentence(next) == words.sentence(name.tokens.start)
        && (next_says(next) || (words.lower(next) == "news" && words.lower(next + 1) == "agency"));
    // "the newspaper Nordlys"
    let before = name.tokens.start.checked_sub(1).is_some_and(|i| {
        !words.capital(i) && nouns::organisation(words.lower(i)).is_some_and(|n| n.first == "outlet")
    });
    let last = words.lower(name.tokens.end - 1);
    let within = name.tokens.len() > 1 && nouns::phrase_word(last, 'o') && name.kind != NameKind::Person;
    behind
        || before && name.kind != NameKind::Person
        || within
        || matches!(name.kind, NameKind::Organisation("outlet"))
}

/// The outlet that the tokens name where one is expected: also by a weak name ("the Post").
pub(super) fn expected(index: &mut Index<'_>, tokens: Range<usize>) -> Option<EntityId> {
    let mut tokens = tokens;
    while tokens.start < tokens.end
        && matches!(index.words.class(tokens.start), Some("definite" | "possessive"))
    {
        tokens.start += 1;
    }
    while tokens.end > tokens.start + 1
        && nouns::organisation(index.words.lower(tokens.end - 1)).is_some_and(|n| n.first == "outlet")
        && !index.words.capital(tokens.end - 1)
    {
        tokens.end -= 1;
    }
    if tokens.is_empty() || tokens.len() > 7 {
        return None;
    }
    let text = index.words.text(tokens);
    if let Some(id) = index.entities.named(&text)
        && index
            .entities
            .get(id)
            .is_some_and(|e| e.kind == SourceKind::Outlet)
    {
        return Some(id);
    }
    let candidates: Vec<outlets::Outlet> = outlets::look_up(&text).collect();
    // Several bear the name: the one that the text names in full.
    let named = candidates.iter().find(|o| index.entities.named(o.name).is_some());
    let full = match (named, candidates.as_slice()) {
        (Some(outlet), _) => outlet.name.to_owned(),
        (None, [only]) => only.name.to_owned(),
        (None, []) => return None,
        (None, [first, ..]) => candidates
            .iter()
            .find(|o| o.name.trim_start_matches("The ") == text)
            .map_or_else(
                || {
                    if first.weak {
                        text.clone()
                    } else {
                        first.name.to_owned()
                    }
                },
                |o| o.name.to_owned(),
            ),
    };
    Some(index.outlet(&full, &text))
}
