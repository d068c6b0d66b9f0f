//! The edge to JavaScript: options in, marks and events on the page, plain objects out.
//!
//! ```text
//! init(options) -> Handle               reads the live page, asks the engine, shows what it says   (browser)
//! analyze(article, options)             the same engine without a page                 (browser, background)
//! connect(options, ask) -> Handle       as init, but the engine is elsewhere: `ask` carries messages  (page)
//! attach(options, ask, tell) -> Handle  the same for the extension, of which the page hears nothing   (page)
//! answer(article, question)             the engine for such a page                              (background)
//! tokens(article)                       how the engine cuts and labels a text                     (background)
//! ```
//!
//! The page's side (`dom`, `card`) and the engine's side meet in [`engine`] only: article in, analysis and words out.
//! Neither knows where the other runs.

#[cfg(any(feature = "browser", feature = "background"))]
mod analyze;
#[cfg(feature = "background")]
mod background;
#[cfg(feature = "dom")]
mod ear;
mod engine;
#[cfg(any(feature = "browser", feature = "background"))]
mod export;
#[cfg(any(feature = "browser", feature = "background"))]
mod given;
#[cfg(feature = "dom")]
mod handle;
mod locale;
mod message;
#[cfg(feature = "dom")]
mod options;
#[cfg(feature = "browser")]
mod overrides;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "browser")]
mod site;
#[cfg(all(feature = "background", feature = "tagger"))]
mod tokens;
mod value;

use console_error_panic_hook::set_once;
use wasm_bindgen::prelude::*;

#[cfg(any(feature = "browser", feature = "background"))]
pub use analyze::analyze;
#[cfg(feature = "background")]
pub use background::{answer, exported};
#[cfg(feature = "dom")]
pub use handle::Handle;
#[cfg(feature = "page")]
pub use page::{attach, connect, has_article};
#[cfg(feature = "browser")]
pub use site::init;
#[cfg(all(feature = "background", feature = "tagger"))]
pub use tokens::tokens;

/// Reports panics on the console, with their place in the code.
#[wasm_bindgen(start)]
pub fn start() {
    set_once();
}

/// Version of the crate.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
