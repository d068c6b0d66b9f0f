//! The engine in another place: the background of the extension.

use js_sys::{Error, Function, Promise, Reflect, try_iter};
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::from_value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Account, Answer, Question};
use crate::article::Article;
use crate::describe::Presentation;
use crate::dom::slices;
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
            Ok(promise) => match JsFuture::from(promise).await {
                Ok(answer) => read(answer).await,
                Err(error) => Err(as_error(error)),
            },
            Err(error) => Err(error),
        };
        slices::pause().await;
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
async fn read(answer: JsValue) -> Result<Answer, Error> {
    slices::begin();
    let presentation = part(&answer, "presentation")?;
    Ok(Answer {
        unchanged: part(&answer, "unchanged")?.is_truthy(),
        presentation: Presentation {
            marks: list(part(&presentation, "marks")?).await?,
            cards: list(part(&presentation, "cards")?).await?,
            panel: value(part(&presentation, "panel")?)?,
        },
        account: Account::Told(answer.clone()),
        orphans: value(part(&answer, "orphans")?).unwrap_or_default(),
    })
}

/// A list, or anything that gives one after the other; each may take some time.
async fn list<T: DeserializeOwned>(list: JsValue) -> Result<Vec<T>, Error> {
    let list = try_iter(&list).map_err(as_error)?;
    let list = list.ok_or_else(|| Error::new("Factnote: the engine's answer has a list missing"))?;
    let mut read = Vec::new();
    for element in list {
        read.push(value(element.map_err(as_error)?)?);
        slices::pause_if_over().await;
    }
    Ok(read)
}

fn value<T: DeserializeOwned>(written: JsValue) -> Result<T, Error> {
    from_value(written)
        .map_err(|error| Error::new(&format!("Factnote: the engine's answer cannot be read: {error}")))
}

fn part(object: &JsValue, name: &str) -> Result<JsValue, Error> {
    Reflect::get(object, &name.into()).map_err(as_error)
}

fn as_error(error: JsValue) -> Error {
    error
        .dyn_into()
        .unwrap_or_else(|error| Error::new(&format!("Factnote: the engine did not answer: {error:?}")))
}
