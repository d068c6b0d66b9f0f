//! What `init` gives back: one article on its page, to ask and to end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Error};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window};

use super::ear::{Closed, Detail, Ear, Marked, Opened};
use super::engine::{Account, Answer, Engine, Question};
use super::message::warn;
use super::options::InitOptions;
use crate::card::{Controls, Legacy, Session, Signal, Views, clear_away};
use crate::dom::watch::{Reading, Watch};
use crate::dom::{DomError, Scan, marks, scan};
#[cfg(feature = "page")]
use crate::dom::{marks::Arranged, scan_in_slices, slices};

/// How often the engine is asked anew because the page has changed while it was at work; then the watch goes on.
const MOST_QUESTIONS: u32 = 3;

/// Gets the number of marked annotations.
type Then = Box<dyn FnOnce(Result<u32, Error>)>;

thread_local! {
    /// The handle that has marked this page: including Factnote twice marks once.
    static RUNNING: RefCell<Option<Rc<State>>> = const { RefCell::new(None) };
}

/// What `export` gives depends on whether it is told a format.
#[cfg(feature = "browser")]
#[wasm_bindgen(typescript_custom_section)]
const EXPORT: &str = "
/** What an analysis can be written as. */
export type Format = 'csv' | 'json-lines' | 'markdown' | 'web-annotation';

export interface Handle {
  /** The whole record (schema 1.0) as plain objects. Undefined after `destroy`. */
  export(): FactnoteRecord | undefined;
  /** The same as a text. */
  export(format: Format): string | undefined;
}
";

/// Formats are written where the engine is.
#[cfg(not(feature = "browser"))]
#[wasm_bindgen(typescript_custom_section)]
const EXPORT: &str = "
export interface Handle {
  /** The whole record (schema 1.0) as plain objects. Undefined after `destroy`. */
  export(): FactnoteRecord | undefined;
}
";

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
    engine: Engine,
    ear: Ear,
    shown: RefCell<Option<Shown>>,
    watch: RefCell<Option<Rc<Watch>>>,
    /// Whether the engine is at work.
    asking: Cell<bool>,
    /// What has come of reading again, where the engine answers at once.
    came: Cell<Option<Reading>>,
    ended: Cell<bool>,
    /// What is wrong in the page's overrides, of the question that is asked.
    wrong: RefCell<Vec<String>>,
    /// What was said of overrides on the console.
    said: RefCell<Vec<String>>,
}

/// What is on the page now.
struct Shown {
    session: Session,
    account: Account,
    /// What could not be followed of the publisher's overrides, a sentence each.
    orphans: Vec<String>,
}

impl Handle {
    /// Marks the page with an engine that answers at once, or gives back the handle of who has done so already.
    #[cfg(feature = "browser")]
    pub(super) fn start(
        window: &Window,
        options: InitOptions,
        engine: Engine,
        ear: Ear,
    ) -> Result<Self, Error> {
        let handle = Rc::new(Cell::new(None));
        let done = {
            let handle = Rc::clone(&handle);
            move |begun| handle.set(Some(begun))
        };
        Self::begin(window, options, engine, ear, done);
        handle
            .take()
            .unwrap_or_else(|| Err(Error::new("Factnote: the engine did not answer at once")))
    }

    /// Marks the page and calls `done` with the handle, or with that of who has done so already.
    pub(super) fn begin(
        window: &Window,
        options: InitOptions,
        engine: Engine,
        ear: Ear,
        done: impl FnOnce(Result<Self, Error>) + 'static,
    ) {
        if let Some(state) = RUNNING.with_borrow(Clone::clone) {
            if state.options != options {
                warn(
                    "this page is marked already; the options of the second init() are not used. Call \
                      destroy() on its handle first.",
                );
            }
            return done(Ok(Self { state }));
        }
        let Some(document) = window.document() else {
            return done(Err(Error::new("Factnote: this window has no document")));
        };
        clear_away(&document);
        marks::clear_away(&document);
        let state = Rc::new(State {
            window: window.clone(),
            document,
            options,
            engine,
            ear,
            shown: RefCell::default(),
            watch: RefCell::default(),
            asking: Cell::new(false),
            came: Cell::new(None),
            ended: Cell::new(false),
            wrong: RefCell::default(),
            said: RefCell::default(),
        });
        state.watch();
        let this = Rc::clone(&state);
        state.mark(Box::new(move |marked| {
            done(marked.map(|marked| {
                this.go_on(marked);
                Self { state: this }
            }));
        }));
    }
}

