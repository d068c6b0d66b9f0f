//! What a reader notices of the rules: who says what, by which word.

use super::*;
use crate::article::Article;

/// The statements of a text as `mention / cue / pieces of content`.
fn statements(text: &str) -> Vec<String> {
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    find(&document)
        .iter()
        .map(|s| {
            let content: Vec<&str> = s.content.iter().map(|c| c.of(text)).collect();
            format!(
                "{} / {} / {}",
                s.mention.map_or("-", |m| m.of(text)),
                s.cue.as_ref().map_or("-", |c| c.span.of(text)),
                content.join(" + ")
            )
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(statements(text), expected, "{text}");
}

fn only(text: &str) -> Statement {
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    let found = find(&document);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_quotation_and_who_said_it() {
    check(
        "“The bridge is old,” Ann Lee said.",
        &["Ann Lee / said / “The bridge is old,”"],
    );
    check(
        "“The bridge is old,” said Mayor Ann Lee, 52.",
        &["Mayor Ann Lee / said / “The bridge is old,”"],
    );
    check("“Why now?” she asked.", &["she / asked / “Why now?”"]);
    check(
        "Ann Lee said: “The bridge is old.”",
        &["Ann Lee / said / “The bridge is old.”"],
    );
    check(
        "“The bridge,” Lee said, “is old.”",
        &["Lee / said / “The bridge,” + “is old.”"],
    );
    check(
        "“The bridge is old,” Lee said. “It will have to close in May.”",
        &["Lee / said / “The bridge is old,” + “It will have to close in May.”"],
    );
    check(
        "“The bridge is old,” Ann Lee, who has run the town since May, said on Monday.",
        &["Ann Lee / said / “The bridge is old,”"],
    );
}

#[test]
fn a_clause_and_who_said_it() {
    check(
        "Ann Lee said that the bridge will close.",
        &["Ann Lee / said / the bridge will close"],
    );
    check(
        "The mayor said the bridge will close.",
        &["The mayor / said / the bridge will close"],
    );
    check(
        "The bridge will close in May, officials said on Monday.",
        &["officials / said / The bridge will close in May"],
    );
    check(
        "The bridge, Lee said, will close in May.",
        &["Lee / said / The bridge + will close in May"],
    );
    check(
        "On Monday, Lee said the bridge was old.",
        &["Lee / said / the bridge was old"],
    );
    check(
        "Lee did not say whether the bridge would close.",
        &["Lee / say / whether the bridge would close"],
    );
    check(
        "Lee said on Tuesday in a radio interview that the bridge was old.",
        &["Lee / said / the bridge was old"],
    );
    check(
        "A spokesman for the council said the bridge was old.",
        &["A spokesman for the council / said / the bridge was old"],
    );
}

#[test]
fn whom_it_was_told() {
    let text = "Lee told the Daily Courier that the bridge would close.";
    check(text, &["Lee / told / the bridge would close"]);
    assert_eq!(
        only(text).addressee.map(|a| a.of(text)),
        Some("the Daily Courier")
    );
}

#[test]
fn the_sun_is_no_sunday() {
    let text = "A friend told The Sun: “She has not slept since the spring.”";
    check(text, &["A friend / told / “She has not slept since the spring.”"]);
    assert_eq!(only(text).addressee.map(|a| a.of(text)), Some("The Sun"));
    assert!(statements("Lee told her on Sunday.").is_empty());
}

#[cfg(feature = "tagger")]
#[test]
fn who_is_accused_of_something_does_not_say_it() {
    for text in [
        "Ann Lee, 54, is accused of making 212 transfers from the accounts of the yard.",
        "The brothers were accused of hiding the boats.",
    ] {
        let found = tagged(text);
        assert!(found.iter().all(|s| s.mention.is_none()), "{found:?}");
    }
}

#[test]
fn two_verbs_and_one_speaker() {
    check(
        "Lee defended the bridge, claiming that it was safe.",
        &["Lee / defended / the bridge", "Lee / claiming / it was safe"],
    );
    check(
        "Lee said the bridge was old and warned that it could fall.",
        &["Lee / said / the bridge was old", "Lee / warned / it could fall"],
    );
}

#[test]
fn according_to_somebody() {
    check(
        "The bridge is old, according to a report by the council.",
        &["a report by the council / according to / The bridge is old"],
    );
    check(
        "According to Lee, the bridge is old.",
        &["Lee / According to / the bridge is old"],
    );
    let text = "The bridge is old, according to the Courier, citing people close to the council.";
    let statement = only(text);
    assert_eq!(
        statement.mention.map(|m| m.of(text)),
        Some("people close to the council")
    );
    assert_eq!(
        statement.relays.first().map(|r| r.mention.of(text)),
        Some("the Courier")
    );
    assert_eq!(statement.second_cue.map(|c| c.span.of(text)), Some("citing"));
}

#[test]
fn who_puts_something_at_an_amount_says_so() {
    for (text, expected) in [
        (
            "A report puts the cost at $3.1 million.",
            "A report / puts / the cost at $3.1 million",
        ),
        (
            "The study put the number at 40.",
            "The study / put / the number at 40",
        ),
        (
            "Initial estimates put the number of dead at around forty.",
            "Initial estimates / put / the number of dead at around forty",
        ),
        (
            "The finance chief, Ann Lee, put the cost of the closure at €65 million, most of it this year.",
            "The finance chief / put / the cost of the closure at €65 million",
        ),
        (
            "The ministry had earlier put the toll at more than 17.",
            "The ministry / put / the toll at more than 17",
        ),
        (
            "The poll had put Lee at 34 percent.",
            "The poll / put / Lee at 34 percent",
        ),
        (
            "It estimates the bill at £3.4m.",
            "It / estimates / the bill at £3.4m",
        ),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn what_is_put_somewhere_is_no_estimate() {
    for text in [
        "He put the book at the end.",
        "He put the book at the end of shelf 40.",
        "The move puts 300 jobs at risk.",
        "The win puts the club at the top of the table with 40 points.",
        "The victory put the team at 34 points.",
        "They put the car at 40 miles an hour into the wall.",
        "The mayor put the meeting at 5pm.",
        "The company put its headquarters at 40 King Street.",
        "That puts the average at 12.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_reason_that_is_cited_says_nothing() {
    for text in [
        "The union called Lee a “champion” of its cause, citing her work on pay.",
        "Lee said the yard would close, citing rising costs.",
        "The yard will close, Lee said, citing safety concerns.",
    ] {
        let statement = only(text);
        assert!(statement.relays.is_empty(), "{text}");
        assert!(
            statement
                .mention
                .is_some_and(|m| ["Lee", "The union"].contains(&m.of(text)))
        );
    }
    for (text, origin) in [
        (
            "The yard will close, the Courier reported, citing unnamed executives.",
            "unnamed executives",
        ),
        (
            "The yard will close, the Courier reported, citing villagers.",
            "villagers",
        ),
        (
            "The yard will close, the Courier reported, citing court filings.",
            "court filings",
        ),
    ] {
        let statement = only(text);
        assert_eq!(statement.mention.map(|m| m.of(text)), Some(origin));
        assert_eq!(statement.relays.len(), 1, "{text}");
    }
}

#[test]
fn an_outlet_in_between() {
    let text = "Engineers quoted by the Courier said the bridge was old.";
    let statement = only(text);
    assert_eq!(
        statement.mention.map(|m| m.of(text)),
        Some("Engineers quoted by the Courier")
    );
    assert_eq!(
        statement.relays.first().map(|r| r.mention.of(text)),
        Some("the Courier")
    );
}

#[test]
fn a_credit_instead_of_a_verb() {
    check(
        "“The bridge is old and rusty.” ― Ann Lee, mayor",
        &["Ann Lee / ― / “The bridge is old and rusty.”"],
    );
    check(
        "“The bridge is old and rusty.”\n- Ann Lee",
        &["Ann Lee / - / “The bridge is old and rusty.”"],
    );
    check(
        "LEE: “The bridge is old and rusty.”",
        &["LEE / : / “The bridge is old and rusty.”"],
    );
}

#[test]
fn a_passage_and_its_credit() {
    let text = "WHY BRIDGES RUST “Salt is the reason, and it is cheap.” [Courier.]";
    check(
        text,
        &["WHY BRIDGES RUST / [Courier.] / “Salt is the reason, and it is cheap.”"],
    );
    assert_eq!(
        only(text).relays.first().map(|r| r.mention.of(text)),
        Some("Courier")
    );
}

#[test]
fn quoted_words_in_a_sentence() {
    let text = "Lee warned that the bridge was what he called “a heap of rust.”";
    check(
        text,
        &[
            "Lee / warned / the bridge was what he called “a heap of rust.”",
            "he / what he called / “a heap of rust.”",
        ],
    );
    for (text, expected) in [
        (
            "The car hit what police said was a stolen truck, and burned.",
            "police / what police said / was a stolen truck",
        ),
        (
            "The town helped what advocates estimated were 300 farmers.",
            "advocates / what advocates estimated / were 300 farmers",
        ),
        (
            "It lost what analysts believe to be $3 million.",
            "analysts / what analysts believe / to be $3 million",
        ),
    ] {
        check(text, &[expected]);
    }
    assert_eq!(only("“The bridge is old,” Lee said.").form, Form::Direct);
    assert_eq!(
        only("Lee said the bridge was “a heap of rust.”").form,
        Form::Mixed
    );
    assert_eq!(only("Lee said the bridge was old.").form, Form::Indirect);
    assert_eq!(only("The report says the bridge is old.").form, Form::Document);
}

#[test]
fn the_verb_gives_the_stance() {
    assert_eq!(only("Lee said the bridge was old.").stance, Stance::Neutral);
    assert_eq!(only("Lee claimed the bridge was old.").stance, Stance::Distancing);
    assert_eq!(
        only("Lee acknowledged that the bridge was old.").stance,
        Stance::Endorsing
    );
    assert_eq!(
        only("Lee accused the council of neglect.").stance,
        Stance::Evaluative
    );
}

#[test]
fn no_source_is_given() {
    let text = "The council is expected to close the bridge in May.";
    check(
        text,
        &["- / is expected to / The council + close the bridge in May"],
    );
    assert_eq!(only(text).form, Form::Agentless);
    check(
        "The bridge has reportedly closed.",
        &["- / reportedly / The bridge has + closed"],
    );
}

#[test]
fn nothing_was_said() {
    let statement = only("The council declined to comment.");
    assert!(statement.no_comment && statement.negated);
    assert!(only("Lee did not respond to a request for comment.").no_comment);
    check("The council declined the request.", &[]);
}

#[test]
fn a_quotation_over_paragraphs_goes_on() {
    let article =
        Article::from_plain_text("“The bridge is old,” Lee said. “It is rusty.\n“It will have to close.”");
    let document = Document::read(&article);
    let found = find(&document);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found.get(1).and_then(|s| s.continues), Some(0));
}

#[test]
fn nouns_and_names_are_no_verbs() {
    check("The claims were old and the report was long.", &[]);
    check("His call came late on Monday.", &[]);
    check("The bridge is old.", &[]);
    check("The stated aim was to close the bridge.", &[]);
}

#[test]
fn a_subject_with_an_apposition_is_not_turned_round() {
    check(
        "Lene Abt, a baker on Quay Street, said the fence had to go.",
        &["Lene Abt / said / the fence had to go"],
    );
    check(
        "A report by the audit office, published on Friday, says the reserve is gone.",
        &["A report / says / the reserve is gone"],
    );
    check(
        "The reserve is gone, said Lene Abt, a baker.",
        &["Lene Abt / said / The reserve is gone"],
    );
}

#[test]
fn manners_of_speaking_introduce_quotations() {
    check(
        "“Save our bridge,” the crowd chanted.",
        &["the crowd / chanted / “Save our bridge,”"],
    );
    check("“Not now,” Lee fired back.", &["Lee / fired back / “Not now,”"]);
    check(
        "“It is gone,” she blurted out.",
        &["she / blurted out / “It is gone,”"],
    );
}

#[test]
fn refusals_to_comment_in_many_words() {
    for (text, who) in [
        (
            "The builder, Kestrel Rail, declined to comment on the audit.",
            "The builder",
        ),
        (
            "Its owner, Orbis, did not respond to a request for comment.",
            "Its owner",
        ),
        (
            "A spokesman for the ministry would not comment.",
            "A spokesman for the ministry",
        ),
        ("Lee could not be reached for comment.", "Lee"),
        (
            "The ministry was not immediately available for comment.",
            "The ministry",
        ),
    ] {
        assert_eq!(statements(text).len(), 1, "{text}");
        let statement = only(text);
        assert!(statement.no_comment, "{text}");
        assert_eq!(statement.mention.map(|m| m.of(text)), Some(who), "{text}");
    }
}

#[test]
fn a_quoted_subheading_is_said_by_who_says_it_in_the_text() {
    let text = "The report was “finished in a great hurry,” Roe said.\n‘They believed in the date’\n\
                “Nobody was ready. They believed in the date,” Ann Lee said.";
    let mut article = Article::from_plain_text(text);
    article.blocks[1].kind = crate::article::BlockKind::Subheading;
    let found = find(&Document::read(&article));
    let heading = found
        .iter()
        .position(|s| s.content[0].of(text).starts_with('‘'))
        .unwrap();
    let said = found[heading].continues.unwrap();
    assert_eq!(found[said as usize].mention.map(|m| m.of(text)), Some("Ann Lee"));
    // Words that the text does not have are nobody's.
    let other = text.replace("They believed in the date’", "The end of the old plan’");
    let mut article = Article::from_plain_text(&other);
    article.blocks[1].kind = crate::article::BlockKind::Subheading;
    let found = find(&Document::read(&article));
    assert!(
        found.iter().all(|s| !s.content[0].of(&other).starts_with('‘')),
        "{found:?}"
    );
}

#[test]
fn what_leads_in_is_part_of_the_extent_only() {
    let text = "Ann Lee said that the wall is old.";
    let statement = only(text);
    assert_eq!(statement.content[0].of(text), "the wall is old");
    assert_eq!(statement.extent.content[0].of(text), "that the wall is old");
    assert_eq!(statement.extent.mention, statement.mention);
    assert_eq!(statement.extent.cue, statement.cue.map(|c| c.span));
}

/// The statements that rules and tagger find together.
#[cfg(feature = "tagger")]
fn tagged(text: &str) -> Vec<Statement> {
    let article = Article::from_plain_text(text);
    find_with(&Document::read(&article), crate::tagger::built_in())
}

#[cfg(feature = "tagger")]
#[test]
fn auxiliaries_and_appositions_are_part_of_the_extent_only() {
    let text = "Ann Lee, the mayor of Aldmoor, has repeatedly said that the wall is old.";
    let found = tagged(text);
    let statement = found.first().unwrap();
    let words = |span: Option<crate::span::Span>| span.map(|s| s.of(text));
    assert_eq!(words(statement.mention), Some("Ann Lee"));
    assert_eq!(
        words(statement.extent.mention),
        Some("Ann Lee, the mayor of Aldmoor,")
    );
    assert_eq!(words(statement.extent.cue), Some("has repeatedly said"));
}

/// The tagger takes "two people" for what is cited, and the outlet for one that says nothing.
#[cfg(feature = "tagger")]
#[test]
fn what_an_outlet_reports_citing_others_stays_as_sure_as_the_rule_is() {
    for text in [
        "The bridge will close in May, the Coast Courier reported, citing two people close to the council.",
        "The ferry between Gull Point and the island will run through the winter, the Coast Courier said, citing officials.",
    ] {
        let found = tagged(text);
        let [statement] = &found[..] else {
            panic!("{} statements: {text}", found.len())
        };
        assert!(statement.confidence >= 0.7, "{}: {text}", statement.confidence);
        assert_eq!(statement.relays[0].mention.of(text), "the Coast Courier");
    }
}

#[cfg(feature = "tagger")]
#[test]
fn who_closes_a_sentence_said_all_of_it_whatever_the_verb_and_the_time() {
    for (text, speaker) in [
        (
            "The yard is to be sold in May, the Coast Courier reported last week.",
            "the Coast Courier",
        ),
        (
            "The strike lasted 19 days and cost $31 million, officials said at the time.",
            "officials",
        ),
        (
            "The bridge will stay shut until Friday, the council has announced.",
            "the council",
        ),
        (
            "The bridge will stay shut until Friday, the council confirmed last night.",
            "the council",
        ),
    ] {
        let found = tagged(text);
        let [statement] = &found[..] else {
            panic!("{} statements: {text}", found.len())
        };
        assert_eq!(statement.mention.map(|m| m.of(text)), Some(speaker));
        assert!(statement.confidence >= 0.65, "{}: {text}", statement.confidence);
        let before = text.rsplit_once(',').map(|(before, _)| before);
        assert_eq!(Some(statement.content[0].of(text)), before);
    }
    let text =
        "The yard is to be sold, the Coast Courier reported last week, citing two people close to the owner.";
    let found = tagged(text);
    assert_eq!(found[0].relays[0].mention.of(text), "the Coast Courier");
    assert_eq!(
        found[0].mention.map(|m| m.of(text)),
        Some("two people close to the owner")
    );
}

/// The tagger is sure of speaker and verb, and half sure of what is said: no claim without a source.
#[cfg(feature = "tagger")]
#[test]
fn where_tagger_and_rule_agree_on_who_speaks_the_rule_says_what() {
    let text = "30 trains stopped at the quay, Rowan told the Courier on Tuesday.";
    let found = tagged(text);
    let [statement] = &found[..] else {
        panic!("{} statements", found.len())
    };
    assert_eq!(statement.content[0].of(text), "30 trains stopped at the quay");
    assert_eq!(statement.mention.map(|m| m.of(text)), Some("Rowan"));
}

#[cfg(feature = "tagger")]
#[test]
fn a_topic_before_a_colon_does_not_speak_but_a_speaker_does() {
    for (text, expected) in [
        ("Boats: “They are old and they leak,” Rowan said.", "Rowan"),
        (
            "The new harbour: “It is too small for us,” said Ann Rowan.",
            "Ann Rowan",
        ),
        (
            "The weather was bad: “We could not see the quay,” Rowan said. “We turned back.”",
            "Rowan",
        ),
        ("Rowan: “They are old and they leak.”", "Rowan"),
        (
            "Ann Rowan: “They are old, and he said ‘they leak’ himself.”",
            "Ann Rowan",
        ),
    ] {
        let found = tagged(text);
        assert!(!found.is_empty(), "{text}");
        for statement in found {
            assert_eq!(statement.mention.map(|m| m.of(text)), Some(expected), "{text}");
        }
    }
}

#[cfg(feature = "tagger")]
#[test]
fn who_asks_not_to_be_named_has_said_nothing_by_that() {
    let mut found = 0;
    for request in [
        "A pilot, who asked not to be named because she feared for her job, said the boats were old.",
        "A pilot who requested anonymity said the boats were old.",
        "A pilot, who insisted that her name not be used, said the boats were old.",
    ] {
        let sure: Vec<_> = tagged(request)
            .into_iter()
            .filter(|s| s.confidence >= 0.65)
            .map(|s| s.content[0].of(request).to_owned())
            .collect();
        assert!(
            sure.iter().all(|words| words == "the boats were old"),
            "{request}: {sure:?}"
        );
        found += sure.len();
    }
    assert!(found >= 2, "{found} of three statements are sure");
}

/// The last statement's relays as `who / cue`; `?` marks those that count only where they are outlets.
fn relays(text: &str) -> Vec<String> {
    let article = Article::from_plain_text(text);
    let document = Document::read(&article);
    let found = find(&document);
    let last = found.last().unwrap_or_else(|| panic!("no statement: {text}"));
    last.relays
        .iter()
        .map(|r| {
            let doubt = if r.only_outlets { "?" } else { "" };
            format!(
                "{}{doubt} / {}",
                r.mention.of(text),
                r.cue.map_or("-", |c| c.of(text))
            )
        })
        .collect()
}

#[test]
fn who_passed_a_statement_on() {
    for (text, expected) in [
        (
            "Lee said in an interview with the Courier that the bridge was old.",
            &["the Courier? / with"][..],
        ),
        (
            "Speaking to the Courier, Lee said that the bridge was old.",
            &["the Courier? / to"],
        ),
        (
            "A memo seen by the Courier said the bridge was old.",
            &["the Courier? / seen by"],
        ),
        (
            "Lee was quoted by the Courier as saying that the bridge was old.",
            &["the Courier / by"],
        ),
        (
            "The Courier quoted Lee as saying that the bridge was old.",
            &["The Courier / quoted"],
        ),
        (
            "The report cited a memo as saying that the bridge was old.",
            &["The report / cited"],
        ),
        (
            "The Courier reported on Tuesday, citing two officials, that the bridge was old.",
            &["The Courier / reported"],
        ),
        (
            "“It is old,” said one diver, who spoke to the Courier.",
            &["the Courier? / to"],
        ),
        ("Lee said on Monday that the bridge was old.", &[]),
        ("Lee told the council the bridge was old.", &[]),
    ] {
        assert_eq!(relays(text), expected, "{text}");
    }
}

#[test]
fn hearsay_is_two_statements() {
    check(
        "A diver said that the bridge was old, the report said.",
        &[
            "the report / said / A diver said that the bridge was old",
            "A diver / said / the bridge was old",
        ],
    );
    let text = "Workers noticed a thud, the council was quoted as saying late on Monday by the Courier.";
    check(text, &["the council / quoted as saying / Workers noticed a thud"]);
    assert_eq!(relays(text), ["the Courier / by"]);
}

#[test]
fn the_origin_of_a_report_that_cites() {
    check(
        "Citing a leaked memo, the Courier said the bridge was old.",
        &["a leaked memo / said / the bridge was old"],
    );
    check(
        "The bridge is old, as first reported by the Courier.",
        &["the Courier / as first reported by / The bridge is old"],
    );
    check(
        "The bridge is old, according to emails obtained by the Courier.",
        &["emails obtained by the Courier / according to / The bridge is old"],
    );
}

#[test]
fn the_head_of_a_long_subject_speaks() {
    for (text, who) in [
        (
            "Officials who attended the meeting said the bridge was old.",
            "Officials who attended the meeting",
        ),
        (
            "A study published in Nature found that the bridge was old.",
            "A study published in Nature",
        ),
        (
            "A poll released on Friday showed that the bridge was old.",
            "A poll released on Friday",
        ),
        (
            "According to their friends and advisers, the bridge was old.",
            "their friends and advisers",
        ),
    ] {
        assert_eq!(only(text).mention.map(|m| m.of(text)), Some(who), "{text}");
    }
}

#[test]
fn a_sentence_ends_with_who_said_it_whatever_its_verb() {
    check(
        "The crane broke in two over the river, the council said in a statement.",
        &["the council / said / The crane broke in two over the river"],
    );
}

#[test]
fn a_noun_that_can_be_a_verb_does_not_hide_who_said_it() {
    let text = "The builder may have hidden cracks in the bridge, Mayor Ann Lee said on Monday.";
    assert!(
        statements(text)
            .iter()
            .any(|s| s == "Mayor Ann Lee / said / The builder may have hidden cracks in the bridge"),
        "{:?}",
        statements(text)
    );
}

#[test]
fn what_the_outlet_heard_has_no_source() {
    for (text, expected) in [
        (
            "We’re told the bridge will close.",
            "- / We’re told / the bridge will close",
        ),
        (
            "The bridge will close in May, the Courier has learned.",
            "- / the Courier has learned / The bridge will close in May",
        ),
        (
            "The bridge will close ... the Courier has learned.",
            "- / the Courier has learned / The bridge will close",
        ),
    ] {
        assert_eq!(only(text).form, Form::Agentless, "{text}");
        check(text, &[expected]);
    }
    check("Lee has learned to swim in the river.", &[]);
}

#[test]
fn what_a_court_heard_has_no_source() {
    for (text, content) in [
        (
            "A clerk took £80,000 from the yard, a court has heard.",
            "A clerk took £80,000 from the yard",
        ),
        (
            "The ferry sank within minutes, an inquest was told on Monday.",
            "The ferry sank within minutes",
        ),
        (
            "The court heard that the clerk had bought a horse.",
            "the clerk had bought a horse",
        ),
        (
            "Clerk took thousands from yard, jury told",
            "Clerk took thousands from yard",
        ),
    ] {
        let statement = only(text);
        assert_eq!(statement.content[0].of(text), content);
        assert_eq!(
            (statement.mention, statement.form),
            (None, Form::Agentless),
            "{text}"
        );
    }
    for text in [
        "The jury heard evidence for three days.",
        "The court heard the case in May.",
    ] {
        assert!(statements(text).is_empty(), "{text}");
    }
    check(
        "Ann Lee told the court that the clerk had bought a horse.",
        &["Ann Lee / told / the clerk had bought a horse"],
    );
}

#[test]
fn a_block_quote_needs_no_marks() {
    let text = "Ann Lee said the bridge was old.\nNobody paints it and the piers are bare.\nThe council met.";
    let mut article = Article::from_plain_text(text);
    article.blocks[1].kind = crate::article::BlockKind::Blockquote;
    let found = find(&Document::read(&article));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[1].form, found[1].continues), (Form::Direct, Some(0)));
    // In plain text, words in brackets show that others speak; whoever says "I" elsewhere is the outlet.
    let inserted =
        "Ann Lee said the bridge was old.\nI saw [the piers] crack and I ran.\nThe council met.\nIt rained.";
    let article = Article::from_plain_text(inserted);
    assert_eq!(find(&Document::read(&article)).len(), 2);
    let column = inserted.replace(['[', ']'], "");
    let article = Article::from_plain_text(&column);
    assert_eq!(find(&Document::read(&article)).len(), 1);
}

#[test]
fn a_colon_leads_in_the_paragraph_behind() {
    check(
        "Ann Lee wrote:\nNobody paints the bridge and the piers are bare.\nThe council met.",
        &["Ann Lee / wrote / Nobody paints the bridge and the piers are bare"],
    );
    // A question of somebody else's is not hers.
    check(
        "A man asked Lee:\n“They stole the bridge,” the man shouted, using a rude word.",
        &["the man / shouted / “They stole the bridge,”"],
    );
}
