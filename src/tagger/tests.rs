//! What must hold of any parameters and any input.

use super::*;
use crate::article::Article;

fn tags(text: &str) -> Tags {
    let article = Article::from_plain_text(text);
    tag(&Document::read(&article), &[], built_in())
}

#[test]
fn the_weights_are_read_and_named() {
    assert!(Model::read(WEIGHTS).is_some());
    assert!(Model::read(&WEIGHTS[1..]).is_none());
    assert!(model_name().starts_with("tagger "));
}

#[test]
fn a_plain_sentence_is_tagged() {
    let text = "“The bridge is old,” Ann Lee said on Monday.";
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    let tags = tag(&document, &[], built_in());
    let of = |role: Role| -> Vec<&str> {
        (0..document.tokens.len())
            .filter(|&i| tags.labels[i].role() == Some(role))
            .map(|i| document.word(i))
            .collect()
    };
    assert_eq!(of(Role::Source), ["Ann", "Lee"]);
    assert_eq!(of(Role::Cue), ["said"]);
    assert!(of(Role::Content).contains(&"bridge"));
}

#[test]
fn odd_input_does_no_harm() {
    for text in ["", "a", "“", "\n\n", "“““ ””” said said said said", "💥 said 💥"] {
        let tags = tags(text);
        assert_eq!(tags.labels.len(), tags.posterior.len(), "{text}");
        assert!(tags.posterior.iter().flatten().all(|p| (0.0..=1.001).contains(p)));
    }
}

#[test]
fn a_paragraph_without_end_is_cut() {
    let text = "Ann Lee said that the bridge is old and ".repeat(3_000);
    let article = Article::from_plain_text(&text);
    let document = Document::read(&article);
    let sequences = sequences(&document);
    assert!(sequences.iter().all(|s| s.len() <= LONGEST));
    assert_eq!(
        sequences.iter().map(core::ops::Range::len).sum::<usize>(),
        document.tokens.len()
    );
    assert_eq!(
        tag(&document, &[], built_in()).labels.len(),
        document.tokens.len()
    );
}

#[test]
fn the_same_twice() {
    let text = "Officials said the wall would be raised.\n“It must be,” Ann Lee said.";
    assert_eq!(tags(text), tags(text));
}

/// The posteriors to the bit: what one target gives every other gives. The numbers change with the weights.
#[test]
fn sums_do_not_depend_on_the_paragraphs_around() {
    let alone = tags("“It must be,” Ann Lee said.");
    let behind = tags("The wall is old.\n“It must be,” Ann Lee said.");
    // The number of the paragraph is a column, so only the labels are compared.
    assert_eq!(alone.labels, behind.labels[5..]);
}

#[test]
fn labels_follow_each_other_as_they_may() {
    let mut labels = vec![Label::Outside; 6];
    paint(&mut labels, 0..5, Role::Content);
    paint(&mut labels, 1..3, Role::Cue);
    use Label::{ContentBegin, ContentInside, CueBegin, CueInside, Outside};
    assert_eq!(
        labels,
        [
            ContentBegin,
            CueBegin,
            CueInside,
            ContentBegin,
            ContentInside,
            Outside
        ]
    );
    assert!(!Outside.may_precede(CueInside) && CueBegin.may_precede(CueInside));
}

#[test]
fn without_parameters_nothing_is_found() {
    let article = Article::from_plain_text("“It must be,” Ann Lee said.");
    let tags = tag(&Document::read(&article), &[], &Model::default());
    assert!(tags.labels.iter().all(|l| *l == Label::Outside));
}
