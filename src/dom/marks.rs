//! Marks on the page: spans around the words, and the way back.
//!
//! The page's own text node stays in its place, as the left part of its text (perhaps empty); our spans and the
//! rest of the text stand behind it. Frameworks that hold on to the node (React, Vue) neither lose it nor find it
//! under another parent; `restore` takes our nodes out and gives the node its text back. No element of the page
//! is touched.

use std::collections::HashMap;

use js_sys::{Array, Map, Reflect, Set, Uint32Array};
use tsify::Tsify;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, Text};

use super::Scan;
use super::highlight::{self, Words};
use super::segment::Segment;
use super::segments::{self, NodePlan, Step};
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

/// Where a page has put its own text back so often, it is not written to any more.
const MOST_REVERTS: u32 = 3;

/// The spans of so many text nodes are built before it is asked whether there is time for more.
#[cfg(feature = "page")]
const STEP: usize = 5;

/// So many texts whose marks were taken out are remembered.
const MOST_TEXTS: usize = 1000;

/// How marks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Renderer {
    /// By spans around the words. Where a span would do harm (text directly in a flex or grid container, an article that can
    /// be edited, a page that puts its own text back), by highlights.
    #[default]
    Spans,
    /// By the CSS Custom Highlight API alone, without any change of the page; the keyboard and screen readers reach
    /// statements through the panel's list. By spans where a browser does not know it.
    Highlights,
}

/// The marks of one article on its page. Dropping it leaves them there; see [`Marks::restore`].
#[derive(Debug)]
pub struct Marks {
    document: Document,
    sheet: Option<CssStyleSheet>,
    renderer: Renderer,
    marked: Vec<Marked>,
    highlighted: Vec<Words>,
    /// The ranges of `highlighted`.
    ranges: Array,
    /// Whether highlights are registered with the page.
    painted: bool,
    segments: HashMap<AnnotationId, Vec<Segment>>,
    /// What is shown alone, where something is.
    only: Option<Vec<AnnotationId>>,
    /// Texts whose marks the page has taken out, and how often.
    reverts: HashMap<String, u32>,
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

/// Which stretches of which text nodes are to be marked: plain data, whatever the page does meanwhile.
#[derive(Debug)]
pub struct Arranged(Vec<NodePlan>);

impl Arranged {
    /// Arranges marks.
    #[must_use]
    pub fn of(scan: &Scan, marks: &[Mark]) -> Self {
        Self(segments::plan(&scan.found, marks))
    }
}

/// Text nodes that are to be marked, on the way into the page.
#[derive(Debug, Default)]
pub struct Planned {
    /// Those whose spans are not built.
    nodes: Vec<PlannedNode>,
    /// Those whose spans are.
    built: Array,
    /// How many of these are in the page.
    #[cfg(feature = "page")]
    put: u32,
}

#[derive(Debug)]
struct PlannedNode {
    marked: Marked,
    /// Of its spans, in order.
    annotations: Vec<AnnotationId>,
}

impl Marks {
    /// Wraps the words of `marks`, in one batch of writes. Text nodes that have left the page or have another
    /// text since the scan stay as they are; on a page that holds marks already nothing is done.
    #[must_use]
    pub fn paint(scan: &Scan, marks: &[Mark], renderer: Renderer) -> Self {
        let mut painted = Self::none(&scan.document, renderer);
        painted.repaint(scan, marks);
        painted
    }

    /// A page without marks.
    #[must_use]
    pub fn none(document: &Document, renderer: Renderer) -> Self {
        let renderer = if highlight::is_known() {
            renderer
        } else {
            Renderer::Spans
        };
        Self {
            document: document.clone(),
            sheet: None,
            renderer,
            marked: Vec::new(),
            highlighted: Vec::new(),
            ranges: Array::new(),
            painted: false,
            segments: HashMap::new(),
            only: None,
            reverts: HashMap::new(),
            incomplete: false,
            visible: true,
        }
    }

    /// Makes the marks those of a later scan (see [`super::rescan`]), in one batch of writes. Text nodes whose spans would be
    /// the same keep them.
    pub fn repaint(&mut self, scan: &Scan, marks: &[Mark]) {
        let mut planned = self.plan(scan, marks, Arranged::of(scan, marks));
        self.dress(!planned.nodes.is_empty());
        self.build(usize::MAX, &mut planned);
        written::put(&planned.built);
    }

