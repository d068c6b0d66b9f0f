//! Who is meant by the labels of a transcript: "CHRIS WALLACE, HOST:" names in full whom "WALLACE:" means later on.

use super::entities::{Entity, EntityId};
use super::index::Index;
use super::{Identity, Number, Role, SourceKind};
use crate::attribution::{Statement, TRANSCRIPT};
use crate::lexicon::{names, nouns, transcripts};
use crate::span::Span;
use core::ops::Range;
use std::collections::HashMap;

/// A label in capitals, read.
struct Label {
    /// Where it begins.
    start: u32,
    /// The words of the name, without a form of address; of an unnamed speaker all of them.
    name: Range<usize>,
    named: bool,
    /// What stands behind the name: "HOST".
    role: Option<Span>,
}

/// Remembers in the index who speaks behind each label in capitals. Labels in small letters are read like other names.
pub(super) fn read(index: &mut Index<'_>, statements: &[Statement]) {
    let labels: Vec<Label> = statements
        .iter()
        .filter(|s| s.found_by == TRANSCRIPT)
        .filter_map(|s| label(index, s))
        .collect();
    if labels.is_empty() {
        return;
    }
    // The longest name that ends with a word: a later "WALLACE" is "CHRIS WALLACE".
    let mut fullest: HashMap<String, usize> = HashMap::new();
    for (number, label) in labels.iter().enumerate().filter(|(_, l)| l.named) {
        let last = index.words.lower(label.name.end - 1);
        let longest = fullest.get(last).and_then(|&n| labels.get(n));
        if longest.is_none_or(|longest| label.name.len() > longest.name.len()) {
            fullest.insert(last.to_owned(), number);
        }
    }
    let mut written: HashMap<String, EntityId> = HashMap::new();
    for (id, entity) in index.entities.all.iter().enumerate() {
        if entity.kind == SourceKind::Person {
            written.insert(entity.name.to_lowercase(), id);
        }
    }
    for label in &labels {
        let last = index.words.lower(label.name.end - 1);
        let full = fullest
            .get(last)
            .filter(|_| label.named)
            .and_then(|&n| labels.get(n));
        let full = full.unwrap_or(label).name.clone();
        let name = index.words.text(full);
        let key = name.to_lowercase();
        let id = match written.get(&key) {
            Some(&id) => id,
            None => {
                let id = known(index, &name, label.named).unwrap_or_else(|| add(index, &name, label.named));
                written.insert(key, id);
                id
            }
        };
        if let Some(entity) = index.entities.all.get_mut(id)
            && let Some(span) = label.role
        {
            let text = span.of(index.words.document.text).to_owned();
            entity.role = Some(Role { text, span });
        }
        let span = index.words.span(label.name.clone());
        index.entities.mention(id, span, false);
        index.labels.push((label.start, id));
    }
}

fn label(index: &Index<'_>, statement: &Statement) -> Option<Label> {
    let words = &index.words;
    let mention = statement.mention?;
    let tokens = words.document.tokens_in(mention);
    let is_small = |c: char| c.is_lowercase();
    let first = words.lower(tokens.start);
    let unnamed = transcripts::is_unnamed(first);
    let shouted = tokens.clone().all(|i| {
        let word = words.word(i);
        !word.strip_prefix("Mc").unwrap_or(word).contains(is_small)
    });
    if !shouted && !unnamed {
        return None;
    }
    let mut name = tokens.clone();
    let titled = |i: usize| {
        let title = capitalised(words.lower(i));
        names::honorific(&title).is_some() || nouns::goes_before_role(words.lower(i))
    };
    while name.len() > 1 && titled(name.start) {
        name.start += 1;
    }
    // "THE PRESIDENT", "UNIDENTIFIED MALE": whoever that is, he has no name here.
    let named =
        !unnamed && words.class(tokens.start).is_none() && nouns::role(words.lower(name.end - 1)).is_none();
    let colon = words.document.tokens_in(statement.cue.as_ref()?.span).start;
    let role =
        (words.word(tokens.end) == "," && tokens.end + 1 < colon).then(|| words.span(tokens.end + 1..colon));
    Some(Label {
        start: mention.start(),
        name: if named { name } else { tokens },
        named,
        role,
    })
}

fn capitalised(lower: &str) -> String {
    let mut characters = lower.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// The person of that name in the running text, where it stands in small letters: "Lee" for "LEE".
fn known(index: &Index<'_>, name: &str, named: bool) -> Option<EntityId> {
    if !named || name.contains(' ') {
        return None;
    }
    let id = index
        .entities
        .short_form(&capitalised(&name.to_lowercase()), None, true)?;
    index
        .entities
        .get(id)
        .filter(|e| e.kind == SourceKind::Person)
        .map(|_| id)
}

fn add(index: &mut Index<'_>, name: &str, named: bool) -> EntityId {
    let (kind, identity) = if named {
        (SourceKind::Person, Identity::Named)
    } else {
        (SourceKind::UnnamedPerson, Identity::Unnamed)
    };
    index
        .entities
        .add(Entity::new(name.to_owned(), kind, identity, Number::One))
}
