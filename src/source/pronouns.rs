//! Whom a pronoun means: the nearest agreeing subject or speaker rather than the last one named
//! (after the preferences of Centering: Grosz, Joshi and Weinstein 1995).

use super::SourceKind;
use super::entities::{Entity, EntityId};
use super::index::Index;
use super::names::Gender;

/// Whom a pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, him, his
    He,
    /// she, her, hers
    She,
    /// it, its
    It,
    /// they, them, their
    They,
    /// who, which, that
    Relative,
    /// I, we, me, us: whoever speaks.
    First,
    /// No pronoun: any person ("the Republican nominee").
    Person,
}

/// Reads a pronoun in lower case.
pub(super) fn read(lower: &str) -> Option<Pronoun> {
    Some(match lower {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "who" | "whom" | "which" | "that" | "whose" => Pronoun::Relative,
        "i" | "me" | "my" | "we" | "us" | "our" | "you" | "your" => Pronoun::First,
        _ => return None,
    })
}

/// Somebody who spoke.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    /// Who.
    pub entity: EntityId,
    /// Token of the mention or, without one, of the content's beginning.
    pub token: usize,
    /// Sentence.
    pub sentence: u32,
}

/// Occurrences that are looked at.
const WINDOW: usize = 80;
/// Sentences that are looked at.
const SENTENCES: u32 = 5;

/// How much better than the next one somebody must suit a pronoun to be taken without a doubt.
const CLEAR: i32 = 4;

/// Whom the pronoun at `token` means. `speakers` are those who spoke before, in order.
pub(super) fn resolve(
    index: &Index<'_>,
    pronoun: Pronoun,
    token: usize,
    speakers: &[Speaker],
) -> Option<EntityId> {
    best(index, pronoun, token, speakers).map(|(id, _)| id)
}

/// As [`resolve`], and who else it may mean as well: of two people, named alike, the text does not say which.
pub(super) fn best(
    index: &Index<'_>,
    pronoun: Pronoun,
    token: usize,
    speakers: &[Speaker],
) -> Option<(EntityId, Option<EntityId>)> {
    match pronoun {
        Pronoun::Relative => return antecedent(index, token).map(|id| (id, None)),
        Pronoun::First => return None,
        _ => {}
    }
    let sentence = index.words.sentence(token);
    // The best two, of different people.
    let mut best: [Option<(i32, EntityId)>; 2] = [None; 2];
    let mut offer = |score: i32, id: EntityId| {
        let more = |slot: Option<(i32, EntityId)>| slot.is_none_or(|(s, _)| score > s);
        let first = best[0].is_some_and(|(_, b)| b == id);
        if more(best[0]) {
            if !first {
                best[1] = best[0];
            }
            best[0] = Some((score, id));
        } else if !first && more(best[1]) {
            best[1] = Some((score, id));
        }
    };
    // In a live blog each entry speaks for itself.
    let entry = index.words.document.entry(token);
    let in_quote = index.words.quoted(token);
    for o in index.before(token).take(WINDOW) {
        let distance = sentence.saturating_sub(o.sentence);
        if distance > SENTENCES || o.last < entry {
            break;
        }
        let Some(entity) = index.entities.get(o.entity) else {
            continue;
        };
        let Some(fit) = agreement(pronoun, entity) else {
            continue;
        };
        let near = match (distance, o.subject) {
            (0, true) => 46,
            (0, false) => 27,
            (1, true) => 42,
            (1, false) => 22,
            (2, true) => 26,
            (2, false) => 12,
            (3, true) => 16,
            (3, false) => 6,
            (_, true) => 8,
            (_, false) => 2,
        };
        let quoted = if o.quoted && !in_quote { 20 } else { 0 };
        let owns = if index.words.possessive(o.last + 1) { 3 } else { 0 };
        offer(near + fit - quoted - owns, o.entity);
    }
    for speaker in speakers.iter().rev().take(24) {
        let distance = sentence.saturating_sub(speaker.sentence);
        if distance > SENTENCES || speaker.token >= token || speaker.token < entry {
            continue;
        }
        let Some(entity) = index.entities.get(speaker.entity) else {
            continue;
        };
        let Some(fit) = agreement(pronoun, entity) else {
            continue;
        };
        let near = match distance {
            0 => 44,
            1 => 46,
            2 => 34,
            3 => 22,
            _ => 12,
        };
        offer(near + fit, speaker.entity);
    }
    let (score, id) = best[0].filter(|(score, _)| *score > 0)?;
    let person = |id: EntityId| {
        index
            .entities
            .get(id)
            .is_some_and(|e| e.kind == SourceKind::Person && e.number == super::Number::One)
    };
    let rival = best[1].filter(|&(next, other)| {
        matches!(pronoun, Pronoun::He | Pronoun::She) && score - next < CLEAR && person(id) && person(other)
    });
    Some((id, rival.map(|(_, other)| other)))
}

/// How well an entity suits a pronoun; none where it does not.
fn agreement(pronoun: Pronoun, entity: &Entity) -> Option<i32> {
    let named = i32::from(entity.kind == SourceKind::Person) * 3;
    let often = i32::try_from(entity.mentions.len().min(5)).unwrap_or(0);
    let gendered = |gender: Gender| {
        if !entity.is_person() || entity.gender.is_some_and(|g| g != gender) {
            return None;
        }
        Some(named + often + if entity.gender.is_some() { 4 } else { 0 })
    };
    let thing = matches!(
        entity.kind,
        SourceKind::Organisation
            | SourceKind::Document
            | SourceKind::Poll
            | SourceKind::Dataset
            | SourceKind::Outlet
    );
    match pronoun {
        Pronoun::He => gendered(Gender::Male),
        Pronoun::She => gendered(Gender::Female),
        Pronoun::It => (thing && !matches!(entity.number, super::Number::Several))
            .then_some(often / 2 - if entity.place { 14 } else { 0 }),
        Pronoun::They => {
            if entity.is_group() {
                Some(8)
            } else if thing {
                Some(if entity.place { -20 } else { -6 })
            } else {
                Some(-24)
            }
        }
        Pronoun::Person => entity.is_person().then_some(named + often),
        Pronoun::Relative | Pronoun::First => None,
    }
}

/// Whom "who" means: what was named last before it in the sentence.
fn antecedent(index: &Index<'_>, token: usize) -> Option<EntityId> {
    let sentence = index.words.sentence(token);
    let who = matches!(index.words.lower(token), "who" | "whom");
    index
        .before(token)
        .take(12)
        .take_while(|o| o.sentence == sentence)
        .find(|o| {
            index.entities.get(o.entity).is_some_and(|e| {
                let person = e.is_person() || e.is_group();
                if who { person } else { !e.is_person() }
            })
        })
        .map(|o| o.entity)
}
