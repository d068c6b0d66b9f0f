//! D20 and D21: pages that are large in one way or another. How fast that is, `cargo xtask speed --marks` measures.

use factnote::Span;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, document, mark_at};

#[wasm_bindgen_test]
fn d20_six_thousand_marks_in_400_kilobytes() {
    let sentence = "Of all boats in the bay 40 percent came home late, which nobody was told. ";
    let paragraph = ["<p>", &sentence.repeat(6), "</p>"].concat();
    let mut page = Fixture::unmarked(|root| root.set_inner_html(&paragraph.repeat(1000)));
    let places = page.text().match_indices("40 percent");
    let marks: Vec<_> = (0..)
        .zip(places)
        .map(|(id, (at, words))| mark_at(id, &[Span::new(at as u32, (at + words.len()) as u32)]))
        .collect();
    page.marks.repaint(&page.scan, &marks);
    assert_eq!(page.marks.count(), 6000);
    assert_eq!(page.all_segments().len(), 6000);
    page.finish();
}

#[wasm_bindgen_test]
fn d21_a_hundred_thousand_digits_in_one_text() {
    let mut page =
        Fixture::unmarked(|root| root.set_inner_html(&["<p>", &"7".repeat(100_000), "</p>"].concat()));
    let marks: Vec<_> = (0..5000)
        .map(|id| mark_at(id, &[Span::new(id * 20, id * 20 + 10)]))
        .collect();
    page.marks.repaint(&page.scan, &marks);
    assert_eq!(page.all_segments().len(), 5000);
    page.finish();
}

#[wasm_bindgen_test]
fn d21_fifty_thousand_texts() {
    let mut page = Fixture::unmarked(|root| {
        for _ in 0..500 {
            let paragraph = document().create_element("p").unwrap();
            for _ in 0..100 {
                let text = document().create_text_node("7 boats, ");
                paragraph.append_child(&text).unwrap();
            }
            root.append_child(&paragraph).unwrap();
        }
    });
    let whole = Span::new(0, page.text().len() as u32);
    page.marks.repaint(&page.scan, &[mark_at(0, &[whole])]);
    assert_eq!(page.all_segments().len(), 50_000);
    page.finish();
}

#[wasm_bindgen_test]
fn d21_boxes_a_thousand_deep() {
    let mut page = Fixture::unmarked(|root| {
        let mut inner = root.clone();
        for _ in 0..1000 {
            let next = document().create_element("div").unwrap();
            inner.append_child(&next).unwrap();
            inner = next;
        }
        inner.set_text_content(Some("Some 40 people came."));
    });
    page.marks.repaint(&page.scan, &[mark_at(0, &[Span::new(5, 14)])]);
    assert_eq!(page.segments(0), ["40 people"]);
    page.finish();
}
