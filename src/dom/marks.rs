//! Marks on the page: spans around the words, and the way back.
//!
//! The page's own text node stays in its place, as the left part of its text (perhaps empty); our spans and the
//! rest of the text stand behind it. Frameworks that hold on to the node (React, Vue) neither lose it nor find it
//! under another parent; `restore` takes our nodes out and gives the node its text back. No element of the page
//! is touched.

use std::collections::HashMap;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DocumentFragment, Element, HtmlElement, Node, Text};

use super::Scan;
use super::segments::{self, Layer, NodePlan};
use super::styles;
use crate::analysis::AnnotationId;
use crate::article::page::NodeIndex;
use crate::describe::Mark;

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const STYLES: &str = include_str!("marks.css");
const CLASS: &str = "factnote";
/// Holds the annotation's number.
const ID: &str = "data-factnote";
const STYLE: &str = "data-factnote-style";
const PART: &str = "data-factnote-part";
const ACTIVE: &str = "data-factnote-active";
/// What can be clicked: marks inside let the pointer through.
pub(crate) const CONTROLS: &str = "a, button, summary, label";

#[wasm_bindgen]
extern "C" {
    /// A text node whose characters stay in JavaScript: Rust strings cannot hold lone surrogates.
    #[wasm_bindgen(extends = Text)]
    #[derive(Clone, Debug, PartialEq)]
    type Characters;

    #[wasm_bindgen(method, getter)]
    fn data(this: &Characters) -> JsString;

    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Characters, data: &JsString);
}

/// The marks of one article on its page. Dropping it leaves them there; see [`Marks::restore`].
#[derive(Debug)]
pub struct Marks {
    document: Document,
    sheet: Option<CssStyleSheet>,
    written: Vec<Written>,
    segments: HashMap<AnnotationId, Vec<HtmlElement>>,
    visible: bool,
}

/// What was done to one text node.
#[derive(Debug)]
struct Written {
    /// Index of the node in the scan.
    index: NodeIndex,
    node: Characters,
    /// Its text before and after.
    original: JsString,
    left: JsString,
    /// The spans and texts behind it, in order, and how many spans there are in them.
    inserted: Vec<Node>,
    spans: u32,
}

impl Marks {
    /// Wraps the words of `marks`, in one batch of writes. Text nodes that have left the page or become
    /// shorter since the scan stay as they are; on a page that holds marks already nothing is done.
    #[must_use]
    pub fn paint(scan: &Scan, marks: &[Mark]) -> Self {
        let mut painted = Self {
            document: scan.document.clone(),
            sheet: None,
            written: Vec::new(),
            segments: HashMap::new(),
            visible: true,
        };
        if scan.marked {
            return painted;
        }
        let mut prepared = Vec::new();
        for plan in segments::plan(&scan.found, marks) {
            if let Some(ready) = scan
                .text_node(plan.node)
                .and_then(|text| painted.prepare(text.unchecked_into(), &plan, marks))
            {
                prepared.push(ready);
            }
        }
        for list in painted.segments.values() {
            for (at, segment) in list.iter().enumerate() {
                let part = match (at, list.len()) {
                    (_, 1) => "only",
                    (0, _) => "first",
                    (n, all) if n + 1 == all => "last",
                    _ => "middle",
                };
                set(segment, PART, part);
            }
        }
        if !prepared.is_empty() {
            painted.sheet = styles::adopt(&painted.document, STYLES);
        }
        for (fragment, written) in prepared {
            let Some(parent) = written.node.parent_node() else {
                continue;
            };
            written.node.set_data(&written.left);
            if parent
                .insert_before(&fragment, written.node.next_sibling().as_ref())
                .is_ok()
            {
                painted.written.push(written);
            } else {
                written.node.set_data(&written.original);
            }
        }
        painted
    }

