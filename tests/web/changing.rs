//! Pages that change under their marks: reading and marking them again.

use factnote::dom::{ScanOptions, rescan};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

use crate::fixture::{Fixture, document, mark};

/// Reads the fixture again as it is now, as if it were not marked.
fn read_again(page: &mut Fixture) {
    let options = ScanOptions {
        root: Some("#fixture".to_owned()),
        ..ScanOptions::default()
    };
    page.marks.settle();
    page.scan = rescan(&document(), &options, &page.marks).unwrap();
}

/// Marks the first places of `words` with annotations counted from `first`.
fn repaint(page: &mut Fixture, first: u32, words: &[&str]) {
    let text = page.text().to_owned();
    let marks: Vec<_> = (first..)
        .zip(words)
        .map(|(id, words)| mark(&text, id, words))
        .collect();
    page.marks.repaint(&page.scan, &marks);
}

fn add(page: &Fixture, html: &str) -> Element {
    let added = document().create_element("p").unwrap();
    added.set_inner_html(html);
    page.root.append_child(&added).unwrap();
    added
}

#[wasm_bindgen_test]
fn a_marked_page_reads_as_if_it_were_not_marked() {
    let mut page = Fixture::marked(
        "<p>Some <b>40 peo</b>ple came, 9 boats too.</p><ul><li>Then 7 left.</li></ul>",
        &["40 people", "9 boats", "7"],
    );
    let before = page.scan.article().clone();
    read_again(&mut page);
    assert_eq!(*page.scan.article(), before);
    page.finish();
}

#[wasm_bindgen_test]
fn d11_what_has_not_changed_keeps_its_nodes_and_what_is_new_is_marked() {
    let mut page = Fixture::marked(
        "<p>Some 40 people came.</p><p>And 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    let before: Vec<Node> = page.all_segments().into_iter().map(Into::into).collect();
    add(&page, "Later 7 trains left.");
    read_again(&mut page);
    // Annotations are counted anew: styles go by number in these fixtures, and 5 is as 0.
    repaint(&mut page, 5, &["40 people", "9 boats", "7 trains"]);
    let now: Vec<Node> = page.all_segments().into_iter().map(Into::into).collect();
    assert!(now[..2] == before[..], "the same spans");
    assert_eq!(page.segments(5), ["40 people"]);
    assert_eq!(page.segments(7), ["7 trains"]);
    assert_eq!(page.segments(0), [""; 0], "the earlier reading is gone");
    page.marks.restore();
    assert_eq!(
        page.root.inner_html(),
        "<p>Some 40 people came.</p><p>And 9 boats.</p><p>Later 7 trains left.</p>"
    );
    page.leave();
}

#[wasm_bindgen_test]
fn marks_that_differ_are_made_anew_and_the_page_is_still_given_back() {
    let mut page = Fixture::marked(
        "<p>Some 40 people came in 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    read_again(&mut page);
    repaint(&mut page, 0, &["40 people came"]);
    assert_eq!(page.segments(0), ["40 people came"]);
    assert_eq!(page.all_segments().len(), 1);
    page.finish();
}

#[wasm_bindgen_test]
fn d15_d16_what_the_page_has_done_to_marks_is_kept_when_it_is_read_again() {
    let mut page = Fixture::marked(
        "<p>Some 40 people came.</p><p>And 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    let note = document().create_element("i").unwrap();
    note.set_text_content(Some(" or so"));
    page.find(".factnote").append_child(&note).unwrap();
    page.root.normalize();
    read_again(&mut page);
    assert_eq!(page.text(), "Some 40 people or so came.\nAnd 9 boats.");
    repaint(&mut page, 0, &["40 people or so", "9 boats"]);
    assert_eq!(page.segments(0).concat(), "40 people or so");
    page.marks.restore();
    let html = page.root.inner_html();
    assert_eq!(
        html,
        "<p>Some 40 people<i> or so</i> came.</p><p>And 9 boats.</p>"
    );
    page.leave();
}

#[wasm_bindgen_test]
fn d10_a_text_that_is_put_back_three_times_is_highlighted_from_then_on() {
    let mut page = Fixture::marked(
        "<p>Some 40 people came.</p><p>And 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    for times in 1..=4 {
        let marked = page.find("p").query_selector(".factnote").unwrap().is_some();
        assert_eq!(marked, times <= 3, "after {} times", times - 1);
        page.find("p").set_text_content(Some("Some 40 people came."));
        read_again(&mut page);
        repaint(&mut page, 0, &["40 people", "9 boats"]);
    }
    assert_eq!(page.segments(0), ["40 people"]);
    assert!(page.marks.has_highlights());
    assert_eq!(page.all_segments().len(), 1, "others keep their spans");
    page.leave();
}

#[wasm_bindgen_test]
fn c08_copies_that_the_page_makes_of_marks_are_taken_out() {
    let mut page = Fixture::marked("<p>Some 40 people came.</p>", &["40 people"]);
    let html = page.root.inner_html();
    page.root
        .set_inner_html(&[&html, "<p>Later 7 trains left.</p>"].concat());
    read_again(&mut page);
    assert_eq!(page.text(), "Some 40 people came.\nLater 7 trains left.");
    repaint(&mut page, 0, &["40 people", "7 trains"]);
    assert_eq!(page.all_segments().len(), 2, "{}", page.root.inner_html());
    page.marks.restore();
    let html = page.root.inner_html();
    assert_eq!(html, "<p>Some 40 people came.</p><p>Later 7 trains left.</p>");
    page.leave();
}
