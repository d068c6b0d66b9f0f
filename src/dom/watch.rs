//! When it is worth reading the page again.

use wasm_bindgen::prelude::*;
use web_sys::Document;

#[wasm_bindgen(module = "/src/dom/watch.js")]
extern "C" {
    type Watcher;

    #[wasm_bindgen(constructor)]
    fn new(document: &Document, read: &Closure<dyn Fn() -> u32>) -> Watcher;

    #[wasm_bindgen(method)]
    fn pause(this: &Watcher);

    #[wasm_bindgen(method)]
    fn resume(this: &Watcher);

    #[cfg(feature = "page")]
    #[wasm_bindgen(method)]
    fn came(this: &Watcher, answer: u32, took: f64);

    #[wasm_bindgen(method)]
    fn stop(this: &Watcher);
}

/// What came of reading again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: it could not be done now, and is to be tried again.
    Busy,
    /// The page has changed nowhere that matters.
    Same,
    /// There is another text now.
    Changed,
    /// It is told by [`Watch::came`].
    Later,
}

impl Reading {
    /// Its number in watch.js.
    const fn number(self) -> u32 {
        match self {
            Self::Busy => 0,
            Self::Same => 1,
            Self::Changed => 2,
            Self::Later => 3,
        }
    }
}

/// Watches a page until it is dropped, and has it read again after changes that may concern the article: text, not what
/// scripts and styles do, and another address. Reading takes at most a twentieth of the time; small changes of which nothing
/// comes (a clock) have it read ever more rarely.
pub struct Watch {
    watcher: Watcher,
    _read: Closure<dyn Fn() -> u32>,
}

impl Watch {
    /// Begins; `read` is called to read again.
    #[must_use]
    pub fn begin(document: &Document, read: impl Fn() -> Reading + 'static) -> Self {
        let read: Closure<dyn Fn() -> u32> = Closure::new(move || read().number());
        Self {
            watcher: Watcher::new(document, &read),
            _read: read,
        }
    }

    /// What has come of a reading that was to be told later, which has taken so many milliseconds.
    #[cfg(feature = "page")]
    pub fn came(&self, reading: Reading, took: f64) {
        self.watcher.came(reading.number(), took);
    }

    /// Does something to the page that the watch is not to see.
    pub fn unseen<T>(&self, write: impl FnOnce() -> T) -> T {
        self.watcher.pause();
        let answer = write();
        self.watcher.resume();
        answer
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watcher.stop();
    }
}
