//! The engine without any page.

use js_sys::{Error, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::console;

use super::engine::here;
use super::given;
use super::message::to_js;
use super::value::share;
use crate::export::json::Record;

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
    let mark_from = mark_from(options);
    let analysis = crate::analyze(&article, &here::options(mark_from));
    let mut record = Record::new(&article, &analysis);
    if let Some(least) = mark_from {
        record.leave_out_below(least.into());
    }
    to_js(&record)
}

/// The one option; what is wrong is said on the console, and the rest works.
fn mark_from(options: &JsValue) -> Option<f32> {
    if !options.is_object() {
        return None;
    }
    let value = Reflect::get(options.unchecked_ref::<Object>(), &"markFrom".into()).ok()?;
    if value.is_undefined() || value.is_null() {
        return None;
    }
    let share = share(&value);
    if let Err(wanted) = share {
        console::warn_1(&format!("Factnote: option `markFrom`: {wanted}; its default holds").into());
    }
    share.ok()
}
