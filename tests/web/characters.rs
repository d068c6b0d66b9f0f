//! A17 to A22: white space, invisible characters, units.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, document};

/// A paragraph with one text node, set by script: no parser touches its characters.
fn paragraph(text: &str, words: &[&str]) -> Fixture {
    Fixture::built(
        |root| {
            let p = document().create_element("p").unwrap();
            p.set_text_content(Some(text));
            root.append_child(&p).unwrap();
        },
        words,
    )
}

#[wasm_bindgen_test]
fn a17_white_space_of_the_source() {
    for gap in ["\n        ", "\t", "\r\n", "  \t\n "] {
        let page = paragraph(&format!("It is 40{gap}percent now"), &["40 percent"]);
        assert_eq!(page.segments(0), [format!("40{gap}percent")]);
        page.finish();
    }
}

#[wasm_bindgen_test]
fn a18_preserved_line_breaks_divide() {
    let page = Fixture::marked(
        "<div style='white-space:pre'>a net of 40\npercent is left</div>",
        &["percent"],
    );
    assert_eq!(page.text(), "a net of 40\npercent is left");
    page.finish();
}

#[wasm_bindgen_test]
fn a19_no_break_spaces() {
    let page = paragraph(
        "Some 40\u{a0}percent, about 1\u{202f}000\u{202f}000 €",
        &["40 percent", "1\u{202f}000\u{202f}000 €"],
    );
    assert_eq!(page.segments(0), ["40\u{a0}percent"]);
    assert_eq!(
        page.segments(1),
        ["1\u{202f}000\u{202f}000\u{202f}€".replace("\u{202f}€", " €")]
    );
    page.finish();
}

#[wasm_bindgen_test]
fn a20_invisible_characters() {
    let page = Fixture::marked(
        "<p>a co&shy;operation of 40 per<wbr>cent, wide\u{200b}ly \u{2060}held</p>",
        &["cooperation", "40 percent", "widely held"],
    );
    assert_eq!(page.segments(0), ["co\u{ad}operation"]);
    assert_eq!(page.segments(1), ["40 per", "cent"]);
    assert_eq!(page.segments(2), ["wide\u{200b}ly \u{2060}held"]);
    page.finish();
}

#[wasm_bindgen_test]
fn a22_characters_outside_the_basic_plane() {
    let page = paragraph("👩‍👩‍👧 said “🚢 40 percent” é", &["“🚢 40 percent”"]);
    assert_eq!(page.segments(0), ["“🚢 40 percent”"]);
    page.finish();
}

#[wasm_bindgen_test]
fn lone_surrogates_shift_nothing_and_come_back() {
    // `\ud83d` alone, twice: once inside a node, once at the end of one with its other half in the next.
    let build = js_sys::Function::new_with_args(
        "root",
        "const p = document.createElement('p');\
         p.append('odd \\ud83d mark, 40 percent \\ud83d', '\\ude00 and 50 percent');\
         root.append(p);",
    );
    let page = Fixture::built(
        |root| {
            build.call1(&wasm_bindgen::JsValue::NULL, root).unwrap();
        },
        &["40 percent", "and 50"],
    );
    assert_eq!(page.segments(0), ["40 percent"]);
    assert_eq!(page.segments(1), ["and 50"]);
    let p = page.find("p");
    let root = page.root.clone();
    page.finish();
    let same = js_sys::Function::new_with_args(
        "p",
        "return p.firstChild.data === 'odd \\ud83d mark, 40 percent \\ud83d' && p.lastChild.data === '\\ude00 and 50 percent'",
    );
    assert!(same.call1(&wasm_bindgen::JsValue::NULL, &p).unwrap().is_truthy());
    assert!(root.parent_element().is_none() && p.dyn_ref::<web_sys::HtmlElement>().is_some());
}

#[wasm_bindgen_test]
fn a21_letters_that_can_be_written_in_two_ways() {
    let words = [
        "Cafe\u{301}",
        "Caf\u{e9}",
        "o\u{fb03}ce",
        "\u{ff14}\u{ff10} percent",
        "\u{664}\u{660} boats",
    ];
    let page = paragraph(&words.join(", then "), &words);
    for (at, word) in words.iter().enumerate() {
        assert_eq!(page.segments(at as u32), [*word]);
    }
    page.finish();
}

#[wasm_bindgen_test]
fn a23_characters_that_html_writes_by_name() {
    let page = Fixture::marked(
        "<p>Lorem &copy; ipsum costs &lt;40&gt; &amp; more</p>",
        &["© ipsum", "<40> & more"],
    );
    assert_eq!(page.segments(0), ["© ipsum"]);
    assert_eq!(page.segments(1), ["<40> & more"]);
    page.finish();
}
