//! Tests of overrides: JSON and a text in, what a reader sees out.

use super::given::read;
use super::*;
use crate::analysis::{Analysis, Annotation, Body};
use crate::describe::{English, Presentation, present};
use crate::{Article, Options, analyze};

const TEXT: &str = "The bridge will close in May, Mayor Ann Lee said on Monday.\n\
    “It is not safe,” said an official close to the council. “It is not safe,” Tom Roe said.\n\
    The works cost $4.2 million. The wall has a crack as wide as a hand.";

/// Who says what words by an override; the other fields are left out.
fn value(fields: &[(&str, &str)]) -> given::Value {
    use given::Value::{List, Object, Text};
    let (mut own, mut selector) = (Vec::new(), Vec::new());
    for (name, text) in fields {
        let field = ((*name).to_owned(), Text((*text).to_owned()));
        if ["exact", "prefix", "suffix"].contains(name) {
            selector.push(field);
        } else {
            own.push(field);
        }
    }
    own.push(("selector".to_owned(), Object(selector)));
    List(vec![Object(own)])
}

struct Applied {
    article: Article,
    analysis: Analysis,
    orphans: Vec<Orphan>,
}

fn applied(overrides: &[&[(&str, &str)]]) -> Applied {
    applied_to(TEXT, overrides)
}

fn applied_to(text: &str, overrides: &[&[(&str, &str)]]) -> Applied {
    let article = Article::from_plain_text(text);
    let mut analysis = analyze(&article, &Options::default());
    let mut all = Vec::new();
    for one in overrides {
        let (read, complaints) = read(value(one));
        assert_eq!(complaints, Vec::<String>::new());
        all.extend(read);
    }
    let orphans = apply(&article, &mut analysis, &all);
    Applied {
        article,
        analysis,
        orphans,
    }
}

impl Applied {
    fn shown(&self) -> Presentation {
        present(&self.article, &self.analysis, 0.65, &English)
    }

    /// Titles of the cards whose words are these.
    fn titles(&self, words: &str) -> Vec<String> {
        let cards = self.shown().cards.into_iter();
        let of = |id| {
            self.analysis
                .annotation(id)
                .map(|a| self.words(a))
                .unwrap_or_default()
        };
        cards
            .filter(|card| of(card.annotation) == words)
            .map(|card| card.title)
            .collect()
    }

