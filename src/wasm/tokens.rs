//! How the engine cuts and labels a text, for those who look into it.

use js_sys::Error;
use wasm_bindgen::prelude::*;

use super::given;
use crate::export::conll::conll;

/// The tokens of a text in CoNLL columns, with what rules and tagger make of each; the first line names the columns. `article` is
/// what [`analyze`](super::analyze) takes.
///
/// # Errors
/// Where `article` has another form.
#[wasm_bindgen]
pub fn tokens(
    #[wasm_bindgen(unchecked_param_type = "string | GivenArticle")] article: &JsValue,
) -> Result<String, Error> {
    let article = given::read(article).map_err(|error| {
        Error::new(&format!(
            "Factnote: tokens() takes a text or an object with `text`, a string: {error}"
        ))
    })?;
    Ok(conll(&article))
}
