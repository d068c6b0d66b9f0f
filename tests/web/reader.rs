//! E1: what the reader has selected stays selected, while marks come and go.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Node, Selection};

use crate::fixture::{Fixture, mark};

fn selection() -> Selection {
    web_sys::window().unwrap().get_selection().unwrap().unwrap()
}

/// Selects from one place of the fixture to another and marks "40 people" and "9 boats".
fn keeps(html: &str, from: (&dyn Fn(&Fixture) -> Node, u32), to: (&dyn Fn(&Fixture) -> Node, u32)) {
    let mut page = Fixture::unmarked(|root| root.set_inner_html(html));
    selection()
        .set_base_and_extent(&from.0(&page), from.1, &to.0(&page), to.1)
        .unwrap();
    let before = String::from(selection().to_string());
    assert_ne!(before, "");
    let marks = [mark(page.text(), 0, "40 people"), mark(page.text(), 1, "9 boats")];
    page.paint(&marks);
    assert_eq!(page.all_segments().len(), 2);
    assert_eq!(String::from(selection().to_string()), before, "marked: {html}");
    page.marks.restore();
    assert_eq!(String::from(selection().to_string()), before, "restored: {html}");
    selection().remove_all_ranges().unwrap();
    page.finish();
}

const HTML: &str = "<p>Some 40 people came in 9 boats.</p><p>Then they left.</p>";

fn text(page: &Fixture) -> Node {
    page.find("p").first_child().unwrap()
}

fn paragraph(page: &Fixture) -> Node {
    page.find("p").into()
}

fn second(page: &Fixture) -> Node {
    page.find("p + p").first_child().unwrap()
}

#[wasm_bindgen_test]
fn e01_a_selection_inside_a_mark_stays() {
    keeps(HTML, (&text, 6), (&text, 11));
}

#[wasm_bindgen_test]
fn e01_a_selection_over_the_edge_of_a_mark_stays() {
    keeps(HTML, (&text, 2), (&text, 8));
    keeps(HTML, (&text, 25), (&second, 4));
}

#[wasm_bindgen_test]
fn e01_a_selection_around_marks_stays() {
    keeps(HTML, (&text, 1), (&text, 31));
    keeps(HTML, (&paragraph, 0), (&paragraph, 1));
    keeps(HTML, (&paragraph, 0), (&second, 3));
}

#[wasm_bindgen_test]
fn e01_a_selection_that_was_made_backwards_stays() {
    keeps(HTML, (&second, 4), (&text, 8));
}

#[wasm_bindgen_test]
fn e01_a_selection_that_was_made_with_marks_stays_when_they_go() {
    let mut page = Fixture::marked(HTML, &["40 people", "9 boats"]);
    let from = page.all_segments()[0].first_child().unwrap();
    let to = page.all_segments()[1].clone();
    selection().set_base_and_extent(&from, 3, &to, 1).unwrap();
    assert_eq!(String::from(selection().to_string()), "people came in 9 boats");
    page.marks.restore();
    assert_eq!(String::from(selection().to_string()), "people came in 9 boats");
    selection().remove_all_ranges().unwrap();
    page.finish();
}
