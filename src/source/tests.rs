//! What a reader would notice, on statements made by hand.

use super::*;
use crate::article::Article;
use crate::attribution::{Cue, Extent, Form, LinkRelation, RelayMention, Stance};

/// A statement: content, cue, mention (`""` for none), each as the words of the text (the first place behind the
/// one given before it), relays as `mention/cue`.
struct Told {
    content: &'static str,
    cue: &'static str,
    mention: &'static str,
    relays: &'static [(&'static str, &'static str)],
    addressee: &'static str,
    continues: Option<u32>,
}

const fn told(content: &'static str, cue: &'static str, mention: &'static str) -> Told {
    Told {
        content,
        cue,
        mention,
        relays: &[],
        addressee: "",
        continues: None,
    }
}

fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("no {words:?}"));
    Span::new(
        u32::try_from(start).unwrap(),
        u32::try_from(start + words.len()).unwrap(),
    )
}

/// The words marked `[like this]` in a mention pick one of several same words: `"warned [He]"`.
fn mark(text: &str, words: &str) -> Option<Span> {
    if words.is_empty() {
        return None;
    }
    match (words.find('['), words.find(']')) {
        (Some(a), Some(b)) => {
            let whole = place(text, &words.replace(['[', ']'], ""));
            let start = whole.start() + u32::try_from(a).unwrap();
            Some(Span::new(start, start + u32::try_from(b - a - 1).unwrap()))
        }
        _ => Some(place(text, words)),
    }
}

fn resolved(outlet: &str, text: &str, statements: &[Told]) -> Resolution {
    let mut article = Article::from_plain_text(text);
    article.metadata.outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
    let statements: Vec<Statement> = statements
        .iter()
        .map(|t| Statement {
            extent: Extent::default(),
            content: mark(text, t.content).into_iter().collect(),
            cue: mark(text, t.cue).map(|span| Cue {
                span,
                lemma: t.cue.to_owned(),
            }),
            second_cue: None,
            mention: mark(text, t.mention),
            relays: t
                .relays
                .iter()
                .filter_map(|(mention, cue)| {
                    Some(RelayMention {
                        mention: mark(text, mention)?,
                        cue: mark(text, cue),
                        only_outlets: false,
                    })
                })
                .collect(),
            addressee: mark(text, t.addressee),
            form: Form::Indirect,
            quotes: Vec::new(),
            stance: Stance::Neutral,
            act: "say",
            hedges: Vec::new(),
            negated: false,
            no_comment: false,
            continues: t.continues,
            confidence: 1.0,
            found_by: "hand",
        })
        .collect();
    resolve(&Document::read(&article), &article.metadata, &statements)
}

fn origin(r: &Resolution, statement: usize) -> &Source {
    let id = r.ways[statement].origin.expect("an origin");
    &r.sources[id.0 as usize]
}

/// `outlet < relay? < origin`; `?` marks what is inferred.
fn way(r: &Resolution, statement: usize) -> String {
    let name = |id: SourceId| r.sources[id.0 as usize].name.clone();
    r.ways[statement]
        .chain
        .iter()
        .map(|l| format!("{}{}", name(l.source), if l.inferred { "?" } else { "" }))
        .collect::<Vec<_>>()
        .join(" < ")
}

#[test]
fn a_pronoun_means_the_speaker_before_and_not_the_last_man_named() {
    let r = resolved(
        "",
        "The harbour plan pleased President Tomas Okafor.\n\
         Coastal Council Deputy Chair Ivan Petrovic attacked the plan, saying it had been written for Okafor alone. \
         He warned that the quay would sink.",
        &[
            told(
                "it had been written for Okafor alone",
                "saying",
                "Coastal Council Deputy Chair Ivan Petrovic",
            ),
            told("the quay would sink", "warned", "[He] warned"),
        ],
    );
    let he = origin(&r, 1);
    assert_eq!(he.name, "Ivan Petrovic");
    assert_eq!(
        he.role.as_ref().map(|r| r.text.as_str()),
        Some("Coastal Council Deputy Chair")
    );
    assert_eq!(he.organisation.as_deref(), Some("Coastal Council"));
    assert!(he.mentions.iter().any(|m| m.pronoun));
}

