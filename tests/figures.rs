//! Figures: what holds of any text whatever. Natively only: what makes the texts is no dependency of the browser's tests.

#![cfg(not(target_arch = "wasm32"))]

use factnote::Article;
use factnote::article::Metadata;
use factnote::figure::{Figure, FigureKind, find};
use factnote::text::Document;
use proptest::prelude::*;

fn published() -> Metadata {
    Metadata {
        published: Some("2026-10-06".to_owned()),
        ..Metadata::default()
    }
}

fn figures(text: &str) -> Vec<Figure> {
    let article = Article::from_plain_text(text);
    find(&Document::read(&article), &published())
}

/// What must hold of every figure of `text`; `inside` is cut by each span, which fails within a character.
fn sound(text: &str, figures: &[Figure]) {
    let inside = Article::from_plain_text(text).text;
    let mut end = 0;
    for figure in figures {
        let words = figure.span.of(&inside);
        assert!(!words.is_empty(), "{figure:?} in {text:?}");
        if figure.kind != FigureKind::Vague {
            assert!(
                figure.span.start() >= end,
                "{words:?} overlaps what is before it in {text:?}"
            );
            end = figure.span.end();
        }
        for span in [figure.approximator_span, figure.measure].into_iter().flatten() {
            assert!(!span.of(&inside).is_empty(), "{figure:?} in {text:?}");
        }
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            assert!(low <= high, "{words:?} is from {low} to {high} in {text:?}");
            assert!(
                figure.value.is_none_or(|v| (low..=high).contains(&v)),
                "{figure:?} in {text:?}"
            );
        }
        assert!((0.0..=1.0).contains(&figure.confidence));
        assert!(!figure.normalised.is_empty(), "{words:?} in {text:?}");
    }
}

/// Words, numbers, units and signs that the grammar knows, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => proptest::sample::select(&[
            "$", "£", "€", "US$", "%", "percent", "percentage points", "million", "bn", "k", "dozen", "hundred", "half",
            "a", "an", "the", "and", "or", "to", "from", "between", "by", "up", "down", "of", "in", "per", "over", "about",
            "at least", "more than", "plus or minus", "±", "times", "two-thirds", "one", "twenty", "fifth", "first", "miles",
            "km/h", "°C", "degrees", "years", "year-old", "weeks", "ago", "later", "May", "Nov.", "Tuesday", "2016", "1990s",
            "Q3", "9 a.m.", "ET", "noon", "last", "next", "week", "quarter", "century", "people", "votes", "-", "–", ",", ".",
            "(", ")", "/", "“", "”", "No.", "Section", "\n",
        ][..]).prop_map(str::to_owned),
        2 => (0_u64..5_000_000).prop_map(|n| n.to_string()),
        1 => "[0-9]{1,3}(,[0-9]{3}){0,3}(\\.[0-9]{1,3})?",
        1 => "[0-9]{1,2}[-/:.][0-9]{1,2}([-/:.][0-9]{2,4})?",
        1 => "\\PC{1,4}",
    ];
    let space = prop_oneof![4 => Just(" "), 1 => Just("")];
    proptest::collection::vec((fragment, space), 0..30).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, space)| [word, space.to_owned()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_give_sound_figures(text in fragments()) {
        sound(&text, &figures(&text));
    }

    #[test]
    fn any_characters_give_sound_figures(text in "\\PC{0,120}") {
        sound(&text, &figures(&text));
    }

    /// What a paragraph says does not depend on those beside it.
    #[test]
    fn paragraphs_in_another_order_have_the_same_figures(
        paragraphs in proptest::collection::vec(fragments(), 2..5).prop_shuffle()
    ) {
        let paragraphs: Vec<String> = paragraphs
            .iter()
            .map(|p| format!("The river rose and the road was shut for {}", p.replace('\n', " ")))
            .collect();
        let read = |paragraphs: &[String]| {
            let article = Article::from_plain_text(&format!("A title\n{}", paragraphs.join("\n")));
            let document = Document::read(&article);
            let mut all: Vec<(String, String)> = find(&document, &published())
                .into_iter()
                .map(|figure| (figure.span.of(&article.text).to_owned(), figure.normalised))
                .collect();
            all.sort();
            all
        };
        let reversed: Vec<String> = paragraphs.iter().rev().cloned().collect();
        prop_assert_eq!(read(&paragraphs), read(&reversed));
    }
}

/// Bytes of hostile text.
const MEGABYTE: usize = 1_000_000;

/// A megabyte of each: anything quadratic would never end. `cargo xtask speed --figures` measures how time grows.
#[test]
fn a_megabyte_of_one_thing_is_read_to_its_end() {
    for unit in [
        "7",
        "1-1-1-",
        "and a half and a half ",
        "one hundred and ",
        "5 to ",
        "$5 or ",
        "3 May to ",
        "1/2 ",
        "½",
        "5 km/h ",
        "between 5 and ",
        "last ",
        "1.1.",
        "a few ",
        "minus ",
        "first ",
    ] {
        let text = unit.repeat(MEGABYTE / unit.len());
        sound(&text, &figures(&text));
    }
}
