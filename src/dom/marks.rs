//! Marks on the page: spans around the words, and the way back.
//!
//! The page's own text node stays in its place, as the left part of its text (perhaps empty); our spans and the
//! rest of the text stand behind it. Frameworks that hold on to the node (React, Vue) neither lose it nor find it
//! under another parent; `restore` takes our nodes out and gives the node its text back. No element of the page
//! is touched.

use std::collections::HashMap;

use js_sys::{Array, Map, Set};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, Node, Text};

use super::Scan;
use super::segments::{self, Step};
use super::styles;
use super::written::{self, Written};
use crate::analysis::AnnotationId;
use crate::article::page::NodeIndex;
use crate::describe::Mark;

const STYLES: &str = include_str!("marks.css");
/// Holds the annotation's number.
const ID: &str = "data-factnote";
const SPANS: &str = "span.factnote[data-factnote]";
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
    marked: Vec<Marked>,
    segments: HashMap<AnnotationId, Vec<HtmlElement>>,
    /// Elements whose text the page has put back, and how often.
    reverts: Vec<(Node, u32)>,
    /// Whether some marks had to go since the page was read.
    incomplete: bool,
    visible: bool,
}

/// A text node that is marked.
#[derive(Debug)]
struct Marked {
    /// Index of the node in the scan.
    index: NodeIndex,
    /// How its spans nest.
    steps: Vec<Step>,
    written: Written,
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
            marked: Vec::new(),
            segments: HashMap::new(),
            reverts: Vec::new(),
            incomplete: false,
            visible: true,
        }
    }

    /// Makes the marks those of a later scan (see [`super::rescan`]), in one batch of writes. Text nodes whose spans would be
    /// the same keep them.
    pub fn repaint(&mut self, scan: &Scan, marks: &[Mark]) {
        if scan.marked {
            return;
        }
        self.segments.clear();
        self.incomplete = false;
        let plans = segments::plan(&scan.found, marks).into_iter();
        let plans = plans.filter(|plan| self.may_write(scan, plan.node));
        let plans: Vec<_> = plans
            .map(|plan| {
                let (steps, annotations) = plan.steps(marks);
                (plan.node, steps, annotations)
            })
            .collect();
        let mut kept = self.keep(scan, &plans);
        let fresh: Vec<_> = (plans.iter().zip(&kept).filter(|(_, kept)| kept.is_none()))
            .map(|((node, steps, _), _)| (*node, &steps[..]))
            .collect();
        let mut fresh = written::prepare(&scan.nodes, &fresh).into_iter();
        let (all, new) = (Array::new(), Array::new());
        let mut annotations = Vec::new();
        for ((index, steps, ids), kept) in plans.into_iter().zip(&mut kept) {
            let written = kept.take().or_else(|| {
                let made = fresh.next().flatten();
                made.inspect(|made| {
                    new.push(made);
                })
            });
            let Some(written) = written else { continue };
            all.push(&written);
            for (span, id) in written.spans().iter().zip(&ids) {
                self.segments.entry(*id).or_default().push(span.unchecked_into());
            }
            annotations.extend(ids);
            self.marked.push(Marked {
                index,
                steps,
                written,
            });
        }
        written::name(&all, &annotations);
        if self.sheet.is_none() && all.length() > 0 {
            self.sheet = styles::adopt(&self.document, STYLES);
            self.set_visible(self.visible);
        }
        written::put(&new);
    }

    /// What stands in the page already as it is planned, for each plan; everything else is taken out.
    fn keep(
        &mut self,
        scan: &Scan,
        plans: &[(NodeIndex, Vec<Step>, Vec<AnnotationId>)],
    ) -> Vec<Option<Written>> {
        let places = Map::new();
        let mut before: Vec<Option<Marked>> = Vec::new();
        for marked in self.marked.drain(..) {
            places.set(&marked.written.node(), &JsValue::from(before.len()));
            before.push(Some(marked));
        }
        let mut same = |node: NodeIndex, steps: &Vec<Step>| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "an index of ours"
            )]
            let place = places.get(&scan.nodes.get(node)).as_f64()? as usize;
            let place = before.get_mut(place)?;
            let marked = place.take_if(|marked| marked.steps == *steps)?;
            Some(marked.written)
        };
        let kept = plans.iter().map(|(node, steps, _)| same(*node, steps)).collect();
        let gone: Array = before
            .into_iter()
            .flatten()
            .map(|marked| marked.written)
            .collect();
        written::undo(&gone);
        kept
    }

    /// Whether the page lets a text node be marked.
    fn may_write(&self, scan: &Scan, node: NodeIndex) -> bool {
        if self.reverts.is_empty() {
            return true;
        }
        let parent = scan.text_node(node).and_then(|text| text.parent_node());
        let mut fought = self.reverts.iter().filter(|(_, times)| *times >= MOST_REVERTS);
        fought.all(|(element, _)| Some(element) != parent.as_ref())
    }

    /// Takes every mark out: the same bytes and the same node objects as before. Where the page has changed a
    /// marked text meanwhile its own change stays.
    pub fn restore(&mut self) {
        let all: Array = self.marked.drain(..).map(|marked| marked.written).collect();
        written::undo(&all);
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
        self.take_out(Written::is_stale)
    }

    /// Takes our nodes out wherever the page has changed anything at or in them, and copies that it has made of them, so
    /// that it can be read again.
    pub fn settle(&mut self) {
        self.take_out(|written| !written.is_intact());
        let Ok(there) = self.document.query_selector_all(SPANS) else {
            return;
        };
        let known = Set::new(&JsValue::UNDEFINED);
        for marked in &self.marked {
            for span in marked.written.spans() {
                known.add(&span);
            }
        }
        if there.length() == known.size() {
            return;
        }
        let copies = (0..there.length()).filter_map(|at| there.get(at));
        copies
            .filter(|span| !known.has(span))
            .for_each(|span| written::unwrap(&span));
    }

    /// Whether some marks had to go since the page was read.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Takes out the marks of some text nodes; true where there were any.
    fn take_out(&mut self, stale: fn(&Written) -> bool) -> bool {
        let all = core::mem::take(&mut self.marked);
        let (stale, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(|marked| stale(&marked.written));
        self.marked = kept;
        let any = !stale.is_empty();
        for marked in &stale {
            if marked.written.is_reverted() {
                self.count_revert(&marked.written.parent());
            }
        }
        let stale: Array = stale.into_iter().map(|marked| marked.written).collect();
        if any {
            written::undo(&stale);
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

    /// For reading the page as if it were not marked: the text nodes that are divided, with all nodes of ours.
    pub(super) fn written(&self) -> Array {
        self.marked.iter().map(|marked| &marked.written).collect()
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
        match self.marked.iter().find(|marked| marked.index == index) {
            Some(marked) => marked.written.place(offset, forward),
            None => Some((scan.text_node(index)?, offset)),
        }
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

/// Takes marks out of the page that are left over from a page saved with Factnote in it.
pub fn clear_away(document: &Document) {
    let Ok(left) = document.query_selector_all(SPANS) else {
        return;
    };
    for at in 0..left.length() {
        if let Some(span) = left.get(at) {
            written::unwrap(&span);
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails only for names that are no attribute names.
    let _ = element.set_attribute(name, value);
}
