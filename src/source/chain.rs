//! The way of a statement: from this outlet over those who passed it on to the origin.

use super::entities::EntityId;
use super::index::Index;
use super::mention;
use super::pronouns::Speaker;
use super::{SourceKind, Way};
use crate::analysis::SourceId;
use crate::attribution::{ChainLink, LinkRelation, Statement};
use crate::span::Span;

/// A link of a chain, between entities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    /// Who.
    pub entity: EntityId,
    /// As what.
    pub relation: LinkRelation,
    /// The words that say so.
    pub cue: Option<Span>,
    /// Whether it is inferred.
    pub inferred: bool,
}

/// Origin, way and addressee of a statement, between entities.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    /// The origin.
    pub origin: Option<EntityId>,
    /// Those in between, nearest the publisher first.
    pub relays: Vec<Link>,
    /// To whom it was said.
    pub addressee: Option<EntityId>,
    /// Those the words on the spot may mean, where the text does not settle who.
    pub candidates: Vec<EntityId>,
    /// Whether the origin is a pronoun on the spot.
    pub pronoun: bool,
}

impl Path {
    /// The path between sources, from the publisher on.
    pub fn way(
        &self,
        publisher: Option<EntityId>,
        cue: Option<Span>,
        id: &impl Fn(EntityId) -> Option<SourceId>,
    ) -> Way {
        let publishes = publisher.map(|entity| Link {
            entity,
            relation: LinkRelation::Publishes,
            cue: None,
            inferred: false,
        });
        let origin = self.origin.map(|entity| Link {
            entity,
            relation: LinkRelation::Origin,
            cue,
            inferred: false,
        });
        let links = publishes
            .into_iter()
            .chain(self.relays.iter().copied())
            .chain(origin);
        Way {
            origin: self.origin.and_then(id),
            chain: links
                .filter_map(|l| {
                    Some(ChainLink {
                        source: id(l.entity)?,
                        relation: l.relation,
                        cue: l.cue,
                        inferred: l.inferred,
                    })
                })
                .collect(),
            addressee: self.addressee.and_then(id),
            candidates: self.candidates.iter().filter_map(|&c| id(c)).collect(),
        }
    }
}

/// Finds the path of statement `number`, when those before it are known.
pub(super) fn path(
    index: &mut Index<'_>,
    statements: &[Statement],
    number: usize,
    paths: &[Path],
    speakers: &[Speaker],
    publisher: Option<EntityId>,
) -> Path {
    let Some(statement) = statements.get(number) else {
        return Path::default();
    };
    let meant = statement
        .mention
        .and_then(|m| mention::resolve(index, m, speakers));
    // Where two people may be meant, neither is taken.
    let candidates: Vec<EntityId> = meant
        .and_then(|m| Some([m.entity.min(m.rival?), m.entity.max(m.rival?)]))
        .into_iter()
        .flatten()
        .collect();
    let origin = meant.filter(|_| candidates.is_empty()).map(|m| m.entity);
    let mut path = Path {
        origin,
        candidates,
        pronoun: meant.is_some_and(|m| m.pronoun),
        ..Path::default()
    };
    for relay in &statement.relays {
        let entity = if relay.only_outlets {
            mention::outlet(index, relay.mention)
        } else {
            mention::resolve(index, relay.mention, speakers).map(|m| m.entity)
        };
        let Some(entity) = entity else { continue };
        push(&mut path, entity, relay.cue, false, publisher);
    }
    if let Some(addressee) = statement.addressee
        && let Some(entity) = addressed(index, addressee, speakers)
    {
        if index.sounds_like_an_outlet(addressee, entity)
            && let Some(told) = index.entities.all.get_mut(entity)
        {
            told.kind = SourceKind::Outlet;
        }
        let outlet = index
            .entities
            .get(entity)
            .is_some_and(|e| e.kind == SourceKind::Outlet);
        if outlet && Some(entity) != publisher {
            push(
                &mut path,
                entity,
                statement.cue.as_ref().map(|c| c.span),
                false,
                publisher,
            );
        } else if Some(entity) != path.origin {
            path.addressee = Some(entity);
        }
    }
    nest(statements, number, paths, &mut path, publisher);
    if path.relays.is_empty() {
        infer(index, statements, number, paths, &mut path);
    }
    path
}

