//! What an engine answers a page that is elsewhere: in the extension, in a worker, or made when the page was built.

use super::json::Record;
use crate::describe::Presentation;
use serde::Serialize;

/// An answer, as an object of JSON.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(all(target_arch = "wasm32", feature = "edge"), derive(tsify::Tsify))]
pub struct Answer<'a> {
    /// The text that was read. Where the answer is kept in a file, the page's side compares it with its own: positions
    /// hold for this text and no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub text: Option<&'a str>,
    /// Marks, cards and panel, which the page's side shows.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(type = "object"))]
    pub presentation: &'a Presentation,
    /// The record (schema 1.0), which it passes on to scripts as it is.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(type = "FactnoteRecord"))]
    pub record: Record<'a>,
    /// What could not be followed of the publisher's overrides, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub orphans: Vec<String>,
}

#[cfg(feature = "json")]
impl Answer<'_> {
    /// Writes it as one line of JSON.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}
