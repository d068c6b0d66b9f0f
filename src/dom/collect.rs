//! Reads the live page: one call into `collect.js`, one crossing back.

use std::collections::HashSet;

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::Document;

use super::DomError;
use super::marks::Marks;
#[cfg(feature = "page")]
use super::slices;
use crate::article::page::{Content, Element, Node, NodeIndex, Page};

#[wasm_bindgen(module = "/src/dom/collect.js")]
extern "C" {
    type Collected;

    #[wasm_bindgen(catch)]
    fn collect(
        document: &Document,
        root: Option<String>,
        exclude: Option<String>,
        written: &Array,
    ) -> Result<Collected, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn strings(this: &Collected) -> String;

    #[wasm_bindgen(method, getter)]
    fn lengths(this: &Collected) -> Uint32Array;

    #[wasm_bindgen(method, getter)]
    fn numbers(this: &Collected) -> Uint32Array;

    #[wasm_bindgen(method, getter)]
    fn nodes(this: &Collected) -> Array;

    #[wasm_bindgen(method, getter)]
    fn texts(this: &Collected) -> Array;

    #[wasm_bindgen(method, getter)]
    fn marked(this: &Collected) -> bool;
}

#[cfg(feature = "page")]
#[wasm_bindgen(module = "/src/dom/collect.js")]
extern "C" {
    /// A page that is read in slices.
    #[derive(Debug)]
    pub(super) type Collecting;

    #[wasm_bindgen(constructor)]
    fn new(document: &Document, root: Option<String>, exclude: Option<String>, written: &Array)
    -> Collecting;

    #[wasm_bindgen(method, catch)]
    fn step(this: &Collecting, until: f64) -> Result<Option<Collected>, JsValue>;

    /// Whether the page's nodes and texts are what they were when they were read.
    #[wasm_bindgen(method, js_name = isStill)]
    pub(super) fn is_still(this: &Collecting) -> bool;
}

/// A page as read, and the way back to its nodes.
pub(super) struct Reading {
    /// The page as flat data.
    pub page: Page,
    /// The live nodes, by their index in [`Page::nodes`].
    pub nodes: Array,
    /// The texts of text nodes as they were read, by the same index.
    pub texts: Array,
    /// Text nodes that no span may divide.
    pub undivided: HashSet<NodeIndex>,
    /// Whether marks of ours stand in the page already.
    pub marked: bool,
}

/// Reads `document` without changing it, as if `marks` were not in it. `root` and `exclude` are CSS selectors.
pub(super) fn read(
    document: &Document,
    root: Option<&str>,
    exclude: Option<&str>,
    marks: Option<&Marks>,
) -> Result<Reading, DomError> {
    let written = marks.map(Marks::written).unwrap_or_default();
    let (root, exclude) = (root.map(str::to_owned), exclude.map(str::to_owned));
    let collected = collect(document, root, exclude, &written).map_err(unreadable)?;
    Ok(Reading::of(&collected))
}

/// As [`read`], in slices; `written` are the text nodes that marks divide. The reading goes on to know whether the page is as it
/// was.
#[cfg(feature = "page")]
pub(super) async fn read_in_slices(
    document: &Document,
    root: Option<String>,
    exclude: Option<String>,
    written: &Array,
) -> Result<(Reading, Collecting), DomError> {
    let collecting = Collecting::new(document, root, exclude, written);
    loop {
        if let Some(collected) = collecting.step(slices::end()).map_err(unreadable)? {
            return Ok((Reading::of(&collected), collecting));
        }
        slices::pause().await;
    }
}

fn unreadable(error: JsValue) -> DomError {
    DomError::Selector {
        message: js_sys::Error::from(error).message().into(),
    }
}

impl Reading {
    fn of(collected: &Collected) -> Self {
        let mut undivided = HashSet::new();
        Self {
            page: unpack(
                &collected.strings(),
                &collected.lengths().to_vec(),
                &collected.numbers().to_vec(),
                &mut undivided,
            ),
            undivided,
            nodes: collected.nodes(),
            texts: collected.texts(),
            marked: collected.marked(),
        }
    }
}

/// Flags of a node, as `collect.js` sets them.
const BLOCK: u32 = 1;
const LINES: u32 = 2;
const REFERENCE: u32 = 4;
const UNDIVIDED: u32 = 8;

fn unpack(strings: &str, lengths: &[u32], numbers: &[u32], undivided: &mut HashSet<NodeIndex>) -> Page {
    let mut strings = Strings {
        rest: strings,
        lengths: lengths.iter(),
    };
    let mut numbers = numbers.iter().copied();
    let mut count = || numbers.next().unwrap_or(0);
    let (tags, metas, scripts) = (count(), count(), count());
    let pairs: Vec<u32> = (0..scripts).map(|_| count()).collect();
    let root = count().checked_sub(1);
    let mut page = Page {
        root,
        url: strings.filled(),
        language: strings.filled(),
        title: strings.filled(),
        ..Page::default()
    };
    let tags: Vec<String> = (0..tags).map(|_| strings.take()).collect();
    page.metas = (0..metas).map(|_| (strings.take(), strings.take())).collect();
    page.linked_data = pairs
        .iter()
        .map(|&n| (0..n).map(|_| (strings.take(), strings.take())).collect())
        .collect();
    while let (Some(parent), Some(tag), Some(flags)) = (numbers.next(), numbers.next(), numbers.next()) {
        if flags & UNDIVIDED != 0 {
            undivided.extend(NodeIndex::try_from(page.nodes.len()));
        }
        let content = match tag.checked_sub(1) {
            None => Content::Text(strings.take()),
            Some(tag) => Content::Element(Element {
                tag: tags.get(tag as usize).cloned().unwrap_or_default(),
                hints: strings.take(),
                reference: (flags & REFERENCE != 0).then(|| strings.take()),
                block: flags & BLOCK != 0,
                keeps_lines: flags & LINES != 0,
            }),
        };
        page.nodes.push(Node { parent, content });
    }
    page
}

/// The strings of a reading, one after the other. Their lengths are in UTF-16 units; the line break after each
/// keeps two halves of a surrogate pair in neighbouring text nodes apart.
struct Strings<'a> {
    rest: &'a str,
    lengths: core::slice::Iter<'a, u32>,
}

impl Strings<'_> {
    fn take(&mut self) -> String {
        let units = self.lengths.next().copied().unwrap_or(0) as usize;
        let end = match self.rest.as_bytes().get(..units) {
            Some(bytes) if bytes.is_ascii() => units,
            _ => {
                let mut left = units;
                let after = self.rest.char_indices().find(|(_, c)| {
                    let done = left == 0;
                    left = left.saturating_sub(c.len_utf16());
                    done
                });
                after.map_or(self.rest.len(), |(at, _)| at)
            }
        };
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or("");
        text.to_owned()
    }

    fn filled(&mut self) -> Option<String> {
        Some(self.take()).filter(|text| !text.trim().is_empty())
    }
}