/// To whom something was said: an outlet, or somebody whom the text names.
fn addressed(index: &mut Index<'_>, span: Span, speakers: &[Speaker]) -> Option<EntityId> {
    mention::resolve(index, span, speakers).map(|m| m.entity)
}

fn push(path: &mut Path, entity: EntityId, cue: Option<Span>, inferred: bool, publisher: Option<EntityId>) {
    let known = path.relays.iter().any(|l| l.entity == entity);
    if Some(entity) != publisher && Some(entity) != path.origin && !known {
        path.relays.push(Link {
            entity,
            relation: LinkRelation::Relays,
            cue,
            inferred,
        });
    }
}

/// A statement within somebody else's statement came through that one.
fn nest(
    statements: &[Statement],
    number: usize,
    paths: &[Path],
    path: &mut Path,
    publisher: Option<EntityId>,
) {
    let Some(statement) = statements.get(number) else {
        return;
    };
    let Some(cue) = statement.cue.as_ref().map(|c| c.span) else {
        return;
    };
    let first = statement.content.first().copied();
    let outer = paths
        .iter()
        .zip(statements)
        .enumerate()
        .skip(number.saturating_sub(12))
        .take(25)
        .filter(|(i, (_, s))| {
            *i != number
                && s.content
                    .iter()
                    .any(|c| c.contains(cue) && first.is_none_or(|f| c.overlaps(f)))
                && s.cue.as_ref().is_none_or(|c| c.span != cue)
        })
        .min_by_key(|(_, (_, s))| s.content.iter().map(|c| c.len()).sum::<u32>());
    let Some((_, (outer, outer_statement))) = outer else {
        return;
    };
    let Some(speaker) = outer.origin.filter(|o| Some(*o) != path.origin) else {
        return;
    };
    let own = core::mem::take(&mut path.relays);
    for link in &outer.relays {
        push(path, link.entity, link.cue, link.inferred, publisher);
    }
    push(
        path,
        speaker,
        outer_statement.cue.as_ref().map(|c| c.span),
        false,
        publisher,
    );
    for link in own {
        push(path, link.entity, link.cue, link.inferred, publisher);
    }
}

/// "Others cautioned" after "analysts quoted by the Post": through the Post, probably. So too what "she added"
/// after "Lee told the Post".
fn infer(index: &Index<'_>, statements: &[Statement], number: usize, paths: &[Path], path: &mut Path) {
    let (Some(statement), Some(origin)) = (statements.get(number), path.origin) else {
        return;
    };
    let Some(mention) = statement.mention else { return };
    let words = &index.words;
    let token = words.document.tokens_in(mention).start;
    let sentence = words.sentence(token);
    let before = (0..number).rev().take(6).find_map(|i| {
        let earlier = paths.get(i)?;
        let at = statements
            .get(i)?
            .mention
            .or(statements.get(i)?.content.first().copied())?;
        let distance = sentence.saturating_sub(words.sentence(words.document.tokens_in(at).start));
        (!earlier.relays.is_empty() && distance <= 2).then_some((earlier, distance))
    });
    let Some((earlier, distance)) = before else { return };
    let contrast = matches!(words.class(token), Some("another"))
        || matches!(words.lower(token), "some" | "others") && words.document.tokens_in(mention).len() == 1;
    let group = earlier
        .origin
        .and_then(|o| index.entities.get(o))
        .is_some_and(|e| e.is_group());
    let goes_on = earlier.origin == Some(origin)
        && distance <= 1
        && path.pronoun
        && statement
            .cue
            .as_ref()
            .is_some_and(|c| matches!(c.lemma.as_str(), "add" | "continue" | "go on"));
    if (contrast && group) || goes_on {
        path.relays = earlier
            .relays
            .iter()
            .map(|l| Link {
                inferred: true,
                cue: None,
                ..*l
            })
            .collect();
    }
}
