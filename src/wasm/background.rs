//! The engine for pages elsewhere: the background of the extension calls it with what a content script has sent.

use js_sys::Error;
use serde_wasm_bindgen::from_value;
use wasm_bindgen::prelude::*;

use super::engine::{Question, here};
use super::export::export;
use super::message::to_js;
use crate::Article;
use crate::export::answer::Answer;
use crate::export::json::Record;

/// Answers the question that the page's side asks of an article. Article, question and answer are plain objects; the answer
/// is `{ presentation, record }`.
///
/// # Errors
/// Where article or question have another form.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn answer(
    #[wasm_bindgen(unchecked_param_type = "object")] article: JsValue,
    #[wasm_bindgen(unchecked_param_type = "object")] question: JsValue,
) -> Result<JsValue, Error> {
    let (article, question) = read(article, question)?;
    let (analysis, presentation, orphans) = here::answer(&article, &question);
    to_js(&Answer {
        text: None,
        presentation: &presentation,
        record: Record::new(&article, &analysis),
        orphans,
    })
}

/// What is said of an article as a text: `format` is `csv`, `json-lines`, `markdown` or `web-annotation`.
///
/// # Errors
/// Where article or question have another form, or there is no such format.
#[wasm_bindgen(unchecked_return_type = "string")]
pub fn exported(
    #[wasm_bindgen(unchecked_param_type = "object")] article: JsValue,
    #[wasm_bindgen(unchecked_param_type = "object")] question: JsValue,
    format: &str,
) -> Result<JsValue, Error> {
    let (article, question) = read(article, question)?;
    let (analysis, _) = here::analysis(&article, question.mark_from, &question.overrides);
    export(&article, &analysis, &question, format)
}

fn read(article: JsValue, question: JsValue) -> Result<(Article, Question), Error> {
    let unread = |what: &str, error| Error::new(&format!("Factnote: the {what} cannot be read: {error}"));
    Ok((
        from_value(article).map_err(|error| unread("article", error))?,
        from_value(question).map_err(|error| unread("question", error))?,
    ))
}
