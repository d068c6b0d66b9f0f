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

#[test]
fn numbers_in_names_are_no_figures() {
    for text in [
        "Traffic on the A1(M) stopped near junction 12.",
        "Police shut the M3 between junctions 9 and 11.",
        "The envoys of the Group of Seven met with doubts.",
        "The raid was led by Team Six without delay.",
        "He put it into his 401(k) plan.",
        "Clause 14(2) and paragraph 3.4 are void.",
        "It was a catch-22, and omega-3 did not help.",
        "They bought Leopard 2 tanks and S-400 launchers.",
        "A 7-Eleven sells 5G telephones.",
        "The shuttle flew as STS-107 before that.",
        "It needs USB 3.1 and iOS 17.4 to work.",
        "Version 17.4 of the program is out.",
        "Chrome 120 is out.",
        "Unit 4 of the plant burned.",
        "She sat in seat 14C near gate 6.",
        "The phase 3 trials begin.",
        "In Year 6 pupils sit tests.",
        "The 9-to-5 job is dead, a 911 caller said.",
        "Directive 2019/790 applies.",
        "It rained at Lines 4 and 5.",
    ] {
        found(text, &[]);
    }
    found("At this stage 40 people left.", &["40"]);
    found("On the page 12 men smile.", &["12"]);
    found("Ministers Send Three Ships To Sea.", &["Three"]);
    found("In Hull 12 people were hurt.", &["12"]);
    found("It has doubled in price.", &["doubled"]);
    found("She doubled-down on it.", &[]);
}

#[test]
fn a_change_has_a_direction_and_a_base() {
    for (text, number, up, base) in [
        (
            "Profits were up 3.2% from a year earlier, the grocer said.",
            0,
            Some(true),
            Some("from a year earlier"),
        ),
        (
            "Sales fell 4 percent compared with the same quarter of last year.",
            0,
            Some(false),
            Some("compared with the same quarter of last year"),
        ),
        (
            "Rents are 8% higher than in May 2023.",
            0,
            Some(true),
            Some("than in May 2023"),
        ),
        (
            "Output was down 2 per cent year on year.",
            0,
            Some(false),
            Some("year on year"),
        ),
        (
            "Output fell 2%, compared with 2019, he said.",
            0,
            Some(false),
            Some("compared with 2019"),
        ),
        ("A 3 percent rise in rents hit tenants.", 0, Some(true), None),
        (
            "The bank cut its rate by 25 basis points to 4%.",
            0,
            Some(false),
            None,
        ),
        (
            "The share rose from 41% to 48% in a year.",
            1,
            Some(true),
            Some("from 41%"),
        ),
        (
            "Profits rose to £412m from £380m.",
            0,
            Some(true),
            Some("from £380m"),
        ),
        ("Prices rose 5 percent from sales of steel.", 0, Some(true), None),
        ("Shares closed 14p lower at 231p.", 1, Some(false), None),
    ] {
        let (article, found) = figures(text, None);
        let change = found.get(number).and_then(|f| f.change).expect(text);
        assert_eq!(change.up, up, "{text}");
        assert_eq!(change.base.map(|s| s.of(&article.text)), base, "{text}");
    }
    let (_, found) = figures("They hired 40 people.", None);
    assert_eq!(found[0].change, None);
}

#[test]
fn what_changes_or_has_the_amount_is_measured() {
    for (text, measures) in [
        (
            "The bank cut its main rate by 25 basis points to 4 percent.",
            vec!["main rate"; 2],
        ),
        ("The river could be 35 to 45 feet deep.", vec!["river"]),
        ("Household income doubled.", vec!["Household income"]),
        ("It needs twice as much water.", vec!["water"]),
        ("It has twice the budget.", vec!["budget"]),
        ("Rents at the mill rose from 41% to 48%.", vec!["Rents"; 2]),
        (
            "The town may raise the number of wardens from 70 to 90.",
            vec!["wardens"; 2],
        ),
        ("The fee was between $50 and $100 for the day.", vec!["fee"]),
        ("It passed by a vote of 90 to 10.", vec!["vote"]),
        ("A third of the 9m voters stayed away.", vec!["voters"; 2]),
        ("It paid $5 million last month.", vec![]),
        ("It spent $5 million on roads last month.", vec!["roads"]),
        ("It is told by Ann Lee, a 54-year-old from Hull.", vec!["Ann Lee"]),
        ("Her son, 12, was there.", vec!["son"]),
        ("Traffic through the port was 18% lower.", vec!["Traffic"]),
        ("The law cut deaths by a third.", vec!["deaths"]),
        ("The strike cost the company about $3 million.", vec!["strike"]),
        ("The strike cost taxpayers $3 million.", vec!["strike"]),
        (
            "It has a two percent plus or minus margin of error.",
            vec!["margin"],
        ),
        ("He said my aunt began her job at age 16.", vec!["aunt"]),
        ("The tin pays $70 per square foot.", vec![]),
    ] {
        let (article, found) = figures(text, None);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|f| f.measure)
            .map(|s| s.of(&article.text))
            .collect();
        assert_eq!(found, measures, "{text}");
    }
}
