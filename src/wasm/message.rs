//! What crosses between JavaScript and the crate, as plain objects: as JSON would give them.

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// What the engine answers a page elsewhere.
#[cfg(feature = "background")]
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    /// Marks, cards and panel, which the page's side shows.
    pub presentation: &'a crate::describe::Presentation,
    /// The record (schema 1.0), which it passes on to scripts as it is.
    pub record: crate::export::json::Record<'a>,
}

/// Plain objects and arrays.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&format!("Factnote: {error}")))
}
