//! What a reader would notice: text in, normalised figures out.

use super::{Figure, find};
use crate::article::Article;
use crate::text::Document;

/// The figures of `text`, published on `day`.
pub(super) fn figures(text: &str, day: Option<&str>) -> (Article, Vec<Figure>) {
    let mut article = Article::from_plain_text(text);
    article.metadata.published = day.map(str::to_owned);
    let found = find(&Document::read(&article), &article.metadata);
    (article, found)
}

/// Asserts that `text` holds exactly these figures: words and normalised text.
pub(super) fn check(text: &str, expected: &[(&str, &str)]) {
    check_on(text, None, expected);
}

pub(super) fn check_on(text: &str, day: Option<&str>, expected: &[(&str, &str)]) {
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

#[test]
fn money() {
    for (text, expected) in [
        ("It cost $7 million.", vec![("$7 million", "7000000 USD")]),
        ("It cost £20bn in all.", vec![("£20bn", "20000000000 GBP")]),
        ("It cost US$1.5m.", vec![("US$1.5m", "1500000 USD")]),
        (
            "It cost A$300 and C$20.",
            vec![("A$300", "300 AUD"), ("C$20", "20 CAD")],
        ),
        (
            "The fund holds 5.25 trillion yen.",
            vec![("5.25 trillion yen", "5250000000000 JPY")],
        ),
        (
            "It pays EUR 40 million.",
            vec![("EUR 40 million", "40000000 EUR")],
        ),
        (
            "They owe half a million dollars.",
            vec![("half a million dollars", "500000 USD")],
        ),
        (
            "They owe a quarter of a billion euros.",
            vec![("a quarter of a billion euros", "250000000 EUR")],
        ),
        ("A stamp costs 19 cents.", vec![("19 cents", "0.19 USD")]),
        ("A bag costs 10p.", vec![("10p", "0.1 GBP")]),
        (
            "She paid two hundred Canadian dollars.",
            vec![("two hundred Canadian dollars", "200 CAD")],
        ),
        ("He got a 300-euro fine.", vec![("300-euro", "300 EUR")]),
        (
            "It takes $5-10 billion.",
            vec![("$5-10 billion", "5000000000/10000000000 USD")],
        ),
        (
            "Between $15,000 and $50,000 is missing.",
            vec![("$15,000 and $50,000", "15000/50000 USD")],
        ),
        ("It pays $15.50 an hour.", vec![("$15.50", "15.5 USD/hour")]),
        ("It lost -$3 million.", vec![("-$3 million", "-3000000 USD")]),
    ] {
        check(text, &expected);
    }
}

#[test]
fn percent_and_points() {
    for (text, expected) in [
        ("Rents rose 3.2 percent.", vec![("3.2 percent", "3.2 %")]),
        ("Rents rose 3.2 per cent.", vec![("3.2 per cent", "3.2 %")]),
        (
            "Ninety-three percent agreed.",
            vec![("Ninety-three percent", "93 %")],
        ),
        (
            "The rate rose by two percentage points.",
            vec![("two percentage points", "2 pp")],
        ),
        (
            "The bank cut rates by 25 basis points.",
            vec![("25 basis points", "25 bp")],
        ),
        (
            "She has a seven-point lead in the poll.",
            vec![("seven-point", "7 pp")],
        ),
        (
            "He scored 30 points in the game.",
            vec![("30 points", "30 point")],
        ),
        (
            "Between five and 10 percent stayed.",
            vec![("five and 10 percent", "5/10 %")],
        ),
        (
            "Less than one-half of 1 percent left.",
            vec![("one-half of 1 percent", "<0.5 %")],
        ),
        (
            "The shares were 50 to 48 percent.",
            vec![("50 to 48 percent", "50-48 %")],
        ),
    ] {
        check(text, &expected);
    }
}

#[test]
fn counts_carry_their_noun() {
    for (text, expected) in [
        ("The plant lets 277 workers go.", vec![("277", "277 worker")]),
        (
            "Three hundred and fifty people came.",
            vec![("Three hundred and fifty", "350 person")],
        ),
        ("Two dozen churches closed.", vec![("Two dozen", "24 church")]),
        ("About a dozen cities joined.", vec![("a dozen", "~12 city")]),
        ("At least 90-plus parties ran.", vec![("90-plus", ">=90 party")]),
        (
            "More than 1.5m people live there.",
            vec![("1.5m", ">1500000 person")],
        ),
        ("Up to 13,000 US troops stay.", vec![("13,000", "<=13000 troop")]),
        ("Two or three guards slept.", vec![("Two or three", "2/3 guard")]),
        ("Dozens of buses were late.", vec![("Dozens", ">=24 bus")]),
        (
            "Hundreds of thousands of fans came.",
            vec![("Hundreds of thousands", ">=200000 fan")],
        ),
        (
            "Six thousand or so fans came.",
            vec![("Six thousand", "~6000 fan")],
        ),
        ("The report has 800 pages.", vec![("800", "800 page")]),
        ("One of them left, and no one knew.", vec![]),
    ] {
        check(text, &expected);
    }
}

#[test]
fn quantities_durations_and_ages() {
    for (text, expected) in [
        ("The road is 340 miles long.", vec![("340 miles", "340 mile")]),
        (
            "The hall has 80,000 square feet.",
            vec![("80,000 square feet", "80000 square foot")],
        ),
        (
            "It fell below 2 degrees Celsius.",
            vec![("2 degrees Celsius", "<2 celsius")],
        ),
        ("She is 5-foot-3.", vec![("5-foot-3", "5.25 foot")]),
        (
            "He drove at 60 miles per hour.",
            vec![("60 miles per hour", "60 mile per hour")],
        ),
        ("A 29-day strike ended.", vec![("29-day", "P29D")]),
        ("It lasted almost a decade.", vec![("a decade", "~P10Y")]),
        ("It lasted half an hour.", vec![("half an hour", "PT0.5H")]),
        (
            "It takes five to seven weeks.",
            vec![("five to seven weeks", "P5W/P7W")],
        ),
        ("A 54-year-old woman won.", vec![("54-year-old", "P54Y")]),
        ("Ann Lee, 54, won.", vec![("54", "P54Y")]),
        ("Children aged 12 may vote.", vec![("12", "P12Y")]),
        ("Voters under 30 stayed away.", vec![("30", "<P30Y")]),
        ("It is for children ages 3 to 17.", vec![("3 to 17", "P3Y/P17Y")]),
        ("She was 25 when she left.", vec![("25", "P25Y")]),
    ] {
        check(text, &expected);
    }
}

#[test]
fn dates_without_a_day_of_publication() {
    for (text, expected) in [
        ("It opened on Nov. 8, 2016.", vec![("Nov. 8, 2016", "2016-11-08")]),
        (
            "It opened on 8 November 2016.",
            vec![("8 November 2016", "2016-11-08")],
        ),
        (
            "It opened on the 8th of November.",
            vec![("the 8th of November", "XXXX-11-08")],
        ),
        ("It opened on 2016-11-08.", vec![("2016-11-08", "2016-11-08")]),
        ("It opened on 11/8/2016.", vec![("11/8/2016", "2016-11-08")]),
        ("It opened on 21/04/16.", vec![("21/04/16", "2016-04-21")]),
        ("It opened in 2016.", vec![("2016", "2016")]),
        ("From 2000 to 2013 it grew.", vec![("2000 to 2013", "2000/2013")]),
        (
            "In the 1980s and '90s it grew.",
            vec![("1980s", "198X"), ("'90s", "199X")],
        ),
        (
            "It was built in the 19th century.",
            vec![("19th century", "18XX")],
        ),
        (
            "It grew in the third quarter of 2016.",
            vec![("third quarter of 2016", "2016-Q3")],
        ),
        (
            "They met from Feb. 15-17, 2016.",
            vec![("Feb. 15-17, 2016", "2016-02-15/2016-02-17")],
        ),
        (
            "It closed in the summer of 2016.",
            vec![("summer of 2016", "2016-SU")],
        ),
        ("It has run since mid-2015.", vec![("mid-2015", "2015")]),
        ("It may rain, and they march.", vec![]),
        ("Black Friday was quiet.", vec![]),
    ] {
        check(text, &expected);
    }
}

#[test]
fn dates_on_a_day_of_publication() {
    // A Tuesday.
    for (text, expected) in [
        ("They met on Tuesday.", ("Tuesday", "2016-11-08")),
        ("They met on Wednesday.", ("Wednesday", "2016-11-02")),
        ("They will meet on Wednesday.", ("Wednesday", "2016-11-09")),
        ("They met last Friday.", ("last Friday", "2016-11-04")),
        ("They met in December.", ("December", "2015-12")),
        ("They will meet in December.", ("December", "2016-12")),
        ("They met on March 3.", ("March 3", "2016-03-03")),
        ("They met last week.", ("last week", "2016-10-31/2016-11-06")),
        ("They met three months ago.", ("three months ago", "2016-08")),
        (
            "They met three or four months ago.",
            ("three or four months ago", "2016-07/2016-08"),
        ),
        ("They met yesterday.", ("yesterday", "2016-11-07")),
        ("They met last autumn.", ("last autumn", "2015-FA")),
        (
            "It grew in the first six months of this year.",
            ("first six months of this year", "2016-01/2016-06"),
        ),
    ] {
        check_on(text, Some("2016-11-08"), &[expected]);
    }
    check_on(
        "They met on Thursday.",
        Some("not a date"),
        &[("Thursday", "XXXX-WXX-4")],
    );
}

#[test]
fn times() {
    for (text, expected) in [
        ("It starts at 9:30 a.m. ET today.", "T09:30"),
        ("It starts at 14:00 GMT today.", "T14:00+00:00"),
        ("It runs from 6 to 9 p.m. daily.", "T18:00/T21:00"),
        ("It runs from 6:00 a.m. to 9:00 a.m. daily.", "T06:00/T09:00"),
        ("It starts at noon sharp.", "T12:00"),
    ] {
        let (_, found) = figures(text, None);
        assert_eq!(
            found.first().map(|f| f.normalised.as_str()),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn ratios_scores_multiples_and_ordinals() {
    for (text, expected) in [
        ("One in five children is poor.", vec![("One in five", "1 in 5")]),
        (
            "Seven out of 11 states agreed.",
            vec![("seven out of 11", "7 in 11")],
        ),
        (
            "Nearly two-thirds of voters agreed.",
            vec![("two-thirds", "~0.666667")],
        ),
        ("More than half of voters agreed.", vec![("half", ">0.5")]),
        (
            "In the second half of the game it rained.",
            vec![("second", "2 th")],
        ),
        ("The odds were 3-to-1.", vec![("3-to-1", "3:1")]),
        ("The court ruled 5-4.", vec![("5-4", "5-4")]),
        (
            "They lost by 212,205 to 210,424 votes.",
            vec![("212,205 to 210,424", "212205-210424")],
        ),
        ("Prices tripled.", vec![("tripled", "3 times")]),
        ("It has twice as many beds.", vec![("twice", "2 times")]),
        ("It grew fourfold.", vec![("fourfold", "4 times")]),
        ("It has four times as many beds.", vec![("four times", "4 times")]),
        ("It came third.", vec![("third", "3 th")]),
        ("It is the twenty-first case.", vec![("twenty-first", "21 th")]),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|(words, normalised)| {
                let start = text
                    .to_lowercase()
                    .find(&words.to_lowercase())
                    .expect("words of the text");
                (&text[start..start + words.len()], *normalised)
            })
            .collect();
        check(text, &expected);
    }
}

#[test]
fn numbers_that_are_no_figures() {
    for text in [
        "Section 230 and Articles 3, 4 and 5 apply.",
        "They flew on Flight 804 in a Boeing 737.",
        "The group met at Room 101 on Highway 61.",
        "Call 555-0199 or (212) 555-0142 at once.",
        "It runs 24/7 since the 9/11 attacks.",
        "The G-20, the G7 and COVID-19 came up.",
        "Version 1.2.3 is at https://example.org/2016/11/08.",
        "He wrote as @ann1985 about #top10.",
        "The family lives at 10 Downing Street.",
        "1) The bridge",
        "It was said before (38, 39).",
        "Rule 1-1-1-1 holds.",
        "She ranks No. 2 in the party.",
        "At one point they left.",
        "On day 3 they rested.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn approximators_are_a_class_with_their_words() {
    use super::Approximator;
    for (text, class, words) in [
        ("Some 300 people came.", Approximator::About, "Some"),
        ("As many as 300 people came.", Approximator::UpTo, "As many as"),
        ("At least 300 people came.", Approximator::AtLeast, "At least"),
        (
            "No more than 300 people came.",
            Approximator::AtMost,
            "No more than",
        ),
        (
            "Just under 300 people came.",
            Approximator::LessThan,
            "Just under",
        ),
        ("Well over 300 people came.", Approximator::MoreThan, "Well over"),
        ("They wait 300 days or more.", Approximator::AtLeast, "or more"),
        ("They need 300 or so.", Approximator::About, "or so"),
    ] {
        let (article, found) = figures(text, None);
        let figure = found.first().expect("a figure");
        assert_eq!(figure.approximator, class, "{text}");
        assert_eq!(
            figure.approximator_span.map(|s| s.of(&article.text)),
            Some(words),
            "{text}"
        );
    }
}

#[test]
fn what_is_measured() {
    for (text, measure) in [
        ("It let 277 factory workers go.", "factory workers"),
        ("It paid $350 billion in US military aid.", "US military aid"),
        ("Only 67 percent of the total seats are free.", "total seats"),
        ("The nine-page agreement is out.", "agreement"),
        ("Exports of steel fell 40 percent.", "Exports"),
        ("It is a town of over 21,000.", "town"),
        (
            "Hundreds of smaller and regional banks closed.",
            "smaller and regional banks",
        ),
        ("It was the third-highest rating.", "rating"),
        ("He got five months' probation.", "probation"),
        ("Ann Lee, 50, of Hull left.", "Ann Lee"),
        ("A $7 million report came out.", "report"),
    ] {
        let (article, found) = figures(text, None);
        let found = found.first().and_then(|f| f.measure).map(|s| s.of(&article.text));
        assert_eq!(found, Some(measure), "{text}");
    }
}

#[test]
fn changes_have_a_direction() {
    use super::{Change, ChangeRole};
    for (text, up, role) in [
        ("Rents rose 3 percent.", Some(true), ChangeRole::By),
        ("Rents fell by about 3 percent.", Some(false), ChangeRole::By),
        ("Rents climbed to $300.", Some(true), ChangeRole::To),
    ] {
        let (_, found) = figures(text, None);
        assert_eq!(
            found.first().and_then(|f| f.change),
            Some(Change { up, role, base: None }),
            "{text}"
        );
    }
    let (_, found) = figures("The share rose from 5 to 7 percent.", None);
    let roles: Vec<_> = found.iter().filter_map(|f| f.change).map(|c| c.role).collect();
    assert_eq!(roles, [ChangeRole::From, ChangeRole::To]);
}

#[test]
fn odd_input_gives_whole_spans_and_ends_soon() {
    let seeds = [
        "9",
        "1-",
        "1,",
        "1.",
        "and a half ",
        "a half of ",
        "$",
        "€5 ",
        "½",
        "’90s ",
        "5 to ",
        "one hundred ",
        "million ",
        "of dozens ",
        "12:",
        "Nov. 8, ",
        "last ",
        "(5) ",
        "é5",
        "5é",
        "+44 ",
        "99999999999999999999999999999999 ",
        "five million billion trillion ",
        "0/0 ",
        "1/0 ",
        "-",
        "1–2–",
        "three in ",
        "between 5 and ",
        "Section 5, ",
        "5 percent of ",
        "fell from ",
        "No. ",
        "10 Downing ",
        "9999-99-99 ",
        "99/99/99 ",
        "29 February 2015 ",
        "a ",
        "79228162514264337593543950335 million ",
        "\u{feff}5\u{200b}",
        "🙂5",
        "Ann Lee, 5, ",
        "9999999999 years ago ",
        "99999999 centuries ago ",
        "5 feet 3 ",
        "twenty-",
        "1-1-",
        "1/1/",
        "and a half and a half ",
        "the first week of ",
        "1 day ",
        "day after ",
        "from 4 to 22 ",
        "Jan-",
        "last Friday of ",
        "past 3 years ",
        "half past ",
        "3 years before ",
        "Easter Christmas ",
        "“much more” ",
    ];
    for seed in seeds {
        for text in [
            seed.to_owned(),
            seed.repeat(7),
            seed.repeat(12_000 / seed.len()),
            format!("{seed}x"),
            format!("x{seed}."),
        ] {
            let (article, found) = figures(&text, Some("2016-11-08"));
            let mut last = 0;
            for figure in &found {
                let span = figure.span;
                assert!(
                    !span.is_empty() && !span.of(&article.text).is_empty(),
                    "{seed:?}: {figure:?}"
                );
                assert!(
                    span.start() >= last,
                    "{seed:?}: {figure:?} overlaps the one before"
                );
                last = span.end();
                if let (Some(low), Some(high)) = (figure.low, figure.high) {
                    assert!(low <= high, "{seed:?}: {figure:?}");
                }
                assert!(!figure.normalised.is_empty(), "{seed:?}: {figure:?}");
                for part in [figure.measure, figure.approximator_span].into_iter().flatten() {
                    assert!(!part.of(&article.text).is_empty(), "{seed:?}: {figure:?}");
                }
            }
        }
    }
}

#[test]
fn a_number_too_large_to_hold_is_no_figure() {
    check("It has 79228162514264337593543950335 trillion grains.", &[]);
    check("It has 999999999999999999999999999999999999 grains.", &[]);
}

#[test]
fn fractions_and_grouped_digits() {
    for (text, expected) in [
        (
            "It takes 10 1/2 miles of cable.",
            vec![("10 1/2 miles", "10.5 mile")],
        ),
        ("It is a 1/4 mile away.", vec![("1/4 mile", "0.25 mile")]),
        ("It failed 6 ½ minutes later.", vec![("6 ½ minutes", "PT6.5M")]),
        (
            "It cost 1 234 567 euros.",
            vec![("1 234 567 euros", "1234567 EUR")],
        ),
        ("It cost 100 €.", vec![("100 €", "100 EUR")]),
        (
            "It cost 3 dollars and 50 cents.",
            vec![("3 dollars and 50 cents", "3.5 USD")],
        ),
        (
            "Some 8- to 16-meter waves came.",
            vec![("8- to 16-meter", "~8/16 meter")],
        ),
        (
            "A hundred and two cats came.",
            vec![("A hundred and two", "102 cat")],
        ),
        (
            "Two hundred and two thousand cats came.",
            vec![("Two hundred and two thousand", "202000 cat")],
        ),
        ("It sold 3 dozens.", vec![("3 dozens", "36")]),
        ("It is a town of over 21,000.", vec![("21,000", ">21000")]),
    ] {
        check(text, &expected);
    }
}

#[test]
fn times_in_words() {
    for (text, expected) in [
        ("He woke at half past eight.", "T08:30"),
        ("He woke at a quarter to 9.", "T08:45"),
        ("He woke at 3 in the morning.", "T03:00"),
        ("He slept at 10 at night.", "T22:00"),
        ("It broke at 1451 GMT.", "T14:51+00:00"),
    ] {
        let (_, found) = figures(text, None);
        assert_eq!(
            found.first().map(|f| f.normalised.as_str()),
            Some(expected),
            "{text}"
        );
    }
}
