//! Marks on the page: spans around the words, and the way back.
//!
//! The page's own text node stays in its place, as the left part of its text (perhaps empty); our spans and the
//! rest of the text stand behind it. Frameworks that hold on to the node (React, Vue) neither lose it nor find it
//! under another parent; `restore` takes our nodes out and gives the node its text back. No element of the page
//! is touched.

use std::collections::HashMap;

use js_sys::{Array, JsString, Map, Set};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DocumentFragment, Element, HtmlElement, Node, Text};

use super::Scan;
use super::segments::{self, NodePlan, Step};
use super::styles;
use super::written::{Characters, Written, children, collect_texts, unwrap};
use crate::analysis::AnnotationId;
use crate::article::page::NodeIndex;
use crate::describe::{Mark, MarkStyle};

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const STYLES: &str = include_str!("marks.css");
const CLASS: &str = "factnote";
/// Holds the annotation's number.
pub(super) const ID: &str = "data-factnote";
const SPANS: &str = "span.factnote[data-factnote]";
const STYLE: &str = "data-factnote-style";
const PART: &str = "data-factnote-part";
const ACTIVE: &str = "data-factnote-active";
/// What can be clicked: marks inside let the pointer through.
pub(crate) const CONTROLS: &str = "a, button, summary, label";

/// Where a page has put its own text back so often, it is left alone.
const MOST_REVERTS: u32 = 3;

/// The marks of one article on its page. Dropping it leaves them there; see [`Marks::restore`].
#[derive(Debug)]
pub struct Marks {
    document: Document,
    sheet: Option<CssStyleSheet>,
    written: Vec<Written>,
    segments: HashMap<AnnotationId, Vec<HtmlElement>>,
    /// Elements whose text the page has put back, and how often.
    reverts: Vec<(Node, u32)>,
    /// Whether some marks had to go since the page was read.
    incomplete: bool,
    visible: bool,
}

/// A text node that is to be marked: as it is already, or with new nodes that are not in the page yet.
enum Ready {
    Kept(Written),
    Fresh(DocumentFragment, Written),
}

impl Marks {
    /// Wraps the words of `marks`, in one batch of writes. Text nodes that have left the page or become
    /// shorter since the scan stay as they are; on a page that holds marks already nothing is done.
    #[must_use]
    pub fn paint(scan: &Scan, marks: &[Mark]) -> Self {
        let mut painted = Self::none(&scan.document);
        painted.repaint(scan, marks);
        painted
    }

    /// A page without marks.
    #[must_use]
    pub fn none(document: &Document) -> Self {
        Self {
            document: document.clone(),
            sheet: None,
            written: Vec::new(),
            segments: HashMap::new(),
            reverts: Vec::new(),
            incomplete: false,
            visible: true,
        }
    }

