//! Work in slices, where the engine is elsewhere: the Rust side of `slices.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/dom/slices.js")]
extern "C" {
    /// Begins some work, and its first slice.
    pub fn begin();

    /// When the slice is to end, as `performance.now()` has it.
    pub(super) fn end() -> f64;

    /// Whether the slice has taken so long that the page is to have its turn.
    #[wasm_bindgen(js_name = isOver)]
    pub fn is_over() -> bool;

    /// How long the slices of this work have taken, in milliseconds.
    pub fn took() -> f64;

    /// Lets the page and its reader go first, and begins the next slice.
    pub async fn pause();
}

/// Lets the page and its reader go first where the slice has taken long.
pub async fn pause_if_over() {
    if is_over() {
        pause().await;
    }
}
