//! The engine for pages elsewhere: the background of the extension calls it with what a content script has sent.

use js_sys::Error;
use serde_wasm_bindgen::from_value;
use wasm_bindgen::prelude::*;

use super::engine::{Question, here};
use super::message::{self, to_js};
use crate::Article;
use crate::export::json::Record;

/// Answers the question that the page's side asks of an article. Article, question and answer are plain objects; the answer
/// is `{ presentation, record }`.
///
/// # Errors
/// Where article or question have another form.
#[wasm_bindgen]
pub fn answer(article: JsValue, question: JsValue) -> Result<JsValue, Error> {
    let unread = |what: &str, error| Error::new(&format!("Factnote: the {what} cannot be read: {error}"));
    let article: Article = from_value(article).map_err(|error| unread("article", error))?;
    let question: Question = from_value(question).map_err(|error| unread("question", error))?;
    let (analysis, presentation) = here::answer(&article, &question);
    to_js(&message::Answer {
        presentation: &presentation,
        record: Record::new(&article, &analysis),
    })
}
