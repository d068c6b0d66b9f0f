//! Style sheets of ours, adopted by a document or a shadow root. No `<style>` element: a page's policy may forbid
//! it, and on the page itself it would be one more node.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::CssStyleSheet;

const SHEETS: &str = "adoptedStyleSheets";

/// Adds a sheet with `css` to a document or shadow root; nothing where the browser refuses.
pub(crate) fn adopt(target: &JsValue, css: &str) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(css).ok()?;
    let all = sheets(target);
    all.push(&sheet);
    set_sheets(target, &all).then_some(sheet)
}

/// Takes `sheet` away from a document or shadow root; the others stay.
pub(crate) fn withdraw(target: &JsValue, sheet: &CssStyleSheet) {
    let others = sheets(target).filter(&mut |other, _, _| !js_sys::Object::is(&other, sheet));
    set_sheets(target, &others);
}

fn sheets(target: &JsValue) -> Array {
    Reflect::get(target, &SHEETS.into()).map_or_else(|_| Array::new(), |list| Array::from(&list))
}

/// False where a browser refuses: then marks stay without a look and the page as it is.
fn set_sheets(target: &JsValue, list: &Array) -> bool {
    Reflect::set(target, &SHEETS.into(), list).unwrap_or(false)
}
