//! The publisher's word: overrides that hide, correct or add an annotation, between the analysis and what is said of it.
//!
//! ```text
//! given     what was written, as a tree of plain values (whoever knows a format makes it) -> overrides
//! locate    a quote selector -> the one place in the text that it means, or why there is none
//! apply     overrides over an analysis
//! ```
//!
//! An override whose words are not in the text, or not once, changes nothing: it is an [`Orphan`].

mod apply;
pub mod given;
mod locate;
#[cfg(test)]
mod tests;

use core::fmt;

pub use apply::apply;

use crate::analysis::Change;
use crate::source::SourceKind;

/// What found an annotation that a publisher has added.
pub const PUBLISHER: &str = "publisher";

/// An override.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Override {
    /// What is to be done.
    pub change: Change,
    /// The words it speaks of.
    pub selector: Selector,
    /// Of which kind the annotation is, where several have the same words.
    pub kind: Option<Kind>,
    /// Who says it.
    pub source: Option<String>,
    /// What the source is; a person where it is not said and the text does not know it.
    pub source_kind: Option<SourceKind>,
    /// In which role.
    pub role: Option<String>,
    /// Where to read it.
    pub link: Option<String>,
    /// Why the source is not named.
    pub why_unnamed: Option<String>,
    /// A sentence for readers.
    pub note: Option<String>,
}

/// The kinds of annotations that an override can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    /// Somebody's statement.
    Attribution,
    /// The outlet's own statement.
    Claim,
    /// A figure.
    Figure,
}

/// Words of the text and what stands around them: a `TextQuoteSelector` of the Web Annotation Data Model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Selector {
    /// The words.
    pub exact: String,
    /// What stands right before them; nothing is asked for where it is empty.
    pub prefix: String,
    /// What stands right after them.
    pub suffix: String,
}

/// An override that could not be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The words it speaks of.
    pub exact: String,
    /// Why.
    pub reason: Reason,
}

/// Why an override could not be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The words are not in the text.
    Missing,
    /// They are, but not between these others.
    Elsewhere,
    /// They are there more than once.
    Repeated,
    /// No annotation has just these words.
    NoAnnotation,
    /// Only who says a statement can be corrected.
    NoStatement,
    /// What is to be added is there.
    Known,
    /// What is to be added reaches over more than one paragraph.
    Divided,
}

impl Reason {
    /// What is wrong and what to do about it.
    const fn says(self) -> &'static str {
        match self {
            Self::Missing => "are not in the article",
            Self::Elsewhere => "are in the article, but not between this `prefix` and `suffix`",
            Self::Repeated => "are in the article more than once; add `prefix` or `suffix`",
            Self::NoAnnotation => {
                "are not all of the words of an annotation; copy them from ?factnote=review"
            }
            Self::NoStatement => {
                "are no statement of somebody, and only such can be corrected; `hide` can hide them"
            }
            Self::Known => "are a statement already; use `correct`",
            Self::Divided => "are not in one paragraph; add a statement for each",
        }
    }
}

impl fmt::Display for Orphan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("override not used: the words “")?;
        f.write_str(&self.exact)?;
        f.write_str("” ")?;
        f.write_str(self.reason.says())
    }
}
