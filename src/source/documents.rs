//! Documents, polls and data sets as sources.

use super::entities::{Entity, EntityId};
use super::index::Index;
use super::phrases::{Determiner, Phrase};
use super::{Identity, Number, SourceKind, unnamed};
use crate::lexicon::nouns::Noun;
use crate::text::TokenKind;

/// The document that a phrase means: one named before ("the report") or a new one.
pub(super) fn entity(index: &mut Index<'_>, phrase: &Phrase) -> EntityId {
    let noun = phrase.noun.noun();
    if matches!(phrase.determiner, Determiner::Definite | Determiner::Possessive)
        && let Some(id) = looked_back(index, phrase, noun)
    {
        remember(index, id, noun);
        improve_name(index, id, phrase);
        return id;
    }
    let text = described(index, phrase);
    let key = format!("document:{}", text.to_lowercase());
    if !matches!(
        phrase.determiner,
        Determiner::Indefinite | Determiner::Another | Determiner::One
    ) && let Some(id) = index.entities.recent(&key)
    {
        remember(index, id, noun);
        return id;
    }
    let kind = match noun.first {
        "poll" => SourceKind::Poll,
        "dataset" => SourceKind::Dataset,
        _ => SourceKind::Document,
    };
    let number = if noun.plural { Number::Several } else { Number::One };
    let mut entity = Entity::new(text, kind, Identity::Named, number);
    entity.lemma = noun.lemma;
    let id = index.entities.add(entity);
    index.entities.remember_recent(key, id);
    remember(index, id, noun);
    id
}

fn remember(index: &mut Index<'_>, id: EntityId, noun: Noun) {
    let keys = [
        format!("document-head:{}", noun.lemma),
        format!("document-family:{}", noun.second),
        "document-any".to_owned(),
    ];
    for key in keys {
        index.entities.remember_recent(key, id);
    }
}

/// The document named before that "the report", "the probe", "the document" means.
fn looked_back(index: &Index<'_>, phrase: &Phrase, noun: Noun) -> Option<EntityId> {
    let words = &index.words;
    let years = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|p| p.len() == 4)
            .map(str::to_owned)
            .collect()
    };
    let modified = phrase.base < phrase.head;
    let owned =
        phrase.determiner == Determiner::Possessive || words.possessive_inside(phrase.base..phrase.head);
    let same_head = index.entities.recent(&format!("document-head:{}", noun.lemma));
    let candidate = same_head.or_else(|| {
        (!modified)
            .then(|| {
                index
                    .entities
                    .recent(&format!("document-family:{}", noun.second))
                    .or_else(|| {
                        generic(noun)
                            .then(|| index.entities.recent("document-any"))
                            .flatten()
                    })
            })
            .flatten()
    })?;
    let entity = index.entities.get(candidate)?;
    let mine = years(&words.text(phrase.base..phrase.head + 1));
    let theirs = years(&entity.name);
    let conflict = !mine.is_empty() && !theirs.is_empty() && mine != theirs;
    let numbers = noun.plural == (entity.number != Number::One) || same_head.is_none();
    // "his campaign's letter" is not "the mayor's letter".
    let owner_changed = owned
        && modified
        && same_head.is_some()
        && !shares_word(index, phrase, &entity.name)
        && entity.name.contains(['\'', '’']);
    (!conflict && numbers && !owner_changed).then_some(candidate)
}

/// Words that can mean any text.
fn generic(noun: Noun) -> bool {
    matches!(
        noun.lemma,
        "document" | "text" | "paper" | "finding" | "publication"
    )
}

fn shares_word(index: &Index<'_>, phrase: &Phrase, name: &str) -> bool {
    let lower = name.to_lowercase();
    (phrase.base..phrase.head).any(|i| {
        let word = index.words.lower(i);
        word.len() > 3 && lower.contains(word)
    })
}

/// The words of a phrase that describe a document, with "by the committee" where the phrase has nothing else.
fn described(index: &Index<'_>, phrase: &Phrase) -> String {
    let words = &index.words;
    let base = with_count(index, phrase.base);
    let plain = phrase.base == phrase.head;
    let mut end = phrase.head + 1;
    if plain && matches!(words.lower(end), "by" | "of" | "from" | "on" | "with") {
        let sentence = words.sentence_tokens(phrase.head);
        let limit = sentence.end.min(end + 9);
        let stop = (end + 1..limit).find(|&i| {
            let counts = words.kind(i) == Some(TokenKind::Number);
            !words.is_word(i) && !counts && !words.possessive(i) && !words.hyphen(i)
                || matches!(
                    words.class(i),
                    Some("auxiliary" | "relative" | "conjunction" | "pronoun" | "verb" | "day")
                )
                || (i > end + 1 && words.class(i) == Some("preposition"))
                || (words.reporting_verb(i) && !words.capital(i))
                || crate::lexicon::relays::only_outlets(words.lower(i)).is_some()
                || (crate::lexicon::verbs::look_up(words.lower(i)).next().is_some() && !words.capital(i))
        });
        end = stop.unwrap_or(limit);
        while end > phrase.head + 1
            && matches!(
                words.class(end - 1),
                Some("preposition" | "definite" | "indefinite" | "possessive")
            )
        {
            end -= 1;
        }
    }
    unnamed::name(words, base..end)
}

/// Where a phrase begins that a count is hyphened to: "64-page report".
fn with_count(index: &Index<'_>, base: usize) -> usize {
    match base.checked_sub(2) {
        Some(count) if index.words.hyphen(count + 1) => count,
        _ => base,
    }
}

/// Takes a fuller description where a later phrase has one.
fn improve_name(index: &mut Index<'_>, id: EntityId, phrase: &Phrase) {
    let text = unnamed::name(&index.words, phrase.base..phrase.head + 1);
    let Some(entity) = index.entities.all.get_mut(id) else {
        return;
    };
    let bare = !entity.name.contains(' ');
    if bare && text.contains(' ') && text.split(' ').count() <= 8 {
        let before = core::mem::replace(&mut entity.name, text);
        entity.also_called(&before);
    }
}
