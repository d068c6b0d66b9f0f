//! An article as a script gives it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::Article;
use crate::export::json::GivenArticle;

/// Reads a text, or an object with `text`; the error says what is wrong with it.
pub(super) fn read(value: &JsValue) -> Result<Article, String> {
    if let Some(text) = value.as_string() {
        return Ok(Article::from_plain_text(&text));
    }
    let given = GivenArticle {
        text: field(value, "text")?.ok_or("there is no `text`")?,
        title: field(value, "title")?,
        outlet: field(value, "outlet")?,
        byline: field(value, "byline")?,
        published: field(value, "published")?,
        language: field(value, "language")?,
        url: field(value, "url")?,
    };
    Ok(given.into_article())
}

/// A string, where it is given.
fn field(object: &JsValue, name: &str) -> Result<Option<String>, String> {
    let value = Reflect::get(object, &name.into()).map_err(|_| "this is no object")?;
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let text = value.as_string();
    text.map(Some).ok_or_else(|| format!("`{name}` is no string"))
}
