//! What a site's own scripts call where page and engine are in one module.

use js_sys::Error;
use wasm_bindgen::prelude::*;

use super::ear::Ear;
use super::engine::Engine;
use super::{Handle, options};

/// Finds the article on this page, marks it and shows cards. Options, all optional:
///
/// - `root`, `exclude`: CSS selectors of the article and of what in it is left out
/// - `kinds`: what is marked, of direct, paraphrase, unnamed, outlet, figure (a list, or names with commas)
/// - `markFrom`: confidence from which something is marked, 0 to 1
/// - `card`, `panel`: whether there are any
/// - `shortcuts`: whether `n` and `p` go through the statements from anywhere on the page
/// - `watch`: whether the page is read again when it changes: late paragraphs, another article at another address
/// - `renderer`: `spans` around the words, or `highlights` that leave the page's nodes alone
/// - `theme`: auto, light or dark
/// - `rest`: milliseconds for which the pointer rests on a mark before its card opens
/// - `locale`: how numbers and days are written (BCP 47: `de-CH`); as the reader's browser does where it is left out
/// - `messages`: the words of card and panel in another language, an object like `messages/de.json`
/// - `report`: address (http, https, mailto) for reports of mistakes
/// - `overrides`: what the publisher hides, corrects or adds, beside the page's tags of class `factnote-overrides`
/// - `outlet`, `title`, `published`, `language`: what the page itself does not say
///
/// A wrong value is one message on the console, and the rest works.
///
/// # Errors
/// Where a selector is none or `root` matches nothing, and where there is no page.
#[wasm_bindgen]
pub fn init(
    #[wasm_bindgen(unchecked_optional_param_type = "InitOptions")] options: &JsValue,
) -> Result<Handle, Error> {
    let window = web_sys::window()
        .ok_or_else(|| Error::new("Factnote: init() needs a page; without one, call analyze()"))?;
    let document = window
        .document()
        .ok_or_else(|| Error::new("Factnote: this window has no document"))?;
    let options = options::understood(options);
    Handle::start(&window, options, Engine::Here, Ear::Page(document))
}