    /// Does the first part of [`Marks::repaint`]; [`Marks::put_some`] does the rest. Texts that the page has changed since they were
    /// read are left out.
    pub fn plan(&mut self, scan: &Scan, marks: &[Mark], Arranged(plans): Arranged) -> Planned {
        if scan.marked || (!self.painted && highlight::is_taken()) {
            return Planned::default();
        }
        self.segments.clear();
        self.highlighted.clear();
        self.ranges = Array::new();
        self.incomplete = false;
        self.only = None;
        let (wrapped, highlighted): (Vec<_>, Vec<_>) = plans
            .into_iter()
            .partition(|plan| self.may_write(scan, plan.node));
        let planned = self.wrap(scan, marks, &wrapped);
        for plan in highlighted {
            self.highlight(scan, marks, &plan);
        }
        planned
    }

    /// Gives the marks their look, those that are to come too.
    fn dress(&mut self, more: bool) {
        if self.sheet.is_none() && (more || !self.segments.is_empty()) {
            self.sheet = styles::adopt(&self.document, STYLES);
        }
        self.set_visible(self.visible);
    }

    /// Builds and writes spans for a slice of time, the look of all marks first; false where all are written. What the page has
    /// changed since they were planned is left alone, and [`Marks::repair`] forgets it.
    #[cfg(feature = "page")]
    #[must_use]
    pub fn put_some(&mut self, planned: &mut Planned) -> bool {
        if self.sheet.is_none() {
            self.dress(!planned.nodes.is_empty());
            if self.sheet.is_some() {
                return true;
            }
        }
        while !planned.nodes.is_empty() {
            self.build(STEP, planned);
            if super::slices::is_over() {
                return true;
            }
        }
        planned.put = written::put_until(&planned.built, planned.put, super::slices::end());
        planned.put < planned.built.length()
    }

    /// Takes these text nodes to be wrapped: what stands in the page already as it is planned, or what is to be built.
    fn wrap(&mut self, scan: &Scan, marks: &[Mark], plans: &[NodePlan]) -> Planned {
        let plans = plans.iter().map(|plan| {
            let (steps, annotations) = plan.steps(marks);
            (plan.node, steps, annotations)
        });
        let plans: Vec<_> = plans.collect();
        let kept = self.keep(scan, &plans);
        let fresh: Vec<_> = (plans.iter().zip(&kept).filter(|(_, kept)| kept.is_none()))
            .map(|((node, steps, _), _)| (*node, &steps[..]))
            .collect();
        let mut fresh = written::prepare(&scan.nodes, &scan.texts, &fresh).into_iter();
        let (all, mut names) = (Array::new(), Vec::new());
        let mut planned = Planned::default();
        for ((index, steps, annotations), kept) in plans.into_iter().zip(kept) {
            let Some(written) = kept.or_else(|| fresh.next().flatten()) else {
                continue;
            };
            all.push(&written);
            names.extend(annotations.iter().map(|id| id.0));
            planned.nodes.push(PlannedNode {
                marked: Marked {
                    index,
                    steps,
                    written,
                },
                annotations,
            });
        }
        written::name(&all, &Uint32Array::from(&names[..]));
        planned
    }

    /// Builds the spans of so many text nodes.
    fn build(&mut self, count: usize, planned: &mut Planned) {
        let more = planned.nodes.split_off(count.min(planned.nodes.len()));
        for node in core::mem::replace(&mut planned.nodes, more) {
            node.marked.written.divide();
            planned.built.push(&node.marked.written);
            for (span, id) in node.marked.written.spans().iter().zip(&node.annotations) {
                let span = Segment::Span(span.unchecked_into());
                self.segments.entry(*id).or_default().push(span);
            }
            self.marked.push(node.marked);
        }
    }

    /// Highlights the words of a text node.
    fn highlight(&mut self, scan: &Scan, marks: &[Mark], plan: &NodePlan) {
        let is_as_read = |text: &Text| {
            let text = Reflect::get(text, &"data".into());
            text.is_ok_and(|text| text == scan.texts.get(plan.node))
        };
        let text = scan.text_node(plan.node).filter(is_as_read);
        let Some(text) = text.filter(|_| highlight::is_known()) else {
            return;
        };
        for (mark, start, end) in plan.stretches(marks) {
            let Some(range) = highlight::range(&text, start, end) else {
                continue;
            };
            let segments = self.segments.entry(mark.annotation).or_default();
            self.ranges.push(&range);
            segments.push(Segment::Words(range.clone()));
            self.highlighted.push(Words {
                annotation: mark.annotation,
                style: mark.style,
                range,
                active: false,
            });
        }
    }

