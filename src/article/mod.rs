//! The article: one text, its blocks, its links and what is known about it.
//!
//! Where it comes from differs (a live page, an HTML file, plain text); what comes after does not.

mod byline;
mod content;
pub mod credit;
mod dates;
pub mod find;
mod metadata;
pub mod page;
mod plain;
mod runs;

use crate::span::Span;

/// A news article, ready for [`crate::analyze`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Article {
    /// The whole text; blocks are separated by line breaks that belong to none of them.
    pub text: String,
    /// Headline, paragraphs and so on, in reading order, apart from each other.
    pub blocks: Vec<Block>,
    /// Links in the text.
    pub links: Vec<Link>,
    /// What page or caller know about the article.
    pub metadata: Metadata,
}

/// A stretch of text that a reader sees as one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Where it stands, in bytes of [`Article::text`].
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "message", serde(rename_all = "snake_case"))]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// The line under the title.
    Standfirst,
    /// "By Ann Lee".
    Byline,
    /// A paragraph of the body.
    Paragraph,
    /// A subheading between paragraphs.
    Subheading,
    /// A block quotation.
    Blockquote,
    /// A list item.
    Item,
    /// A caption of a picture, table or chart.
    Caption,
    /// A box beside the text.
    Aside,
}

impl BlockKind {
    /// Whether the block is part of the running text, which is counted in paragraphs.
    #[must_use]
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::Blockquote | Self::Item)
    }
}

/// A link in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Link {
    /// The linked words, in bytes of [`Article::text`].
    pub span: Span,
    /// Where it leads: in full on a live page, as written in a file.
    pub url: String,
}

/// What page or caller know about an article. Nothing here is guessed from the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Metadata {
    /// Title.
    pub title: Option<String>,
    /// The publishing outlet ("Reuters").
    pub outlet: Option<String>,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// Day (or time) of publication, ISO 8601: `2025-05-02` or longer.
    pub published: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}

impl Article {
    /// An article from plain text: one block a line; a first line that reads like a title is the headline.
    #[must_use]
    pub fn from_plain_text(text: &str) -> Self {
        plain::read(text)
    }

    /// An article from plain text and what the caller knows about it: as [`Article::from_plain_text`], but a title
    /// in `metadata` decides whether the first line is the headline.
    #[must_use]
    pub fn from_plain_text_with(text: &str, metadata: Metadata) -> Self {
        plain::read_with(text, metadata)
    }
}
