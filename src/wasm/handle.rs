//! What `init` gives back: one article on its page, to ask and to end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Error};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window, console};

use super::engine::{Answer, answer};
use super::export::export;
use super::options::InitOptions;
use super::{fire, names, to_js};
use crate::analysis::{Analysis, AnnotationId};
use crate::article::Article;
use crate::card::{Controls, Session, Signal, clear_away};
use crate::dom::watch::{Reading, Watch};
use crate::dom::{Scan, marks, scan};
use crate::export::json::{self, Record, annotation_id, annotation_named};

thread_local! {
    /// The handle that has marked this page: including Factnote twice marks once.
    static RUNNING: RefCell<Option<Rc<State>>> = const { RefCell::new(None) };
}

/// An article on its page.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Handle {
    state: Rc<State>,
}

struct State {
    window: Window,
    document: Document,
    options: InitOptions,
    shown: RefCell<Option<Shown>>,
    watch: RefCell<Option<Rc<Watch>>>,
    ended: Cell<bool>,
}

/// What is on the page now.
struct Shown {
    session: Session,
    analysis: Rc<Analysis>,
    article: Rc<Article>,
}

impl Handle {
    /// Marks the page, or gives back the handle of who has done so already.
    pub(super) fn start(window: &Window, options: InitOptions) -> Result<Self, Error> {
        if let Some(state) = RUNNING.with_borrow(Clone::clone) {
            if state.options != options {
                console::warn_1(
                    &"Factnote: this page is marked already; the options of the second init() are not used. Call \
                      destroy() on its handle first."
                        .into(),
                );
            }
            return Ok(Self { state });
        }
        let document = window
            .document()
            .ok_or_else(|| Error::new("Factnote: this window has no document"))?;
        clear_away(&document);
        marks::clear_away(&document);
        let state = Rc::new(State {
            window: window.clone(),
            document,
            options,
            shown: RefCell::default(),
            watch: RefCell::default(),
            ended: Cell::new(false),
        });
        let marked = state.mark(state.look()?);
        RUNNING.set(Some(Rc::clone(&state)));
        if state.options.watch.unwrap_or(true) {
            let weak = Rc::downgrade(&state);
            let read = move || weak.upgrade().map_or(Reading::Same, |state| state.read_again());
            state
                .watch
                .replace(Some(Rc::new(Watch::begin(&state.document, read))));
        }
        fire(&state.document, "ready", &[("marked", marked.into())]);
        Ok(Self { state })
    }
}

#[wasm_bindgen]
impl Handle {
    /// Reads the page again, as it is now, and marks it anew. Gives the number of marked annotations.
    ///
    /// # Errors
    /// Where a selector of the options is none or matches nothing, or where this handle has been destroyed.
    pub fn scan(&self) -> Result<u32, Error> {
        let state = &self.state;
        if state.ended.get() {
            return Err(Error::new(
                "Factnote: this handle was destroyed; call init() again",
            ));
        }
        let scanned = state.look()?;
        Ok(state.mark(scanned))
    }

    /// All annotations of the record, also those that are not marked.
    ///
    /// # Errors
    /// None that the types allow.
    pub fn annotations(&self) -> Result<Array, Error> {
        let shown = self.state.shown.borrow();
        let Some(shown) = shown.as_ref() else {
            return Ok(Array::new());
        };
        let record = Record::new(&shown.article, &shown.analysis);
        Ok(Array::from(&to_js(&record.annotations)?))
    }

    /// The annotation with this id ("A7"); undefined where there is none.
    ///
    /// # Errors
    /// None that the types allow.
    pub fn get(&self, id: &str) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match shown
            .as_ref()
            .and_then(|s| Some((s, annotation_named(&s.analysis, id)?)))
        {
            Some((shown, id)) => one(&shown.article, &shown.analysis, id),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// The ids of the annotations that have a mark on the page, in the order of the text.
    #[must_use]
    pub fn marked(&self) -> Array {
        let shown = self.state.shown.borrow();
        let ids = shown.iter().flat_map(|shown| {
            let marked = shown.session.marked().into_iter();
            marked.map(|id| annotation_id(&shown.analysis, id))
        });
        names(ids)
    }

    /// Opens the card of an annotation and brings its words into view; false where no card opens: it has no mark,
    /// cards are switched off, or a listener of `factnote:open` has prevented it.
    #[must_use]
    pub fn open(&self, id: &str) -> bool {
        let named = |shown: &Shown| annotation_named(&shown.analysis, id);
        let id = self.state.shown.borrow().as_ref().and_then(named);
        id.zip(self.state.controls())
            .is_some_and(|(id, controls)| controls.open(id))
    }

    /// Closes the open card.
    pub fn close(&self) {
        if let Some(controls) = self.state.controls() {
            controls.close();
        }
    }

    /// Shows or hides the marks.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn set_visible(&self, visible: bool) {
        if let Some(controls) = self.state.controls() {
            controls.set_visible(visible);
        }
    }

