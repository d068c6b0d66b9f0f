//! What is called where the page is here and the engine elsewhere: by the extension's content script, with a worker, with an
//! answer that was made before.

use js_sys::{Array, Error, Function, Promise};
use wasm_bindgen::prelude::*;

use super::ear::Ear;
use super::engine::Engine;
use super::options::InitOptions;
use super::{Handle, options};
use crate::card::Finding;
use crate::dom::scan;
use web_sys::Document;

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
    begin(options, ask, |_| Ear::Script(tell))
}

#[wasm_bindgen(typescript_custom_section)]
const ASK: &str = "
/** Carries article and question to an engine elsewhere, as JSON would, and promises its answer. */
export type Ask = (article: object, question: object) => Answer | Promise<Answer>;
";

/// Finds the article on this page, marks it and shows cards, as `init` does, with what an engine elsewhere says: in a worker,
/// on a server, or when the page was built.
///
/// `ask(article, question)` carries both there and promises the answer, as `answer` of the engine gives it; all three are plain
/// objects. The page hears the same events as of `init`. The promise is of the handle.
///
/// # Errors
/// Where there is no page or the engine does not answer.
#[wasm_bindgen(unchecked_return_type = "Promise<Handle>")]
pub fn connect(
    #[wasm_bindgen(unchecked_param_type = "InitOptions | undefined")] options: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Ask")] ask: Function,
) -> Promise {
    begin(options::understood(options), ask, Ear::Page)
}

fn begin(options: InitOptions, ask: Function, ear: impl FnOnce(Document) -> Ear) -> Promise {
    let page = web_sys::window().and_then(|window| Some((window.document()?, window)));
    let begin = page.map(|(document, window)| (window, ear(document)));
    promised(|settle| {
        let Some((window, ear)) = begin else {
            settle(Err(Error::new("Factnote: this needs a page")));
            return;
        };
        Handle::begin(&window, options, Engine::Elsewhere(ask), ear, |handle| {
            settle(handle.map(JsValue::from));
        });
    })
}

/// A promise that `begin` keeps or breaks by calling the function that it gets.
fn promised(begin: impl FnOnce(Box<dyn FnOnce(Result<JsValue, Error>)>)) -> Promise {
    let mut begin = Some(begin);
    Promise::new(&mut |resolve, reject| {
        // A promise calls this once.
        if let Some(begin) = begin.take() {
            begin(Box::new(move |result| match result {
                Ok(value) => settle(&resolve, &value),
                Err(error) => settle(&reject, &error),
            }));
        }
    })
}

/// Whether there is an article on this page, by the same options; nothing is asked and nothing changed.
#[wasm_bindgen(js_name = hasArticle)]
#[must_use]
pub fn has_article(#[wasm_bindgen(unchecked_optional_param_type = "InitOptions")] options: &JsValue) -> bool {
    let options = options::understood(options);
    let document = web_sys::window().and_then(|window| window.document());
    let scanned = document.and_then(|document| scan(&document, &options.scan).ok());
    scanned.is_some_and(|scanned| !scanned.article().blocks.is_empty())
}

#[wasm_bindgen]
impl Handle {
    /// Reads the page again, as it is now, and marks it anew. Promises the number of marked annotations; an open card closes.
    ///
    /// # Errors
    /// Where a selector of the options is none or matches nothing, or where this handle has been destroyed.
    #[cfg(not(feature = "browser"))]
    #[wasm_bindgen(unchecked_return_type = "Promise<number>")]
    pub fn scan(&self) -> Promise {
        promised(|settle| self.read_again(|marked| settle(marked.map(JsValue::from))))
    }

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
