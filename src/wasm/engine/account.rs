//! What an answer says of each annotation, for scripts: the record and its parts, as plain objects.

use js_sys::Error;
use wasm_bindgen::JsValue;

use super::Question;
use crate::analysis::AnnotationId;

#[cfg(feature = "browser")]
use {
    crate::analysis::Analysis,
    crate::article::Article,
    crate::export::json::{Annotation, Record, annotation_id, annotation_named},
    crate::wasm::export::export,
    crate::wasm::message::to_js,
    std::rc::Rc,
};
#[cfg(feature = "page")]
use {
    js_sys::{Function, Reflect},
    wasm_bindgen::JsCast,
};

/// The record of an article, made when it is asked for.
#[derive(Clone)]
pub(in crate::wasm) enum Account {
    /// From what the engine of this module has found.
    #[cfg(feature = "browser")]
    Here(Rc<Article>, Rc<Analysis>),
    /// An answer of an engine elsewhere, whose record may be made when it is asked for.
    #[cfg(feature = "page")]
    Told(JsValue),
}

impl Account {
    /// The whole record.
    pub fn record(&self) -> Result<JsValue, Error> {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(article, analysis) => to_js(&Record::new(article, analysis)),
            #[cfg(feature = "page")]
            Self::Told(answer) => Ok(record(answer)),
        }
    }

    /// It all as a text in the format of this name.
    pub fn text(&self, question: &Question, format: &str) -> Result<JsValue, Error> {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(article, analysis) => export(article, analysis, question, format),
            #[cfg(feature = "page")]
            Self::Told(_) => {
                let _ = (question, format);
                Err(Error::new(
                    "Factnote: the engine that has read this page writes formats",
                ))
            }
        }
    }

    /// All its annotations.
    pub fn annotations(&self) -> Result<JsValue, Error> {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(article, analysis) => to_js(&Record::new(article, analysis).annotations),
            #[cfg(feature = "page")]
            Self::Told(answer) => Ok(get(&record(answer), &"annotations".into())),
        }
    }

    /// One of them; undefined where there is none.
    pub fn annotation(&self, id: AnnotationId) -> Result<JsValue, Error> {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(article, analysis) => match Annotation::new(article, analysis, id) {
                Some(annotation) => to_js(&annotation),
                None => Ok(JsValue::UNDEFINED),
            },
            #[cfg(feature = "page")]
            Self::Told(answer) => Ok(told(answer, id)),
        }
    }

    /// The exported id of an annotation: "A7".
    pub fn name(&self, id: AnnotationId) -> String {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(_, analysis) => annotation_id(analysis, id),
            #[cfg(feature = "page")]
            Self::Told(answer) => named(answer, id).as_string().unwrap_or_default(),
        }
    }

    /// The annotation with this exported id.
    pub fn named(&self, name: &str) -> Option<AnnotationId> {
        match self {
            #[cfg(feature = "browser")]
            Self::Here(_, analysis) => annotation_named(analysis, name),
            #[cfg(feature = "page")]
            Self::Told(_) => {
                let id = AnnotationId(name.get(1..)?.parse().ok()?);
                (self.name(id) == name).then_some(id)
            }
        }
    }
}

/// The record of an answer.
#[cfg(feature = "page")]
fn record(answer: &JsValue) -> JsValue {
    get(answer, &"record".into())
}

/// An annotation of its record: its number is its place. An answer that unpacks its parts when they are asked for has a function for
/// this, since all at once would hold up the page.
#[cfg(feature = "page")]
fn told(answer: &JsValue, id: AnnotationId) -> JsValue {
    match get(answer, &"annotation".into()).dyn_ref::<Function>() {
        Some(annotation) => annotation.call1(answer, &id.0.into()).unwrap_or_default(),
        None => get(&get(&record(answer), &"annotations".into()), &id.0.into()),
    }
}

/// The exported id of an annotation, which such an answer has in a list.
#[cfg(feature = "page")]
fn named(answer: &JsValue, id: AnnotationId) -> JsValue {
    let ids = get(answer, &"ids".into());
    if ids.is_undefined() {
        get(&told(answer, id), &"id".into())
    } else {
        get(&ids, &id.0.into())
    }
}

/// A property; undefined where there is none.
#[cfg(feature = "page")]
fn get(object: &JsValue, name: &JsValue) -> JsValue {
    if object.is_object() {
        Reflect::get(object.unchecked_ref(), name).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}
