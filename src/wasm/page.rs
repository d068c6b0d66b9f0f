//! What the extension's content script calls: the page here, the engine in the background.

use js_sys::{Error, Function, Promise};
use wasm_bindgen::prelude::*;

use super::ear::Ear;
use super::engine::Engine;
use super::{Handle, options};
use crate::dom::scan;

/// Finds the article on this page, marks it and shows cards, as `init` does for sites, with what an engine elsewhere says.
///
/// `ask(article, question)` carries both there and promises the answer; all three are plain objects. `tell(name, detail)` hears
/// of `ready`, `updated`, `open`, `close`, `ousted` and `destroyed`; the page hears nothing. The promise is of the handle.
///
/// # Errors
/// Where there is no page or the engine does not answer.
#[wasm_bindgen]
pub fn attach(options: &JsValue, ask: Function, tell: Function) -> Promise {
    let mut options = options::understood(options);
    options.card.reader_only = true;
    Promise::new(&mut |resolve, reject| {
        let Some(window) = web_sys::window() else {
            settle(&reject, &Error::new("Factnote: attach() needs a page"));
            return;
        };
        let (engine, ear) = (Engine::Elsewhere(ask.clone()), Ear::Script(tell.clone()));
        let done = move |handle: Result<Handle, Error>| match handle {
            Ok(handle) => settle(&resolve, &handle.into()),
            Err(error) => settle(&reject, &error),
        };
        Handle::begin(&window, options.clone(), engine, ear, done);
    })
}

/// Whether there is an article on this page, by the same options; nothing is asked and nothing changed.
#[wasm_bindgen(js_name = hasArticle)]
#[must_use]
pub fn has_article(options: &JsValue) -> bool {
    let options = options::understood(options);
    let document = web_sys::window().and_then(|window| window.document());
    let scanned = document.and_then(|document| scan(&document, &options.scan).ok());
    scanned.is_some_and(|scanned| !scanned.article().blocks.is_empty())
}

fn settle(function: &Function, value: &JsValue) {
    // The functions of a promise do not throw.
    let _ = function.call1(&JsValue::UNDEFINED, value);
}
