//! The marks' one place in the page's tab order. Tab comes to one mark and leaves the article with the next press;
//! from there the arrow keys or `n` and `p` go through the marks, as in a toolbar
//! (<https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/>, "roving tabindex"). A screen reader hears of
//! that one mark only, and on all others just the page's text.

use std::cell::Cell;

use web_sys::{Document, HtmlElement};

use super::build::set;
use super::filter::Filter;
use crate::describe::Mark;
use crate::dom::marks::{CONTROLS, Marks};
use crate::dom::segment::Segment;

/// Attributes of the one stop.
const OF_A_STOP: [&str; 4] = ["tabindex", "role", "aria-haspopup", "aria-description"];

/// Where the stop is.
#[derive(Debug, Default)]
pub(super) struct Stops {
    /// Index in the list of marks.
    current: Cell<Option<usize>>,
}

impl Stops {
    /// The stop that an earlier session has left in the page is this one's, so that it keeps the focus; else the first mark.
    pub fn adopt(&self, document: &Document, marks: &Marks, list: &[Mark]) {
        let left = document.query_selector(".factnote[tabindex]").ok().flatten();
        let id = left.and_then(|segment| marks.annotations_at(&segment, None).first().copied());
        if let Some(index) = id.and_then(|id| list.iter().position(|mark| mark.annotation == id)) {
            self.set(marks, list, index);
        }
        self.ensure(marks, list);
    }

    /// Sees to it that there is a stop: the one there is while it can be focused, else the first mark that can.
    pub fn ensure(&self, marks: &Marks, list: &[Mark]) {
        let current = self.current.get().and_then(|index| list.get(index));
        if current.is_none_or(|mark| focusable(marks, mark).is_none()) {
            self.current.set(None);
            self.step(marks, list, 1, &Filter::default());
        }
    }

    /// Moves the stop to the next mark in that direction (1 or -1) that is shown and can be focused, and gives its
    /// span; none at the ends.
    pub fn step(
        &self,
        marks: &Marks,
        list: &[Mark],
        direction: isize,
        filter: &Filter,
    ) -> Option<HtmlElement> {
        let mut at = self.current.get();
        loop {
            at = match at {
                None => Some(0),
                Some(index) => Some(index.checked_add_signed(direction)?),
            };
            let mark = list.get(at?)?;
            if filter.shows(mark.annotation)
                && let Some(segment) = focusable(marks, mark)
            {
                self.put(marks, list, at?, &segment);
                return Some(segment);
            }
        }
    }

    /// Makes the mark with this index the stop, where it can be focused.
    pub fn set(&self, marks: &Marks, list: &[Mark], index: usize) -> Option<HtmlElement> {
        let segment = focusable(marks, list.get(index)?)?;
        self.put(marks, list, index, &segment);
        Some(segment)
    }

    fn put(&self, marks: &Marks, list: &[Mark], index: usize, segment: &HtmlElement) {
        if let Some(before) = self.current.replace(Some(index))
            && let Some(segment) = list.get(before).and_then(|mark| focusable(marks, mark))
        {
            for name in OF_A_STOP {
                // Attributes of ours on an element of ours.
                let _ = segment.remove_attribute(name);
            }
        }
        let spoken = list.get(index).map_or("", |mark| mark.spoken.as_str());
        for (name, value) in OF_A_STOP.iter().zip(["0", "button", "dialog", spoken]) {
            set(segment, name, value);
        }
    }
}

/// The first span of a mark on the page outside of links and buttons, which have a focus of their own.
fn focusable(marks: &Marks, mark: &Mark) -> Option<HtmlElement> {
    let outside = |span: &&HtmlElement| span.is_connected() && !matches!(span.closest(CONTROLS), Ok(Some(_)));
    let mut spans = marks.segments(mark.annotation).iter().filter_map(Segment::span);
    spans.find(outside).cloned()
}
