//! A page as flat data: what the article finder reads, whether it comes from the live DOM (one crossing, see
//! `dom/collect`) or from a parsed HTML file (see `html`).

/// Index of a node in [`Page::nodes`].
pub type NodeIndex = u32;

/// A page: its nodes in document order (pre-order) and what its head says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Elements and text nodes, parents before children.
    pub nodes: Vec<Node>,
    /// Address of the page.
    pub url: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// `<title>`.
    pub title: Option<String>,
    /// `<meta name|property|itemprop content>`, names in lower case.
    pub metas: Vec<(String, String)>,
    /// The text of each `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
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
    /// A text node with its characters as they stand in the document.
    Text(String),
}

/// What the finder needs to know of an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Local name in lower case.
    pub tag: String,
    /// `id`, `class`, `role`, `itemprop`, `data-component` and the like, joined by spaces, in lower case.
    pub hints: String,
    /// `href` of a link, `datetime` of a `<time>`.
    pub reference: Option<String>,
    /// Whether its content must never be marked (hidden, editable, script, form, foreign content ...).
    pub excluded: bool,
    /// Whether it starts a new line or cell (by its computed style on a live page, by its name in a file).
    pub block: bool,
}
