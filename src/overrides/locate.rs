//! From a quote selector to the place in the text that it means. White space is all the same, however much and of which kind.

use super::{Reason, Selector};
use crate::span::Span;

/// A text with one space for any white space, and where each of its bytes stands in the text as it is.
pub(super) struct Flat {
    text: String,
    places: Vec<u32>,
}

impl Flat {
    pub fn new(text: &str) -> Self {
        let mut flat = Self {
            text: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len() + 1),
        };
        let mut at = 0;
        for character in text.chars() {
            if !character.is_whitespace() {
                flat.text.push(character);
            } else if !flat.text.ends_with(' ') {
                flat.text.push(' ');
            }
            flat.places.resize(flat.text.len(), at);
            at += u32::try_from(character.len_utf8()).unwrap_or(0);
        }
        flat.places.push(at);
        flat
    }

    /// The one place that `selector` means.
    pub fn find(&self, selector: &Selector) -> Result<Span, Reason> {
        let [exact, prefix, suffix] =
            [&selector.exact, &selector.prefix, &selector.suffix].map(|part| flat(part));
        let mut found = Err(Reason::Missing);
        let mut from = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(&exact)) {
            let (start, end) = (from + at, from + at + exact.len());
            from = start + exact.chars().next().map_or(1, char::len_utf8);
            let (before, after) = (self.text.get(..start), self.text.get(end..));
            let (before, after) = (before.unwrap_or(""), after.unwrap_or(""));
            if goes_on(before, &exact) || goes_on(&exact, after) {
                continue;
            }
            let is_meant = before.trim_end().ends_with(&prefix) && after.trim_start().starts_with(&suffix);
            found = match (is_meant, found) {
                (true, Ok(_)) => return Err(Reason::Repeated),
                (true, Err(_)) => Ok(self.span(start, end)),
                (false, Err(_)) => Err(Reason::Elsewhere),
                (false, found) => found,
            };
        }
        found
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(0);
        Span::new(place(start), place(end))
    }
}

/// Without white space around, and one space for any inside.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word reaches over the border of both: "art" stands in "party", but is no word there.
fn goes_on(before: &str, after: &str) -> bool {
    before.chars().next_back().is_some_and(char::is_alphanumeric)
        && after.chars().next().is_some_and(char::is_alphanumeric)
}