#[wasm_bindgen]
impl Handle {
    /// Reads the page again, as it is now, and marks it anew. Gives the number of marked annotations.
    ///
    /// # Errors
    /// Where a selector of the options is none or matches nothing, or where this handle has been destroyed.
    #[cfg(feature = "browser")]
    pub fn scan(&self) -> Result<u32, Error> {
        let state = &self.state;
        if state.ended.get() {
            return Err(Error::new(
                "Factnote: this handle was destroyed; call init() again",
            ));
        }
        let marked = Rc::new(Cell::new(None));
        let done = {
            let marked = Rc::clone(&marked);
            move |result| marked.set(Some(result))
        };
        state.mark(Box::new(done));
        marked.take().unwrap_or(Ok(0))
    }

    /// All annotations of the record, also those that are not marked.
    ///
    /// # Errors
    /// None that the types allow.
    #[wasm_bindgen(unchecked_return_type = "Annotation[]")]
    pub fn annotations(&self) -> Result<Array, Error> {
        let shown = self.state.shown.borrow();
        match shown.as_ref() {
            Some(shown) => Ok(Array::from(&shown.account.annotations()?)),
            None => Ok(Array::new()),
        }
    }

    /// The annotation with this id ("A7"); undefined where there is none.
    ///
    /// # Errors
    /// None that the types allow.
    #[wasm_bindgen(unchecked_return_type = "Annotation | undefined")]
    pub fn get(&self, id: &str) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match shown.as_ref().and_then(|s| Some((s, s.account.named(id)?))) {
            Some((shown, id)) => shown.account.annotation(id),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// The ids of the annotations that have a mark on the page, in the order of the text.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn marked(&self) -> Array {
        let shown = self.state.shown.borrow();
        let ids = shown.iter().flat_map(|shown| {
            let marked = shown.session.marked().into_iter();
            marked.map(|id| JsValue::from(shown.account.name(id)))
        });
        ids.collect()
    }

    /// Opens the card of an annotation and brings its words into view; false where no card opens: it has no mark,
    /// cards are switched off, or a listener of `factnote:open` has prevented it.
    #[must_use]
    pub fn open(&self, id: &str) -> bool {
        let named = |shown: &Shown| shown.account.named(id);
        let id = self.state.shown.borrow().as_ref().and_then(named);
        id.zip(self.state.controls())
            .is_some_and(|(id, controls)| controls.open(id))
    }

    /// What the card of an annotation says, line by line: a key that is the same in all languages (the first is `title`), the line's
    /// name, and its content. Undefined where the annotation has no mark.
    #[wasm_bindgen(unchecked_return_type = "[key: string, name: string, content: string][] | undefined")]
    #[must_use]
    pub fn card(&self, id: &str) -> Option<Array> {
        let shown = self.state.shown.borrow();
        let shown = shown.as_ref()?;
        let id = shown.account.named(id)?;
        shown.session.controls().read(id, |card| {
            let line = |key: &str, name: &str, content: &str| -> JsValue {
                Array::of3(&key.into(), &name.into(), &content.into()).into()
            };
            let lines = Array::of1(&line("title", "", &card.title));
            for row in &card.rows {
                let content: String = row.parts.iter().map(|part| part.text.as_str()).collect();
                lines.push(&line(&row.key, &row.name, &content));
            }
            lines
        })
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
    #[wasm_bindgen(skip_typescript)]
    pub fn export(&self, format: Option<String>) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match (shown.as_ref(), format) {
            (Some(shown), None) => shown.account.record(),
            (Some(shown), Some(format)) => shown.account.text(&self.state.options.question(), &format),
            (None, _) => Ok(JsValue::UNDEFINED),
        }
    }

    /// What could not be followed of the page's overrides, a sentence each.
    #[must_use]
    pub fn orphans(&self) -> Vec<String> {
        self.state.orphans()
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
        self.state.ear.tell("destroyed", &Detail::Nothing);
    }
}

