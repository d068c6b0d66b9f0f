//! Making elements: names, classes and text. Text of the article never becomes markup.

use web_sys::{Document, Element, Node};

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// An element with a class and a text; both may be empty. None only where the document refuses, as it may when the
/// page is being left.
pub(super) fn element(document: &Document, tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document.create_element_ns(Some(XHTML), tag).ok()?;
    if !class.is_empty() {
        set(&element, "class", class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// An element that pages may style by `::part`.
pub(super) fn part(document: &Document, tag: &str, class: &str, text: &str, name: &str) -> Option<Element> {
    let element = element(document, tag, class, text)?;
    set(&element, "part", name);
    Some(element)
}

/// A button that does what `action` names; `attention` and `panel` listen at the shadow root.
pub(super) fn button(document: &Document, class: &str, text: &str, action: &str) -> Option<Element> {
    let button = element(document, "button", class, text)?;
    set(&button, "type", "button");
    set(&button, "data-do", action);
    Some(button)
}

/// A link to a page or mail address that opens beside this page. The caller has looked at the scheme.
pub(super) fn link(document: &Document, class: &str, text: &str, url: &str) -> Option<Element> {
    let link = element(document, "a", class, text)?;
    set(&link, "href", url);
    set(&link, "target", "_blank");
    set(&link, "rel", "noopener noreferrer nofollow");
    Some(link)
}

/// Appends where there is something to append.
pub(super) fn append(parent: &Node, child: Option<Element>) {
    if let Some(child) = child {
        // Fresh elements of ours on both sides.
        let _ = parent.append_child(&child);
    }
}

/// Appends a text.
pub(super) fn append_text(document: &Document, parent: &Node, text: &str) {
    // A fresh text node of ours.
    let _ = parent.append_child(&document.create_text_node(text));
}

/// Sets an attribute of an element of ours.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // Fails only for names that are no attribute names.
    let _ = element.set_attribute(name, value);
}
