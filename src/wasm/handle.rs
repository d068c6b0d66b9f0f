//! What `init` gives back: one article on its page, to ask and to end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Error};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window, console};

use super::ear::{Closed, Detail, Ear, Marked, Opened};
use super::engine::{Account, Answer, Engine, Question};
use super::options::InitOptions;
use crate::card::{Controls, Session, Signal, clear_away};
use crate::dom::watch::{Reading, Watch};
use crate::dom::{Scan, marks, scan};

/// How often the engine is asked anew because the page has changed while it was at work; then the watch goes on.
const MOST_QUESTIONS: u32 = 3;

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
    engine: Engine,
    ear: Ear,
    shown: RefCell<Option<Shown>>,
    watch: RefCell<Option<Rc<Watch>>>,
    /// Whether the engine is at work.
    asking: Cell<bool>,
    /// What has come of reading again, where the engine has answered later.
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
                console::warn_1(
                    &"Factnote: this page is marked already; the options of the second init() are not used. Call \
                      destroy() on its handle first."
                        .into(),
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
        let scanned = match state.look() {
            Ok(scanned) => scanned,
            Err(error) => return done(Err(error)),
        };
        let this = Rc::clone(&state);
        state.mark(scanned, move |marked| {
            done(marked.map(|marked| {
                this.go_on(marked);
                Self { state: this }
            }));
        });
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
        state.mark(state.look()?, done);
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
    pub fn export(&self, format: Option<String>) -> Result<JsValue, Error> {
        let shown = self.state.shown.borrow();
        match (shown.as_ref(), format) {
            (Some(shown), None) => shown.account.record(),
            (Some(shown), Some(format)) => shown.account.text(&self.state.options.question(), &format),
            (None, _) => Ok(JsValue::UNDEFINED),
        }
    }

    /// What could not be followed of the page's overrides, a sentence each.
    #[cfg(feature = "browser")]
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
        match state.look() {
            Ok(scanned) => state.mark(scanned, done),
            Err(error) => done(Err(error)),
        }
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

    /// What follows the first marks: the page is watched, and told.
    fn go_on(self: &Rc<Self>, marked: u32) {
        RUNNING.set(Some(Rc::clone(self)));
        if self.options.watch.unwrap_or(true) {
            let weak = Rc::downgrade(self);
            let read = move || weak.upgrade().map_or(Reading::Same, |state| state.read_again());
            self.watch
                .replace(Some(Rc::new(Watch::begin(&self.document, read))));
        }
        self.ear.tell("ready", &self.marks(marked));
    }

    /// Asks the engine what to show of an article, and shows it in the place of what is shown. `then` gets the number of marked
    /// annotations: before this returns where the engine answers at once.
    fn mark(self: &Rc<Self>, scanned: Scan, then: impl FnOnce(Result<u32, Error>) + 'static) {
        self.ask(scanned, MOST_QUESTIONS, Box::new(then));
    }

    fn ask(self: &Rc<Self>, scanned: Scan, questions: u32, then: Box<dyn FnOnce(Result<u32, Error>)>) {
        self.asking.set(true);
        let article = scanned.article().clone();
        let state = Rc::clone(self);
        let answered = move |answer: Result<Answer, Error>| {
            state.asking.set(false);
            match answer {
                Err(error) => then(Err(error)),
                Ok(_) if state.ended.get() => then(Ok(0)),
                // Who has opened a card meanwhile keeps it: the page is read again when it is closed.
                Ok(_) if state.engine.takes_time() && state.is_busy() => {}
                Ok(answer) if answer.unchanged => then(Ok(state.show(scanned, answer))),
                Ok(answer) => match state.look() {
                    Err(error) => then(Err(error)),
                    Ok(now) if now.is_same(&scanned) || questions <= 1 => {
                        then(Ok(state.show(scanned, answer)));
                    }
                    Ok(now) => state.ask(now, questions - 1, then),
                },
            }
        };
        self.engine.ask(&article, self.question(), answered);
    }

    /// What the engine is asked: what the options say, and the page.
    #[cfg(not(feature = "browser"))]
    fn question(&self) -> Question {
        self.options.question()
    }

    /// What the engine is asked: what the options say, and the page.
    #[cfg(feature = "browser")]
    fn question(&self) -> Question {
        let mut question = self.options.question();
        if !self.engine.takes_time() {
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

    /// Puts an answer on the page. Gives the number of marked annotations.
    fn show(&self, scanned: Scan, answer: Answer) -> u32 {
        let Answer {
            presentation,
            account,
            orphans,
            ..
        } = answer;
        let mut complaints = self.wrong.take();
        complaints.extend(orphans);
        self.complain(&complaints);
        let signals = {
            let (ear, account) = (self.ear.clone(), account.clone());
            Box::new(move |signal| tell(&ear, &account, signal))
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
        let orphans = complaints;
        self.shown.replace(Some(Shown {
            session,
            account,
            orphans,
        }));
        marked
    }

    /// Says on the console what was not said before: a page that changes is read often.
    fn complain(&self, complaints: &[String]) {
        let mut said = self.said.borrow_mut();
        for complaint in complaints {
            if !said.contains(complaint) {
                console::warn_1(&format!("Factnote: {complaint}").into());
                said.push(complaint.clone());
            }
        }
    }

    /// Reads a page that has changed, and shows what is different.
    fn read_again(self: &Rc<Self>) -> Reading {
        if self.asking.get() || self.is_busy() {
            return Reading::Busy;
        }
        if let Some(came) = self.came.take() {
            return came;
        }
        if self.is_ousted() {
            self.ear.tell("ousted", &Detail::Nothing);
            return Reading::Same;
        }
        // A page whose `root` is away for a moment is read when it has changed again.
        let Ok(scanned) = self.look() else {
            return Reading::Same;
        };
        let is_shown = |shown: &Shown| shown.session.shows(&scanned);
        if self.shown.borrow().as_ref().is_some_and(is_shown) {
            return Reading::Same;
        }
        let state = Rc::clone(self);
        self.mark(scanned, move |marked| {
            state.came.set(Some(match marked {
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
            }));
        });
        // Of an engine elsewhere nothing has come yet.
        self.came.take().unwrap_or(Reading::Busy)
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
