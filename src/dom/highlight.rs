//! Words that are shown as marked without any change of the page: the Rust side of `highlight.js`.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Range, Text};

use crate::analysis::AnnotationId;
use crate::describe::MarkStyle;

#[wasm_bindgen(module = "/src/dom/highlight.js")]
extern "C" {
    /// Whether this browser knows the CSS Custom Highlight API (Chrome 105, Safari 17.2, Firefox 140).
    #[wasm_bindgen(js_name = isKnown)]
    pub(super) fn is_known() -> bool;

    /// Words in a text node, from and to a UTF-16 unit; none where they are not there.
    pub(super) fn range(text: &Text, start: u32, end: u32) -> Option<Range>;

    #[wasm_bindgen(js_name = isTaken)]
    fn is_named_taken(names: &Array) -> bool;

    #[wasm_bindgen(js_name = show)]
    fn show_named(name: &str, ranges: &Array, priority: u32);

    #[wasm_bindgen(js_name = at)]
    fn numbers_at(ranges: &Array, element: &Element, x: f64, y: f64) -> Vec<u32>;
}

/// Begins the names in `CSS.highlights`; `marks.css` has their look.
const PREFIX: &str = "factnote-";
/// A line of a card rests on these.
const WORDS: &str = "words";
/// The open card and what the panel points to.
const ACTIVE: &str = "active";

/// Whether marks are highlighted on this page already.
pub(super) fn is_taken() -> bool {
    let names = MarkStyle::ALL
        .iter()
        .map(|style| JsValue::from([PREFIX, style.name()].concat()));
    is_named_taken(&names.collect())
}

/// Lights up these words, and no others.
pub(super) fn light(ranges: &Array) {
    show(WORDS, ranges, 8);
}

fn show(name: &str, ranges: &Array, priority: u32) {
    show_named(&[PREFIX, name].concat(), ranges, priority);
}

/// The words of one annotation in one text node.
#[derive(Debug)]
pub(super) struct Words {
    pub annotation: AnnotationId,
    pub style: MarkStyle,
    pub range: Range,
    /// Whether they are shown as active.
    pub active: bool,
}

/// Shows `words` as marked, those that `is_shown`, and no others.
pub(super) fn paint(words: &[Words], is_shown: impl Fn(AnnotationId) -> bool) {
    let shown = |chosen: &dyn Fn(&Words) -> bool| -> Array {
        let words = words
            .iter()
            .filter(|words| is_shown(words.annotation) && chosen(words));
        words.map(|words| &words.range).collect()
    };
    for (priority, style) in (0..).zip(MarkStyle::ALL) {
        show(style.name(), &shown(&|words| words.style == style), priority);
    }
    show(ACTIVE, &shown(&|words| words.active), 6);
}

/// The annotations of the words at a point of the viewport, which lies on `element`: the innermost first. `ranges` are those of
/// `words`.
pub(super) fn at(words: &[Words], ranges: &Array, element: &Element, point: (f64, f64)) -> Vec<AnnotationId> {
    if words.is_empty() {
        return Vec::new();
    }
    let numbers = numbers_at(ranges, element, point.0, point.1).into_iter();
    numbers
        .filter_map(|number| Some(words.get(number as usize)?.annotation))
        .collect()
}