#[test]
fn she_is_a_woman_even_where_a_man_spoke_last() {
    let r = resolved(
        "",
        "Ferry spokeswoman Dana Ruiz said boats would run. Captain Paul Berg said he hoped so. “We are ready,” she added.",
        &[
            told("boats would run", "said", "Ferry spokeswoman Dana Ruiz"),
            told("he hoped so", "said he", "Captain Paul Berg"),
            told("“We are ready,”", "added", "[she] added"),
        ],
    );
    assert_eq!(origin(&r, 2).name, "Dana Ruiz");
    assert_eq!(origin(&r, 1).name, "Paul Berg");
}

#[test]
fn a_role_given_elsewhere_is_the_sources_role() {
    let r = resolved(
        "",
        "Okafor said the port was safe.\nThe crowd cheered President Tomas Okafor on Sunday.\n\
         Ann Lee, the port authority's chief engineer, disagreed. “It leaks,” Ms. Lee said. The engineer left.",
        &[
            told("the port was safe", "said", "Okafor"),
            told("“It leaks,”", "said.", "Ms. Lee"),
        ],
    );
    assert_eq!(origin(&r, 0).name, "Tomas Okafor");
    assert_eq!(
        origin(&r, 0).role.as_ref().map(|r| r.text.as_str()),
        Some("President")
    );
    assert_eq!(origin(&r, 1).name, "Ann Lee");
    assert_eq!(
        origin(&r, 1).role.as_ref().map(|r| r.text.as_str()),
        Some("port authority's chief engineer")
    );
}

