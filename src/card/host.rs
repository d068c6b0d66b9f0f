//! The light element that carries a closed shadow root. Page rules reach neither what is in it nor, past the
//! `!important` rules of its own sheet, itself.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, NodeList, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::build::{append, element, set};
use crate::dom::styles;

/// Name of the card's element. Unknown names are not met by a page's rules for `div` and `span`.
pub const CARD_TAG: &str = "factnote-card";
/// Name of the panel's element.
pub const PANEL_TAG: &str = "factnote-panel";

/// Present while the host shows something.
const SHOWN: &str = "data-shown";

/// A host.
#[derive(Debug)]
pub(super) struct Host {
    pub element: HtmlElement,
    pub root: ShadowRoot,
}

impl Host {
    /// Makes a host with `css` inside. None where the browser knows no shadow roots.
    pub fn new(document: &Document, tag: &str, css: &str) -> Option<Self> {
        let host: HtmlElement = element(document, tag, "", "")?.dyn_into().ok()?;
        // The article finder leaves it out, should it be run again.
        set(&host, "data-factnote-skip", "");
        // New for each load, so that no page waits for a name.
        let number = JsValue::from(js_sys::Math::random()).unchecked_into::<js_sys::Number>();
        let number = number
            .to_string_with_radix(36)
            .map_or_else(|_| String::new(), String::from);
        set(&host, "id", &[tag, "-", number.trim_start_matches("0.")].concat());
        let root = host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))
            .ok()?;
        if styles::adopt(&root, css).is_none() {
            // Content scripts of older browsers: adopting throws there, and a page's policy does not reach them.
            append(&root, element(document, "style", "", css));
        }
        Some(Self { element: host, root })
    }

    /// What its words are referred to by.
    pub fn id(&self) -> String {
        self.element.id()
    }

    /// Shows the host inside `parent`.
    pub fn show(&self, parent: &Node) {
        if self.element.parent_node().as_ref() == Some(parent) || parent.append_child(&self.element).is_ok() {
            set(&self.element, SHOWN, "");
        }
    }

    /// Lifts `frame`, which is inside, above everything on the page: into the top layer, where the browser knows
    /// popovers; elsewhere the sheet's z-index must do. The frame and not the host, so that who places it sees that no
    /// transformed ancestor moves it.
    pub fn raise(frame: &HtmlElement) {
        if supports_popover(frame) {
            // Both throw only where that has been done already.
            let _ = frame.set_popover(Some("manual"));
            let _ = frame.show_popover();
        }
    }

    /// Takes `frame` out of the top layer.
    pub fn lower(frame: &HtmlElement) {
        if supports_popover(frame) {
            // Throws where it is not there.
            let _ = frame.hide_popover();
        }
    }

    /// Hides the host; it stays in the page.
    pub fn hide(&self) {
        // Taking an attribute away from an element of ours cannot fail.
        let _ = self.element.remove_attribute(SHOWN);
    }

    /// Takes the host out of the page.
    pub fn remove(&self) {
        self.hide();
        self.element.remove();
    }

    /// Whether the keyboard's focus is inside.
    pub fn has_focus(&self) -> bool {
        self.root.active_element().is_some()
    }
}

fn supports_popover(element: &HtmlElement) -> bool {
    js_sys::Reflect::has(element, &"showPopover".into()).unwrap_or(false)
}

/// Where a host must stand to lie above `near`: an open modal dialog or the element on the full screen around it,
/// or else the body. From the body it would be seen above a dialog, but not hit.
pub(super) fn layer(document: &Document, near: &Element) -> Option<Node> {
    let dialog = near.closest("dialog[open]").ok().flatten();
    let full = document
        .fullscreen_element()
        .filter(|full| full.contains(Some(near)));
    match dialog.or(full) {
        Some(element) => Some(element.into()),
        None => document.body().map(Into::into),
    }
}

/// The hosts in the page, whoever has put them there. An element that a page puts where it wants the panel is none.
pub(super) fn hosts(document: &Document) -> impl Iterator<Item = Element> {
    let all = document
        .query_selector_all(&[CARD_TAG, ",", PANEL_TAG, "[data-factnote-skip]"].concat())
        .ok();
    let count = all.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| all.as_ref()?.get(at)?.dyn_into().ok())
}

/// Takes hosts out of the page that are left over from a page saved with Factnote in it.
pub fn clear_away(document: &Document) {
    for host in hosts(document) {
        host.remove();
    }
}
