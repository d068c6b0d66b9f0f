//! Marks inside each other, twice, switched off, and on a page that changes under them.

use factnote::analysis::AnnotationId;
use factnote::dom::marks::{Marks, Renderer};
use factnote::dom::{ScanOptions, scan};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, document};

fn ids(list: &[AnnotationId]) -> Vec<u32> {
    list.iter().map(|id| id.0).collect()
}

#[wasm_bindgen_test]
fn a24_a_figure_inside_a_quote() {
    let page = Fixture::marked(
        "<p>She said “it was 40 percent then”.</p>",
        &["“it was 40 percent then”", "40 percent"],
    );
    let inner = page.find("span.factnote span.factnote");
    assert_eq!(inner.text_content().unwrap(), "40 percent");
    assert_eq!(ids(&page.marks.annotations_at(&inner, None)), [1, 0]);
    assert_eq!(page.all_segments().len(), 2);
    page.finish();
}

#[wasm_bindgen_test]
fn a25_marks_that_cross() {
    let page = Fixture::marked(
        "<p>one two <b>three four</b> five six</p>",
        &["one two three", "two three four five"],
    );
    assert_eq!(page.segments(0).concat(), "one two three");
    assert_eq!(page.segments(1).concat(), "two three four five");
    let both = page.find("b span.factnote span.factnote");
    assert_eq!(ids(&page.marks.annotations_at(&both, None)), [0, 1]);
    page.finish();
}

#[wasm_bindgen_test]
fn i06_marking_twice_is_marking_once() {
    let page = Fixture::marked("<p>She said “it was 40 percent then”.</p>", &["40 percent"]);
    let html = page.root.inner_html();
    let options = ScanOptions {
        root: Some("#fixture".to_owned()),
        ..ScanOptions::default()
    };
    let again = scan(&document(), &options).unwrap();
    assert_eq!(again.article().text, page.text());
    let mut second = Marks::paint(
        &again,
        &[crate::fixture::mark(page.text(), 0, "40 percent")],
        Renderer::Spans,
    );
    assert_eq!(page.root.inner_html(), html);
    second.restore();
    assert_eq!(page.root.inner_html(), html);
    page.finish();
}

#[wasm_bindgen_test]
fn i09_all_segments_of_a_mark_become_active_together() {
    let mut page = Fixture::marked("<p>by 40 <a href=#>per</a>cent now</p>", &["40 percent"]);
    page.marks.set_active(&[(AnnotationId(0), true)]);
    assert!(
        page.all_segments()
            .iter()
            .all(|s| s.has_attribute("data-factnote-active"))
    );
    page.marks.set_active(&[(AnnotationId(0), false)]);
    assert!(
        page.all_segments()
            .iter()
            .all(|s| !s.has_attribute("data-factnote-active"))
    );
    let parts: Vec<_> = page
        .all_segments()
        .iter()
        .map(|s| s.get_attribute("data-factnote-part").unwrap())
        .collect();
    assert_eq!(parts, ["first", "middle", "last"]);
    page.finish();
}

#[wasm_bindgen_test]
fn hidden_marks_have_no_look_and_answer_nothing() {
    let mut page = Fixture::marked("<p>by 40 percent now</p>", &["40 percent"]);
    let segment = page.find(".factnote");
    let line = || {
        let style = web_sys::window()
            .unwrap()
            .get_computed_style(&segment)
            .unwrap()
            .unwrap();
        style.get_property_value("text-decoration-line").unwrap()
    };
    assert_eq!(line(), "underline");
    page.marks.set_visible(false);
    assert_eq!(line(), "none");
    assert_eq!(page.marks.annotations_at(&segment, None), []);
    page.marks.set_visible(true);
    assert_eq!(line(), "underline");
    page.finish();
}

#[wasm_bindgen_test]
fn d01_a_text_that_the_page_has_rewritten_is_the_pages() {
    let mut page = Fixture::marked("<p>There were 40 people.</p>", &["40 people"]);
    let text = page.find("p").first_child().unwrap();
    text.set_text_content(Some("There were 55 people."));
    page.marks.restore();
    assert_eq!(page.find("p").inner_html(), "There were 55 people.");
    page.leave();
}

