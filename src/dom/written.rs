//! Text nodes that marks divide: the Rust side of `written.js`.

use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{Node, Text};

use super::segments::Step;
use crate::article::page::NodeIndex;
use crate::describe::MarkStyle;

#[wasm_bindgen(module = "/src/dom/written.js")]
extern "C" {
    /// One text node with the spans and texts that stand behind it.
    #[derive(Clone, Debug)]
    pub(super) type Written;

    /// The page's text node.
    #[wasm_bindgen(method, getter)]
    pub(super) fn node(this: &Written) -> Text;

    /// Its text before it was divided; a lone surrogate is U+FFFD.
    #[wasm_bindgen(method, getter)]
    pub(super) fn original(this: &Written) -> String;

    /// Our spans, in the order in which they were made.
    #[wasm_bindgen(method, getter)]
    pub(super) fn spans(this: &Written) -> Array;

    /// Whether everything stands in the page as it was made.
    #[wasm_bindgen(method, js_name = isIntact)]
    pub(super) fn is_intact(this: &Written) -> bool;

    /// Whether the page has changed or removed the text, or put something between it and our nodes.
    #[wasm_bindgen(method, js_name = isStale)]
    pub(super) fn is_stale(this: &Written) -> bool;

    #[wasm_bindgen(method, js_name = place)]
    fn place_of(this: &Written, offset: u32, forward: bool) -> Option<Array>;

    #[wasm_bindgen(js_name = prepare)]
    fn prepare_planned(nodes: &Array, texts: &Array, plan: &Uint32Array, styles: &Array) -> Array;

    /// Builds its spans where it has none yet, without touching the page, and writes on them what they are.
    #[wasm_bindgen(method)]
    pub(super) fn divide(this: &Written);

    /// Says to which annotation each span belongs that stands in the page or is to be built, and of each annotation which of its
    /// spans is the first and the last. [`Written::divide`] writes it on the spans.
    pub(super) fn name(list: &Array, annotations: &Uint32Array);

    /// Puts what was prepared and does not stand there into the page; where that has changed the text since, it is left alone. The
    /// reader's selection stays.
    pub(super) fn put(list: &Array);

    /// The same for a slice of time: from a number of the list on until a time (`performance.now()`), at least some; gives the
    /// number of the next one.
    #[cfg(feature = "page")]
    #[wasm_bindgen(js_name = putUntil)]
    pub(super) fn put_until(list: &Array, from: u32, until: f64) -> u32;

    /// Takes it out again, the last first. The reader's selection stays.
    pub(super) fn undo(list: &Array);

    /// Replaces spans of ours by what is in them.
    pub(super) fn unwrap(node: &Node);
}

impl Written {
    /// The place in the page of an offset (UTF-16 units) in the whole text. At a border it is the end of the left part, or
    /// with `forward` the beginning of the right one.
    pub fn place(&self, offset: u32, forward: bool) -> Option<(Text, u32)> {
        let place = self.place_of(offset, forward)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an offset in a text node"
        )]
        let offset = place.get(1).as_f64()? as u32;
        Some((place.get(0).dyn_into().ok()?, offset))
    }
}

/// Takes text nodes, so that [`Written::divide`] can build their spans later: one for each plan, none where the text node has another
/// text than it was read with, or has left the page.
pub(super) fn prepare(nodes: &Array, texts: &Array, plans: &[(NodeIndex, &[Step])]) -> Vec<Option<Written>> {
    let mut flat = Vec::new();
    for (node, steps) in plans {
        flat.push(*node);
        flat.push(number(steps.len()));
        for step in *steps {
            flat.extend([step.start, step.end, number(step.kept), number(step.opened.len())]);
            flat.extend(step.opened.iter().map(number_of));
        }
    }
    let styles: Array = MarkStyle::ALL
        .iter()
        .map(|style| JsValue::from(style.name()))
        .collect();
    let made = prepare_planned(nodes, texts, &Uint32Array::from(&flat[..]), &styles);
    let made = made
        .iter()
        .map(|made| (!made.is_undefined()).then(|| made.unchecked_into()));
    made.collect()
}

fn number_of(style: &MarkStyle) -> u32 {
    number(
        MarkStyle::ALL
            .iter()
            .position(|other| other == style)
            .unwrap_or_default(),
    )
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