    /// Names of highlights are the page's: who has none leaves them to others.
    fn paint_highlights(&mut self) {
        if !self.painted && self.highlighted.is_empty() {
            return;
        }
        self.painted = !self.highlighted.is_empty();
        let is_chosen = |id| self.only.as_ref().is_none_or(|only| only.contains(&id));
        highlight::paint(&self.highlighted, |id| self.visible && is_chosen(id));
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

    /// Whether a text node may be divided by spans.
    fn may_write(&self, scan: &Scan, node: NodeIndex) -> bool {
        if self.renderer == Renderer::Highlights || scan.undivided.contains(&node) {
            return false;
        }
        let fought = |text: &Text| {
            self.reverts
                .get(&text.data())
                .is_some_and(|times| *times >= MOST_REVERTS)
        };
        self.reverts.is_empty() || !scan.text_node(node).as_ref().is_some_and(fought)
    }

    /// Takes every mark out: the same bytes and the same node objects as before. Where the page has changed a
    /// marked text meanwhile its own change stays.
    pub fn restore(&mut self) {
        let all: Array = self.marked.drain(..).map(|marked| marked.written).collect();
        written::undo(&all);
        self.segments.clear();
        self.highlighted.clear();
        self.ranges = Array::new();
        self.paint_highlights();
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
            self.count_revert(marked.written.original());
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

    /// By the text and not by its node: a page that fights often puts whole elements back.
    fn count_revert(&mut self, text: String) {
        if self.reverts.len() > MOST_TEXTS {
            self.reverts.clear();
        }
        *self.reverts.entry(text).or_default() += 1;
    }

    /// For reading the page as if it were not marked: the text nodes that are divided, with all nodes of ours.
    #[must_use]
    pub fn written(&self) -> Array {
        self.marked.iter().map(|marked| &marked.written).collect()
    }

    /// The annotations at an element of the page, the innermost first: of the marks around it, or, for a link or
    /// button (in which marks let the pointer through), of the marks inside it. `point`, in the viewport, is where the
    /// pointer is: highlighted words are found by it alone.
    #[must_use]
    pub fn annotations_at(&self, element: &Element, point: Option<(f64, f64)>) -> Vec<AnnotationId> {
        if !self.visible {
            return Vec::new();
        }
        if let Some(point) = point {
            let found = highlight::at(&self.highlighted, &self.ranges, element, point);
            if !found.is_empty() {
                return found;
            }
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

    /// Whether some words are highlighted: where the pointer comes to them no element tells of it.
    #[must_use]
    pub fn has_highlights(&self) -> bool {
        !self.highlighted.is_empty()
    }

    /// The stretches of an annotation's words, in the order of the page.
    #[must_use]
    pub fn segments(&self, id: AnnotationId) -> &[Segment] {
        self.segments.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The stretch of `id` that is meant at `element`: around it, inside the same link or button, at this point of the
    /// viewport, or else the first one.
    #[must_use]
    pub fn segment_at(
        &self,
        id: AnnotationId,
        element: &Element,
        point: Option<(f64, f64)>,
    ) -> Option<Segment> {
        let segments = self.segments(id);
        let control = element.closest(CONTROLS).ok().flatten();
        let spans = || segments.iter().filter_map(|s| Some((s, s.span()?)));
        let around = spans().find(|(_, span)| span.contains(Some(element)));
        let is_inside = |span: &HtmlElement| control.as_ref().is_some_and(|c| c.contains(Some(span)));
        let inside = || spans().find(|(_, span)| is_inside(span));
        let under = || {
            segments
                .iter()
                .find(|s| point.is_some_and(|point| s.is_at(point)))
        };
        let span = around.or_else(inside).map(|(segment, _)| segment);
        span.or_else(under).or(segments.first()).cloned()
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

    /// Shows all words of these annotations as active, or no longer.
    pub fn set_active(&mut self, list: &[(AnnotationId, bool)]) {
        let mut changed = false;
        for &(id, active) in list {
            for span in self.segments(id).iter().filter_map(Segment::span) {
                if active {
                    set(span, ACTIVE, "");
                } else {
                    // Taking an attribute away from an element of ours cannot fail.
                    let _ = span.remove_attribute(ACTIVE);
                }
            }
            for words in self.highlighted.iter_mut().filter(|words| words.annotation == id) {
                changed |= words.active != active;
                words.active = active;
            }
        }
        if changed {
            self.paint_highlights();
        }
    }

    /// Highlights only the words of these annotations, or all; spans are hidden by a style sheet (see `card::filter`).
    pub fn show_only(&mut self, only: Option<Vec<AnnotationId>>) {
        self.only = only;
        self.paint_highlights();
    }

    /// Shows or hides all marks, without touching the page's nodes.
    pub fn set_visible(&mut self, visible: bool) {
        self.visible = visible;
        if let Some(sheet) = &self.sheet {
            sheet.set_disabled(!visible);
        }
        self.paint_highlights();
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
