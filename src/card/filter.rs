//! The words of the panel filter the page: only what they count stays marked, until all is shown again.

use std::cell::RefCell;

use web_sys::{CssStyleSheet, Document};

use crate::analysis::AnnotationId;
use crate::dom::styles;

/// Takes the look away from all marks but those that are shown as active; no node of the page changes.
const CSS: &str =
    ".factnote:not([data-factnote-active]){text-decoration-line:none!important;outline:none!important}";

/// What is shown alone, where something is.
#[derive(Default)]
pub(super) struct Filter {
    only: RefCell<Option<Vec<AnnotationId>>>,
    sheet: RefCell<Option<CssStyleSheet>>,
}

impl Filter {
    /// Whether a mark is to be seen.
    pub fn shows(&self, id: AnnotationId) -> bool {
        self.only.borrow().as_ref().is_none_or(|only| only.contains(&id))
    }

    /// Whether a mark is among those that were chosen.
    pub fn chose(&self, id: AnnotationId) -> bool {
        self.only.borrow().is_some() && self.shows(id)
    }

    /// From now on these alone, or all.
    pub fn set(&self, document: &Document, only: Option<Vec<AnnotationId>>) {
        let wanted = only.is_some();
        *self.only.borrow_mut() = only;
        let mut sheet = self.sheet.borrow_mut();
        if wanted && sheet.is_none() {
            *sheet = styles::adopt(document, CSS);
        } else if !wanted && let Some(sheet) = sheet.take() {
            styles::withdraw(document, &sheet);
        }
    }
}
