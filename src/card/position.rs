//! Where the card stands: one call into `position.js`, which asks Floating UI.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::dom::segment::Segment;

// A script that imports a package cannot be given to browsers as it is: this is `position.js` and what it imports.
#[wasm_bindgen(module = "/src/card/position.bundle.js")]
extern "C" {
    #[wasm_bindgen(js_name = follow)]
    fn follow_words(
        segment: &JsValue,
        card: &HtmlElement,
        arrow: &HtmlElement,
        x: Option<f64>,
        y: Option<f64>,
    ) -> Function;

    #[wasm_bindgen(js_name = lay)]
    fn lay_below(segment: &JsValue, card: &HtmlElement) -> Function;
}

/// Keeps `card` beside its words while the page moves, until it is dropped.
pub(super) struct Follow {
    stop: Function,
}

impl Drop for Follow {
    fn drop(&mut self) {
        // It takes listeners and observers away; none of that throws.
        let _ = self.stop.call0(&JsValue::UNDEFINED);
    }
}

/// Places `card` with its `arrow` beside `segment`, at the place that is nearest to `at` (viewport coordinates in
/// pixels), and goes on doing so.
pub(super) fn follow(
    segment: &Segment,
    card: &HtmlElement,
    arrow: &HtmlElement,
    at: Option<(f64, f64)>,
) -> Follow {
    let (x, y) = at.unzip();
    Follow {
        stop: follow_words(segment.as_ref(), card, arrow, x, y),
    }
}

/// Lays `card` at the lower edge of what is seen of the page, above a keyboard on the screen, and keeps it there; the
/// words are scrolled out from under it.
pub(super) fn lay(segment: &Segment, card: &HtmlElement) -> Follow {
    Follow {
        stop: lay_below(segment.as_ref(), card),
    }
}
