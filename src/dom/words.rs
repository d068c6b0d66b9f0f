//! Words of the article that light up while the reader looks at the line of a card that rests on them, by the CSS
//! Custom Highlight API (<https://www.w3.org/TR/css-highlight-api-1/>): the page is not touched. Where a browser
//! does not know it, nothing lights up.

use js_sys::Array;
use web_sys::Range;

use super::Scan;
use super::highlight;
use super::marks::Marks;
use crate::span::Span;

/// Lights up the words under `spans` (bytes of the article's text), and nothing else.
pub fn light(scan: &Scan, marks: &Marks, spans: &[Span]) {
    highlight::light(&spans.iter().flat_map(|&span| ranges(scan, marks, span)).collect());
}

/// Lights nothing up any more.
pub fn unlight() {
    highlight::light(&Array::new());
}

/// The live ranges under `span`, one a stretch of a text node.
#[must_use]
pub fn ranges(scan: &Scan, marks: &Marks, span: Span) -> Vec<Range> {
    let offsets = crate::export::offsets::Offsets::new(&scan.found.article.text);
    let pieces = &scan.found.pieces;
    let first = pieces.partition_point(|p| p.start + p.len <= span.start());
    let mut found = Vec::new();
    for piece in pieces
        .get(first..)
        .unwrap_or(&[])
        .iter()
        .take_while(|p| p.start < span.end())
    {
        let at = |byte: u32| piece.node_start + offsets.utf16(byte) - offsets.utf16(piece.start);
        let start = at(span.start().max(piece.start));
        let end = at(span.end().min(piece.start + piece.len));
        let (Some((first, from)), Some((last, to))) = (
            marks.place(scan, piece.node, start, true),
            marks.place(scan, piece.node, end, false),
        ) else {
            continue;
        };
        // The page may have changed its text since: then the offsets lead nowhere and the range is left out.
        if let Ok(range) = scan.document.create_range()
            && range.set_start(&first, from).is_ok()
            && range.set_end(&last, to).is_ok()
        {
            found.push(range);
        }
    }
    found
}
