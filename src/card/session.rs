//! One article on its page: what is marked, what is open, and the end of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Document, Element, Window};

use super::CardOptions;
use super::attention::{self, Timers};
use super::build::set;
use super::filter::Filter;
use super::host::{hosts, layer};
use super::hover::{Beside, Finding, HoverCard, Surroundings};
use super::panel::PanelView;
use super::stops::Stops;
use super::watch::Watch;
use crate::analysis::AnnotationId;
use crate::describe::{Card, Presentation};
use crate::dom::marks::{Marks, Renderer};
use crate::dom::segment::Segment;
use crate::dom::{DomError, Scan, ScanOptions, rescan, words};
use crate::span::Span;

/// On the span of the open card: where it says more.
const DETAILS: &str = "aria-details";

/// What happens to a card, told to the embedding page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A card is about to open.
    Open(AnnotationId),
    /// A card has closed.
    Close(AnnotationId),
    /// The reader wants the quotation looked for in the linked page.
    Check(AnnotationId),
}

/// Takes signals; false for [`Signal::Open`] means that the page shows something of its own instead.
pub type Signals = Box<dyn Fn(Signal) -> bool>;

/// An article whose marks, card and panel are on the page. Ended by [`Session::end`]; dropping it alone leaves the
/// marks in the page.
pub struct Session {
    shared: Rc<Shared>,
    listeners: Vec<EventListener>,
    watch: Option<Watch>,
}

/// Opens and closes cards, shows and hides marks.
pub struct Controls(Rc<Shared>);

impl Controls {
    /// Opens the card of `id` beside its first span and brings it into view; false where there is none.
    #[must_use]
    pub fn open(&self, id: AnnotationId) -> bool {
        self.0.jump(id, false)
    }

    /// Says on the card of `id` what came of looking for its quotation; false where another card is open, or none.
    #[must_use]
    pub fn say(&self, id: AnnotationId, finding: &Finding<'_>) -> bool {
        let is_open = self.0.opened().is_some_and(|open| open.id == id);
        match &self.0.card {
            Some(card) if is_open => {
                card.say(finding);
                true
            }
            _ => false,
        }
    }

    /// What the card of `id` says; none where it has no mark.
    pub fn read<T>(&self, id: AnnotationId, read: impl FnOnce(&Card) -> T) -> Option<T> {
        self.0.card_of(id).map(read)
    }

    /// Closes the open card.
    pub fn close(&self) {
        self.0.close();
    }

    /// Shows or hides the marks.
    pub fn set_visible(&self, visible: bool) {
        self.0.set_visible(visible);
    }
}

/// Card and panel of a session, not yet on the page.
#[derive(Default)]
pub struct Views {
    card: Option<HoverCard>,
    panel: Option<PanelView>,
}

impl Views {
    /// Makes the card, where one is wanted.
    pub fn add_card(&mut self, document: &Document, options: &CardOptions) {
        self.card = options.card.then(|| HoverCard::new(document)).flatten();
    }

    /// Makes the panel, where one is wanted, with nothing in it yet: see [`Session::fill_panel`] and [`Session::show_panel`].
    pub fn add_panel(
        &mut self,
        window: &Window,
        document: &Document,
        presentation: &Presentation,
        marked: usize,
        options: &CardOptions,
    ) {
        self.panel = (options.panel && marked > 0)
            .then(|| PanelView::new(window, document, presentation, marked, options.theme))
            .flatten();
    }
}

/// What a session finds on the page, and leaves to the one after it.
#[derive(Debug)]
pub struct Legacy {
    /// The marks.
    pub marks: Marks,
    panel_is_open: bool,
}

impl Legacy {
    /// What the first session finds.
    #[must_use]
    pub fn none(document: &Document, renderer: Renderer) -> Self {
        Self {
            marks: Marks::none(document, renderer),
            panel_is_open: false,
        }
    }
}

/// What all listeners know.
pub(super) struct Shared {
    pub window: Window,
    pub document: Document,
    pub scan: Scan,
    pub presentation: Presentation,
    pub marks: RefCell<Marks>,
    pub stops: Stops,
    pub card: Option<HoverCard>,
    pub panel: Option<PanelView>,
    pub options: CardOptions,
    pub timers: Timers,
    pub filter: Filter,
    signals: Signals,
    open: RefCell<Option<Open>>,
    ended: Cell<bool>,
}

