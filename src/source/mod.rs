//! Who is meant: from the words on the spot to people, groups, documents and outlets, and the way a statement took.

mod chain;
mod documents;
mod entities;
mod index;
mod mention;
mod names;
mod outlets;
mod phrases;
mod pronouns;
mod roles;
mod speakers;
#[cfg(test)]
mod tests;
mod unnamed;
mod words;

use crate::analysis::SourceId;
use crate::article::{Metadata, credit};
use crate::attribution::{ChainLink, Statement};
use crate::lexicon::outlets as outlet_names;
use crate::order::{by_start, missing_first, sort_by_number};
use crate::span::Span;
use crate::text::Document;

/// Somebody or something that statements come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its own index.
    pub id: SourceId,
    /// The fullest name the text gives, without title and article ("Tammy Bruce"; "sources close to the talks").
    pub name: String,
    /// Other names in the text that mean the same.
    pub aliases: Vec<String>,
    /// Named or not.
    pub identity: Identity,
    /// What it is.
    pub kind: SourceKind,
    /// The role as the text gives it ("State Department spokesperson").
    pub role: Option<Role>,
    /// Organisation, as the text gives it.
    pub organisation: Option<String>,
    /// One, several, or how many.
    pub number: Number,
    /// Where the text names it, in order.
    pub mentions: Vec<Mention>,
    /// Why it would know ("close to the negotiations").
    pub justification: Option<Span>,
    /// Why it is not named ("who was not authorised to speak").
    pub anonymity_reason: Option<Span>,
    /// A link the text puts on it.
    pub link: Option<String>,
}

/// A mention of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Whether it is a pronoun.
    pub pronoun: bool,
}

/// A role and where the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Named or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// By name.
    Named,
    /// Described, not named ("analysts", "a police officer").
    Unnamed,
    /// Not named on purpose ("sources close to the talks", "a person familiar with ...").
    Anonymous,
    /// Nobody in particular ("critics", "many", "people").
    Generic,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub enum SourceKind {
    /// A person with a name.
    Person,
    /// One person without.
    UnnamedPerson,
    /// Several people without names.
    UnnamedGroup,
    /// An authority, company, party, country.
    Organisation,
    /// A text.
    Document,
    /// Figures.
    Dataset,
    /// A poll.
    Poll,
    /// A newspaper, agency, broadcaster, site.
    Outlet,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    One,
    /// More than one, how many is not said.
    Several,
    /// So many.
    Exactly(u32),
}

/// What [`resolve`] found. The two lists run along the statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// All sources.
    pub sources: Vec<Source>,
    /// For each statement: origin, way and addressee.
    pub ways: Vec<Way>,
    /// This outlet.
    pub outlet: Option<SourceId>,
    /// Single sources that may belong to a group.
    pub members: Vec<(SourceId, SourceId)>,
}

/// Origin and way of one statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// The origin.
    pub origin: Option<SourceId>,
    /// From this outlet to the origin.
    pub chain: Vec<ChainLink>,
    /// To whom it was said.
    pub addressee: Option<SourceId>,
    /// Where the text leaves open which of two people "he" or "she" is: both; the origin is none then.
    pub candidates: Vec<SourceId>,
}

/// Finds out who is meant in each of `statements`.
#[must_use]
pub fn resolve(document: &Document<'_>, metadata: &Metadata, statements: &[Statement]) -> Resolution {
    let mut index = index::build(words::Words::read(document));
    let publisher = publisher(&mut index, metadata);
    speakers::read(&mut index, statements);
    let paths = paths(&mut index, statements, publisher);
    for path in &paths {
        let relays = path.relays.iter().map(|l| l.entity);
        for id in path
            .origin
            .into_iter()
            .chain(path.addressee)
            .chain(relays)
            .chain(path.candidates.iter().copied())
        {
            index.entities.need(id);
        }
    }
    if let Some(id) = publisher {
        index.entities.need(id);
    }
    index.need_groups();
    index.need_documents();
    let members = core::mem::take(&mut index.members);
    let (sources, ids) = index.entities.into_sources();
    let id = |entity: usize| ids.get(entity).copied().flatten();
    Resolution {
        ways: paths
            .iter()
            .zip(statements)
            .map(|(p, s)| p.way(publisher, s.cue.as_ref().map(|c| c.span), &id))
            .collect(),
        outlet: publisher.and_then(id),
        members: members
            .iter()
            .filter_map(|&(one, group)| Some((id(one)?, id(group)?)))
            .collect(),
        sources,
    }
}

