//! Who is told what happens on a page.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Document};

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
    pub fn tell(&self, name: &str, detail: &[(&str, JsValue)]) -> bool {
        let object = Object::new();
        for (key, value) in detail {
            // A fresh object takes any property.
            let _ = Reflect::set(&object, &(*key).into(), value);
        }
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
