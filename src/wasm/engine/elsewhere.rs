//! The engine in another place: the background of the extension.

use js_sys::{Error, Function, Promise};
use serde_wasm_bindgen::from_value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Account, Answer, Question};
use crate::article::Article;
use crate::wasm::message;

/// Has `function` carry the question, and calls `then` when there is an answer.
pub(super) fn ask(
    function: &Function,
    article: &Article,
    question: &Question,
    then: impl FnOnce(Result<Answer, Error>) + 'static,
) {
    let promise = carry(function, article, question);
    spawn_local(async move {
        let answer = match promise {
            Ok(promise) => JsFuture::from(promise).await.map_err(as_error).and_then(read),
            Err(error) => Err(error),
        };
        then(answer);
    });
}

fn carry(function: &Function, article: &Article, question: &Question) -> Result<Promise, Error> {
    let (article, question) = (message::to_js(article)?, message::to_js(question)?);
    let promised = function
        .call2(&JsValue::UNDEFINED, &article, &question)
        .map_err(as_error)?;
    Ok(Promise::resolve(&promised))
}

/// What `background` or the command line has written as `export::answer::Answer`.
fn read(answer: JsValue) -> Result<Answer, Error> {
    let part = |name: &str| js_sys::Reflect::get(&answer, &name.into()).map_err(as_error);
    let presentation = from_value(part("presentation")?)
        .map_err(|error| Error::new(&format!("Factnote: the engine's answer cannot be read: {error}")))?;
    Ok(Answer {
        unchanged: part("unchanged")?.is_truthy(),
        presentation,
        account: Account::Told(part("record")?),
        orphans: from_value(part("orphans")?).unwrap_or_default(),
    })
}

fn as_error(error: JsValue) -> Error {
    error
        .dyn_into()
        .unwrap_or_else(|error| Error::new(&format!("Factnote: the engine did not answer: {error:?}")))
}