    /// Builds what will stand behind `node`, without touching the page.
    fn prepare(
        &mut self,
        node: Characters,
        plan: &NodePlan,
        marks: &[Mark],
    ) -> Option<(DocumentFragment, Written)> {
        let original = node.data();
        let first = plan.runs.first()?.start;
        if node.parent_node().is_none() || plan.runs.last()?.end > original.length() {
            return None;
        }
        let fragment = self.document.create_document_fragment();
        let mut open: Vec<(Layer, HtmlElement)> = Vec::new();
        let mut at = first;
        let mut spans = 0;
        for run in &plan.runs {
            if run.start > at {
                open.clear();
                self.append_text(&fragment, &original.substring(at, run.start));
            }
            let same = open
                .iter()
                .zip(&run.layers)
                .take_while(|((o, _), l)| o == *l)
                .count();
            open.truncate(same);
            for &layer in run.layers.iter().skip(same) {
                let Some(mark) = marks.get(layer.mark) else {
                    continue;
                };
                let Some(segment) = self.segment(mark) else {
                    continue;
                };
                match open.last() {
                    Some((_, outer)) => append(outer, &segment),
                    None => append(&fragment, &segment),
                }
                self.segments
                    .entry(mark.annotation)
                    .or_default()
                    .push(segment.clone());
                spans += 1;
                open.push((layer, segment));
            }
            let text = original.substring(run.start, run.end);
            match open.last() {
                Some((_, inner)) => self.append_text(inner, &text),
                None => self.append_text(&fragment, &text),
            }
            at = run.end;
        }
        if at < original.length() {
            self.append_text(&fragment, &original.substring(at, original.length()));
        }
        let inserted = children(&fragment);
        let left = original.substring(0, first);
        Some((
            fragment,
            Written {
                index: plan.node,
                node,
                original,
                left,
                inserted,
                spans,
            },
        ))
    }

    fn segment(&self, mark: &Mark) -> Option<HtmlElement> {
        let element = self.document.create_element_ns(Some(XHTML), "span").ok()?;
        set(&element, "class", CLASS);
        set(&element, ID, &mark.annotation.0.to_string());
        set(&element, STYLE, mark.style.name());
        element.dyn_into().ok()
    }

    fn append_text(&self, parent: &Node, text: &JsString) {
        let node: Characters = self.document.create_text_node("").unchecked_into();
        node.set_data(text);
        append(parent, &node);
    }

    /// Takes every mark out: the same bytes and the same node objects as before. Where the page has changed a
    /// marked text meanwhile its own change stays.
    pub fn restore(&mut self) {
        for written in self.written.drain(..).rev() {
            written.undo();
        }
        self.segments.clear();
        if let Some(sheet) = self.sheet.take() {
            styles::withdraw(&self.document, &sheet);
        }
    }

    /// Takes our nodes out wherever the page has changed or removed a marked text by itself, so that its old words do
    /// not stand beside the new ones. True where there was anything to do.
    ///
    /// A framework that renders into the text node that it holds writes the whole new text into what is only our left
    /// part; the rest that we have split off is out of date then.
    pub fn repair(&mut self) -> bool {
        let before = self.written.len();
        let (stale, kept) = core::mem::take(&mut self.written)
            .into_iter()
            .partition(Written::is_out_of_date);
        self.written = kept;
        let stale: Vec<Written> = stale;
        for written in stale {
            written.undo();
        }
        let repaired = self.written.len() < before;
        if repaired {
            self.segments.retain(|_, segments| {
                segments.retain(|segment| segment.is_connected());
                !segments.is_empty()
            });
        }
        repaired
    }