#[wasm_bindgen_test]
fn d09_old_words_do_not_stay_beside_new_ones() {
    let mut page = Fixture::marked(
        "<p>There were 40 people.</p><p>And 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    assert!(!page.marks.repair(), "nothing has changed yet");
    let text = page.find("p").first_child().unwrap();
    text.set_text_content(Some("There were 55 people."));
    assert!(page.marks.repair());
    assert_eq!(page.find("p").inner_html(), "There were 55 people.");
    assert_eq!(page.segments(0), [""; 0]);
    assert_eq!(page.segments(1), ["9 boats"], "other texts keep their marks");
    page.leave();
}

#[wasm_bindgen_test]
fn d02_a_text_that_the_page_has_removed_stays_away() {
    let mut page = Fixture::marked("<p><b>Now:</b> there were 40 people.</p>", &["40 people"]);
    let p = page.find("p");
    p.remove_child(&p.child_nodes().get(1).unwrap()).unwrap();
    page.marks.restore();
    assert_eq!(page.find("p").inner_html(), "<b>Now:</b>");
    page.leave();
}

#[wasm_bindgen_test]
fn d02_a_text_that_is_marked_from_its_beginning_stays_away_when_it_is_removed() {
    let mut page = Fixture::marked("<p><b>Now:</b>40 people came.</p>", &["40 people"]);
    let p = page.find("p");
    p.remove_child(&p.child_nodes().get(1).unwrap()).unwrap();
    assert!(page.marks.repair());
    assert_eq!(page.find("p").inner_html(), "<b>Now:</b>");
    page.leave();
}

#[wasm_bindgen_test]
fn d04_what_the_page_puts_behind_its_text_stands_behind_all_of_it() {
    let mut page = Fixture::marked("<p>Some 40 people came.</p>", &["40 people"]);
    let p = page.find("p");
    let note = document().create_element("i").unwrap();
    note.set_text_content(Some(" (live)"));
    let behind = p.first_child().unwrap().next_sibling();
    p.insert_before(&note, behind.as_ref()).unwrap();
    assert!(page.marks.repair());
    assert_eq!(p.inner_html(), "Some 40 people came.<i> (live)</i>");
    page.leave();
}

#[wasm_bindgen_test]
fn d19_words_that_a_translator_has_put_in_stay() {
    let mut page = Fixture::marked("<p>Some 40 people came.</p>", &["40 people"]);
    let p = page.find("p");
    let font = document().create_element("font").unwrap();
    font.set_text_content(Some("Etwa "));
    p.replace_child(&font, &p.first_child().unwrap()).unwrap();
    page.marks.repair();
    assert_eq!(p.text_content().unwrap(), "Etwa 40 people came.");
    page.leave();
}

#[wasm_bindgen_test]
fn d15_normalize_keeps_the_text() {
    for html in [
        "<p>40 people came.</p>",
        "<p>Some 40 people came.</p>",
        "<p>Some <b>40</b> people came.</p>",
    ] {
        let mut page = Fixture::marked(html, &["40 people"]);
        let text = page.root.text_content();
        page.root.normalize();
        page.marks.restore();
        assert_eq!(page.root.text_content(), text);
        assert_eq!(page.all_segments().len(), 0);
        page.leave();
    }
}

#[wasm_bindgen_test]
fn d16_a_child_that_the_page_puts_into_a_mark_stays() {
    let mut page = Fixture::marked("<p>Some 40 people came.</p>", &["40 people"]);
    let child = document().create_element("i").unwrap();
    child.set_text_content(Some("[1]"));
    page.find(".factnote").append_child(&child).unwrap();
    page.marks.restore();
    assert_eq!(page.find("p").inner_html(), "Some 40 people<i>[1]</i> came.");
    page.leave();
}

#[wasm_bindgen_test]
fn d17_listeners_fire_once() {
    let page = Fixture::marked("<p>Some 40 people came.</p>", &["40 people"]);
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = count.clone();
    let listener: wasm_bindgen::closure::Closure<dyn FnMut()> =
        wasm_bindgen::closure::Closure::new(move || counted.set(counted.get() + 1));
    let p = page.find("p");
    p.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref())
        .unwrap();
    page.all_segments()[0].click();
    assert_eq!(count.get(), 1);
    p.remove_event_listener_with_callback("click", listener.as_ref().unchecked_ref())
        .unwrap();
    page.finish();
}