#[test]
fn roles_stand_before_a_comma_and_behind_who_too() {
    let r = resolved(
        "",
        "The port authority's chief engineer, Ann Lee, said it leaks. Carla Mott, 61, a plumber, said it does not. \
         Omar Haddad, who leads the dockers, said nothing new.",
        &[
            told(
                "it leaks",
                "said it leaks",
                "The port authority's chief engineer, Ann Lee",
            ),
            told("it does not", "said it does", "Carla Mott"),
            told("nothing new", "said nothing", "Omar Haddad"),
        ],
    );
    let role = |i: usize| {
        origin(&r, i)
            .role
            .as_ref()
            .map(|r| r.text.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        (role(0).as_str(), origin(&r, 0).name.as_str()),
        ("port authority's chief engineer", "Ann Lee")
    );
    assert_eq!(role(1), "plumber");
    assert_eq!(role(2), "who leads the dockers");
}

#[test]
fn who_means_somebody_without_a_name_too() {
    let text = "The shop closed. A baker, who did not want his name in print, said the bread was old.";
    let r = resolved("", text, &[told("the bread was old", "said the", "who")]);
    assert_eq!(origin(&r, 0).name, "baker");
    assert_eq!(origin(&r, 0).kind, SourceKind::UnnamedPerson);
}

#[test]
fn unnamed_people_keep_what_the_text_says_of_them() {
    let text = "Sources close to the tender said it was void. One source said the mayor knew. \
                Two people familiar with the audit said so. A senior official who spoke on condition of anonymity because the \
                talks are private said it was signed. The official said more. Critics say it is late.";
    let r = resolved(
        "",
        text,
        &[
            told("it was void", "said it was void", "Sources close to the tender"),
            told("the mayor knew", "said the", "One source"),
            told("so.", "said so", "Two people familiar with the audit"),
            told("it was signed", "said it was signed", "A senior official"),
            told("more", "said more", "The official"),
            told("it is late", "say", "Critics"),
        ],
    );
    let sources = origin(&r, 0);
    assert_eq!(sources.name, "sources close to the tender");
    assert_eq!(
        (sources.kind, sources.identity, sources.number),
        (SourceKind::UnnamedGroup, Identity::Anonymous, Number::Several)
    );
    assert_eq!(
        sources.justification.map(|s| s.of(text)),
        Some("close to the tender")
    );
    let one = origin(&r, 1);
    assert_eq!(
        (one.name.as_str(), one.kind),
        ("one source", SourceKind::UnnamedPerson)
    );
    assert_eq!(r.members, [(one.id, sources.id)]);
    assert_eq!(origin(&r, 2).number, Number::Exactly(2));
    let official = origin(&r, 3);
    assert_eq!(official.name, "senior official");
    assert_eq!(official.identity, Identity::Anonymous);
    assert_eq!(
        official.anonymity_reason.map(|s| s.of(text)),
        Some("because the talks are private")
    );
    assert_eq!(origin(&r, 4).id, official.id);
    assert_eq!(origin(&r, 5).identity, Identity::Generic);
}

#[test]
fn another_official_is_another() {
    let r = resolved(
        "",
        "An official said it was shut. Another official said it was open. The officials left.",
        &[
            told("it was shut", "said it was shut", "An official"),
            told("it was open", "said it was open", "Another official"),
        ],
    );
    assert_ne!(origin(&r, 0).id, origin(&r, 1).id);
}

#[test]
fn what_somebody_told_another_paper_came_through_it() {
    let text = "One official told the NYT that it was signed. Experts quoted by the NYT said it could last. \
                However, others cautioned that it may fail.";
    let mut first = told("it was signed", "told", "One official");
    first.addressee = "told [the NYT]";
    let mut second = told("it could last", "said", "Experts");
    second.relays = &[("by [the NYT]", "quoted by")];
    let r = resolved(
        "MENAFN",
        text,
        &[first, second, told("it may fail", "cautioned", "others")],
    );
    assert_eq!(way(&r, 0), "MENAFN < The New York Times < one official");
    assert_eq!(
        way(&r, 1),
        "MENAFN < The New York Times < experts quoted by the NYT"
    );
    assert_eq!(way(&r, 2), "MENAFN < The New York Times? < others");
    assert!(r.ways[0].addressee.is_none());
    assert_eq!(r.ways[0].chain[1].relation, LinkRelation::Relays);
    assert!(r.ways[0].chain[1].cue.is_some());
}

#[test]
fn a_publisher_is_no_relay_of_itself() {
    let mut s = told("it was signed", "told", "Ann Lee");
    s.addressee = "told [Reuters]";
    let r = resolved("", "OSLO (Reuters) - Ann Lee told Reuters it was signed.", &[s]);
    assert_eq!(way(&r, 0), "Reuters < Ann Lee");
}

#[test]
fn hearsay_in_hearsay_goes_through_the_speaker_in_the_middle() {
    let r = resolved(
        "Harbour Times",
        "Police sources said Vera Lind told them the boat was stolen.",
        &[
            told(
                "Vera Lind told them the boat was stolen",
                "said",
                "Police sources",
            ),
            told("the boat was stolen", "told", "Vera Lind"),
        ],
    );
    assert_eq!(way(&r, 1), "Harbour Times < police sources < Vera Lind");
}

#[test]
fn what_goes_on_has_the_same_source() {
    let mut rest = told("“It is over.”", "", "");
    rest.continues = Some(0);
    let r = resolved(
        "",
        "“We tried,” Ann Lee said. “It is over.”",
        &[told("“We tried,”", "said", "Ann Lee"), rest],
    );
    assert_eq!(r.ways[0].origin, r.ways[1].origin);
}

#[test]
fn documents_are_one_under_several_names() {
    let r = resolved(
        "",
        "A newly signed harbour agreement was published on Monday. The nine-page agreement names no price. \
         Instead, the document speaks of friendship. It says nothing of money. A Marlow poll found most were happy.",
        &[
            told("friendship", "speaks of", "the document"),
            told("nothing of money", "says", "[It] says"),
            told("most were happy", "found", "A Marlow poll"),
        ],
    );
    assert_eq!(origin(&r, 0).kind, SourceKind::Document);
    assert_eq!(origin(&r, 0).name, "newly signed harbour agreement");
    assert_eq!(origin(&r, 0).id, origin(&r, 1).id);
    assert_eq!(
        (origin(&r, 2).kind, origin(&r, 2).name.as_str()),
        (SourceKind::Poll, "Marlow poll")
    );
}

#[test]
fn organisations_are_found_again_by_acronym_and_by_kind() {
    let r = resolved(
        "",
        "The Coastal Safety Agency (CSA) shut the pier. The CSA said it was rotten. The agency said it would be rebuilt. \
         Marlow Corp. built it. The company said it was sound.",
        &[
            told("it was rotten", "said it was rotten", "The CSA"),
            told("it would be rebuilt", "said it would", "The agency"),
            told("it was sound", "said it was sound", "The company"),
        ],
    );
    assert_eq!(origin(&r, 0).name, "Coastal Safety Agency");
    assert_eq!(origin(&r, 1).name, "Coastal Safety Agency");
    assert_eq!(origin(&r, 2).name, "Marlow Corp.");
}

#[test]
fn a_statement_without_a_mention_has_no_origin() {
    let r = resolved(
        "Harbour Times",
        "The pier is expected to open in May.",
        &[told("open in May", "is expected to", "")],
    );
    assert_eq!(r.ways[0].origin, None);
    assert_eq!(way(&r, 0), "Harbour Times");
}

#[test]
fn an_outlet_alone_is_the_origin_and_the_times_is_the_one_named_before() {
    let r = resolved(
        "",
        "The Los Angeles Times looked into it. The Times reported that the pier was rotten.",
        &[told("the pier was rotten", "reported", "[The Times] reported")],
    );
    assert_eq!(
        (origin(&r, 0).name.as_str(), origin(&r, 0).kind),
        ("Los Angeles Times", SourceKind::Outlet)
    );
}

#[test]
fn statements_that_do_not_fit_the_text_do_no_harm() {
    let article = Article::from_plain_text("Ann Lee said so.");
    let document = Document::read(&article);
    let far = Span::new(9000, 9010);
    let mut statements = Vec::new();
    for (mention, continues) in [
        (Some(far), None),
        (None, Some(1)),
        (None, Some(700)),
        (Some(Span::new(3, 4)), Some(0)),
    ] {
        statements.push(Statement {
            extent: Extent::default(),
            content: vec![far],
            cue: None,
            second_cue: None,
            mention,
            relays: vec![RelayMention {
                mention: far,
                cue: None,
                only_outlets: false,
            }],
            addressee: Some(far),
            form: Form::Indirect,
            quotes: Vec::new(),
            stance: Stance::Neutral,
            act: "say",
            hedges: Vec::new(),
            negated: false,
            no_comment: false,
            continues,
            confidence: 1.0,
            found_by: "hand",
        });
    }
    let r = resolve(&document, &article.metadata, &statements);
    assert_eq!(r.ways.len(), 4);
    assert_eq!(r.ways[0].origin, None);
}

#[test]
fn those_asked_speak_through_their_poll() {
    let text = "In a poll of 1,204 adults by Tallis Research, 58 percent said it was late. One in five said it was cold.";
    let found = resolved(
        "",
        text,
        &[
            told("it was late", "said", "58 percent"),
            told("it was cold", "said", "One in five"),
        ],
    );
    let names: Vec<_> = found.sources.iter().map(|s| (s.name.as_str(), s.kind)).collect();
    assert_eq!(names, [("poll of 1,204 adults", SourceKind::Poll)]);
}

#[test]
fn a_count_hyphened_to_a_document_belongs_to_its_name() {
    let text = "A 64-page report by the City Audit Office says the reserve is gone.";
    let found = resolved(
        "",
        text,
        &[told(
            "the reserve is gone",
            "says",
            "A 64-page report by the City Audit Office",
        )],
    );
    assert_eq!(found.sources[0].name, "64-page report");
}

#[test]
fn a_mention_that_breaks_off_is_named_as_the_text_goes_on() {
    let text = "It is late, the Post reported, citing two people close to the talks between the city and its builder.";
    let found = resolved("", text, &[told("It is late", "citing", "two people close")]);
    assert_eq!(
        found.sources[0].name,
        "two people close to the talks between the city and its builder"
    );
}

#[test]
fn an_outlet_is_known_by_the_last_word_of_its_name() {
    let text =
        "It is late, according to the Westmark Gazette. Analysts quoted by the Gazette said it was cold.";
    let mut second = told("it was cold", "said", "Analysts quoted by the Gazette");
    second.relays = &[("by [the Gazette]", "quoted by")];
    let found = resolved(
        "",
        text,
        &[told("It is late", "according to", "the Westmark Gazette"), second],
    );
    let outlets: Vec<_> = found
        .sources
        .iter()
        .filter(|s| s.kind == SourceKind::Outlet)
        .map(|s| s.name.as_str())
        .collect();
    assert_eq!(outlets, ["Westmark Gazette"]);
}

/// As [`way`], of a text that is read as a whole.
fn ways_in(outlet: &str, text: &str) -> Vec<String> {
    let mut article = Article::from_plain_text(text);
    article.metadata.outlet = Some(outlet.to_owned());
    let document = Document::read(&article);
    let statements = crate::attribution::find(&document);
    let r = resolve(&document, &article.metadata, &statements);
    (0..statements.len()).map(|i| way(&r, i)).collect()
}

#[test]
fn outlets_pass_on_and_others_are_told() {
    let outlet = "Harbour Gazette";
    for (text, expected) in [
        (
            "Mayor Ann Lee told Reuters that the bridge was old.",
            "Harbour Gazette < Reuters < Ann Lee",
        ),
        (
            "Mayor Ann Lee told the council that the bridge was old.",
            "Harbour Gazette < Ann Lee",
        ),
        (
            "“The bridge is old,” Mayor Ann Lee told the Lantern.",
            "Harbour Gazette < Lantern < Ann Lee",
        ),
        (
            "“The bridge is old,” Mayor Ann Lee told the Conservatives.",
            "Harbour Gazette < Ann Lee",
        ),
        (
            "In an interview with the Guardian, Mayor Ann Lee said that the bridge was old.",
            "Harbour Gazette < The Guardian < Ann Lee",
        ),
        (
            "The bridge is old, according to a report in the Guardian.",
            "Harbour Gazette < The Guardian",
        ),
        (
            "The bridge is old, according to emails obtained by Reuters.",
            "Harbour Gazette < Reuters < emails",
        ),
        (
            "A witness interviewed by the council’s staff said the bridge was old.",
            "Harbour Gazette < witness interviewed by the council’s staff",
        ),
        (
            "The bridge is old, according to a 2013 study by engineers Ann Lee and Omar Haddad.",
            "Harbour Gazette < 2013 study",
        ),
    ] {
        assert_eq!(ways_in(outlet, text), [expected], "{text}");
    }
    // What is seen by this outlet itself went through nobody else.
    assert_eq!(
        ways_in("Reuters", "A memo seen by Reuters said the bridge was old."),
        ["Reuters < memo"]
    );
}

#[test]
fn each_speaker_of_nested_hearsay_passes_on() {
    let text = "A diver told the police that the piers had cracked, the indictment said.";
    let ways = ways_in("Harbour Gazette", text);
    assert_eq!(
        ways,
        [
            "Harbour Gazette < indictment",
            "Harbour Gazette < indictment < diver"
        ]
    );
}

#[test]
fn of_two_people_neither_is_guessed() {
    let read = |text: &str| {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let statements = crate::attribution::find(&document);
        resolve(&document, &article.metadata, &statements)
    };
    let r = read("Ann Lee and Mary Roe met on Monday. She said that the bridge was old.");
    let names: Vec<&str> = r.ways[0]
        .candidates
        .iter()
        .map(|c| r.sources[c.0 as usize].name.as_str())
        .collect();
    assert_eq!((r.ways[0].origin, names), (None, vec!["Ann Lee", "Mary Roe"]));
    // Where only one is a woman there is no doubt.
    let r = read("Ann Lee and Tom Roe met on Monday. She said that the bridge was old.");
    assert!(r.ways[0].candidates.is_empty());
    assert_eq!(origin(&r, 0).name, "Ann Lee");
}

#[test]
fn three_names_are_one_source() {
    let r = resolved(
        "",
        "Ann Lee, Tom Roe and Omar Haddad said the bridge was old.",
        &[told(
            "the bridge was old",
            "said",
            "Ann Lee, Tom Roe and Omar Haddad",
        )],
    );
    assert_eq!(origin(&r, 0).name, "Ann Lee, Tom Roe and Omar Haddad");
    assert_eq!(origin(&r, 0).number, Number::Exactly(3));
}

#[test]
fn the_company_is_the_one_named_last() {
    let text = "Lund Fish Company sells to Green Grocers Inc. “It is cheap,” said Ann Lee of Amazon-owned Blue Foods Inc. \
                The company said that prices fell.";
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    let statements = crate::attribution::find(&document);
    let r = resolve(&document, &article.metadata, &statements);
    let last = statements.len() - 1;
    assert_eq!(origin(&r, last).name, "Blue Foods Inc.");
}

/// Who says each statement of a text that is read as a whole, with the role.
fn speakers_of(text: &str) -> Vec<String> {
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    let statements = crate::attribution::find(&document);
    let r = resolve(&document, &article.metadata, &statements);
    let named = |way: &Way| {
        let source = &r.sources[way.origin.expect("an origin").0 as usize];
        match &source.role {
            Some(role) => format!("{} ({})", source.name, role.text),
            None => source.name.clone(),
        }
    };
    r.ways.iter().map(named).collect()
}

#[test]
fn a_name_behind_its_role_is_who_speaks() {
    for (text, expected) in [
        (
            "“The tide was high,” said the mayor, Jane Doe, on Monday.",
            "Jane Doe (mayor)",
        ),
        (
            "“The tide was high,” said the mayor, Jane Doe — and left.",
            "Jane Doe (mayor)",
        ),
        (
            "“The tide was high,” said the mayor of Wick, Jane Doe (Lab).",
            "Jane Doe (mayor of Wick)",
        ),
        (
            "“The tide was high,” said the ferry company’s director, Ann Lee.",
            "Ann Lee (ferry company’s director)",
        ),
        (
            "A lawyer for the fishermen, Hugo Brandt, said they would appeal.",
            "Hugo Brandt (lawyer for the fishermen)",
        ),
        (
            "The director of the European Centre, Ina Kirsch, said they would appeal.",
            "Ina Kirsch (director of the European Centre)",
        ),
        (
            "“The tide was high,” said lead author Dr Amina Djibril.",
            "Amina Djibril (lead author)",
        ),
        // No list knows these.
        (
            "“The tide was high,” said the lifeboat’s coxswain, Dr. Amina Djibril.",
            "Amina Djibril (lifeboat’s coxswain)",
        ),
        (
            "“The tide was high,” said the harbour master, Tom Reed.",
            "Tom Reed (harbour master)",
        ),
        (
            "“The tide was high,” said the lifeboat’s coxswain, Tom Reed, 52.",
            "Tom Reed (lifeboat’s coxswain)",
        ),
        (
            "The harbour master, Tom Reed, told the council that the tide was high.",
            "Tom Reed (harbour master)",
        ),
        (
            "The tide was high, the harbour master, Tom Reed, said.",
            "Tom Reed (harbour master)",
        ),
        (
            "According to the harbour master, Tom Reed, the tide was high.",
            "Tom Reed (harbour master)",
        ),
        (
            "“The tide was high,” said the skippers, Ann Lee and Tom Reed.",
            "Ann Lee and Tom Reed",
        ),
    ] {
        assert_eq!(speakers_of(text), [expected], "{text}");
    }
}

#[test]
fn what_stands_behind_a_role_need_not_be_its_name() {
    for (text, expected) in [
        (
            "“The tide was high,” said the mayor, London’s first woman in office.",
            "mayor (mayor)",
        ),
        ("“The tide was high,” the mayor told Tom Reed.", "mayor (mayor)"),
        (
            "“The tide was high,” said the minister, Reuters reported.",
            "minister (minister)",
        ),
        (
            "“The tide was high,” said the minister, Ann Lee reported from Wick.",
            "minister (minister)",
        ),
        (
            "A spokesperson for the operator, NorthRail, said trains would run.",
            "spokesperson for the operator (spokesperson)",
        ),
        (
            "After the meeting with the mayor, Tom Reed said the tide was high.",
            "Tom Reed",
        ),
        ("In the village, Tom Reed said the tide was high.", "Tom Reed"),
        (
            "“The tide was high,” said the council, Tom Reed of the Courier heard.",
            "council",
        ),
    ] {
        assert_eq!(speakers_of(text)[0], expected, "{text}");
    }
}
