//! The live page: collecting its text, marking, restoring. Knows no English.
//!
//! ```text
//! scan(document)          reads the page once (collect), finds the article
//! Marks::paint(scan, ..)  wraps words in spans, in one batch of writes, or highlights them
//! rescan(document, marks) reads a marked page as if it were not marked; Marks::repaint then changes only what differs
//! slices                  the same while the page goes on, where the engine is elsewhere
//! watch                   tells when it is worth reading again
//! Marks::restore()        takes them out again: the same bytes, the same node objects
//! words::light(spans)     lights up words of the text, without touching the page
//! ```

mod collect;
mod highlight;
pub mod marks;
pub mod segment;
mod segments;
#[cfg(feature = "page")]
#[cfg(feature = "page")]
pub mod slices;
pub(crate) mod styles;
pub mod watch;
pub mod words;
mod written;

use core::fmt;
use std::collections::HashSet;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Document, Text};

use self::collect::Reading;
use self::marks::Marks;
use crate::article::Article;
#[cfg(feature = "page")]
use crate::article::find::Search;
use crate::article::find::{Found, Piece, find};
use tsify::Tsify;

use crate::article::page::NodeIndex;

/// What of a page is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Tsify)]
pub struct ScanOptions {
    /// CSS selector of the element that holds the article; found by itself where it is not given.
    #[tsify(optional)]
    pub root: Option<String>,
    /// CSS selector of elements that are left out.
    #[tsify(optional)]
    pub exclude: Option<String>,
}

/// Why a page could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DomError {
    /// `root` or `exclude` is not a CSS selector; the browser's own words.
    Selector {
        /// What the browser says.
        message: String,
    },
    /// `root` is a selector, but nothing on the page matches it.
    NoRoot {
        /// The selector.
        selector: String,
    },
}

impl fmt::Display for DomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Selector { message } => write!(
                f,
                "the page could not be read; check the selectors `root` and `exclude`: {message}"
            ),
            Self::NoRoot { selector } => write!(
                f,
                "nothing on this page matches `root: {selector}`; leave `root` out and the article is found by itself"
            ),
        }
    }
}

impl core::error::Error for DomError {}

/// A page as it was read: the article, and the way back from its text to the page's nodes.
#[derive(Debug)]
pub struct Scan {
    /// The article and its pieces.
    pub found: Found,
    /// The page.
    document: Document,
    /// The live nodes, by node index.
    nodes: Array,
    /// The texts of text nodes as they were read, by node index.
    texts: Array,
    /// Text nodes that no span may divide.
    undivided: HashSet<NodeIndex>,
    /// Whether marks of ours stood in the page already.
    marked: bool,
    /// Knows what has happened to the page since, where it was read in slices.
    #[cfg(feature = "page")]
    collecting: Option<collect::Collecting>,
}

impl Scan {
    /// Whether it is known that the page's nodes and texts are what they were when they were read.
    #[must_use]
    pub fn is_still(&self) -> bool {
        #[cfg(feature = "page")]
        return self
            .collecting
            .as_ref()
            .is_some_and(collect::Collecting::is_still);
        #[cfg(not(feature = "page"))]
        false
    }

    /// The article; without blocks where the page holds none.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.found.article
    }

    /// Language of the article's words, as HTML names it: empty where nobody says it.
    #[must_use]
    pub fn language(&self) -> &str {
        self.article().metadata.language.as_deref().unwrap_or_default()
    }

    /// The page.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether both read the same text from the same text nodes.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let node = |scan: &Self, piece: &Piece| scan.nodes.get(piece.node);
        let (ours, theirs) = (&self.found, &other.found);
        ours.article == theirs.article
            && ours.pieces.len() == theirs.pieces.len()
            && ours.pieces.iter().zip(&theirs.pieces).all(|(a, b)| {
                a.start == b.start && a.node_start == b.node_start && node(self, a) == node(other, b)
            })
    }

    /// The text node at `index`.
    fn text_node(&self, index: NodeIndex) -> Option<Text> {
        self.nodes.get(index).dyn_into().ok()
    }
}

/// Reads `document` in one pass, without changing it, and finds its article.
///
/// # Errors
/// Where a selector of `options` is none, or `root` matches nothing.
pub fn scan(document: &Document, options: &ScanOptions) -> Result<Scan, DomError> {
    read(document, options, None)
}

/// Reads `document` as [`scan`] does and as if `marks`, which stand in it, were not there.
///
/// # Errors
/// As of [`scan`].
pub fn rescan(document: &Document, options: &ScanOptions, marks: &Marks) -> Result<Scan, DomError> {
    read(document, options, Some(marks))
}

fn read(document: &Document, options: &ScanOptions, marks: Option<&Marks>) -> Result<Scan, DomError> {
    let (root, exclude) = (options.root.as_deref(), options.exclude.as_deref());
    let reading = collect::read(document, root, exclude, marks)?;
    let found = find(&reading.page);
    scanned(document, options, reading, found)
}

/// As [`scan`], or as [`rescan`] where `written` holds the text nodes that marks divide, in slices. A page that changes meanwhile
/// is read anew, and in one go where it does so always.
///
/// # Errors
/// As of [`scan`].
#[cfg(feature = "page")]
pub async fn scan_in_slices(
    document: &Document,
    options: &ScanOptions,
    written: &Array,
) -> Result<Scan, DomError> {
    slices::begin();
    // Whoever asks has done something in this task.
    slices::pause().await;
    let (root, exclude) = (options.root.clone(), options.exclude.clone());
    let (reading, collecting) = collect::read_in_slices(document, root, exclude, written).await?;
    slices::pause().await;
    let mut search = Search::begin(&reading.page);
    slices::pause().await;
    search.choose();
    slices::pause().await;
    let found = search.found();
    let mut scan = scanned(document, options, reading, found)?;
    scan.collecting = Some(collecting);
    Ok(scan)
}

fn scanned(
    document: &Document,
    options: &ScanOptions,
    reading: Reading,
    found: Found,
) -> Result<Scan, DomError> {
    if let Some(selector) = &options.root
        && matches!(document.query_selector(selector), Ok(None))
    {
        return Err(DomError::NoRoot {
            selector: selector.clone(),
        });
    }
    Ok(Scan {
        found,
        document: document.clone(),
        nodes: reading.nodes,
        texts: reading.texts,
        undivided: reading.undivided,
        marked: reading.marked,
        #[cfg(feature = "page")]
        collecting: None,
    })
}
