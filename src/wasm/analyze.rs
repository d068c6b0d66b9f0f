//! The engine without any page.

use js_sys::{Error, Object, Reflect};
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsValue, prelude::*};

use super::engine::here;
use super::given;
use super::message::{of_option, to_js, warn};
use super::overrides::of_script;
use super::value::share;
use crate::export::json::Record;
use crate::overrides::Override;

/// What `analyze` may be told.
#[derive(Clone, Debug, Default, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AnalyzeOptions {
    /// Confidence below which annotations are left out, 0 to 1.
    #[tsify(optional)]
    mark_from: Option<f32>,
    /// What the publisher hides, corrects or adds.
    #[tsify(optional, type = "object | object[]")]
    overrides: Vec<Override>,
}

/// Says who said what in a text, without any page. `article` is the text, or `{ text, title, outlet, byline,
/// published, language, url }`; options: `markFrom`, below which annotations are left out, and `overrides`, what the
/// publisher hides, corrects or adds; what of these cannot be followed is said on the console. The answer is the exported
/// record (schema 1.0), as plain objects.
///
/// # Errors
/// Where `article` has another form.
#[wasm_bindgen(unchecked_return_type = "FactnoteRecord")]
pub fn analyze(
    #[wasm_bindgen(unchecked_param_type = "string | GivenArticle")] article: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "AnalyzeOptions")] options: &JsValue,
) -> Result<JsValue, Error> {
    let article = given::read(article).map_err(|error| {
        let told = "Factnote: analyze() takes a text or an object with `text`, a string: ";
        Error::new(&[told, &error].concat())
    })?;
    let AnalyzeOptions { mark_from, overrides } = understood(options);
    let (analysis, orphans) = here::analysis(&article, mark_from, &overrides);
    orphans.iter().for_each(|orphan| warn(orphan));
    let mut record = Record::new(&article, &analysis);
    if let Some(least) = mark_from {
        record.leave_out_below(least.into());
    }
    to_js(&record)
}

/// The options; what is wrong is said on the console, and the rest works.
fn understood(options: &JsValue) -> AnalyzeOptions {
    let given = |name: &str| {
        let value =
            (options.is_object()).then(|| Reflect::get(options.unchecked_ref::<Object>(), &name.into()));
        value.and_then(Result::ok).unwrap_or(JsValue::UNDEFINED)
    };
    let least = given("markFrom");
    let least = (!least.is_undefined() && !least.is_null()).then(|| share(&least));
    if let Some(Err(wanted)) = least {
        warn(&of_option("markFrom", wanted));
    }
    let (overrides, wrong) = of_script(&given("overrides"));
    wrong.iter().for_each(|wrong| warn(wrong));
    AnalyzeOptions {
        mark_from: least.and_then(Result::ok),
        overrides,
    }
}