/// The open card.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub id: AnnotationId,
    /// The words it stands beside.
    pub segment: Segment,
    /// Opened by a resting pointer, and closed when that leaves. Others stay until they are closed: the page scrolls
    /// under a pointer that means nothing by it.
    pub by_rest: bool,
}

impl Session {
    /// Waits for the reader of an article that is marked.
    #[must_use]
    pub fn start(
        window: &Window,
        scan: Scan,
        presentation: Presentation,
        options: CardOptions,
        signals: Signals,
        marked: Legacy,
        views: Views,
    ) -> Self {
        let document = scan.document().clone();
        let Legacy { marks, panel_is_open } = marked;
        let stops = Stops::default();
        stops.adopt(&document, &marks, &presentation.marks);
        let Views { card, panel } = views;
        let shared = Rc::new(Shared {
            window: window.clone(),
            document,
            scan,
            presentation,
            marks: RefCell::new(marks),
            stops,
            card,
            panel,
            options,
            timers: Timers::default(),
            filter: Filter::default(),
            signals,
            open: RefCell::default(),
            ended: Cell::new(false),
        });
        if let Some(panel) = &shared.panel {
            panel.set_open(panel_is_open);
        }
        let visible = shared.marks.borrow().visible();
        if !visible {
            shared.set_visible(false);
        }
        let listeners = attention::listen(&shared);
        let watch = Watch::begin(&shared);
        Self {
            shared,
            listeners,
            watch,
        }
    }

    /// Writes one of the steps of the panel, counted from 0; false where there is none of that number.
    pub fn fill_panel(&self, step: usize) -> bool {
        let shared = &self.shared;
        let panel = shared.panel.as_ref();
        let language = shared.scan.language();
        panel.is_some_and(|panel| panel.fill(&shared.document, &shared.presentation, language, step))
    }

    /// Puts the panel on the page.
    pub fn show_panel(&self) {
        if let Some(panel) = &self.shared.panel {
            panel.show();
        }
    }

    /// What was read.
    #[must_use]
    pub fn scan(&self) -> &Scan {
        &self.shared.scan
    }

    /// The annotations that have a mark on the page, in the order of the marks.
    #[must_use]
    pub fn marked(&self) -> Vec<AnnotationId> {
        let marks = self.shared.marks.borrow();
        let list = self.shared.presentation.marks.iter();
        list.map(|mark| mark.annotation)
            .filter(|&id| !marks.segments(id).is_empty())
            .collect()
    }

    /// What a page may ask for. It holds on by itself: who is told of a card may end the session meanwhile.
    #[must_use]
    pub fn controls(&self) -> Controls {
        Controls(Rc::clone(&self.shared))
    }

    /// Whether a card is open or about to open: then the reader is at something.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.shared.opened().is_some() || self.shared.timers.is_opening()
    }

    /// Whether another Factnote has taken the page over: our panel is gone, or there is a card or panel that is not ours.
    #[must_use]
    pub fn is_ousted(&self) -> bool {
        let shared = &self.shared;
        let card = shared.card.as_ref().map(|card| &card.host);
        let panel = shared.panel.as_ref().map(|panel| &panel.host);
        panel.is_some_and(|panel| !panel.element.is_connected())
            || hosts(&shared.document).any(|host| {
                let ours = [card, panel].into_iter().flatten();
                ours.into_iter().all(|ours| *ours.element != host)
            })
    }

    /// Whether `scan`, of the page as it is now, would be marked as the page is.
    #[must_use]
    pub fn shows(&self, scan: &Scan) -> bool {
        !self.shared.marks.borrow().is_incomplete() && self.shared.scan.is_same(scan)
    }

    /// Reads the page as it is now, as if it were not marked. Marks of text that the page has changed go.
    ///
    /// # Errors
    /// As of [`crate::dom::scan`].
    pub fn rescan(&self, options: &ScanOptions) -> Result<Scan, DomError> {
        let shared = &self.shared;
        shared.marks.borrow_mut().settle();
        rescan(&shared.document, options, &shared.marks.borrow())
    }

    /// The same in slices: what [`crate::dom::scan_in_slices`] is to be told of the marks.
    #[cfg(feature = "page")]
    #[must_use]
    pub fn settled(&self) -> js_sys::Array {
        let mut marks = self.shared.marks.borrow_mut();
        marks.settle();
        marks.written()
    }

    /// Ends it: card, panel and listeners go, and the page's text is what it was.
    pub fn end(self) {
        self.hand_over().marks.restore();
    }

    /// Ends it, but for the marks.
    #[must_use]
    pub fn hand_over(mut self) -> Legacy {
        self.listeners.clear();
        self.watch = None;
        let shared = &self.shared;
        shared.ended.set(true);
        shared.timers.clear();
        shared.close();
        words::unlight();
        shared.show_only(None);
        if let Some(card) = &shared.card {
            card.host.remove();
        }
        if let Some(panel) = &shared.panel {
            panel.host.remove();
        }
        Legacy {
            panel_is_open: shared.panel.as_ref().is_some_and(PanelView::is_open),
            marks: shared
                .marks
                .replace(Marks::none(&shared.document, Renderer::Spans)),
        }
    }
}

