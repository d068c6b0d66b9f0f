//! The DOM layer in real browsers: the cases of finding, wrapping and leaving alone, each a test with its name.
//!
//! ```text
//! wasm-pack test --headless --chrome --no-default-features --test web
//! wasm-pack test --headless --firefox --no-default-features --test web
//! ```

#![cfg(target_arch = "wasm32")]
// Clippy knows the tests of wasm-bindgen not as tests.
#![allow(clippy::unwrap_used)]

mod across;
mod boxes;
mod changing;
mod characters;
mod fixture;
mod highlights;
mod large;
mod lasting;
mod places;
mod reader;
mod trees;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
