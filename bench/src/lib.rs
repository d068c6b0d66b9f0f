//! Tokens, sentences and (feature `figures`) figures of a text, behind two functions without any glue of JavaScript:
//! [`room`] gives memory for a text, [`read`] reads it.

// The names of the two functions are what the module exports.
#![allow(unsafe_code)]

use factnote::Article;
use factnote::text::Document;
use std::cell::RefCell;

thread_local! {
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Where the `length` bytes of a text belong.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Reads the text that stands in the room; how many sentences or figures it has.
#[unsafe(no_mangle)]
pub extern "C" fn read() -> usize {
    TEXT.with_borrow(|text| {
        let article = Article::from_plain_text(&String::from_utf8_lossy(text));
        let document = Document::read(&article);
        // The verbs are the engine's in any case, so they are no part of what figures cost.
        let verbs = document.tokens.first().map_or(0, |token| {
            factnote::lexicon::verbs::look_up(token.span.of(document.text)).count()
        });
        verbs
            + if cfg!(feature = "figures") {
                factnote::figure::find(&document, &article.metadata).len()
            } else {
                document.sentences.len()
            }
    })
}
