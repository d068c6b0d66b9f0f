//! Watches for changes that the page makes to its own text, until it is dropped.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MutationObserver, MutationObserverInit};

use super::session::Shared;

/// An observer of the page's text. What we write ourselves calls it too, and finds nothing to do.
pub(super) struct Watch {
    observer: MutationObserver,
    _called: Closure<dyn Fn()>,
}

impl Watch {
    /// None where the page has no body to watch.
    pub fn begin(shared: &Rc<Shared>) -> Option<Self> {
        let weak = Rc::downgrade(shared);
        let called: Closure<dyn Fn()> = Closure::new(move || {
            if let Some(shared) = weak.upgrade() {
                shared.page_changed();
            }
        });
        let observer = MutationObserver::new(called.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_character_data(true);
        observer
            .observe_with_options(&shared.document.body()?.into(), &options)
            .ok()?;
        Some(Self {
            observer,
            _called: called,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
