//! The plans of docs/planning.md follow from what it says was measured.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

/// How far a rounded number ("5 minutes") may be from the exact one.
const ROUNDING: f64 = 0.06;
const ARTICLES: [f64; 3] = [1e6, 1e7, 1e9];

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/planning.md")).unwrap()
}

/// The cells of the row that begins so, without the first one.
fn row<'a>(page: &'a str, begins: &str) -> Vec<&'a str> {
    let start = format!("| {begins}");
    let line = page.lines().find(|line| line.starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("docs/planning.md has no row `{begins}`"));
    line.trim_matches('|').split('|').skip(1).map(str::trim).collect()
}

/// The number of a cell with its unit: hours, bytes, or as it stands. None of an empty cell.
fn amount(cell: &str) -> Option<f64> {
    let (number, unit) = cell.split_once(' ').unwrap_or((cell, ""));
    let number: f64 = number.replace(',', "").parse().ok()?;
    let unit = match unit {
        "minutes" => 1.0 / 60.0,
        "" | "hours" => 1.0,
        "days" => 24.0,
        "GB" => 1e9,
        "TB" => 1e12,
        _ => panic!("docs/planning.md counts in `{unit}`"),
    };
    Some(number * unit)
}

/// Holds the cells of a row against what they should be, for each number of articles.
fn holds(page: &str, begins: &str, expected: impl Fn(f64) -> f64) {
    let cells = row(page, begins);
    let mut held = 0;
    for (cell, articles) in cells.iter().zip(ARTICLES) {
        if let Some(told) = amount(cell) {
            let expected = expected(articles);
            assert!(
                (told / expected - 1.0).abs() < ROUNDING,
                "{begins}, {articles} articles: {cell} is {told}, not {expected}"
            );
            held += 1;
        }
    }
    assert!(held > 0, "{begins}: no number");
}

#[test]
fn hours_follow_from_the_rates() {
    let page = page();
    let (_, plans) = page.split_once("## What follows").unwrap();
    let (text, pages) = plans.split_once("| **pages**").unwrap();
    let pages = format!("| **pages**{pages}");
    let (_, rest) = plans.split_once("Counted with ").unwrap();
    let rates: Vec<f64> = rest
        .split([' ', ','])
        .filter_map(|word| word.parse().ok())
        .take(2)
        .collect();
    for (part, core_hours, rate, measured) in [
        (text, "**text**: core-hours", rates[0], "text: 840"),
        (&pages, "**pages**: core-hours", rates[1], "pages: 1,005"),
    ] {
        let measured = amount(row(&page, measured)[2]).unwrap();
        assert!(
            rate <= measured && rate > measured * 0.9,
            "{rate} is no round {measured}"
        );
        let hours = |articles: f64| articles / rate / 3600.0;
        holds(part, core_hours, hours);
        for (machines, begins) in [
            (1.0, "one machine of 16"),
            (10.0, "ten of"),
            (100.0, "a hundred of"),
        ] {
            holds(part, begins, |articles| hours(articles) / 16.0 / machines);
        }
    }
}

#[test]
fn room_follows_from_the_bytes_of_an_article() {
    let page = page();
    let (measured, plans) = page.split_once("## What follows").unwrap();
    let bytes = |begins: &str, column: usize| amount(row(measured, begins)[column]).unwrap();
    for (begins, of_an_article) in [
        ("**read**: text, packed", bytes("text: 840", 1)),
        ("pages, packed", bytes("pages: 1,005", 1)),
        ("**written** of text: `parquet`", bytes("`parquet`", 0)),
        ("`csv` packed", bytes("`csv`", 1)),
        ("`jsonl` packed", bytes("`jsonl`", 1)),
        ("`jsonl` plain", bytes("`jsonl`", 0)),
    ] {
        holds(plans, begins, |articles| articles * of_an_article);
    }
    let (_, code) = page.split_once("articles, r, s, cores, w = ").unwrap();
    let numbers: Vec<f64> = code
        .lines()
        .next()
        .unwrap()
        .split(", ")
        .filter_map(|n| n.parse().ok())
        .collect();
    assert_eq!(
        numbers.last().copied(),
        amount(row(measured, "`parquet`")[0]),
        "the formula in Python"
    );
}