    /// The whole record (schema 1.0) as plain objects, or a text: `format` is `csv`, `json-lines`, `markdown` or
    /// `web-annotation`. Undefined after `destroy`.
    ///
    /// # Errors
    /// Where there is no such format.
    pub fn export(&self, format: Option<String>) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match (shown.as_ref(), format) {
            (Some(shown), None) => to_js(&Record::new(&shown.article, &shown.analysis)),
            (Some(shown), Some(format)) => {
                let question = self.state.options.question();
                export(&shown.article, &shown.analysis, &question, &format)
            }
            (None, _) => Ok(JsValue::UNDEFINED),
        }
    }

    /// Takes everything off the page: the same text and the same nodes as before. A second call does nothing.
    pub fn destroy(&self) {
        if self.state.ended.replace(true) {
            return;
        }
        self.state.take_down();
        RUNNING.with_borrow_mut(|running| {
            if running
                .as_ref()
                .is_some_and(|state| Rc::ptr_eq(state, &self.state))
            {
                *running = None;
            }
        });
        fire(&self.state.document, "destroyed", &[]);
    }
}

impl State {
    /// Of what is shown; nothing is borrowed while they act.
    fn controls(&self) -> Option<Controls> {
        self.shown.borrow().as_ref().map(|shown| shown.session.controls())
    }

    /// Reads the page as it is now, with what the options say of the article.
    fn look(&self) -> Result<Scan, Error> {
        let options = &self.options;
        let scanned = match self.shown.borrow().as_ref() {
            Some(shown) => self.unseen(|| shown.session.rescan(&options.scan)),
            None => scan(&self.document, &options.scan),
        };
        let mut scanned = scanned.map_err(|error| Error::new(&format!("Factnote: {error}")))?;
        let metadata = &mut scanned.found.article.metadata;
        for (given, field) in [
            (&options.outlet, &mut metadata.outlet),
            (&options.published, &mut metadata.published),
            (&options.language, &mut metadata.language),
        ] {
            if given.is_some() {
                field.clone_from(given);
            }
        }
        Ok(scanned)
    }

    /// Shows what the engine says of an article, in the place of what is shown. Gives the number of marked annotations.
    fn mark(&self, scanned: Scan) -> u32 {
        let article = Rc::new(scanned.article().clone());
        let Answer {
            analysis,
            presentation,
        } = answer(&article, &self.options.question());
        let analysis = Rc::new(analysis);
        let signals = {
            let (document, article, analysis) =
                (self.document.clone(), Rc::clone(&article), Rc::clone(&analysis));
            Box::new(move |signal| tell(&document, &article, &analysis, signal))
        };
        // Let go first: the end of a session tells the page, which may ask the handle again or end it.
        let before = self.shown.borrow_mut().take();
        let legacy = before.map(|shown| self.unseen(|| shown.session.hand_over()));
        if self.ended.get() {
            if let Some(mut legacy) = legacy {
                legacy.marks.restore();
            }
            return 0;
        }
        let card = self.options.card.clone();
        let session =
            self.unseen(|| Session::start(&self.window, scanned, presentation, card, signals, legacy));
        let marked = u32::try_from(session.marked().len()).unwrap_or(u32::MAX);
        self.shown.replace(Some(Shown {
            session,
            analysis,
            article,
        }));
        marked
    }

    /// Reads a page that has changed, and shows what is different.
    fn read_again(&self) -> Reading {
        let is_busy = self
            .shown
            .borrow()
            .as_ref()
            .is_some_and(|shown| shown.session.is_busy());
        if is_busy {
            return Reading::Busy;
        }
        // A page whose `root` is away for a moment is read when it has changed again.
        let Ok(scanned) = self.look() else {
            return Reading::Same;
        };
        let is_shown = |shown: &Shown| shown.session.shows(&scanned);
        if self.shown.borrow().as_ref().is_some_and(is_shown) {
            return Reading::Same;
        }
        let marked = self.mark(scanned);
        fire(&self.document, "updated", &[("marked", marked.into())]);
        Reading::Changed
    }

    /// Writes what the watch is not to see.
    fn unseen<T>(&self, write: impl FnOnce() -> T) -> T {
        let watch = self.watch.borrow().clone();
        match watch {
            Some(watch) => watch.unseen(write),
            None => write(),
        }
    }

    /// Takes marks, card and panel off the page, and watches it no longer.
    fn take_down(&self) {
        self.watch.replace(None);
        let shown = self.shown.borrow_mut().take();
        if let Some(shown) = shown {
            shown.session.end();
        }
    }
}

/// Tells the page what happens to a card.
fn tell(document: &Document, article: &Article, analysis: &Analysis, signal: Signal) -> bool {
    let (name, id) = match signal {
        Signal::Open(id) => ("open", id),
        Signal::Close(id) => ("close", id),
    };
    let mut detail = vec![("id", annotation_id(analysis, id).into())];
    if let (Signal::Open(_), Ok(annotation)) = (signal, one(article, analysis, id)) {
        detail.push(("annotation", annotation));
    }
    fire(document, name, &detail)
}

fn one(article: &Article, analysis: &Analysis, id: AnnotationId) -> Result<JsValue, Error> {
    match json::Annotation::new(article, analysis, id) {
        Some(annotation) => to_js(&annotation),
        None => Ok(JsValue::UNDEFINED),
    }
}
