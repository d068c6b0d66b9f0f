//! The engine without any page.

use js_sys::{Error, Object, Reflect};
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::console;

use super::engine::here;
use super::given;
use super::message::to_js;
use super::value::share;
use crate::export::json::Record;

/// What `analyze` may be told.
#[derive(Clone, Copy, Debug, Default, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AnalyzeOptions {
    /// Confidence below which annotations are left out, 0 to 1.
    #[tsify(optional)]
    mark_from: Option<f32>,
}

/// Says who said what in a text, without any page. `article` is the text, or `{ text, title, outlet, byline,
/// published, language, url }`; options: `markFrom`, below which annotations are left out. The answer is the
/// exported record (schema 1.0), as plain objects.
///
/// # Errors
/// Where `article` has another form.
#[wasm_bindgen(unchecked_return_type = "FactnoteRecord")]
pub fn analyze(
    #[wasm_bindgen(unchecked_param_type = "string | GivenArticle")] article: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "AnalyzeOptions")] options: &JsValue,
) -> Result<JsValue, Error> {
    let article = given::read(article).map_err(|error| {
        Error::new(&format!(
            "Factnote: analyze() takes a text or an object with `text`, a string: {error}"
        ))
    })?;
    let AnalyzeOptions { mark_from } = understood(options);
    let analysis = crate::analyze(&article, &here::options(mark_from));
    let mut record = Record::new(&article, &analysis);
    if let Some(least) = mark_from {
        record.leave_out_below(least.into());
    }
    to_js(&record)
}

/// The one option; what is wrong is said on the console, and the rest works.
fn understood(options: &JsValue) -> AnalyzeOptions {
    let given = options
        .is_object()
        .then(|| Reflect::get(options.unchecked_ref::<Object>(), &"markFrom".into()));
    let given = given.and_then(Result::ok);
    let share = given
        .filter(|value| !value.is_undefined() && !value.is_null())
        .map(|value| share(&value));
    if let Some(Err(wanted)) = share {
        console::warn_1(&format!("Factnote: option `markFrom`: {wanted}; its default holds").into());
    }
    AnalyzeOptions {
        mark_from: share.and_then(Result::ok),
    }
}