/// The entity of the outlet that publishes the article: from what the page says, else from the credit line.
fn publisher(index: &mut index::Index<'_>, metadata: &Metadata) -> Option<entities::EntityId> {
    let document = index.words.document;
    let credit = credit::find(document.text, document.blocks);
    let known = |name: &str| outlet_names::publisher(name).map(|o| o.name.to_owned());
    let id = match (&metadata.outlet, &credit) {
        (Some(outlet), _) if !outlet.trim().is_empty() => {
            let name = known(outlet).unwrap_or_else(|| outlet.trim().to_owned());
            index.outlet(&name, outlet.trim())
        }
        (_, Some(credit)) => {
            let text = credit.span.of(document.text);
            let name = known(text).unwrap_or_else(|| text.to_owned());
            index.outlet(&name, text)
        }
        _ => return None,
    };
    if let Some(credit) = credit
        && index.entities.named(credit.span.of(document.text)) == Some(id)
    {
        index.entities.mention(id, credit.span, false);
    }
    Some(id)
}

/// Where a statement begins to be read: what is said around another statement comes before that one, though who says it stands
/// behind both.
fn first_words(statement: &Statement) -> Option<Span> {
    let content = statement.content.first().copied();
    let cue = statement.cue.as_ref().map(|c| c.span);
    let around =
        content.filter(|c| cue.is_some_and(|cue| c.end() <= cue.start()) && statement.quotes.is_empty());
    around
        .map(|c| Span::new(c.start(), c.start()))
        .or(statement.mention)
        .or(content)
}

/// The paths of all statements; whoever speaks is remembered for the pronouns that follow.
fn paths(
    index: &mut index::Index<'_>,
    statements: &[Statement],
    publisher: Option<entities::EntityId>,
) -> Vec<chain::Path> {
    let mut paths = vec![chain::Path::default(); statements.len()];
    let mut speakers: Vec<pronouns::Speaker> = Vec::new();
    let mut order: Vec<usize> = (0..statements.len()).collect();
    sort_by_number(&mut order, |&i| {
        let statement = statements.get(i);
        missing_first(statement.and_then(first_words).map(by_start))
    });
    for &i in &order {
        let Some(statement) = statements.get(i) else {
            continue;
        };
        if statement.continues.is_some() && statement.mention.is_none() {
            continue;
        }
        let path = chain::path(index, statements, i, &paths, &speakers, publisher);
        let at = statement.mention.or(statement.content.first().copied());
        if let (Some(entity), Some(at)) = (path.origin, at) {
            let token = index.words.document.tokens_in(at).start;
            let sentence = index.words.sentence(token);
            speakers.push(pronouns::Speaker {
                entity,
                token,
                sentence,
            });
            if path.pronoun {
                index.entities.mention(entity, at, true);
            }
        }
        if let Some(slot) = paths.get_mut(i) {
            *slot = path;
        }
    }
    // What goes on has the source of what it goes on from; that may itself go on from another.
    for i in order {
        let mut from = i;
        let mut steps = 0;
        while let Some(next) = statements
            .get(from)
            .filter(|s| s.mention.is_none())
            .and_then(|s| s.continues)
            && steps < 64
        {
            from = next as usize;
            steps += 1;
        }
        if from != i
            && let Some(path) = paths.get(from).cloned()
            && let Some(slot) = paths.get_mut(i)
        {
            *slot = path;
        }
    }
    paths
}
