//! What the extension's content script calls: the page here, the engine in the background.

use js_sys::{Array, Error, Function, Promise};
use wasm_bindgen::prelude::*;

use super::ear::Ear;
use super::engine::Engine;
use super::{Handle, options};
use crate::card::Finding;
use crate::dom::scan;

/// Finds the article on this page, marks it and shows cards, as `init` does for sites, with what an engine elsewhere says.
///
/// `ask(article, question)` carries both there and promises the answer; all three are plain objects. Where the answer says
/// `unchanged`, the page is not read once more to see whether it is still the same. `tell(name, detail)` hears
/// of `ready`, `updated`, `open`, `close`, `ousted` and `destroyed`; the page hears nothing. The promise is of the handle.
///
/// # Errors
/// Where there is no page or the engine does not answer.
#[wasm_bindgen]
pub fn attach(options: &JsValue, ask: Function, tell: Function) -> Promise {
    let mut options = options::understood(options);
    options.card.reader_only = true;
    options.card.check = true;
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

#[wasm_bindgen]
impl Handle {
    /// Says on the open card of an annotation what came of looking for its quotation in the linked page: a sentence, the passage as
    /// a list of `[class, text]` (`same`, `missing`, `added`), and a link (empty for none; http and https only). False where this
    /// card is not open.
    #[must_use]
    pub fn say(&self, id: &str, text: &str, pieces: &Array, url: &str, link: &str) -> bool {
        let pieces: Vec<(String, String)> = pieces
            .iter()
            .map(|piece| {
                let piece = Array::from(&piece);
                let part = |at| piece.get(at).as_string().unwrap_or_default();
                (part(0), part(1))
            })
            .collect();
        let is_web = url.starts_with("http://") || url.starts_with("https://");
        let finding = Finding {
            text,
            pieces: &pieces,
            link: is_web.then_some((url, link)),
        };
        self.say_finding(id, &finding)
    }
}

fn settle(function: &Function, value: &JsValue) {
    // The functions of a promise do not throw.
    let _ = function.call1(&JsValue::UNDEFINED, value);
}
