//! C: frames, shadow trees, slots, and copies of marked text.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::fixture::{Fixture, document};

const STORY: &str = "<p>Boats cost 12 percent more.</p>";

/// A limit, and the test says what happens: frames are left alone, whoever they belong to, and nothing waits for them.
#[wasm_bindgen_test]
fn c01_c02_frames_are_left_alone() {
    for frame in [
        "<iframe srcdoc='<p>Boats cost 12 percent more.</p>'></iframe>",
        "<iframe sandbox srcdoc='<p>Boats cost 12 percent more.</p>'></iframe>",
    ] {
        let page = Fixture::marked(&format!("{frame}{STORY}"), &["12 percent"]);
        assert_eq!(page.text(), "Boats cost 12 percent more.");
        assert_eq!(page.all_segments().len(), 1);
        page.finish();
    }
}

fn with_shadow(mode: &str, inside: &str) -> impl FnOnce(&Element) {
    let build = js_sys::Function::new_with_args(
        "root, inside, mode",
        "const host = document.createElement('div');\
         host.innerHTML = '<p>Boats cost 12 percent more.</p>';\
         host.attachShadow({ mode }).innerHTML = inside;\
         root.append(host)",
    );
    let (mode, inside) = (JsValue::from(mode), JsValue::from(inside));
    move |root| {
        build.call3(&JsValue::NULL, root, &inside, &mode).unwrap();
    }
}

/// A limit, and the test says what happens: what stands in a shadow tree is not read, open or closed.
#[wasm_bindgen_test]
fn c03_shadow_trees_are_left_alone() {
    for mode in ["open", "closed"] {
        let page = Fixture::built(
            with_shadow(mode, "<p>In the shade 9 percent.</p><slot></slot>"),
            &["12 percent"],
        );
        assert_eq!(page.text(), "Boats cost 12 percent more.");
        page.finish();
    }
}

#[wasm_bindgen_test]
fn c04_slotted_text_is_marked_once() {
    let page = Fixture::built(with_shadow("open", "<div><slot></slot></div>"), &["12 percent"]);
    assert_eq!(page.segments(0), ["12 percent"]);
    assert_eq!(page.all_segments().len(), 1);
    assert!(page.all_segments()[0].offset_height() > 0);
    page.finish();
}

#[wasm_bindgen_test]
fn c07_marks_that_were_saved_with_the_page_go() {
    let page = Fixture::unmarked(|root| {
        root.set_inner_html(
            "<p>Boats <span class=factnote data-factnote=3>cost <span class=factnote data-factnote=4>12 percent</span> \
             </span>more.</p>",
        );
    });
    factnote::dom::marks::clear_away(&document());
    assert_eq!(page.root.inner_html(), STORY);
    page.leave();
}

#[wasm_bindgen_test]
fn c08_a_copy_of_marked_text_does_nothing_and_the_original_is_restored() {
    let page = Fixture::marked(STORY, &["12 percent"]);
    let copy: Element = page
        .find("p")
        .clone_node_with_deep(true)
        .unwrap()
        .unchecked_into();
    document().body().unwrap().append_child(&copy).unwrap();
    assert_eq!(copy.text_content().unwrap(), "Boats cost 12 percent more.");
    page.finish();
    copy.remove();
}
