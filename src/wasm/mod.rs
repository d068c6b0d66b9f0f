//! The edge to JavaScript: options in, marks and events on the page, plain objects out.
//!
//! ```text
//! init(options) -> Handle       reads the live page, asks the engine, shows what it says
//! analyze(article, options)     the same engine without a page
//! ```
//!
//! The page's side (`dom`, `card`) and the engine's side meet in [`engine::answer`] only: article in, analysis and
//! words out. Neither knows where the other runs.

mod engine;
mod export;
mod given;
mod handle;
mod locale;
mod options;

use console_error_panic_hook::set_once;
use js_sys::{Array, Error, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, Document, console};

pub use handle::Handle;

use crate::export::json::Record;

/// Reports panics on the console, with their place in the code.
#[wasm_bindgen(start)]
pub fn start() {
    set_once();
}

/// Version of the crate.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Finds the article on this page, marks it and shows cards. Options, all optional:
///
/// - `root`, `exclude`: CSS selectors of the article and of what in it is left out
/// - `kinds`: what is marked, of direct, paraphrase, unnamed, outlet, figure (a list, or names with commas)
/// - `markFrom`: confidence from which something is marked, 0 to 1
/// - `card`, `panel`: whether there are any
/// - `shortcuts`: whether `n` and `p` go through the statements from anywhere on the page
/// - `watch`: whether the page is read again when it changes: late paragraphs, another article at another address
/// - `renderer`: `spans` around the words, or `highlights` that leave the page's nodes alone
/// - `theme`: auto, light or dark
/// - `rest`: milliseconds for which the pointer rests on a mark before its card opens
/// - `locale`: how numbers and days are written (BCP 47: `de-CH`); as the reader's browser does where it is left out
/// - `report`: address (http, https, mailto) for reports of mistakes
/// - `outlet`, `published`, `language`: what the page itself does not say
///
/// A wrong value is one message on the console, and the rest works.
///
/// # Errors
/// Where a selector is none or `root` matches nothing, and where there is no page.
#[wasm_bindgen]
pub fn init(options: &JsValue) -> Result<Handle, Error> {
    let window = web_sys::window()
        .ok_or_else(|| Error::new("Factnote: init() needs a page; without one, call analyze()"))?;
    let options = read_options(options);
    Handle::start(&window, options)
}

/// Says who said what in a text, without any page. `article` is the text, or `{ text, title, outlet, byline,
/// published, language, url }`; options: `markFrom`, below which annotations are left out. The answer is the
/// exported record (schema 1.0), as plain objects.
///
/// # Errors
/// Where `article` has another form.
#[wasm_bindgen]
pub fn analyze(article: &JsValue, options: &JsValue) -> Result<JsValue, Error> {
    let article = given::read(article).map_err(|error| {
        Error::new(&format!(
            "Factnote: analyze() takes a text or an object with `text`, a string: {error}"
        ))
    })?;
    let options = read_options(options);
    let analysis = crate::analyze(&article, &engine::options(options.mark_from));
    let mut record = Record::new(&article, &analysis);
    if let Some(least) = options.mark_from {
        record.leave_out_below(least.into());
    }
    to_js(&record)
}

/// Reads options; what is wrong with them is said on the console.
fn read_options(options: &JsValue) -> options::InitOptions {
    let (options, complaints) = options::read(options);
    for complaint in complaints {
        console::warn_1(&format!("Factnote: {complaint}").into());
    }
    options
}

/// Plain objects and arrays, as JSON would give them.
fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&format!("Factnote: {error}")))
}

/// Fires `factnote:<name>` at the document; false where a listener prevents what would follow.
fn fire(document: &Document, name: &str, detail: &[(&str, JsValue)]) -> bool {
    let object = Object::new();
    for (key, value) in detail {
        // A fresh object takes any property.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_detail(&object);
    CustomEvent::new_with_event_init_dict(&format!("factnote:{name}"), &init)
        .ok()
        .is_none_or(|event| document.dispatch_event(&event).unwrap_or(true))
}

/// A list of names.
fn names(list: impl IntoIterator<Item = String>) -> Array {
    list.into_iter().map(JsValue::from).collect()
}