    /// The annotations at an element of the page, the innermost first: of the marks around it, or, for a link or
    /// button (in which marks let the pointer through), of the marks inside it.
    #[must_use]
    pub fn annotations_at(&self, element: &Element) -> Vec<AnnotationId> {
        if !self.visible {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut around = Some(element.clone());
        while let Some(element) = around {
            found.extend(self.annotation_of(&element));
            around = element.parent_element();
        }
        if found.is_empty()
            && let Ok(Some(control)) = element.closest(CONTROLS)
            && let Ok(inside) = control.query_selector_all(".factnote")
        {
            for at in (0..inside.length()).rev() {
                let id = inside
                    .get(at)
                    .and_then(|node| node.dyn_into::<Element>().ok())
                    .and_then(|segment| self.annotation_of(&segment));
                if let Some(id) = id.filter(|id| !found.contains(id)) {
                    found.push(id);
                }
            }
        }
        found
    }

    fn annotation_of(&self, element: &Element) -> Option<AnnotationId> {
        let id = AnnotationId(element.get_attribute(ID)?.parse().ok()?);
        self.segments.contains_key(&id).then_some(id)
    }

    /// The spans of an annotation, in the order of the page.
    #[must_use]
    pub fn segments(&self, id: AnnotationId) -> &[HtmlElement] {
        self.segments.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The span of `id` that is meant at `element`: around it, inside the same link or button, or else the first one.
    #[must_use]
    pub fn segment_at(&self, id: AnnotationId, element: &Element) -> Option<HtmlElement> {
        let segments = self.segments(id);
        let control = element.closest(CONTROLS).ok().flatten();
        let around = segments.iter().find(|s| s.contains(Some(element)));
        let inside = || {
            let control = control.as_ref()?;
            segments.iter().find(|s| control.contains(Some(s)))
        };
        around.or_else(inside).or(segments.first()).cloned()
    }

    /// The place in the live page of a UTF-16 offset in the text node that the scan knows as `index`: marks have
    /// divided it. At a border it is the end of the left part, or with `forward` the beginning of the right one.
    pub(super) fn place(
        &self,
        scan: &Scan,
        index: NodeIndex,
        offset: u32,
        forward: bool,
    ) -> Option<(Text, u32)> {
        let Some(written) = self.written.iter().find(|w| w.index == index) else {
            return Some((scan.text_node(index)?, offset));
        };
        let mut texts = vec![written.node.clone().unchecked_into::<Text>()];
        for node in &written.inserted {
            collect_texts(node, &mut texts);
        }
        let mut left = offset;
        for text in texts {
            let length = text.length();
            if left < length || (left == length && !forward) {
                return Some((text, left));
            }
            left -= length;
        }
        None
    }

    /// How many annotations have at least one span on the page.
    #[must_use]
    pub fn count(&self) -> usize {
        self.segments.len()
    }

    /// Shows all spans of an annotation as active, or no longer.
    pub fn set_active(&self, id: AnnotationId, active: bool) {
        for segment in self.segments(id) {
            if active {
                set(segment, ACTIVE, "");
            } else {
                // Taking an attribute away from an element of ours cannot fail.
                let _ = segment.remove_attribute(ACTIVE);
            }
        }
    }

    /// Shows or hides all marks, without touching the page's nodes.
    pub fn set_visible(&mut self, visible: bool) {
        self.visible = visible;
        if let Some(sheet) = &self.sheet {
            sheet.set_disabled(!visible);
        }
    }

    /// Whether marks are shown.
    #[must_use]
    pub fn visible(&self) -> bool {
        self.visible
    }
}

impl Written {
    /// Takes our nodes out. Three things may have happened: nothing; the page has changed or removed its text,
    /// so that what we split off it is out of date; or it has changed something around our nodes (added a child to
    /// a span, called `normalize()`), so that the text in them is the page's text now.
    fn undo(self) {
        if self.is_intact() {
            for node in &self.inserted {
                detach(node);
            }
            self.node.set_data(&self.original);
        } else if self.is_out_of_date() {
            for node in &self.inserted {
                detach(node);
            }
        } else {
            for node in &self.inserted {
                unwrap(node);
            }
        }
    }

    fn is_intact(&self) -> bool {
        let mut next = self.node.next_sibling();
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
        self.node.data() == self.left && spans == self.spans && self.original == text
    }

    fn is_out_of_date(&self) -> bool {
        if self.node.parent_node().is_some() {
            return self.node.data() != self.left;
        }
        // Detached: by the page, or by `normalize()`, which joins a text to the one before it and drops empty ones.
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

/// Takes marks out of the page that are left over from a page saved with Factnote in it.
pub fn clear_away(document: &Document) {
    let Ok(left) = document.query_selector_all("span.factnote[data-factnote]") else {
        return;
    };
    for at in 0..left.length() {
        if let Some(span) = left.get(at) {
            unwrap(&span);
        }
    }
}

/// Replaces spans of ours by what is in them; what the page has put there stays.
fn unwrap(node: &Node) {
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
fn collect_texts(node: &Node, into: &mut Vec<Text>) {
    match node.dyn_ref::<Text>() {
        Some(text) => into.push(text.clone()),
        None => children(node).iter().for_each(|child| collect_texts(child, into)),
    }
}

fn children(node: &Node) -> Vec<Node> {
    let list = node.child_nodes();
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

fn detach(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // The node is a child of its parent.
        let _ = parent.remove_child(node);
    }
}

fn append(parent: &Node, child: &Node) {
    // Fresh nodes of ours on both sides.
    let _ = parent.append_child(child);
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails only for names that are no attribute names.
    let _ = element.set_attribute(name, value);
}