impl Shared {
    /// The open card.
    pub fn opened(&self) -> Option<Open> {
        self.open.borrow().clone()
    }

    /// The card of `id`.
    pub fn card_of(&self, id: AnnotationId) -> Option<&Card> {
        let cards = &self.presentation.cards;
        let at = cards.binary_search_by_key(&id, |card| card.annotation).ok()?;
        cards.get(at)
    }

    /// The annotations at an element of the page that are shown, the innermost first. `point` is where the pointer is, in the
    /// viewport.
    pub fn annotations_at(&self, element: &Element, point: Option<(f64, f64)>) -> Vec<AnnotationId> {
        let mut ids = self.marks.borrow().annotations_at(element, point);
        ids.retain(|&id| self.filter.shows(id));
        ids
    }

    /// Opens the card of the first of `ids` beside its span at `near`, to stay. `at` is where the pointer is, in the
    /// viewport. False where the page prevents it or there is no such card.
    pub fn open(&self, ids: &[AnnotationId], near: &Element, at: Option<(f64, f64)>) -> bool {
        let Some((&id, others)) = ids.split_first() else {
            return false;
        };
        let segment = self.marks.borrow().segment_at(id, near, at);
        let (Some(card), Some(segment)) = (self.card_of(id), segment) else {
            return false;
        };
        if self
            .opened()
            .is_some_and(|open| open.id == id && open.segment == segment)
        {
            return true;
        }
        self.close();
        // Who is told may end the session.
        if !(self.signals)(Signal::Open(id)) || self.ended.get() {
            return false;
        }
        let Some(view) = &self.card else {
            return false;
        };
        let known = |other: &AnnotationId| *other == id || card.part_of.iter().any(|(part, _)| part == other);
        let around = Surroundings {
            words: &self.presentation.panel,
            scan: &self.scan,
            others: others
                .iter()
                .filter(|other| !known(other))
                .filter_map(|&other| Some((other, self.card_of(other)?.title.as_str())))
                .collect(),
            report: self.options.report.as_deref(),
            check: self.options.check && card.linked.is_some(),
        };
        let Some(element) = segment.element() else {
            return false;
        };
        let Some(parent) = layer(&self.document, &element) else {
            return false;
        };
        // The words around the mark, not the mark: inside a link they have the link's colour.
        let words = element.closest("p, li, blockquote, h1, h2, h3, td, div, article");
        let theme = self
            .options
            .theme
            .name(&self.window, words.ok().flatten().as_ref().unwrap_or(&element));
        let beside = match self.timers.touch.get() {
            true => Beside::Sheet,
            false => Beside::Words(at),
        };
        view.show(card, &around, &segment, &parent, theme, beside);
        // A reference into the closed shadow root would lead nowhere; its host is found.
        if let Some(span) = segment.span() {
            set(span, DETAILS, &view.host.id());
        }
        self.marks.borrow_mut().set_active(&[(id, true)]);
        *self.open.borrow_mut() = Some(Open {
            id,
            segment,
            by_rest: false,
        });
        true
    }

