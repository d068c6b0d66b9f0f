//! B1 to B7, B10, B12, B16: where not to write.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, document, mark};

/// Only `seen` is read of `html`.
fn reads_only(html: &str, seen: &str) {
    let page = Fixture::marked(html, &[seen]);
    assert_eq!(page.text(), seen, "{html}");
    page.finish();
}

#[wasm_bindgen_test]
fn b01_scripts_forms_and_embedded_things() {
    for place in [
        "<script type='text/plain'>12 percent</script>",
        "<style>/* 12 percent */</style>",
        "<noscript>12 percent</noscript>",
        "<textarea>12 percent</textarea>",
        "<template><p>12 percent</p></template>",
        "<iframe srcdoc='12 percent'></iframe>",
        "<select><option>12 percent</option></select>",
        "<object>12 percent</object>",
        "<video>12 percent</video>",
        "<canvas>12 percent</canvas>",
        "<button>12 percent</button>",
    ] {
        reads_only(
            &format!("<p>Boats cost 12 percent more. {place}</p>"),
            "Boats cost 12 percent more.",
        );
    }
}

#[wasm_bindgen_test]
fn b02_code_and_formulas() {
    for place in [
        "<pre>12 percent</pre>",
        "<p><code>12 percent</code></p>",
        "<p><kbd>12</kbd><samp>12</samp><var>12</var></p>",
        "<p><math><mn>12</mn></math></p>",
    ] {
        reads_only(
            &format!("{place}<p>Boats cost 12 percent more.</p>"),
            "Boats cost 12 percent more.",
        );
    }
}

#[wasm_bindgen_test]
fn b03_editable_places() {
    for place in [
        "<div contenteditable>12 percent</div>",
        "<div contenteditable=plaintext-only>12 percent</div>",
        "<div role=textbox>12 percent</div>",
        "<div role=searchbox>12 percent</div>",
        "<div role=combobox>12 percent</div>",
    ] {
        reads_only(
            &format!("{place}<p>Boats cost 12 percent more.</p>"),
            "Boats cost 12 percent more.",
        );
    }
    let page = document().dyn_into::<web_sys::HtmlDocument>().unwrap();
    page.set_design_mode("on");
    let page = Fixture::unmarked(|root| root.set_inner_html("<p>Boats cost 12 percent more.</p>"));
    document()
        .dyn_into::<web_sys::HtmlDocument>()
        .unwrap()
        .set_design_mode("off");
    assert_eq!(page.text(), "");
    page.finish();
}

#[wasm_bindgen_test]
fn b04_text_of_drawings() {
    reads_only(
        "<svg class='chart'><text>12 percent</text><foreignObject><p>12 percent</p></foreignObject></svg>\
         <p>Boats cost 12 percent more.</p>",
        "Boats cost 12 percent more.",
    );
}

#[wasm_bindgen_test]
fn b05_white_space_between_rows_and_items() {
    let html = "<ul> <li>first boat</li> <li>second boat</li> </ul>\n<table> <tbody> <tr> <td>third</td> <td>boat</td> </tr> \
                </tbody> </table><dl> <dt>fourth</dt> <dd>the boat</dd> </dl>";
    let text = "first boat\nsecond boat\nthird\nboat\nfourth\nthe boat";
    let page = Fixture::marked(html, &[text]);
    assert_eq!(page.text(), text);
    assert_eq!(page.segments(0), text.split('\n').collect::<Vec<_>>());
    page.finish();
}

#[wasm_bindgen_test]
fn b07_hidden_places() {
    for attributes in [
        "hidden",
        "style='display:none'",
        "style='visibility:hidden'",
        "style='opacity:0'",
        "aria-hidden=true",
        "style='position:absolute;width:1px;height:1px;overflow:hidden'",
        "style='height:0;overflow:hidden'",
    ] {
        reads_only(
            &format!("<p {attributes}>It was 12 percent.</p><p>Boats cost 12 percent more.</p>"),
            "Boats cost 12 percent more.",
        );
    }
    reads_only(
        "<div style='visibility:hidden'>gone <p style='visibility:visible'>Boats cost 12 percent more.</p></div>",
        "Boats cost 12 percent more.",
    );
}

#[wasm_bindgen_test]
fn b10_what_is_ours_or_left_out_by_choice() {
    reads_only(
        "<div data-factnote-skip>12 percent</div><p>Boats cost 12 percent more.</p>",
        "Boats cost 12 percent more.",
    );
}

#[wasm_bindgen_test]
fn b12_readings_over_characters() {
    let page = Fixture::marked(
        "<p>The sign says <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby> today.</p>",
        &["漢字"],
    );
    assert_eq!(page.segments(0), ["漢", "字"]);
    page.finish();
}

#[wasm_bindgen_test]
fn b16_rules_of_the_page_do_not_hide_marks() {
    let page = Fixture::marked(
        "<style>#fixture p span { display: none; float: left; padding: 9px; font-size: 99px; color: red }</style>\
         <p>Boats cost 12 percent more.</p>",
        &["12 percent"],
    );
    assert!(page.all_segments()[0].offset_height() > 0);
    page.finish();
}

#[wasm_bindgen_test]
fn a_page_is_read_without_a_root_and_its_navigation_is_left_alone() {
    let mut page = Fixture::unmarked(|root| {
        root.set_inner_html(
            "<nav><a href=/>Home</a> <a href=/n>More news about 12 percent of the boats in the old harbour</a></nav>\
             <article><h1>Boats cost more</h1><p>Boats cost 12 percent more than a year ago, says the port office.</p>\
             <p>Nobody at the office could say on Friday how prices will go on from here in the coming year.</p></article>\
             <div class=related><p>Boats cost 12 percent more than a year ago, as we wrote in the spring already.</p></div>",
        );
    });
    page.scan = factnote::dom::scan(&document(), &factnote::dom::ScanOptions::default()).unwrap();
    let marks = [mark(page.text(), 0, "12 percent")];
    assert_eq!(page.text().matches("12 percent").count(), 1);
    page.paint(&marks);
    assert_eq!(
        page.find("article p")
            .query_selector_all(".factnote")
            .unwrap()
            .length(),
        1
    );
    page.finish();
}

#[wasm_bindgen_test]
fn a_bad_selector_is_an_error_that_says_so() {
    let options = factnote::dom::ScanOptions {
        root: Some("p[[".to_owned()),
        ..Default::default()
    };
    let error = factnote::dom::scan(&document(), &options).unwrap_err();
    assert!(error.to_string().contains("selectors"), "{error}");
}
