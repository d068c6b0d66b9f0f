//! Quotations in blocks that are not English: that somebody's words stand there is sure, who says them is not read.

use core::iter::once;

use super::draft::Draft;
use super::words::Words;
use super::{Form, UNREAD};
use crate::text::language;

/// Adds the quotations of foreign blocks that no statement holds.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let document = words.document;
    if document.language.blocks.is_empty() {
        return;
    }
    let taken = words.mask(&mut drafts.iter().flat_map(|d| d.content.iter().cloned()));
    for quotation in &document.quotations {
        let said = quotation.level == 0
            && quotation.closed
            && document.is_foreign(quotation.block)
            && language::is_said(document.text, quotation.inner);
        let tokens = document.tokens_in(quotation.span);
        if said && taken.get(tokens.start) == Some(&false) {
            let mut draft = Draft::new(once(tokens), 0..0, UNREAD, 0.7);
            draft.form = Some(Form::Direct);
            drafts.push(draft);
        }
    }
}
