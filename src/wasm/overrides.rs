//! The publisher's overrides: those of the page's tags, and those of the option.

#[cfg(feature = "dom")]
use js_sys::JSON;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
#[cfg(feature = "dom")]
use web_sys::Document;

use crate::overrides::Override;
use crate::overrides::given::{self, DEEPEST, Value};

#[cfg(feature = "dom")]
const TAGS: &str = r#"script[type="application/json" i].factnote-overrides"#;

/// Reads the tags of a page; the second list says what is wrong in them.
#[cfg(feature = "dom")]
pub(super) fn of_page(document: &Document) -> (Vec<Override>, Vec<String>) {
    let (mut overrides, mut complaints) = (Vec::new(), Vec::new());
    // The selector is one.
    let Ok(tags) = document.query_selector_all(TAGS) else {
        return (overrides, complaints);
    };
    for tag in (0..tags.length()).filter_map(|at| tags.get(at)) {
        match JSON::parse(&tag.text_content().unwrap_or_default()) {
            Ok(json) => {
                let (read, wrong) = of_script(&json);
                overrides.extend(read);
                complaints.extend(wrong);
            }
            Err(_) => complaints
                .push("the tag of class factnote-overrides holds no JSON and is not used".to_owned()),
        }
    }
    (overrides, complaints)
}

/// Reads what a script gives: a list of overrides, or one.
pub(super) fn of_script(value: &JsValue) -> (Vec<Override>, Vec<String>) {
    given::read(plain(value, DEEPEST))
}

fn plain(value: &JsValue, deepest: usize) -> Value {
    if value.is_undefined() || value.is_null() {
        return Value::Nothing;
    }
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    let Some(inner) = deepest.checked_sub(1).filter(|_| value.is_object()) else {
        return Value::Other;
    };
    if Array::is_array(value) {
        let list: &Array = value.unchecked_ref();
        return Value::List(list.iter().map(|one| plain(&one, inner)).collect());
    }
    let object: &Object = value.unchecked_ref();
    let fields = Object::keys(object).into_iter().map(|name| {
        let one = Reflect::get(value, &name).unwrap_or(JsValue::UNDEFINED);
        (name.as_string().unwrap_or_default(), plain(&one, inner))
    });
    Value::Object(fields.collect())
}
