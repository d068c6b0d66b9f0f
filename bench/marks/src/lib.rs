//! Marking by itself, as a page's script can call it: reads the page, marks every number of percent, takes the marks
//! out again.

#![cfg(target_arch = "wasm32")]

use factnote::Span;
use factnote::analysis::AnnotationId;
use factnote::describe::{Mark, MarkStyle};
use factnote::dom::marks::{Marks, Renderer};
use factnote::dom::{Scan, ScanOptions, scan};
use wasm_bindgen::prelude::*;

const WORDS: &str = " percent";

/// A page that was read.
#[wasm_bindgen]
pub struct Page {
    scan: Scan,
    list: Vec<Mark>,
    marks: Option<Marks>,
}

#[wasm_bindgen]
impl Page {
    /// Reads the page's article, which is at `root`, a CSS selector.
    ///
    /// # Errors
    /// Where there is no page or nothing at `root`.
    #[wasm_bindgen(constructor)]
    pub fn read(root: &str) -> Result<Self, JsError> {
        let document = web_sys::window().and_then(|window| window.document());
        let document = document.ok_or_else(|| JsError::new("there is no page"))?;
        let options = ScanOptions {
            root: Some(root.to_owned()),
            ..ScanOptions::default()
        };
        let scan = scan(&document, &options)?;
        let list = percentages(&scan.article().text);
        Ok(Self {
            scan,
            list,
            marks: None,
        })
    }

    /// Marks; how many.
    pub fn mark(&mut self) -> usize {
        let marks = Marks::paint(&self.scan, &self.list, Renderer::Spans);
        let count = marks.count();
        self.marks = Some(marks);
        count
    }

    /// Takes the marks out.
    pub fn restore(&mut self) {
        if let Some(mut marks) = self.marks.take() {
            marks.restore();
        }
    }
}

/// A mark for each number of percent in `text`.
fn percentages(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, _) in text.match_indices(WORDS) {
        let digits = text.as_bytes()[..at].iter().rev();
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        let (start, end) = (u32::try_from(at - digits), u32::try_from(at + WORDS.len()));
        if let (Ok(start), Ok(end), Ok(id)) = (start, end, u32::try_from(marks.len())) {
            marks.push(Mark {
                annotation: AnnotationId(id),
                style: MarkStyle::Figure,
                spans: vec![Span::new(start, end)],
                spoken: String::new(),
            });
        }
    }
    marks
}
