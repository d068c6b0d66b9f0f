//! What crosses between JavaScript and the crate, as plain objects: as JSON would give them.

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Plain objects and arrays.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&format!("Factnote: {error}")))
}
