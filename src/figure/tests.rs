//! What a reader would notice: text in, normalised figures out.

use super::{Figure, find};
use crate::article::Article;
use crate::text::Document;

/// The figures of `text`, published on `day`.
fn figures(text: &str, day: Option<&str>) -> (Article, Vec<Figure>) {
    let mut article = Article::from_plain_text(text);
    article.metadata.published = day.map(str::to_owned);
    let found = find(&Document::read(&article), &article.metadata);
    (article, found)
}

/// Asserts that `text` holds exactly these figures: words and normalised text.
fn check(text: &str, expected: &[(&str, &str)]) {
    check_on(text, None, expected);
}

fn check_on(text: &str, day: Option<&str>, expected: &[(&str, &str)]) {
    let (article, found) = figures(text, day);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|f| (f.span.of(&article.text), f.normalised.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn figures_of_the_first_article() {
    check(
        "The twelve-page treaty was signed on Friday. One source told the paper that one of the aims is to repay the \
         roughly $350 billion in aid within two weeks. The minister said the state could win back “much more” through it.",
        &[
            ("twelve-page", "12 page"),
            ("Friday", "XXXX-WXX-5"),
            ("$350 billion", "~350000000000 USD"),
            ("two weeks", "<=P2W"),
            ("“much more”", "> (vague)"),
        ],
    );
}
