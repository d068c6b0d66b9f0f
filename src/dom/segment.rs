//! A stretch of an annotation's words on the page, however it is shown.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement, Range};

/// The words of an annotation in one text node.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Wrapped in a span of ours.
    Span(HtmlElement),
    /// Highlighted where they stand; the page is untouched.
    Words(Range),
}

impl Segment {
    /// The span, where there is one. Only that can have attributes and the keyboard's focus.
    #[must_use]
    pub fn span(&self) -> Option<&HtmlElement> {
        match self {
            Self::Span(span) => Some(span),
            Self::Words(_) => None,
        }
    }

    /// The span, or else the page's element around the words.
    #[must_use]
    pub fn element(&self) -> Option<Element> {
        match self {
            Self::Span(span) => Some(span.clone().into()),
            Self::Words(range) => range.start_container().ok()?.parent_element(),
        }
    }

    /// Whether the words are still in the page.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        match self {
            Self::Span(span) => span.is_connected(),
            Self::Words(range) => {
                !range.collapsed() && range.start_container().is_ok_and(|text| text.is_connected())
            }
        }
    }

    /// The box around the words, in the viewport.
    #[must_use]
    pub fn bounds(&self) -> DomRect {
        match self {
            Self::Span(span) => span.get_bounding_client_rect(),
            Self::Words(range) => range.get_bounding_client_rect(),
        }
    }

    /// Whether a point of the viewport lies in the box around the words.
    #[must_use]
    pub fn is_at(&self, (x, y): (f64, f64)) -> bool {
        let bounds = self.bounds();
        (bounds.left()..=bounds.right()).contains(&x) && (bounds.top()..=bounds.bottom()).contains(&y)
    }
}

impl AsRef<JsValue> for Segment {
    /// An element or a range: both know their `getClientRects()`.
    fn as_ref(&self) -> &JsValue {
        match self {
            Self::Span(span) => span.unchecked_ref(),
            Self::Words(range) => range.unchecked_ref(),
        }
    }
}
