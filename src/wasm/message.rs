//! What crosses between JavaScript and the crate, as plain objects: as JSON would give them.

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::console;

/// Plain objects and arrays.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&format!("Factnote: {error}")))
}

/// Says on the console what is wrong; the rest works.
pub(super) fn warn(what: &str) {
    console::warn_1(&["Factnote: ", what].concat().into());
}

/// What is wrong with an option.
pub(super) fn of_option(name: &str, wanted: &str) -> String {
    ["option `", name, "`: ", wanted, "; its default holds"].concat()
}