    fn words(&self, annotation: &Annotation) -> String {
        let pieces = annotation.content.iter().map(|span| span.of(&self.article.text));
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// A line of the card of these words.
    fn line(&self, words: &str, key: &str) -> String {
        let shown = self.shown();
        let of = |id| {
            self.analysis
                .annotation(id)
                .map(|a| self.words(a))
                .unwrap_or_default()
        };
        let card = shown.cards.iter().find(|card| of(card.annotation) == words);
        let row = card.and_then(|card| card.rows.iter().find(|row| row.key == key));
        let parts = row.map(|row| {
            row.parts
                .iter()
                .map(|part| part.text.as_str())
                .collect::<Vec<_>>()
        });
        parts.unwrap_or_default().join(" ")
    }

    fn panel(&self) -> Vec<String> {
        let sections = self.shown().panel.sections.into_iter();
        let lines = sections
            .filter(|section| section.key == "publisher")
            .flat_map(|section| section.lines);
        lines
            .map(|line| format!("{} {}", line.text, line.count.unwrap_or(0)))
            .collect()
    }

    fn reasons(&self) -> Vec<Reason> {
        self.orphans.iter().map(|orphan| orphan.reason).collect()
    }
}

#[test]
fn what_is_hidden_has_no_mark_and_no_card_and_the_panel_says_so() {
    let before = applied(&[]);
    assert_eq!(before.titles("The bridge will close in May").len(), 1);
    let hidden = applied(&[&[("action", "hide"), ("exact", "The bridge will close in May")]]);
    assert_eq!(hidden.reasons(), []);
    assert_eq!(hidden.titles("The bridge will close in May").len(), 0);
    assert_eq!(hidden.shown().marks.len() + 1, before.shown().marks.len());
    assert_eq!(hidden.panel(), ["Hidden 1"]);
    assert_eq!(hidden.analysis.summary.named + 1, before.analysis.summary.named);
    // It is in the record, and says so.
    assert_eq!(
        hidden.analysis.annotations.len(),
        before.analysis.annotations.len()
    );
}

#[test]
fn a_corrected_source_and_role_are_on_the_card_as_the_publishers() {
    let corrected = applied(&[&[
        ("action", "correct"),
        ("exact", "The bridge will close in May"),
        ("source", "Eva Holm"),
        ("role", "head of works"),
    ]]);
    assert_eq!(
        corrected.titles("The bridge will close in May"),
        ["Eva Holm – paraphrase"]
    );
    assert_eq!(
        corrected.line("The bridge will close in May", "publisher"),
        "corrected by the publisher · who: Eva Holm · role: head of works"
    );
    let who = corrected.line("The bridge will close in May", "who");
    assert!(who.starts_with("Eva Holm · head of works"), "{who}");
    assert_eq!(corrected.panel(), ["Corrected 1"]);
}

#[test]
fn why_somebody_is_unnamed_is_given_by_the_publisher_and_no_longer_missed() {
    let words = "“It is not safe,”";
    let missed = applied(&[]);
    assert!(missed.line(words, "not_given").contains("why unnamed"));
    let told = applied(&[&[
        ("action", "correct"),
        ("exact", "It is not safe"),
        ("suffix", ",” said an official"),
        ("whyUnnamed", "would lose the job"),
    ]]);
    assert_eq!(told.reasons(), []);
    assert!(!told.line(words, "not_given").contains("why unnamed"));
    assert!(
        told.line(words, "publisher")
            .contains("why unnamed: would lose the job")
    );
}

#[test]
fn a_link_leads_from_the_card_and_only_to_a_page() {
    let linked = applied(&[&[
        ("action", "correct"),
        ("exact", "The bridge will close in May"),
        ("link", "https://example.org/minutes"),
    ]]);
    let shown = linked.shown();
    let parts = shown.cards[0].rows.iter().flat_map(|row| &row.parts);
    let links: Vec<&str> = parts.filter_map(|part| part.link.as_deref()).collect();
    assert_eq!(
        links,
        ["https://example.org/minutes", "https://example.org/minutes"]
    );
    let (_, complaints) = read(value(&[
        ("action", "correct"),
        ("exact", "x"),
        ("link", "javascript:alert(1)"),
    ]));
    assert_eq!(
        complaints,
        ["override 1 is not used: `link`: an address that begins with https:// or http:// is wanted"]
    );
}

#[test]
fn what_the_publisher_adds_stands_in_the_order_of_the_text_and_all_ids_hold() {
    let words = "The wall has a crack as wide as a hand";
    let first = "The bridge will close in May, Mayor Ann Lee said";
    let added = applied(&[
        &[
            ("action", "add"),
            ("exact", words),
            ("source", "Tom Roe"),
            ("role", "engineer"),
        ],
        &[
            ("action", "add"),
            ("exact", first),
            ("source", "Gull Point Council"),
            ("sourceKind", "organisation"),
        ],
    ]);
    assert_eq!(added.reasons(), []);
    assert_eq!(added.titles(words), ["Tom Roe – paraphrase"]);
    assert_eq!(
        added.line(words, "publisher"),
        "added by the publisher · who: Tom Roe · role: engineer"
    );
    assert_eq!(added.panel(), ["Added 2"]);
    let mut last = 0;
    for (at, annotation) in added.analysis.annotations.iter().enumerate() {
        assert_eq!(annotation.id.0 as usize, at);
        assert!(annotation.content[0].start() >= last);
        last = annotation.content[0].start();
        if let Body::Attribution(a) = &annotation.body {
            for &hedge in &a.hedges {
                let hedge = added.analysis.annotation(hedge).map(|a| &a.body);
                assert!(matches!(hedge, Some(Body::Hedge(_))));
            }
        }
    }
    // Tom Roe is the one of the text.
    assert_eq!(
        added
            .analysis
            .sources
            .iter()
            .filter(|s| s.name == "Tom Roe")
            .count(),
        1
    );
    let added = added
        .analysis
        .annotations
        .iter()
        .filter(|a| a.found_by == PUBLISHER);
    assert_eq!(added.map(|a| a.place.paragraph).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn orphans_change_nothing() {
    let untouched = applied(&[]);
    for (fields, reason) in [
        (
            vec![("action", "hide"), ("exact", "The tunnel will close")],
            Reason::Missing,
        ),
        (
            vec![("action", "hide"), ("exact", "It is not safe")],
            Reason::Repeated,
        ),
        (
            vec![
                ("action", "hide"),
                ("exact", "It is not safe"),
                ("suffix", ",” said nobody"),
            ],
            Reason::Elsewhere,
        ),
        // Words that stand once, but after others than they were said after: perhaps other words are meant.
        (
            vec![
                ("action", "hide"),
                ("exact", "The bridge will close in May"),
                ("prefix", "He denied:"),
            ],
            Reason::Elsewhere,
        ),
        (
            vec![("action", "hide"), ("exact", "bridge will close")],
            Reason::NoAnnotation,
        ),
        // No word of the text, though its letters are.
        (
            vec![("action", "hide"), ("exact", "ridge will close in May")],
            Reason::Missing,
        ),
        (
            vec![
                ("action", "correct"),
                ("exact", "$4.2 million"),
                ("source", "Ann Lee"),
                ("kind", "figure"),
            ],
            Reason::NoStatement,
        ),
        (
            vec![
                ("action", "add"),
                ("exact", "The bridge will close in May"),
                ("source", "Ann Lee"),
            ],
            Reason::Known,
        ),
        (
            vec![
                ("action", "add"),
                ("exact", "on Monday. “It is not safe,” said an official"),
                ("source", "Ann Lee"),
            ],
            Reason::Divided,
        ),
    ] {
        let tried = applied(&[&fields]);
        assert_eq!(tried.reasons(), [reason], "{fields:?}");
        assert_eq!(tried.analysis, untouched.analysis, "{fields:?}");
    }
}

#[test]
fn one_of_two_equal_quotes_is_told_by_what_stands_around_it() {
    let hidden = applied(&[&[
        ("action", "hide"),
        ("exact", "“It is not safe,”"),
        ("suffix", "Tom  Roe\nsaid"),
    ]]);
    assert_eq!(hidden.reasons(), []);
    assert_eq!(hidden.titles("“It is not safe,”").len(), 1);
    let left = hidden.line("“It is not safe,”", "who");
    assert!(left.contains("official"), "{left}");
}

#[test]
fn a_figure_can_be_hidden() {
    let hidden = applied(&[&[("action", "hide"), ("exact", "$4.2 million")]]);
    assert_eq!(hidden.titles("$4.2 million").len(), 0);
    assert_eq!(
        hidden.analysis.summary.figures + 1,
        applied(&[]).analysis.summary.figures
    );
}

#[test]
fn the_orphan_says_what_to_do() {
    let orphan = &applied(&[&[("action", "hide"), ("exact", "It is not safe")]]).orphans[0];
    assert_eq!(
        orphan.to_string(),
        "override not used: the words “It is not safe” are in the article more than once; add `prefix` or `suffix`"
    );
}

#[test]
fn a_wrong_field_is_one_message_and_the_others_hold() {
    use given::Value::{List, Other};
    for (fields, says) in [
        (
            vec![("exact", "x")],
            "override 1 is not used: `action` is missing: hide, correct or add",
        ),
        (
            vec![("action", "remove"), ("exact", "x")],
            "override 1 is not used: `action`: one of hide, correct, add is wanted",
        ),
        (
            vec![("action", "hide")],
            "override 1 is not used: `selector` with `exact`, the words that are meant, is missing",
        ),
        (
            vec![("action", "add"), ("exact", "x")],
            "override 1 is not used: `add` needs `source`",
        ),
        (
            vec![("action", "correct"), ("exact", "x")],
            "override 1 is not used: `correct` needs one of `source`, `role`, `link`, `whyUnnamed`, `note`",
        ),
        (
            vec![("action", "hide"), ("exact", "x"), ("reason", "y")],
            "override 1 is not used: there is no field `reason`",
        ),
    ] {
        assert_eq!(read(value(&fields)), (Vec::new(), vec![says.to_owned()]));
    }
    let List(good) = value(&[("action", "hide"), ("exact", "x")]) else {
        return;
    };
    let (read, complaints) = read(List(vec![Other, good[0].clone()]));
    assert_eq!(read.len(), 1);
    assert_eq!(
        complaints,
        ["override 1 is not used: an object is wanted, with `action` and `selector`"]
    );
}

#[test]
fn no_override_makes_it_panic() {
    for text in ["", "“", "é\u{a0}é “a” said", TEXT] {
        for exact in ["é", "“", "a", " ", "\u{a0}", "said.\n“It"] {
            for action in ["hide", "correct", "add"] {
                let fields = [("action", action), ("exact", exact), ("source", "A")];
                let article = Article::from_plain_text(text);
                let mut analysis = analyze(&article, &Options::default());
                let (overrides, _) = read(value(&fields));
                apply(&article, &mut analysis, &overrides);
                let _ = present(&article, &analysis, 0.0, &English);
            }
        }
    }
}

const COST: &str =
    "Bridge to cost millions\nThe bridge will cost about $4.2 million, Mayor Ann Lee said on Monday.";

#[test]
fn a_figure_in_a_corrected_statement_is_given_by_the_corrected_source() {
    let words = "The bridge will cost about $4.2 million";
    let before = applied_to(COST, &[]);
    assert_eq!(before.line("$4.2 million", "giver"), "Ann Lee");
    let corrected = applied_to(
        COST,
        &[&[("action", "correct"), ("exact", words), ("source", "Eva Holm")]],
    );
    assert_eq!(corrected.reasons(), []);
    assert_eq!(corrected.line("$4.2 million", "giver"), "Eva Holm");
}

#[test]
fn of_a_hidden_statement_nothing_is_said_elsewhere() {
    let words = "The bridge will cost about $4.2 million";
    let hidden = applied_to(COST, &[&[("action", "hide"), ("exact", words)]]);
    assert_eq!(hidden.reasons(), []);
    let shown = hidden.shown();
    let cards = shown.cards.iter().flat_map(|card| {
        let parts = card.rows.iter().flat_map(|row| &row.parts).map(|part| &part.text);
        parts
            .chain(card.part_of.iter().map(|(_, label)| label))
            .chain([&card.title])
    });
    let lines = shown
        .panel
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .map(|line| &line.text);
    let told: Vec<&String> = cards.chain(lines).filter(|text| text.contains("Lee")).collect();
    assert_eq!(told, Vec::<&String>::new());
}