    /// Makes the marks those of a later scan (see [`super::rescan`]). Text nodes whose spans would be the same keep them.
    pub fn repaint(&mut self, scan: &Scan, marks: &[Mark]) {
        if scan.marked {
            return;
        }
        self.segments.clear();
        self.incomplete = false;
        let known = Map::new();
        let mut before: Vec<Option<Written>> = Vec::new();
        for written in self.written.drain(..) {
            known.set(&written.node, &JsValue::from(before.len()));
            before.push(Some(written));
        }
        let mut ready = Vec::new();
        for plan in segments::plan(&scan.found, marks) {
            let Some(text) = scan.text_node(plan.node).filter(|text| self.may_write(text)) else {
                continue;
            };
            let (steps, annotations) = plan.steps(marks);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "an index of ours"
            )]
            let place = known.get(&text).as_f64().map(|at| at as usize);
            let old = place.and_then(|at| before.get_mut(at)?.take());
            match old {
                Some(old) if old.steps == steps => ready.push(Ready::Kept(Written {
                    index: plan.node,
                    ..old
                })),
                old => {
                    if let Some(old) = old {
                        old.undo();
                    }
                    let fresh = self.prepare(text.unchecked_into(), &plan, steps);
                    ready.extend(fresh.map(|(fragment, written)| Ready::Fresh(fragment, written)));
                }
            }
            if let Some(Ready::Kept(written) | Ready::Fresh(_, written)) = ready.last()
                && written.index == plan.node
            {
                for (segment, id) in written.spans.iter().zip(annotations) {
                    set(segment, ID, &id.0.to_string());
                    self.segments.entry(id).or_default().push(segment.clone());
                }
            }
        }
        for written in before.into_iter().flatten() {
            written.undo();
        }
        self.name_parts();
        if self.sheet.is_none() && !ready.is_empty() {
            self.sheet = styles::adopt(&self.document, STYLES);
            self.set_visible(self.visible);
        }
        self.written = ready.into_iter().filter_map(put_in).collect();
    }

    /// Whether the page lets a text node be marked.
    fn may_write(&self, text: &Text) -> bool {
        let fought = self.reverts.iter().filter(|(_, times)| *times >= MOST_REVERTS);
        let parent = text.parent_node();
        fought
            .map(|(element, _)| element)
            .all(|element| Some(element) != parent.as_ref())
    }

    /// Says of each span whether it is the first or last of its annotation.
    fn name_parts(&self) {
        for list in self.segments.values() {
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
    }

    /// Builds what will stand behind `node`, without touching the page.
    fn prepare(
        &self,
        node: Characters,
        plan: &NodePlan,
        steps: Vec<Step>,
    ) -> Option<(DocumentFragment, Written)> {
        let original = node.data();
        let first = steps.first()?.start;
        let parent = node.parent_node()?;
        if steps.last()?.end > original.length() {
            return None;
        }
        let fragment = self.document.create_document_fragment();
        let mut open: Vec<HtmlElement> = Vec::new();
        let mut spans = Vec::new();
        let mut at = first;
        for step in &steps {
            if step.start > at {
                self.append_text(&fragment, &original.substring(at, step.start));
            }
            open.truncate(step.kept);
            for &style in &step.opened {
                let segment = self.segment(style)?;
                match open.last() {
                    Some(outer) => append(outer, &segment),
                    None => append(&fragment, &segment),
                }
                spans.push(segment.clone());
                open.push(segment);
            }
            let text = original.substring(step.start, step.end);
            match open.last() {
                Some(inner) => self.append_text(inner, &text),
                None => self.append_text(&fragment, &text),
            };
            at = step.end;
        }
        if at < original.length() {
            self.append_text(&fragment, &original.substring(at, original.length()));
        }
        let witness = spans.first().filter(|_| first == 0);
        let witness = witness.map(|span| self.append_text(span, &JsString::from("")));
        let written = Written {
            index: plan.node,
            parent,
            left: original.substring(0, first),
            original,
            inserted: children(&fragment),
            steps,
            spans,
            witness,
            node,
        };
        Some((fragment, written))
    }

    fn segment(&self, style: MarkStyle) -> Option<HtmlElement> {
        let element = self.document.create_element_ns(Some(XHTML), "span").ok()?;
        set(&element, "class", CLASS);
        set(&element, STYLE, style.name());
        element.dyn_into().ok()
    }

    fn append_text(&self, parent: &Node, text: &JsString) -> Characters {
        let node: Characters = self.document.create_text_node("").unchecked_into();
        node.set_data(text);
        append(parent, &node);
        node
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
        self.take_out(|written| written.is_out_of_date() || written.is_split())
    }

    /// Takes our nodes out wherever the page has changed anything at or in them, and copies that it has made of them, so
    /// that it can be read again.
    pub fn settle(&mut self) {
        self.take_out(|written| !(written.node.is_connected() && written.is_intact()));
        let own = self.written.iter().flat_map(|written| &written.spans);
        let Ok(there) = self.document.query_selector_all(SPANS) else {
            return;
        };
        if there.length() as usize == own.clone().count() {
            return;
        }
        let known = Set::new(&JsValue::UNDEFINED);
        for span in own {
            known.add(span);
        }
        let copies = (0..there.length()).filter_map(|at| there.get(at));
        copies
            .filter(|span| !known.has(span))
            .for_each(|span| unwrap(&span));
    }

    /// Whether some marks had to go since the page was read.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Takes out the marks of some text nodes; true where there were any.
    fn take_out(&mut self, stale: fn(&Written) -> bool) -> bool {
        let (stale, kept): (Vec<_>, Vec<_>) = core::mem::take(&mut self.written).into_iter().partition(stale);
        self.written = kept;
        let any = !stale.is_empty();
        for written in stale {
            if written.is_reverted() {
                self.count_revert(&written.parent);
            }
            written.undo();
        }
        self.incomplete |= any;
        if any {
            self.segments.retain(|_, segments| {
                segments.retain(|segment| segment.is_connected());
                !segments.is_empty()
            });
        }
        any
    }

    fn count_revert(&mut self, of: &Node) {
        self.reverts.retain(|(element, _)| element.is_connected());
        match self.reverts.iter_mut().find(|(element, _)| element == of) {
            Some((_, times)) => *times += 1,
            None => self.reverts.push((of.clone(), 1)),
        }
    }

    /// For reading the page as if it were not marked: the text nodes that are divided, each with its whole text behind it,
    /// and all nodes of ours.
    pub(super) fn written(&self) -> (Array, Array) {
        let (whole, inserted) = (Array::new(), Array::new());
        for written in &self.written {
            whole.push(&written.node);
            whole.push(&written.original);
            for node in &written.inserted {
                inserted.push(node);
            }
        }
        (whole, inserted)
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

/// Puts new nodes into the page, behind the text that they divide; none where that cannot be.
fn put_in(ready: Ready) -> Option<Written> {
    let (fragment, written) = match ready {
        Ready::Kept(written) => return Some(written),
        Ready::Fresh(fragment, written) => (fragment, written),
    };
    written.node.set_data(&written.left);
    if (written.parent)
        .insert_before(&fragment, written.node.next_sibling().as_ref())
        .is_ok()
    {
        return Some(written);
    }
    written.node.set_data(&written.original);
    None
}

/// Takes marks out of the page that are left over from a page saved with Factnote in it.
pub fn clear_away(document: &Document) {
    let Ok(left) = document.query_selector_all(SPANS) else {
        return;
    };
    for at in 0..left.length() {
        if let Some(span) = left.get(at) {
            unwrap(&span);
        }
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
