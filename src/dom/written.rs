//! One text node with marks in it, and the way back.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, Text};

use super::marks::ID;
use super::segments::Step;
use crate::article::page::NodeIndex;

#[wasm_bindgen]
extern "C" {
    /// A text node whose characters stay in JavaScript: Rust strings cannot hold lone surrogates.
    #[wasm_bindgen(extends = Text)]
    #[derive(Clone, Debug, PartialEq)]
    pub(super) type Characters;

    #[wasm_bindgen(method, getter)]
    pub(super) fn data(this: &Characters) -> JsString;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_data(this: &Characters, data: &JsString);
}

/// What was done to one text node.
#[derive(Debug)]
pub(super) struct Written {
    /// Index of the node in the scan.
    pub index: NodeIndex,
    pub node: Characters,
    /// The element that it stood in.
    pub parent: Node,
    /// Its text before and after.
    pub original: JsString,
    pub left: JsString,
    /// The spans and texts behind it, in order.
    pub inserted: Vec<Node>,
    /// How the spans nest, and the spans in the order in which they were made.
    pub steps: Vec<Step>,
    pub spans: Vec<HtmlElement>,
    /// An empty text in the first span, where `left` is empty: `normalize()` takes both away, a page that removes its text
    /// only that.
    pub witness: Option<Characters>,
}

impl Written {
    /// Takes our nodes out. Three things may have happened: nothing, or nothing in them; the page has changed or removed its
    /// text, so that what we split off it is out of date; or it has changed something in our nodes (added a child to a
    /// span, called `normalize()`, translated the words), so that what is in them is the page's now.
    pub fn undo(self) {
        if self.is_whole() {
            for node in &self.inserted {
                detach(node);
            }
            self.node.set_data(&self.original);
        } else if self.is_out_of_date() && !self.is_translated() {
            for node in &self.inserted {
                detach(node);
            }
        } else {
            if let Some(witness) = &self.witness {
                detach(witness);
            }
            for node in &self.inserted {
                unwrap(node);
            }
        }
    }

    /// Whether everything stands as it was made.
    pub fn is_intact(&self) -> bool {
        !self.is_split() && self.is_whole()
    }

    /// Whether the page has put something between its text and our nodes.
    pub fn is_split(&self) -> bool {
        self.node.parent_node().is_some() && self.node.next_sibling().as_ref() != self.inserted.first()
    }

    /// Whether our nodes stand behind the text, one after the other, with the words that they got.
    fn is_whole(&self) -> bool {
        let mut next = self.inserted.first().cloned();
        let mut text = String::from(self.left.clone());
        let mut spans = 0;
        for node in &self.inserted {
            if next.as_ref() != Some(node) {
                return false;
            }
            text.push_str(&node.text_content().unwrap_or_default());
            if let Some(element) = node.dyn_ref::<Element>() {
                spans += 1 + element.get_elements_by_tag_name("*").length();
            }
            next = node.next_sibling();
        }
        let parent = self.node.parent_node();
        parent.is_some()
            && parent == self.inserted.first().and_then(|node| node.parent_node())
            && self.node.data() == self.left
            && spans as usize == self.spans.len()
            && self.original == text
    }

    /// Whether a translator has put its own element in the place of the text, as Chrome, Edge and Google do.
    fn is_translated(&self) -> bool {
        let before = self.inserted.first().and_then(|node| node.previous_sibling());
        before.is_some_and(|before| before.node_name().eq_ignore_ascii_case("font"))
    }

    /// Whether the page has put the same text back without our spans.
    pub fn is_reverted(&self) -> bool {
        let text = self.parent.text_content().unwrap_or_default();
        self.parent.is_connected() && text.contains(&String::from(self.original.clone()))
    }

    /// Whether the page has changed or removed the text, so that what was split off it is out of date.
    pub fn is_out_of_date(&self) -> bool {
        if self.node.parent_node().is_some() {
            return self.node.data() != self.left;
        }
        // Detached: by the page, or by `normalize()`, which joins a text to the one before it and drops empty ones.
        if let Some(witness) = &self.witness {
            return witness.parent_node().is_some();
        }
        let before = self
            .inserted
            .iter()
            .find(|node| node.parent_node().is_some())
            .and_then(Node::previous_sibling)
            .and_then(|node| node.text_content())
            .unwrap_or_default();
        !before.ends_with(&String::from(self.left.clone()))
    }
}

/// Replaces spans of ours by what is in them; what the page has put there stays.
pub(super) fn unwrap(node: &Node) {
    let Some(element) = node.dyn_ref::<Element>().filter(|e| e.has_attribute(ID)) else {
        return;
    };
    for child in children(element) {
        unwrap(&child);
    }
    if let Some(parent) = element.parent_node() {
        for child in children(element) {
            // Both are attached and neither contains the other.
            let _ = parent.insert_before(&child, Some(element));
        }
        detach(element);
    }
}

/// The text nodes at and below `node`, in order.
pub(super) fn collect_texts(node: &Node, into: &mut Vec<Text>) {
    match node.dyn_ref::<Text>() {
        Some(text) => into.push(text.clone()),
        None => children(node).iter().for_each(|child| collect_texts(child, into)),
    }
}

pub(super) fn children(node: &Node) -> Vec<Node> {
    let list = node.child_nodes();
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

pub(super) fn detach(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // The node is a child of its parent.
        let _ = parent.remove_child(node);
    }
}
