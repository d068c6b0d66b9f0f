//! Marks without any change of the page: as an option, and where a span would do harm.

use factnote::analysis::AnnotationId;
use factnote::dom::marks::{Marks, Renderer};
use js_sys::{Array, Function, Map, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Range;

use crate::fixture::{Fixture, mark};

/// The words that the browser shows under a name, in order.
fn shown(name: &str) -> Vec<String> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).unwrap();
    let all: Map = Reflect::get(&css, &"highlights".into()).unwrap().unchecked_into();
    let highlight = all.get(&JsValue::from(name));
    if highlight.is_undefined() {
        return Vec::new();
    }
    let from: Function = Reflect::get(&Array::new(), &"constructor".into())
        .and_then(|array| Reflect::get(&array, &"from".into()))
        .unwrap()
        .unchecked_into();
    let ranges: Array = from
        .call1(&JsValue::UNDEFINED, &highlight)
        .unwrap()
        .unchecked_into();
    ranges
        .iter()
        .map(|range| range.unchecked_into::<Range>().to_string().into())
        .collect()
}

/// The fixture with `words` highlighted; their annotations count from 0.
fn highlighted(html: &str, words: &[&str]) -> Fixture {
    let mut page = Fixture::unmarked(|root| root.set_inner_html(html));
    let text = page.text().to_owned();
    let marks: Vec<_> = (0..)
        .zip(words)
        .map(|(id, words)| mark(&text, id, words))
        .collect();
    page.marks = Marks::paint(&page.scan, &marks, Renderer::Highlights);
    page
}

fn middle(range: &Range) -> (f64, f64) {
    let line = range.get_client_rects().unwrap().get(0).unwrap();
    (line.left() + line.width() / 2.0, line.top() + line.height() / 2.0)
}

/// Where the words of an annotation are, in the viewport.
fn place(page: &Fixture, id: u32) -> (f64, f64) {
    let segment: &JsValue = page.marks.segments(AnnotationId(id))[0].as_ref();
    middle(segment.unchecked_ref())
}

fn ids_at(page: &Fixture, selector: &str, place: (f64, f64)) -> Vec<u32> {
    let element = page.find(selector);
    let ids = page.marks.annotations_at(&element, Some(place));
    ids.into_iter().map(|id| id.0).collect()
}

#[wasm_bindgen_test]
fn highlighted_words_are_shown_and_the_page_is_not_touched() {
    let html = "<p>“It was <b>40 per</b>cent”, she said, of 9 boats.</p>";
    let page = highlighted(html, &["“It was 40 percent”", "9 boats"]);
    assert_eq!(page.root.inner_html(), html);
    assert_eq!(shown("factnote-direct"), ["“It was ", "40 per", "cent”"]);
    assert_eq!(shown("factnote-paraphrase"), ["9 boats"]);
    assert_eq!(page.segments(0), ["“It was ", "40 per", "cent”"]);
    page.finish();
    assert_eq!(shown("factnote-direct"), [""; 0], "after restoring");
}

#[wasm_bindgen_test]
fn the_pointer_finds_highlighted_words_the_innermost_first() {
    let page = highlighted(
        "<p>She said: “It was 40 percent of all boats”.</p>",
        &["“It was 40 percent of all boats”", "40 percent"],
    );
    assert_eq!(ids_at(&page, "p", place(&page, 1)), [1, 0]);
    let (_, y) = place(&page, 0);
    let before = page.find("p").get_bounding_client_rect().left() + 4.0;
    assert_eq!(ids_at(&page, "p", (before, y)), [0; 0], "beside the words");
    page.finish();
}

#[wasm_bindgen_test]
fn highlights_are_hidden_chosen_and_made_active() {
    let mut page = highlighted(
        "<p>Some 40 people came in 9 boats.</p>",
        &["40 people", "9 boats"],
    );
    page.marks.set_active(&[(AnnotationId(1), true)]);
    assert_eq!(shown("factnote-active"), ["9 boats"]);
    page.marks.show_only(Some(vec![AnnotationId(0)]));
    assert_eq!(shown("factnote-direct"), ["40 people"]);
    assert_eq!(shown("factnote-paraphrase"), [""; 0]);
    page.marks.show_only(None);
    page.marks.set_visible(false);
    assert_eq!(shown("factnote-direct"), [""; 0]);
    assert_eq!(ids_at(&page, "p", place(&page, 0)), [0; 0]);
    page.marks.set_visible(true);
    assert_eq!(shown("factnote-direct"), ["40 people"]);
    page.finish();
}

#[wasm_bindgen_test]
fn text_that_the_page_has_shortened_is_not_highlighted() {
    let mut page = Fixture::unmarked(|root| root.set_inner_html("<p>Some 40 people came.</p>"));
    let marks = [mark(page.text(), 0, "40 people")];
    page.find("p")
        .first_child()
        .unwrap()
        .set_node_value(Some("Some 4"));
    page.marks = Marks::paint(&page.scan, &marks, Renderer::Highlights);
    assert_eq!(page.marks.count(), 0);
    page.leave();
}

#[wasm_bindgen_test]
fn b06_text_directly_in_flex_and_grid_is_highlighted() {
    for display in ["flex", "inline-flex", "grid", "inline-grid"] {
        let html = format!("<div style='display:{display}'>It was 12 percent.</div><p>And 9 boats.</p>");
        let page = Fixture::marked(&html, &["12 percent", "9 boats"]);
        assert_eq!(shown("factnote-direct"), ["12 percent"], "{display}");
        assert_eq!(page.segments(0), ["12 percent"]);
        assert_eq!(page.all_segments().len(), 1, "only the paragraph has a span");
        page.finish();
    }
}

#[wasm_bindgen_test]
fn b03_an_article_that_can_be_edited_is_highlighted() {
    for attributes in [
        "contenteditable",
        "contenteditable=plaintext-only",
        "contenteditable role=textbox",
    ] {
        let html = format!("<div {attributes}><h1>Boats</h1><p>It was 12 percent.</p></div>");
        let page = Fixture::marked(&html, &["12 percent"]);
        assert_eq!(shown("factnote-direct"), ["12 percent"], "{attributes}");
        assert_eq!(page.all_segments().len(), 0);
        page.finish();
    }
}

#[wasm_bindgen_test]
fn words_in_a_browser_without_highlights_have_spans() {
    let global = js_sys::global();
    let highlight = Reflect::get(&global, &"Highlight".into()).unwrap();
    Reflect::set(&global, &"Highlight".into(), &JsValue::UNDEFINED).unwrap();
    let page = highlighted(
        "<div style='display:flex'>Of 7 </div><p>Some 40 people came.</p>",
        &["40 people"],
    );
    Reflect::set(&global, &"Highlight".into(), &highlight).unwrap();
    assert_eq!(page.text(), "Some 40 people came.");
    assert_eq!(page.all_segments().len(), 1);
    page.finish();
}
