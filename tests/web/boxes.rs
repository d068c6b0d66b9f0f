//! B8 to B19: marks change neither the page's boxes nor its lines, and where a style sheet sees them all the same.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, mark};

const SENTENCE: &str =
    "“Boats cost 12 percent more than a year ago”, the extraordinarily patient harbourmaster said.";

/// Marks `words`, and sees that all elements in `html` keep their place and size.
fn keeps_boxes(html: &str, words: &str) {
    let mut page = Fixture::unmarked(|root| root.set_inner_html(html));
    let boxes = |page: &Fixture| {
        let all = page.root.query_selector_all("*:not(.factnote)").unwrap();
        let place = |at| {
            let element: web_sys::Element = all.get(at).unwrap().unchecked_into();
            let place = element.get_bounding_client_rect();
            [place.x(), place.y(), place.width(), place.height()].map(f64::round)
        };
        (0..all.length()).map(place).collect::<Vec<_>>()
    };
    let before = boxes(&page);
    let marks = [mark(page.text(), 0, words)];
    page.paint(&marks);
    assert_eq!(page.segments(0).concat(), words);
    assert_eq!(boxes(&page), before, "{html}");
    page.finish();
}

#[wasm_bindgen_test]
fn b08_what_is_closed_stays_closed() {
    for (html, selector) in [
        (
            "<details><summary>More about the boats</summary><p>Boats cost 12 percent more.</p></details>",
            "details:not([open])",
        ),
        (
            "<div hidden=until-found><p>Boats cost 12 percent more.</p></div>",
            "[hidden=until-found]",
        ),
        (
            "<div style='content-visibility:auto'><p>Boats cost 12 percent more.</p></div>",
            "div",
        ),
    ] {
        let page = Fixture::marked(html, &["12 percent"]);
        assert_eq!(page.segments(0), ["12 percent"]);
        page.find(selector);
        page.finish();
    }
}

#[wasm_bindgen_test]
fn b09_what_is_inert_is_marked_and_nothing_there_takes_the_focus() {
    let page = Fixture::marked(
        "<div inert><p>Boats cost 12 percent more.</p></div>",
        &["12 percent"],
    );
    let segment = page.find("span.factnote");
    let _ = segment.unchecked_ref::<web_sys::HtmlElement>().focus();
    assert!(!segment.matches(":focus").unwrap());
    page.finish();
}

#[wasm_bindgen_test]
fn b11_marks_stand_inside_quotations_and_figures() {
    for (tag, html) in [
        ("q", "<p><q>Boats cost 12 percent more</q>, he said.</p>"),
        (
            "blockquote",
            "<blockquote cite='#x'><p>Boats cost 12 percent more.</p></blockquote>",
        ),
        ("cite", "<p><cite>Boats cost 12 percent more</cite>, he said.</p>"),
        (
            "figcaption",
            "<figure><figcaption>Boats cost 12 percent more.</figcaption></figure>",
        ),
        ("mark", "<p>Boats <mark>cost 12 percent more</mark>, he said.</p>"),
    ] {
        let page = Fixture::marked(html, &["12 percent"]);
        let segment = page.find("span.factnote");
        assert!(segment.closest(tag).unwrap().is_some(), "{html}");
        page.finish();
    }
}

#[wasm_bindgen_test]
fn b13_the_documents_letters_count_and_not_those_of_the_style_sheet() {
    let page = Fixture::marked(
        "<style>#fixture p::before { content: 'Forty ' }</style>\
         <p style='text-transform:uppercase'>Boats cost 12 percent more.</p>",
        &["cost 12 percent"],
    );
    assert_eq!(page.text(), "Boats cost 12 percent more.");
    page.finish();
}

#[wasm_bindgen_test]
fn b14_a_drop_cap_stays() {
    let html = format!(
        "<style>#fixture p {{ display: flow-root }} #fixture p::first-letter {{ float: left; font-size: 60px }}</style>\
         <p>{SENTENCE}</p>"
    );
    for words in [
        "“Boats cost",
        "“Boats cost 12 percent more than a year ago”",
        "12 percent",
    ] {
        keeps_boxes(&html, words);
    }
}

/// A limit, and the test says what happens: a span is an element, and selectors count elements.
#[wasm_bindgen_test]
fn b15_selectors_that_count_elements_see_the_marks() {
    let page = Fixture::marked(
        "<p>Boats cost 12 percent <a href=#x>more</a>.</p>",
        &["12 percent"],
    );
    let link = page.find("a");
    assert!(!link.matches("a:first-child").unwrap());
    assert!(link.matches("span + a").unwrap());
    page.finish();
    assert!(link.matches("a:first-child").unwrap());
}

#[wasm_bindgen_test]
fn b17_lines_break_where_they_did() {
    for width in [120, 160, 200, 333] {
        keeps_boxes(
            &format!("<p style='width:{width}px'>{SENTENCE}</p>"),
            "Boats cost 12 percent more than a year ago",
        );
    }
}

#[wasm_bindgen_test]
fn b18_text_from_right_to_left_keeps_its_order() {
    keeps_boxes(
        "<p dir=rtl>ارتفعت <i>نسبة</i> 40 بالمئة <bdi>boats</bdi> في <i>السنة</i></p>",
        "40 بالمئة",
    );
}

#[wasm_bindgen_test]
fn b19_lines_stay_in_columns_upright_hyphenated_and_balanced() {
    for style in [
        "writing-mode:vertical-rl;height:200px",
        "columns:3;width:400px;height:90px;column-fill:auto",
        "hyphens:auto;width:90px",
        "text-wrap:balance;width:300px",
    ] {
        keeps_boxes(
            &format!("<div lang=en style='{style}'><p>{SENTENCE} <i>So it is.</i></p></div>"),
            "12 percent more than a year ago",
        );
    }
}
