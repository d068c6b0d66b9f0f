//! Single values as scripts and attributes give them.

use wasm_bindgen::JsValue;

/// A text with something in it.
#[cfg(feature = "dom")]
pub(super) fn text(value: &JsValue) -> Result<String, &'static str> {
    let text = value.as_string().filter(|text| !text.trim().is_empty());
    text.ok_or("a text that is not empty is wanted")
}

/// A number, or a string that is one. JavaScript reads it: Rust's reading would have to be downloaded.
pub(super) fn number(value: &JsValue) -> Option<f64> {
    let text = value.as_string().filter(|text| !text.trim().is_empty());
    value
        .as_f64()
        .or_else(|| text.map(|_| value.unchecked_into_f64()))
        .filter(|n| n.is_finite())
}

/// A number from 0 to 1.
pub(super) fn share(value: &JsValue) -> Result<f32, &'static str> {
    let number = number(value).filter(|n| (0.0..=1.0).contains(n));
    #[allow(clippy::cast_possible_truncation)] // between 0 and 1
    let number = number.map(|n| n as f32);
    number.ok_or("a number from 0 to 1 is wanted")
}

/// A truth value, or the string of one; an attribute without a value is true.
#[cfg(feature = "dom")]
pub(super) fn truth(value: &JsValue) -> Result<bool, &'static str> {
    match (value.as_bool(), value.as_string().as_deref()) {
        (Some(truth), _) => Ok(truth),
        (None, Some("true" | "")) => Ok(true),
        (None, Some("false")) => Ok(false),
        _ => Err("true or false is wanted"),
    }
}
