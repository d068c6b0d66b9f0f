//! A1 to A16: finding text and wrapping it across elements and blocks.

use factnote::Span;
use factnote::dom::marks::{Marks, Renderer};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement};

use crate::fixture::{Fixture, document, mark, mark_at};

#[wasm_bindgen_test]
fn a01_one_node() {
    let page = Fixture::marked("<p><b>the old ferry runs late</b></p>", &["ferry run"]);
    assert_eq!(page.segments(0), ["ferry run"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a02_across_inline_elements() {
    let page = Fixture::marked(
        "<p><b>x <i>the</i> ferry <u>runs</u> late</b></p>",
        &["ferry run"],
    );
    assert_eq!(page.segments(0), ["ferry ", "run"]);
    assert_eq!(page.find("u").inner_html().matches("<span").count(), 1);
    page.finish();
}

#[wasm_bindgen_test]
fn a03_boundary_arsenal() {
    for (html, parts) in [
        ("S<em>HIP</em>", vec!["S", "HIP"]),
        ("<i>S</i><b>H</b><u>I</u><i>P</i>", vec!["S", "H", "I", "P"]),
        ("<i>S</i><u>HIP ok</u>", vec!["S", "HIP"]),
        ("<i>ok <i><b>S</b></i></i><em>HIP</em>", vec!["S", "HIP"]),
        ("<b><b><b>SH</b></b></b>IP", vec!["SH", "IP"]),
    ] {
        let page = Fixture::marked(&format!("<p>A {html}.</p>"), &["SHIP"]);
        assert_eq!(page.segments(0), parts, "{html}");
        page.finish();
    }
}

#[wasm_bindgen_test]
fn a04_exact_element_content() {
    let page = Fixture::marked("<p><b>the <i>old ferry</i> runs</b></p>", &["old ferry"]);
    assert!(
        page.find("i > span.factnote")
            .parent_element()
            .unwrap()
            .tag_name()
            == "I"
    );
    assert_eq!(page.all_segments().len(), 1);
    page.finish();
}

#[wasm_bindgen_test]
fn a05_number_split_by_a_link() {
    let page = Fixture::marked(
        "<p>about 40 <a href='#there'>percent</a> of the boats</p>",
        &["40 percent"],
    );
    let link: HtmlElement = page.find("a").dyn_into().unwrap();
    let clicks = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = clicks.clone();
    let listener: Closure<dyn FnMut(Event)> = Closure::new(move |event: Event| {
        event.prevent_default();
        counted.set(counted.get() + 1);
    });
    link.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref())
        .unwrap();
    assert_eq!(page.segments(0), ["40 ", "percent"]);
    page.all_segments()[1].click();
    assert_eq!(clicks.get(), 1);
    assert_eq!(link.get_attribute("href").as_deref(), Some("#there"));
    assert_eq!(page.root.query_selector_all("a").unwrap().length(), 1);
    link.remove_event_listener_with_callback("click", listener.as_ref().unchecked_ref())
        .unwrap();
    page.finish();
}

#[wasm_bindgen_test]
fn a06_a_whole_link_is_still_what_the_pointer_meets() {
    let page = Fixture::marked(
        "<p>It fell by <a href='#x'>40 percent</a> since</p>",
        &["40 percent"],
    );
    let segment = page.find("a > span.factnote");
    segment.scroll_into_view();
    let at = segment.get_bounding_client_rect();
    let (x, y) = (at.x() + at.width() / 2.0, at.y() + at.height() / 2.0);
    let met = document().element_from_point(x as f32, y as f32).unwrap();
    assert_eq!(met.tag_name(), "A");
    assert!(segment.get_attribute("tabindex").is_none() && segment.get_attribute("role").is_none());
    assert_eq!(page.marks.annotations_at(&met, None).len(), 1);
    page.finish();
}

#[wasm_bindgen_test]
fn a07_adjacent_text_nodes() {
    let page = Fixture::built(
        |root| {
            root.set_inner_html("<p></p>");
            for text in ["Hello", " Brave", " World"] {
                let node = document().create_text_node(text);
                root.first_child().unwrap().append_child(&node).unwrap();
            }
        },
        &["lo Brave Wor"],
    );
    assert_eq!(page.segments(0), ["lo", " Brave", " Wor"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a08_empty_text_nodes() {
    let page = Fixture::built(
        |root| {
            root.set_inner_html("<p></p>");
            for text in ["", "a quiet", "", " harbour", ""] {
                let node = document().create_text_node(text);
                root.first_child().unwrap().append_child(&node).unwrap();
            }
        },
        &["a quiet harbour"],
    );
    assert_eq!(page.segments(0), ["a quiet", " harbour"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a09_a_comment_inside() {
    let page = Fixture::marked("<p>by 40 <!--a slot-->percent this year</p>", &["40 percent"]);
    assert_eq!(page.segments(0), ["40 ", "percent"]);
    assert!(page.root.inner_html().contains("</span><!--a slot--><span"));
    page.finish();
}

#[wasm_bindgen_test]
fn a10_nothing_to_wrap() {
    let mut page = Fixture::unmarked(|root| root.set_inner_html("<p>one two</p><p>three</p>"));
    page.paint(&[
        mark_at(0, &[Span::new(2, 2)]),
        mark_at(1, &[Span::new(3, 4)]),
        mark_at(2, &[Span::new(7, 8)]),
        mark_at(3, &[]),
    ]);
    assert_eq!(page.all_segments().len(), 0);
    page.finish();
}

#[wasm_bindgen_test]
fn a11_spans_and_nodes_that_are_not_there() {
    let mut page =
        Fixture::unmarked(|root| root.set_inner_html("<p>The café is shut.</p><p>So is the pier.</p>"));
    // Beyond the text; inside a character; upside down.
    page.paint(&[
        mark_at(0, &[Span::new(4000, 5000)]),
        mark_at(1, &[Span::new(4, 8)]),
        mark_at(2, &[Span::new(9, 3)]),
    ]);
    assert_eq!(page.segments(0), [""; 0]);
    page.marks.restore();
    let gone = page.find("p");
    let marks = [mark(page.text(), 0, "café"), mark(page.text(), 1, "the pier")];
    gone.first_child()
        .unwrap()
        .dyn_into::<web_sys::Text>()
        .unwrap()
        .remove();
    page.marks = Marks::paint(&page.scan, &marks, Renderer::Spans);
    assert_eq!(page.segments(0), [""; 0]);
    assert_eq!(page.segments(1), ["the pier"]);
    page.leave();
}

#[wasm_bindgen_test]
fn a12_block_boundary() {
    let page = Fixture::marked(
        "<h2>Piers</h2><p>Bridges and boats</p><div>Old<section>Some</section>Thing</div>",
        &["Bridges"],
    );
    assert_eq!(page.text(), "Piers\nBridges and boats\nOld\nSome\nThing");
    page.finish();
}

#[wasm_bindgen_test]
fn a13_a_line_break_divides_words() {
    let page = Fixture::marked("<p>Some one<br>Some two</p>", &["one Some"]);
    assert_eq!(page.segments(0), ["one", "Some"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a14_list_items_and_cells() {
    let page = Fixture::marked(
        "<ul><li>40 percent</li><li>people</li></ul><table><tr><td>12</td><td>percent</td></tr></table>",
        &["40 percent"],
    );
    assert_eq!(page.text(), "40 percent\npeople\n12\npercent");
    page.finish();
}

#[wasm_bindgen_test]
fn a15_a_quote_of_two_paragraphs() {
    let page = Fixture::marked(
        "<p>“The first part.</p>\n  <p>“The second part.”</p>",
        &["“The first part.\n“The second part.”"],
    );
    assert_eq!(page.segments(0), ["“The first part.", "“The second part.”"]);
    let parts: Vec<_> = page
        .all_segments()
        .iter()
        .map(|s| s.get_attribute("data-factnote-part").unwrap())
        .collect();
    assert_eq!(parts, ["first", "last"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a16_words_go_on_across_inline_elements() {
    let page = Fixture::marked(
        "<p><span style='float:left;font-size:3em'>F</span>orty percent of the in<i>li</i>ne text</p>",
        &["Forty percent", "inline"],
    );
    assert_eq!(page.segments(0), ["F", "orty percent"]);
    assert_eq!(page.segments(1), ["in", "li", "ne"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a26_words_that_overlap_themselves() {
    let mut page = Fixture::unmarked(|root| root.set_inner_html("<p>bananas</p>"));
    let ana = [mark_at(0, &[Span::new(1, 4)]), mark_at(1, &[Span::new(3, 6)])];
    page.paint(&ana);
    assert_eq!(page.segments(0), ["ana"]);
    assert_eq!(page.segments(1).concat(), "ana");
    page.finish();
}

#[wasm_bindgen_test]
fn a27_the_same_words_twice() {
    let mut page = Fixture::unmarked(|root| {
        root.set_inner_html("<p>“It is over,” said Ann.</p><p id=second>“It is over,” said Bea.</p>");
    });
    let at = page.text().rfind("“It").unwrap() as u32;
    page.paint(&[mark_at(0, &[Span::new(at, at + "“It is over,”".len() as u32)])]);
    assert_eq!(page.all_segments().len(), 1);
    assert!(
        page.root
            .query_selector("#second > span.factnote")
            .unwrap()
            .is_some()
    );
    page.finish();
}

/// Reading, understanding and marking are one task, so that nothing changes between them; where a text became shorter
/// all the same, it is not marked.
#[wasm_bindgen_test]
fn a28_a_text_that_became_shorter_is_not_marked() {
    let mut page = Fixture::unmarked(|root| root.set_inner_html("<p>about 40 percent</p>"));
    let marks = [mark(page.text(), 0, "40 percent")];
    page.find("p")
        .first_child()
        .unwrap()
        .set_text_content(Some("about 55"));
    page.marks = Marks::paint(&page.scan, &marks, Renderer::Spans);
    assert_eq!(page.all_segments().len(), 0);
    assert_eq!(page.find("p").inner_html(), "about 55");
    page.leave();
}

#[wasm_bindgen_test]
fn a29_marks_of_other_tools_stay() {
    let page = Fixture::marked(
        "<p>about <mark data-markjs=true>40</mark> <hypothesis-highlight>per</hypothesis-highlight>cent \
         <font><font>of the boats</font></font></p>",
        &["40 percent of the"],
    );
    assert_eq!(page.segments(0), ["40", " ", "per", "cent ", "of the"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a30_a_mark_over_three_elements_is_one_mark() {
    let page = Fixture::marked(
        "<p><b>some 40</b> <i>per</i><u>cent of it</u></p>",
        &["40 percent"],
    );
    assert_eq!(page.segments(0), ["40", " ", "per", "cent"]);
    assert_eq!(page.marks.count(), 1);
    assert!(
        page.root
            .query_selector("[tabindex], [role], [aria-label]")
            .unwrap()
            .is_none()
    );
    page.finish();
}
