//! A page as flat data: what the article finder reads, whether it comes from the live DOM (one crossing, see
//! `dom/collect`) or from a parsed HTML file (see `html`).

/// Index of a node in [`Page::nodes`].
pub type NodeIndex = u32;

/// A page: its nodes in document order (pre-order) and what its head says.
///
/// Places whose text is never the article's (scripts, forms, hidden or editable content, code, foreign content,
/// what the caller excludes) are not in it at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Elements and text nodes, parents before children; the first one is the root.
    pub nodes: Vec<Node>,
    /// Where the caller says that the article is.
    pub root: Option<NodeIndex>,
    /// Address of the page.
    pub url: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// `<title>`.
    pub title: Option<String>,
    /// `<meta name|property|itemprop content>`, names in lower case.
    pub metas: Vec<(String, String)>,
    /// Each `<script type="application/ld+json">`, flattened: the way to a value (keys and indexes joined by
    /// dots, `@graph.0.author.name`) and the value as text, in the order of the script. Very long values and very
    /// deep ones are left out.
    pub linked_data: Vec<Vec<(String, String)>>,
}

impl Page {
    /// The element at `index`, unless that is a text node or beyond the page.
    #[must_use]
    pub fn element(&self, index: NodeIndex) -> Option<&Element> {
        match &self.nodes.get(index as usize)?.content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The elements around the node at `index`, the innermost first; without the node itself.
    pub fn around(&self, index: NodeIndex) -> impl Iterator<Item = NodeIndex> + '_ {
        let mut here = index;
        core::iter::from_fn(move || {
            let parent = self.nodes.get(here as usize)?.parent;
            (parent < here).then(|| {
                here = parent;
                parent
            })
        })
    }
}

/// One node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The parent element; the root is its own parent.
    pub parent: NodeIndex,
    /// Element or text.
    pub content: Content,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An element.
    Element(Element),
    /// A text node with its characters as they stand in the document (a lone surrogate is U+FFFD).
    Text(String),
}

/// What the finder needs to know of an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Local name in lower case.
    pub tag: String,
    /// `id`, `class`, `role`, `itemprop`, `data-component` and the like, joined by spaces, in lower case.
    pub hints: String,
    /// `href` of a link, the day of a `<time>` or of what calls itself `datePublished`.
    pub reference: Option<String>,
    /// Whether it starts a new line or cell (by its computed style on a live page, by its name in a file).
    pub block: bool,
    /// Whether line breaks in its text are line breaks on the screen (`white-space: pre` and its kin).
    pub keeps_lines: bool,
}
