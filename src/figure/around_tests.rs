//! What the words around a number make of it: rank or no rank, name or figure, change, what is measured.

use super::tests::figures;

/// Asserts that `text` holds exactly these figures.
fn found(text: &str, expected: &[&str]) {
    let (article, found) = figures(text, None);
    let found: Vec<&str> = found.iter().map(|f| f.span.of(&article.text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn ordinals_that_rank_are_sure_and_others_are_not_marked() {
    for (text, ordinal, marked) in [
        ("Hull finished second behind Leeds.", "second", true),
        ("It is the second-largest port.", "second", true),
        ("She won a second term.", "second", true),
        ("They sit in third place.", "third", true),
        ("It was his 65th birthday.", "65th", true),
        ("It is the 40th percentile.", "40th", true),
        ("The second bridge is shut.", "second", false),
        ("The first bridges were wooden.", "first", false),
    ] {
        let (article, found) = figures(text, None);
        let [figure] = &found[..] else {
            panic!("{text}: {found:?}")
        };
        assert_eq!(figure.span.of(&article.text), ordinal, "{text}");
        assert_eq!(figure.confidence >= 0.65, marked, "{text}: {}", figure.confidence);
    }
    for text in [
        "The second home stands empty.",
        "Second homes stand empty.",
        "First-time buyers stay away.",
        "It was shown for the first time.",
        "It failed on second reading.",
        "The paper has first and second readers.",
        "It opened when the mill first closed.",
        "They were the first to leave.",
        "The 5th Amendment protects him.",
        "He swore on the 2nd Amendment.",
        "The 9th Circuit agreed.",
        "At first they laughed.",
        "In the first place, it was late.",
        "On second thought they stayed.",
    ] {
        found(text, &[]);
    }
}
