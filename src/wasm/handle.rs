//! What `init` gives back: one article on its page, to ask and to end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Error};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window, console};

use super::engine::{Answer, answer};
use super::options::InitOptions;
use super::{fire, names, to_js};
use crate::analysis::{Analysis, AnnotationId};
use crate::article::Article;
use crate::card::{Session, Signal, clear_away};
use crate::dom::{marks, scan};
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
        let handle = Self {
            state: Rc::new(State {
                window: window.clone(),
                document,
                options,
                shown: RefCell::default(),
                ended: Cell::new(false),
            }),
        };
        let marked = handle.scan()?;
        RUNNING.set(Some(Rc::clone(&handle.state)));
        fire(&handle.state.document, "ready", &[("marked", marked.into())]);
        Ok(handle)
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
        state.take_down();
        let mut scanned = scan(&state.document, &state.options.scan)
            .map_err(|error| Error::new(&format!("Factnote: {error}")))?;
        let metadata = &mut scanned.found.article.metadata;
        for (given, field) in [
            (&state.options.outlet, &mut metadata.outlet),
            (&state.options.published, &mut metadata.published),
            (&state.options.language, &mut metadata.language),
        ] {
            if given.is_some() {
                field.clone_from(given);
            }
        }
        let article = Rc::new(scanned.article().clone());
        let Answer {
            analysis,
            presentation,
        } = answer(&article, &state.options.question());
        let analysis = Rc::new(analysis);
        let signals = {
            let (document, article, analysis) =
                (state.document.clone(), Rc::clone(&article), Rc::clone(&analysis));
            Box::new(move |signal| tell(&document, &article, &analysis, signal))
        };
        let session = Session::start(
            &state.window,
            scanned,
            presentation,
            state.options.card.clone(),
            signals,
        );
        let marked = u32::try_from(session.marked().len()).unwrap_or(u32::MAX);
        state.shown.replace(Some(Shown {
            session,
            analysis,
            article,
        }));
        Ok(marked)
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
        let shown = self.state.shown.borrow();
        shown.as_ref().is_some_and(|shown| {
            annotation_named(&shown.analysis, id).is_some_and(|id| shown.session.open(id))
        })
    }

    /// Closes the open card.
    pub fn close(&self) {
        if let Some(shown) = self.state.shown.borrow().as_ref() {
            shown.session.close();
        }
    }

    /// Shows or hides the marks.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn set_visible(&self, visible: bool) {
        if let Some(shown) = self.state.shown.borrow().as_ref() {
            shown.session.set_visible(visible);
        }
    }

    /// The whole record (schema 1.0) as plain objects; undefined after `destroy`.
    ///
    /// # Errors
    /// None that the types allow.
    pub fn export(&self) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match shown.as_ref() {
            Some(shown) => to_js(&Record::new(&shown.article, &shown.analysis)),
            None => Ok(JsValue::UNDEFINED),
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
    /// Takes marks, card and panel off the page. What is shown is let go first: ending it tells the page, which may
    /// ask the handle again.
    fn take_down(&self) {
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