#[cfg(feature = "page")]
impl Handle {
    /// Reads the page again, as [`Handle::scan`] of an engine at hand does. `done` gets the number of marked annotations.
    pub(super) fn read_again(&self, done: impl FnOnce(Result<u32, Error>) + 'static) {
        let state = &self.state;
        if state.ended.get() {
            return done(Err(Error::new(
                "Factnote: this handle was destroyed; call init() again",
            )));
        }
        // An answer waits for an open card to be closed, and who asks waits for the answer.
        self.close();
        state.mark(Box::new(done));
    }

    /// Says on the card of an annotation what came of looking for its quotation; false where this card is not open.
    pub(super) fn say_finding(&self, id: &str, finding: &crate::card::Finding<'_>) -> bool {
        let named = |shown: &Shown| shown.account.named(id);
        let id = self.state.shown.borrow().as_ref().and_then(named);
        id.zip(self.state.controls())
            .is_some_and(|(id, controls)| controls.say(id, finding))
    }
}

impl State {
    /// Of what is shown; nothing is borrowed while they act.
    fn controls(&self) -> Option<Controls> {
        self.shown.borrow().as_ref().map(|shown| shown.session.controls())
    }

    /// Reads the page and calls `then`: before this returns where the engine is here; in slices, and later, where it is elsewhere.
    fn look(self: &Rc<Self>, then: impl FnOnce(Result<Scan, Error>) + 'static) {
        #[cfg(feature = "page")]
        if self.engine.takes_time() {
            let state = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move {
                let settled = |shown: &Shown| state.unseen(|| shown.session.settled());
                let written = state.shown.borrow().as_ref().map(settled).unwrap_or_default();
                let scanned = scan_in_slices(&state.document, &state.options.scan, &written).await;
                then(state.understood(scanned));
            });
            return;
        }
        then(self.look_now());
    }

    /// Reads the page as it is now, at once.
    fn look_now(&self) -> Result<Scan, Error> {
        let options = &self.options.scan;
        let scanned = match self.shown.borrow().as_ref() {
            Some(shown) => self.unseen(|| shown.session.rescan(options)),
            None => scan(&self.document, options),
        };
        self.understood(scanned)
    }

    /// What was read, with what the options say of the article.
    fn understood(&self, scanned: Result<Scan, DomError>) -> Result<Scan, Error> {
        let options = &self.options;
        let mut scanned = scanned.map_err(|error| Error::new(&format!("Factnote: {error}")))?;
        let metadata = &mut scanned.found.article.metadata;
        for (given, field) in [
            (&options.outlet, &mut metadata.outlet),
            (&options.title, &mut metadata.title),
            (&options.published, &mut metadata.published),
            (&options.language, &mut metadata.language),
        ] {
            if given.is_some() {
                field.clone_from(given);
            }
        }
        Ok(scanned)
    }

    /// Has the page read again when it changes, from now on: also while it is read for the first time.
    fn watch(self: &Rc<Self>) {
        if self.options.watch.unwrap_or(true) {
            let weak = Rc::downgrade(self);
            let read = move || weak.upgrade().map_or(Reading::Same, |state| state.read_again());
            self.watch
                .replace(Some(Rc::new(Watch::begin(&self.document, read))));
        }
    }

    /// What follows the first marks: the page is told.
    fn go_on(self: &Rc<Self>, marked: u32) {
        RUNNING.set(Some(Rc::clone(self)));
        self.ear.tell("ready", &self.marks(marked));
    }

    /// Reads the page, asks the engine what to show of it, and shows it in the place of what is shown. `then` gets the number of
    /// marked annotations: before this returns where the engine answers at once.
    fn mark(self: &Rc<Self>, then: Then) {
        self.asking.set(true);
        let state = Rc::clone(self);
        self.look(move |scanned| match scanned {
            Ok(scanned) => state.ask(scanned, MOST_QUESTIONS, then),
            Err(error) => {
                state.asking.set(false);
                then(Err(error));
            }
        });
    }

    fn ask(self: &Rc<Self>, scanned: Scan, questions: u32, then: Then) {
        self.asking.set(true);
        let article = scanned.article().clone();
        let state = Rc::clone(self);
        let answered = move |answer: Result<Answer, Error>| {
            state.asking.set(false);
            match answer {
                Err(error) => then(Err(error)),
                Ok(_) if state.ended.get() => then(Ok(0)),
                // Who has opened a card meanwhile keeps it: the page is read again when it is closed.
                Ok(_) if state.engine.takes_time() && state.is_busy() => state.come(Reading::Busy),
                Ok(answer) if answer.unchanged || scanned.is_still() => state.show(scanned, answer, then),
                // In one go with the marks: the page is not to change once more in between.
                Ok(answer) => match state.look_now() {
                    Err(error) => then(Err(error)),
                    Ok(now) if now.is_same(&scanned) => state.show(now, answer, then),
                    Ok(_) if questions <= 1 => state.show(scanned, answer, then),
                    Ok(now) => state.ask(now, questions - 1, then),
                },
            }
        };
        self.engine.ask(&article, self.question(), answered);
    }

    /// What the engine is asked: what the options say, and the page. The extension serves the reader and not the publisher.
    fn question(&self) -> Question {
        let mut question = self.options.question();
        if !self.ear.is_extension() {
            let (mut overrides, complaints) = super::overrides::of_page(&self.document);
            overrides.append(&mut question.overrides);
            question.overrides = overrides;
            self.wrong.replace(complaints);
        }
        question
    }

    fn orphans(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        shown.iter().flat_map(|shown| shown.orphans.clone()).collect()
    }

    /// What is told of marks that have come.
    fn marks(&self, marked: u32) -> Detail {
        let orphans = self.orphans();
        Detail::Marked(Marked { marked, orphans })
    }

    /// Puts an answer on the page, and calls `then` with the number of marked annotations.
    fn show(self: &Rc<Self>, scanned: Scan, answer: Answer, then: Then) {
        // Let go first: the end of a session tells the page, which may ask the handle again or end it.
        let before = self.shown.borrow_mut().take();
        #[cfg(feature = "page")]
        if before.is_none() && self.engine.takes_time() {
            return self.show_in_slices(scanned, answer, then);
        }
        let none = || Legacy::none(&self.document, self.options.card.renderer);
        let mut legacy = before.map_or_else(none, |shown| self.unseen(|| shown.session.hand_over()));
        if self.ended.get() {
            legacy.marks.restore();
            return then(Ok(0));
        }
        let shown = self.unseen(|| {
            legacy.marks.repaint(&scanned, &answer.presentation.marks);
            let mut views = Views::default();
            views.add_card(&self.document, &self.options.card);
            self.add_panel(&mut views, &answer, &legacy);
            let shown = self.attend(scanned, answer, legacy, views);
            let mut step = 0;
            while shown.session.fill_panel(step) {
                step += 1;
            }
            shown.session.show_panel();
            shown
        });
        then(Ok(self.keep(shown)));
    }

    /// Puts the first answer on the page. Nobody has a handle yet, so nobody ends it meanwhile.
    #[cfg(feature = "page")]
    fn show_in_slices(self: &Rc<Self>, scanned: Scan, answer: Answer, then: Then) {
        let mut legacy = Legacy::none(&self.document, self.options.card.renderer);
        let state = Rc::clone(self);
        self.asking.set(true);
        wasm_bindgen_futures::spawn_local(async move {
            slices::pause().await;
            let marks = &answer.presentation.marks;
            let arranged = Arranged::of(&scanned, marks);
            slices::pause().await;
            let mut planned = legacy.marks.plan(&scanned, marks, arranged);
            slices::pause().await;
            while state.unseen(|| legacy.marks.put_some(&mut planned)) {
                slices::pause().await;
            }
            state.unseen(|| legacy.marks.repair());
            let mut views = Views::default();
            views.add_card(&state.document, &state.options.card);
            slices::pause().await;
            state.add_panel(&mut views, &answer, &legacy);
            slices::pause().await;
            let shown = state.unseen(|| state.attend(scanned, answer, legacy, views));
            slices::pause().await;
            let mut step = 0;
            while shown.session.fill_panel(step) {
                step += 1;
                slices::pause_if_over().await;
            }
            slices::pause().await;
            state.unseen(|| shown.session.show_panel());
            slices::pause().await;
            state.asking.set(false);
            then(Ok(state.keep(shown)));
        });
    }

    /// Makes the panel.
    fn add_panel(&self, views: &mut Views, answer: &Answer, legacy: &Legacy) {
        let (presentation, marked) = (&answer.presentation, legacy.marks.count());
        views.add_panel(
            &self.window,
            &self.document,
            presentation,
            marked,
            &self.options.card,
        );
    }

    /// Waits for the reader of what is marked.
    fn attend(&self, scanned: Scan, answer: Answer, legacy: Legacy, views: Views) -> Shown {
        let mut orphans = self.wrong.take();
        orphans.extend(answer.orphans);
        self.complain(&orphans);
        let account = answer.account;
        let signals = {
            let (ear, account) = (self.ear.clone(), account.clone());
            Box::new(move |signal| tell(&ear, &account, signal))
        };
        let card = self.options.card.clone();
        let presentation = answer.presentation;
        Shown {
            session: Session::start(&self.window, scanned, presentation, card, signals, legacy, views),
            account,
            orphans,
        }
    }

    /// From now on this is what is shown. Gives the number of marked annotations.
    fn keep(&self, shown: Shown) -> u32 {
        let marked = u32::try_from(shown.session.marked().len()).unwrap_or(u32::MAX);
        self.shown.replace(Some(shown));
        marked
    }

    /// Says on the console what was not said before: a page that changes is read often.
    fn complain(&self, complaints: &[String]) {
        let mut said = self.said.borrow_mut();
        for complaint in complaints {
            if !said.contains(complaint) {
                warn(complaint);
                said.push(complaint.clone());
            }
        }
    }

    /// Reads a page that has changed, and shows what is different.
    fn read_again(self: &Rc<Self>) -> Reading {
        if self.asking.get() || self.is_busy() {
            return Reading::Busy;
        }
        if self.is_ousted() {
            self.ear.tell("ousted", &Detail::Nothing);
            return Reading::Same;
        }
        self.asking.set(true);
        let state = Rc::clone(self);
        self.look(move |scanned| {
            state.asking.set(false);
            match scanned {
                Ok(scanned) if !state.shows(&scanned) => state.mark_again(scanned),
                // A page whose `root` is away for a moment is read when it has changed again.
                _ => state.come(Reading::Same),
            }
        });
        // In slices, or of an engine elsewhere, nothing has come yet.
        self.came.take().unwrap_or(Reading::Later)
    }

    /// Has the watch know what has come of reading again.
    fn come(&self, reading: Reading) {
        #[cfg(feature = "page")]
        if self.engine.takes_time() {
            if let Some(watch) = self.watch.borrow().as_ref() {
                watch.came(reading, slices::took());
            }
            return;
        }
        self.came.set(Some(reading));
    }

    /// Whether the page is marked already as it would be of `scanned`, or not to be marked any more.
    fn shows(&self, scanned: &Scan) -> bool {
        let shown = self.shown.borrow();
        self.ended.get() || shown.as_ref().is_some_and(|shown| shown.session.shows(scanned))
    }

    /// Asks about a page that has changed, and keeps what comes of it for the watch.
    fn mark_again(self: &Rc<Self>, scanned: Scan) {
        let state = Rc::clone(self);
        let came = move |marked| {
            state.come(match marked {
                Ok(marked) => {
                    state.ear.tell("updated", &state.marks(marked));
                    Reading::Changed
                }
                Err(error) => {
                    // To a page it is no event: what is marked stays as it was.
                    #[cfg(feature = "page")]
                    if state.ear.is_extension() {
                        state.ear.tell("failed", &Detail::Error(error));
                    }
                    #[cfg(not(feature = "page"))]
                    drop(error);
                    Reading::Same
                }
            });
        };
        self.ask(scanned, MOST_QUESTIONS, Box::new(came));
    }

    fn is_busy(&self) -> bool {
        let shown = self.shown.borrow();
        shown.as_ref().is_some_and(|shown| shown.session.is_busy())
    }

    /// Whether another Factnote has come to this page: the site's own, beside the extension.
    fn is_ousted(&self) -> bool {
        let shown = self.shown.borrow();
        self.ear.is_extension() && shown.as_ref().is_some_and(|shown| shown.session.is_ousted())
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

/// Tells what happens to a card.
fn tell(ear: &Ear, account: &Account, signal: Signal) -> bool {
    let (name, id) = match signal {
        Signal::Open(id) => ("open", id),
        Signal::Close(id) => ("close", id),
        Signal::Check(id) => ("check", id),
    };
    let named = account.name(id);
    let annotation = matches!(signal, Signal::Open(_)).then(|| account.annotation(id));
    let detail = match annotation {
        Some(Ok(annotation)) => Detail::Opened(Opened {
            id: named,
            annotation,
        }),
        _ => Detail::Closed(Closed { id: named }),
    };
    ear.tell(name, &detail)
}