    /// Has the quotation of the open card looked for. The card stays while that takes its time.
    pub fn check(&self) {
        let opened = self.open.borrow_mut().as_mut().map(|open| {
            open.by_rest = false;
            open.id
        });
        if let Some(id) = opened {
            // Nothing follows that could be prevented.
            let _ = (self.signals)(Signal::Check(id));
        }
    }

    /// As [`Shared::open`], but only while the pointer is there.
    pub fn open_for_pointer(&self, ids: &[AnnotationId], near: &Element, at: (f64, f64)) {
        if self.open(ids, near, Some(at))
            && let Some(open) = self.open.borrow_mut().as_mut()
        {
            open.by_rest = true;
        }
    }

    /// Brings the first span of `id` into view and opens its card there; with `focus` the keyboard goes along.
    pub fn jump(&self, id: AnnotationId, focus: bool) -> bool {
        let Some(segment) = self.marks.borrow().segments(id).first().cloned() else {
            return false;
        };
        self.bring_into_view(&segment);
        let ids = [id];
        let Some(element) = segment.element() else {
            return false;
        };
        if !self.open(&ids, &element, None) {
            return false;
        }
        // From here the keyboard goes on.
        if let Some(index) = self.index_of(id) {
            self.stops
                .set(&self.marks.borrow(), &self.presentation.marks, index);
        }
        if focus {
            self.enter_card();
        }
        true
    }

    /// The keyboard goes into the open card, and the words that it rests on light up.
    pub fn enter_card(&self) {
        let Some(card) = &self.card else { return };
        card.focus();
        let opened = self.opened().and_then(|open| self.card_of(open.id));
        let rows = opened.map_or(&[][..], |card| &card.rows);
        let parts = rows.iter().flat_map(|row| &row.parts);
        let spans: Vec<Span> = parts.filter_map(|part| part.span).collect();
        self.light(&spans);
    }

    /// Scrolls only where the words are not in view.
    pub fn bring_into_view(&self, segment: &Segment) {
        let height = self
            .window
            .inner_height()
            .ok()
            .and_then(|h| h.as_f64())
            .unwrap_or(0.0);
        let at = segment.bounds();
        if (at.top() < 0.0 || at.bottom() > height)
            && let Some(element) = segment.element()
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Center);
            // No motion for those who have asked for less, and none to wait for.
            options.set_behavior(web_sys::ScrollBehavior::Instant);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    /// Index of a mark in the list of marks.
    pub fn index_of(&self, id: AnnotationId) -> Option<usize> {
        self.presentation
            .marks
            .iter()
            .position(|mark| mark.annotation == id)
    }

    /// Closes the open card.
    pub fn close(&self) {
        let Some(open) = self.open.borrow_mut().take() else {
            return;
        };
        self.marks
            .borrow_mut()
            .set_active(&[(open.id, self.filter.chose(open.id))]);
        words::unlight();
        if let Some(span) = open.segment.span() {
            // Taking an attribute away from an element of ours cannot fail.
            let _ = span.remove_attribute(DETAILS);
        }
        if let Some(card) = &self.card {
            card.hide();
            if !open.segment.is_connected() {
                card.host.remove();
            }
        }
        (self.signals)(Signal::Close(open.id));
    }

    /// The page has changed: marks of texts that it has rewritten go, and a card whose words are gone closes.
    pub fn page_changed(&self) {
        self.marks.borrow_mut().repair();
        self.stops.ensure(&self.marks.borrow(), &self.presentation.marks);
        if self.opened().is_some_and(|open| !open.segment.is_connected()) {
            self.close();
        }
    }

    /// Shows or hides the marks.
    pub fn set_visible(&self, visible: bool) {
        if !visible {
            self.timers.clear();
            self.close();
        }
        self.marks.borrow_mut().set_visible(visible);
        if let Some(panel) = &self.panel {
            panel.set_marks_visible(&self.presentation.panel, visible);
        }
    }

    /// Shows the marks of these annotations alone, or all.
    pub fn show_only(&self, only: Option<Vec<AnnotationId>>) {
        self.marks.borrow_mut().show_only(only.clone());
        self.filter.set(&self.document, only);
    }

    /// Lights up words of the text.
    pub fn light(&self, spans: &[Span]) {
        words::light(&self.scan, &self.marks.borrow(), spans);
    }
}
