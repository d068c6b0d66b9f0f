//! Who is told what happens on a page.

use js_sys::{Array, Object, Reflect};
use tsify::Tsify;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, Document};

/// Detail of `factnote:ready` and `factnote:updated`.
#[derive(Tsify)]
pub struct Marked {
    /// How many annotations are marked.
    pub marked: u32,
    /// What could not be followed of the publisher's overrides, a sentence each.
    pub orphans: Vec<String>,
}

/// Detail of `factnote:open`.
#[derive(Tsify)]
pub struct Opened {
    /// The annotation whose card opens ("A7").
    pub id: String,
    /// The annotation itself.
    #[tsify(type = "Annotation")]
    pub annotation: JsValue,
}

/// Detail of `factnote:close`.
#[derive(Tsify)]
pub struct Closed {
    /// The annotation whose card has closed.
    pub id: String,
}

#[wasm_bindgen(typescript_custom_section)]
const EVENTS: &str = "
/** What is fired at the document; `error` and `blocked` by the script tag alone. */
export interface FactnoteEvents {
  \"factnote:ready\": CustomEvent<Marked>;
  \"factnote:updated\": CustomEvent<Marked>;
  \"factnote:open\": CustomEvent<Opened>;
  \"factnote:close\": CustomEvent<Closed>;
  \"factnote:destroyed\": CustomEvent<object>;
  \"factnote:ousted\": CustomEvent<object>;
  \"factnote:failed\": CustomEvent<{ error: Error }>;
  \"factnote:error\": CustomEvent<{ message: string }>;
  \"factnote:blocked\": CustomEvent<{ message: string }>;
}

declare global {
  interface DocumentEventMap extends FactnoteEvents {}
}
";

/// What an event says beside its name.
pub(super) enum Detail {
    Marked(Marked),
    Opened(Opened),
    /// Of `close` and `check`.
    Closed(Closed),
    /// Of `failed`.
    #[cfg(feature = "page")]
    Error(js_sys::Error),
    Nothing,
}

impl Detail {
    fn to_object(&self) -> Object {
        let object = Object::new();
        // A fresh object takes any property.
        let set = |key: &str, value: &JsValue| drop(Reflect::set(&object, &key.into(), value));
        match self {
            Self::Marked(Marked { marked, orphans }) => {
                set("marked", &(*marked).into());
                let orphans = orphans.iter().map(|orphan| JsValue::from(orphan.as_str()));
                set("orphans", &orphans.collect::<Array>());
            }
            Self::Opened(Opened { id, annotation }) => {
                set("id", &id.into());
                set("annotation", annotation);
            }
            Self::Closed(Closed { id }) => set("id", &id.into()),
            #[cfg(feature = "page")]
            Self::Error(error) => set("error", error),
            Self::Nothing => {}
        }
        object
    }
}

/// Who is told.
#[derive(Clone)]
pub(super) enum Ear {
    /// The page, by events `factnote:<name>` at its document.
    Page(Document),
    /// A function of the content script, and nobody else: pages do not hear of the extension.
    #[cfg(feature = "page")]
    Script(js_sys::Function),
}

impl Ear {
    /// Tells; false where a listener of the page prevents what would follow.
    pub fn tell(&self, name: &str, detail: &Detail) -> bool {
        let object = detail.to_object();
        match self {
            Self::Page(document) => fire(document, name, &object),
            #[cfg(feature = "page")]
            Self::Script(function) => {
                // What a listener throws is its own business.
                let _ = function.call2(&JsValue::UNDEFINED, &name.into(), &object);
                true
            }
        }
    }

    /// Whether this is the extension.
    pub fn is_extension(&self) -> bool {
        match self {
            Self::Page(_) => false,
            #[cfg(feature = "page")]
            Self::Script(_) => true,
        }
    }
}

fn fire(document: &Document, name: &str, detail: &Object) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_detail(detail);
    CustomEvent::new_with_event_init_dict(&format!("factnote:{name}"), &init)
        .ok()
        .is_none_or(|event| document.dispatch_event(&event).unwrap_or(true))
}
