//! Odd input does no harm: other languages, capitals, transcripts, lists, tables, live blogs, texts without punctuation.
//! All of it holds with the rules alone and with the tagger.

#![allow(clippy::unwrap_used)]

use factnote::analysis::{Analysis, Body};
use factnote::article::Metadata;
use factnote::describe::{English, Presentation, present};
use factnote::{Article, Options, analyze};

fn options() -> Vec<Options> {
    let rules = Options::default();
    #[cfg(feature = "tagger")]
    let all = vec![
        rules,
        Options {
            tagger: true,
            ..Options::default()
        },
    ];
    #[cfg(not(feature = "tagger"))]
    let all = vec![rules];
    all
}

/// Checks the analyses of `text`, each with what is shown of it.
#[track_caller]
fn each(text: &str, check: impl Fn(&Analysis, &Presentation)) {
    let article = Article::from_plain_text(text);
    for options in options() {
        let analysis = analyze(&article, &options);
        check(
            &analysis,
            &present(&article, &analysis, options.mark_from, &English),
        );
    }
}

/// The marked statements as `source: content`.
fn statements(text: &str, analysis: &Analysis) -> Vec<String> {
    let shown = analysis
        .annotations
        .iter()
        .filter(|a| a.confidence >= Options::default().mark_from);
    shown
        .filter_map(|annotation| {
            let Body::Attribution(a) = &annotation.body else {
                return None;
            };
            let source = a.source.and_then(|id| analysis.source(id));
            let pieces: Vec<&str> = annotation.content.iter().map(|c| c.of(text)).collect();
            Some(format!(
                "{}: {}",
                source.map_or("-", |s| s.name.as_str()),
                pieces.join(" + ")
            ))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    each(text, |analysis, _| {
        assert_eq!(statements(text, analysis), expected, "{text}")
    });
}

/// The marked figures and claims as they stand in the text.
fn figures_and_claims(text: &str, analysis: &Analysis) -> Vec<String> {
    let shown = analysis
        .annotations
        .iter()
        .filter(|a| a.confidence >= Options::default().mark_from);
    shown
        .filter(|a| matches!(a.body, Body::Figure(_) | Body::Claim(_)))
        .map(|a| a.content[0].of(text).to_owned())
        .collect()
}

#[test]
fn of_a_foreign_text_only_quotations_are_marked() {
    let text = "Brücke wird gesperrt\n\
                Die Brücke wird im Mai gesperrt, weil sie nach 1.234,56 Stunden nicht mehr sicher ist. Das kostet 5 Million Euro, \
                said die Stadt. „Wir haben keine andere Wahl gehabt“, sagte die Bürgermeisterin. Von einer „dummen Idee“ ist die Rede.\n\
                „Das ist das Ende unserer Stadt.“ – Ben Roe";
    each(text, |analysis, shown| {
        assert!(analysis.language.foreign);
        assert_eq!(
            statements(text, analysis),
            [
                "-: „Wir haben keine andere Wahl gehabt“",
                "Ben Roe: „Das ist das Ende unserer Stadt.“"
            ]
        );
        assert!(figures_and_claims(text, analysis).is_empty());
        assert_eq!(
            shown.cards[0].title,
            "Quote, not English – who says it is not read"
        );
        assert!(shown.cards[0].rows.iter().all(|row| row.key != "who"));
        let language = shown.panel.sections.iter().find(|s| s.key == "language").unwrap();
        assert_eq!(
            language.lines[0].text,
            "This text does not look English; only quotations between marks are marked"
        );
        assert!(
            shown
                .panel
                .bar
                .iter()
                .all(|(key, line)| line.annotations.len() == usize::from(*key == "named"))
        );
        assert_eq!((analysis.summary.unread, analysis.summary.no_source), (1, 0));
    });
    check(
        "Le pont sera fermé en mai parce que les piles ne sont pas sûres, selon la maire. « Nous ne pouvons pas attendre », a-t-elle dit.",
        &["-: « Nous ne pouvons pas attendre »"],
    );
    check(
        "市長は「この橋は古くてもう直せないと思います」と述べた。",
        &["-: 「この橋は古くてもう直せないと思います」"],
    );
}

#[test]
fn a_foreign_paragraph_in_an_english_text_is_not_read() {
    let text = "Bridge to close\n\
                The bridge will close in May, Mayor Ann Lee said.\n\
                La alcaldesa no quiso decir cuándo se abrirá el puente, que costó 5 million en los años de la crisis.\n\
                She told the council that “el puente es de todos los vecinos y no se cierra” was a fine motto.";
    each(text, |analysis, shown| {
        assert!(!analysis.language.foreign);
        let found = statements(text, analysis);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("Ann Lee: ") && found[1].contains("motto"),
            "{found:?}"
        );
        assert!(
            figures_and_claims(text, analysis)
                .iter()
                .all(|f| !f.contains("million"))
        );
        let language = shown.panel.sections.iter().find(|s| s.key == "language").unwrap();
        assert_eq!(
            language.lines[0].text,
            "1 paragraph does not look English; in it only quotations between marks are marked"
        );
    });
}

#[test]
fn what_the_page_says_of_its_language_is_no_answer() {
    let metadata = Metadata {
        language: Some("de".to_owned()),
        ..Metadata::default()
    };
    let article =
        Article::from_plain_text_with("The bridge will close in May, Mayor Ann Lee said.", metadata);
    assert!(!analyze(&article, &Options::default()).language.foreign);
}

#[test]
fn in_capitals_only_words_count() {
    let text = "THE BRIDGE WILL CLOSE SOON, MAYOR ANN LEE SAID. OFFICIALS SAID THE REPAIR WOULD COST $5 MILLION. \
                THE TOWN HALL WAS SHUT AND NOBODY ELSE CAME.";
    check(
        text,
        &[
            "MAYOR ANN LEE: THE BRIDGE WILL CLOSE SOON",
            "OFFICIALS: THE REPAIR WOULD COST $5 MILLION",
        ],
    );
}

#[test]
fn without_punctuation_nothing_is_marked_as_said() {
    let text = "so the mayor said the bridge is going to close in may and nobody knows what will happen then ann lee told the \
                council that it would cost five million dollars and the council said no they said it was too much money and ben \
                roe who runs the ferry said he would take more cars on his boats and then they all went home and that was it for \
                the day";
    check(text, &[]);
}

#[test]
fn without_capitals_who_speaks_is_found_all_the_same() {
    each(
        "the bridge will close, officials said. nobody came.",
        |analysis, _| {
            let names: Vec<&str> = analysis.sources.iter().map(|s| s.name.as_str()).collect();
            assert_eq!(names, ["officials"]);
        },
    );
}

const TRANSCRIPT: &str = "CHRIS WALLACE, HOST: Good morning. Today the bridge will close.\n\
    Joining us is the mayor. Welcome.\n\
    ANN LEE, MAYOR OF WESTMARK: Thank you, Chris.\n\
    (CROSSTALK)\n\
    WALLACE: Will it cost $5 million?\n\
    LEE: It could be more. The council said it would not pay.\n\
    We had no other choice.\n\
    (END VIDEO CLIP)\n\
    The rest is in our archive.\n\
    WALLACE: Let me ask you. [laughter] Who pays?\n\
    MR. SPICER: The town pays.\n\
    Q: And the county?\n";

#[test]
fn a_transcript_says_who_speaks() {
    check(
        TRANSCRIPT,
        &[
            "CHRIS WALLACE: Good morning. Today the bridge will close",
            "CHRIS WALLACE: Joining us is the mayor. Welcome",
            "ANN LEE: Thank you, Chris",
            "CHRIS WALLACE: Will it cost $5 million",
            "ANN LEE: It could be more. The council said it would not pay",
            "council: it would not pay",
            "ANN LEE: We had no other choice",
            "CHRIS WALLACE: Let me ask you + Who pays",
            "SPICER: The town pays",
            "Q: And the county",
        ],
    );
    each(TRANSCRIPT, |analysis, shown| {
        let role = |name: &str| {
            let source = analysis.sources.iter().find(|s| s.name == name).unwrap();
            source.role.as_ref().map(|r| r.text.as_str())
        };
        assert_eq!(role("CHRIS WALLACE"), Some("HOST"));
        assert_eq!(role("ANN LEE"), Some("MAYOR OF WESTMARK"));
        assert!(shown.panel.sections.iter().all(|s| s.key != "claims"));
        let verbs = shown.panel.sections.iter().find(|s| s.key == "verbs");
        let lines = verbs.map_or(&[][..], |s| &s.lines);
        assert!(
            lines.iter().all(|l| !l.text.contains(": :")),
            "a colon is no verb"
        );
    });
}

#[test]
fn a_transcript_may_stand_between_marks() {
    check(
        "Partial transcript as follows:\n\
         \"WALLACE: Will the bridge close in May?\n\
         \"LEE: Well, look, it has closed before. We painted it twice.\n\
         \"(CROSSTALK.)\n\
         \"WALLACE: If I may, will it close?\n\
         \"LEE: It will not close tomorrow.\"",
        &[
            "WALLACE: Will the bridge close in May",
            "LEE: Well, look, it has closed before. We painted it twice",
            "WALLACE: If I may, will it close",
            "LEE: It will not close tomorrow",
        ],
    );
}

#[test]
fn an_interview_names_its_speakers_with_small_letters() {
    check(
        "Five questions to Ann Lee\n\
         Ann Lee has run the town since 2010. We met her on the bridge.\n\
         Westmark Gazette: Why close the bridge now?\n\
         **Ann Lee:** It is rusty. Nobody wants to wait.\n\
         Gazette: Who decided it?\n\
         Lee: The council did.\n\
         It was a hard night.\n\
         Gazette: Will it reopen?\n\
         Lee: In two years.\n\
         The two of us went home in the rain.",
        &[
            "Westmark Gazette: Why close the bridge now",
            "Ann Lee: It is rusty. Nobody wants to wait",
            "Westmark Gazette: Who decided it",
            "Ann Lee: The council did",
            "Ann Lee: It was a hard night",
            "Westmark Gazette: Will it reopen",
            "Ann Lee: In two years",
        ],
    );
}

#[test]
fn headings_before_colons_do_not_speak() {
    for text in [
        "Bridge to close\nUPDATE: The bridge is shut.\nREAD MORE: The ferry is full.\nREAD MORE: The town is broke.\nNOTE: The map is old.",
        "Two phones\nPros: It is light.\nCons: It is dear.\nPrice: It is high.\nPros: It is big.\nCons: It is slow.\nPrice: It is low.",
        "Votes\nLEE: 1,769\nROE: 1,501\nLEE: 12\nTHE TOTAL\nTwo towns are left.",
        "Diets\nMyth: Bread is bad.\nFact: It is not.\nTIP: Eat some.\nMyth: Rice is bad.\nFact: It is not.\nTIP: Eat some.",
        "Winners\nAnn Lee: Ben Roe\nEva Poe: Tom Abt\nAnn Lee: Kim Orr",
        "WASHINGTON: The bridge is shut.\nThe ferry is full.\nThe town is broke.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_list_belongs_to_who_leads_in_to_it() {
    check(
        "What we know\n\
         Officials said on Monday:\n\
         - The bridge will close in May.\n\
         • Repairs will cost $5 million.\n\
         The bridge was built in 1950.\n\
         The main points, according to the council:\n\
         1. The work begins in June.\n\
         2. It ends in 2027.\n\
         Here is what else happened:\n\
         - Ann Lee said the vote would be repeated.\n\
         - The ferry stopped.",
        &[
            "officials: The bridge will close in May + Repairs will cost $5 million",
            "council: The work begins in June + It ends in 2027",
            "Ann Lee: the vote would be repeated",
        ],
    );
}

#[test]
fn what_merely_names_things_leads_in_to_nobody_s_words() {
    for text in [
        "Phones\nThe new features include:\n- It is light.\n- It is fast.",
        "Diets\nThis means:\n- It is light.\n- It is fast.",
        "Towns\nOfficials said the towns that were hit are:\n- Westmark\n- Eastmark",
    ] {
        each(text, |analysis, _| {
            assert!(
                analysis.annotations.iter().all(|a| a.found_by != "said-list"),
                "{text}"
            );
        });
    }
}

#[test]
fn a_label_on_a_line_of_its_own_names_who_speaks_below_it() {
    check(
        "WALLACE:\nThe bridge will close.\nIt is old.\nLEE:\nIt is.\nWALLACE: Thank you.",
        &[
            "WALLACE: The bridge will close",
            "WALLACE: It is old",
            "LEE: It is",
            "WALLACE: Thank you",
        ],
    );
}

#[test]
fn rows_of_a_table_claim_nothing() {
    let text = "Team | Played | Won | Points\nWestmark | 12 | 8 | 24\nYear\tCars\tLorries\n2019\t3,000\t400\n1,200 900 800\n\
                The bridge carries $5 million worth of goods a day.";
    each(text, |analysis, _| {
        assert!(statements(text, analysis).is_empty());
        let found = figures_and_claims(text, analysis);
        assert!(
            found
                .iter()
                .all(|f| !f.contains('|') && !f.contains("400") && f != "24"),
            "{found:?}"
        );
        assert!(found.iter().any(|f| f == "$5 million"), "{found:?}");
    });
}

#[test]
fn entries_of_a_live_blog_stand_for_themselves() {
    let text = "Bridge closure: live\n\
                10:45 a.m. Mayor speaks\n\
                Mayor Ann Lee said the bridge would close at noon. “It is old and rusty,” she said.\n\
                10:20 a.m. EST\n\
                She said nobody would wait longer than an hour.\n\
                14:05 — “We are doing what we can do for them.”\n\
                3 min ago\n\
                The council met. It said the vote was over.";
    each(text, |analysis, _| {
        let found = statements(text, analysis);
        assert!(
            found.contains(&"Ann Lee: “It is old and rusty,”".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"-: nobody would wait longer than an hour".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"council: the vote was over".to_owned()),
            "{found:?}"
        );
        assert!(found.iter().all(|f| !f.contains("what we can")), "{found:?}");
        let figures = figures_and_claims(text, analysis);
        for stamp in ["10:45 a.m.", "10:20 a.m.", "14:05", "3 min"] {
            assert!(figures.iter().all(|f| !f.contains(stamp)), "{figures:?}");
        }
        assert!(figures.iter().any(|f| f == "noon"), "{figures:?}");
    });
}

#[test]
fn a_mark_that_is_never_closed_does_not_swallow_the_article() {
    let text = "Bridge to close\n\
                “The bridge is old, Mayor Ann Lee said on Monday.\n\
                The council said it had no money.\n\
                The repair costs $5 million, according to Ben Roe.";
    each(text, |analysis, _| {
        let found = statements(text, analysis);
        assert!(
            found.contains(&"council: it had no money".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"Ben Roe: The repair costs $5 million".to_owned()),
            "{found:?}"
        );
    });
}
