//! Finding the article in a page.

use super::Article;
use super::page::{NodeIndex, Page};

/// An article found in a page, with the way back from its text to the page's text nodes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The article; without blocks where the page holds none.
    pub article: Article,
    /// Verbatim stretches of text nodes, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// A stretch of [`Article::text`] that is, character for character, a stretch of one text node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in [`Article::text`].
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
    /// The text node.
    pub node: NodeIndex,
    /// Where the stretch begins in the node, in UTF-16 units.
    pub node_start: u32,
}

/// Finds the article of `page`: its blocks, metadata and the pieces that lead back.
#[must_use]
pub fn find(page: &Page) -> Found {
    let _ = page;
    Found::default()
}
