//! Who is meant: from the words on the spot to people, groups, documents and outlets, and the way a statement took.

use crate::analysis::SourceId;
use crate::article::Metadata;
use crate::attribution::{ChainLink, Statement};
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
}

/// Finds out who is meant in each of `statements`.
#[must_use]
pub fn resolve(document: &Document<'_>, metadata: &Metadata, statements: &[Statement]) -> Resolution {
    let _ = (document, metadata);
    Resolution {
        ways: statements.iter().map(|_| Way::default()).collect(),
        ..Resolution::default()
    }
}
