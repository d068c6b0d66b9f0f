//! Everybody and everything an article names, before it is known who of them speaks.

use super::names::Gender;
use super::{Identity, Mention, Number, Role, Source, SourceKind};
use crate::analysis::SourceId;
use crate::order::{by_start, missing_first, sort_by_number};
use crate::span::Span;
use std::collections::HashMap;

/// Index of an entity.
pub(super) type EntityId = usize;

/// Somebody or something that the text names.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// Fullest name so far.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Named or not.
    pub identity: Identity,
    /// What it is.
    pub kind: SourceKind,
    /// Of a person.
    pub gender: Option<Gender>,
    /// Role as the text gives it.
    pub role: Option<Role>,
    /// Organisation within the role.
    pub organisation: Option<String>,
    /// How many.
    pub number: Number,
    /// Where the text names it.
    pub mentions: Vec<Mention>,
    /// Why it would know.
    pub justification: Option<Span>,
    /// Why it is not named.
    pub anonymity_reason: Option<Span>,
    /// Head of the phrase that names it, in the dictionary's form.
    pub lemma: &'static str,
    /// Whether it is a place: it may speak, but is no "company".
    pub place: bool,
    /// Whether it is a name of several words that nothing in the text explains: if it speaks, it is a person.
    pub unexplained: bool,
    /// How often it was named by less than its full name.
    pub short_mentions: u32,
    /// Running number of its last mention.
    pub last_seen: u32,
    /// Whether a statement needs it.
    pub used: bool,
}

impl Entity {
    /// An entity with this name and nothing else known.
    pub fn new(name: String, kind: SourceKind, identity: Identity, number: Number) -> Self {
        Self {
            name,
            aliases: Vec::new(),
            identity,
            kind,
            gender: None,
            role: None,
            organisation: None,
            number,
            mentions: Vec::new(),
            justification: None,
            anonymity_reason: None,
            lemma: "",
            place: false,
            unexplained: false,
            short_mentions: 0,
            last_seen: 0,
            used: false,
        }
    }

    /// Whether "he" or "she" can mean it.
    pub fn is_person(&self) -> bool {
        matches!(self.kind, SourceKind::Person)
            || (self.kind == SourceKind::UnnamedPerson && self.number == Number::One)
    }

    /// Whether "they" means it rather than anything else.
    pub fn is_group(&self) -> bool {
        self.kind == SourceKind::UnnamedGroup
            || (self.kind == SourceKind::UnnamedPerson && self.number != Number::One)
    }

    /// Adds another name.
    pub fn also_called(&mut self, name: &str) {
        if !name.is_empty()
            && name != self.name
            && !self.aliases.iter().any(|a| a == name)
            && self.aliases.len() < 24
        {
            self.aliases.push(name.to_owned());
        }
    }
}

/// A place in the text that names an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    /// Who.
    pub entity: EntityId,
    /// First token, determiner included.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Sentence.
    pub sentence: u32,
    /// Whether it is (probably) the subject of its sentence.
    pub subject: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

/// All entities, and the ways to find one again.
#[derive(Debug, Default)]
pub(super) struct Entities {
    /// The entities.
    pub all: Vec<Entity>,
    seen: u32,
    by_name: HashMap<String, EntityId>,
    by_part: HashMap<String, Vec<EntityId>>,
    recent: HashMap<String, EntityId>,
}

/// Bearers of one surname that are remembered.
const NAMESAKES: usize = 16;

impl Entities {
    /// Adds an entity.
    pub fn add(&mut self, entity: Entity) -> EntityId {
        self.all.push(entity);
        self.all.len() - 1
    }

    /// The entity, where there is one.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.all.get(id)
    }

    /// Whose full name or known alias this is.
    pub fn named(&self, name: &str) -> Option<EntityId> {
        self.by_name.get(name).copied()
    }

    /// Lets `name` lead to the entity.
    pub fn remember_name(&mut self, name: &str, id: EntityId) {
        self.by_name.entry(name.to_owned()).or_insert(id);
    }

    /// Lets a part of a name ("Lee") lead to the entity.
    pub fn remember_part(&mut self, part: &str, id: EntityId) {
        let bearers = self.by_part.entry(part.to_owned()).or_default();
        if !bearers.contains(&id) && bearers.len() < NAMESAKES {
            bearers.push(id);
        }
    }

    /// Those whose name has this part.
    pub fn with_part(&self, part: &str) -> &[EntityId] {
        self.by_part.get(part).map_or(&[], Vec::as_slice)
    }

    /// Of those with this part in their name, the one a short form means: whom the text called so before, else the
    /// one named last, else the first to come.
    pub fn short_form(&self, part: &str, gender: Option<Gender>, people_only: bool) -> Option<EntityId> {
        self.with_part(part)
            .iter()
            .copied()
            .filter(|&id| {
                let e = &self.all[id];
                (gender.is_none() || e.gender.is_none() || e.gender == gender)
                    && (!people_only || e.is_person())
            })
            .max_by_key(|&id| {
                let e = &self.all[id];
                (
                    e.last_seen > 0,
                    e.short_mentions,
                    e.last_seen,
                    core::cmp::Reverse(id),
                )
            })
    }

    /// Lets a key ("role:mayor", "family:company") lead to the entity named last under it.
    pub fn remember_recent(&mut self, key: String, id: EntityId) {
        self.recent.insert(key, id);
    }

    /// The entity named last under a key.
    pub fn recent(&self, key: &str) -> Option<EntityId> {
        self.recent.get(key).copied()
    }

    /// Makes an entity one of the sources.
    pub fn need(&mut self, id: EntityId) {
        if let Some(entity) = self.all.get_mut(id) {
            entity.used = true;
        }
    }

    /// Notes a mention.
    pub fn mention(&mut self, id: EntityId, span: Span, pronoun: bool) {
        self.seen += 1;
        let seen = self.seen;
        if let Some(entity) = self.all.get_mut(id) {
            entity.last_seen = seen;
            if entity.mentions.iter().rev().take(8).all(|m| m.span != span) {
                entity.mentions.push(Mention { span, pronoun });
            }
        }
    }

    /// The sources among them: those that statements need, in the order of their first mention; and for each entity
    /// its id there.
    pub fn into_sources(mut self) -> (Vec<Source>, Vec<Option<SourceId>>) {
        let mut order: Vec<EntityId> = (0..self.all.len()).filter(|&i| self.all[i].used).collect();
        for entity in &mut self.all {
            sort_by_number(&mut entity.mentions, |m| by_start(m.span));
        }
        sort_by_number(&mut order, |&i| {
            missing_first(self.all[i].mentions.first().map(|m| by_start(m.span)))
        });
        let mut ids = vec![None; self.all.len()];
        let mut sources = Vec::with_capacity(order.len());
        for (place, &i) in order.iter().enumerate() {
            let id = SourceId(u32::try_from(place).unwrap_or(u32::MAX));
            ids[i] = Some(id);
            let e = &self.all[i];
            sources.push(Source {
                id,
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                identity: e.identity,
                kind: e.kind,
                role: e.role.clone(),
                organisation: e.organisation.clone(),
                number: e.number,
                mentions: e.mentions.clone(),
                justification: e.justification,
                anonymity_reason: e.anonymity_reason,
                link: None,
            });
        }
        (sources, ids)
    }
}
