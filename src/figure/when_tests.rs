//! Dates, times and lengths of time as a reader would notice them.

use super::tests::{check_on, figures};

/// Asserts the one figure of each text, published on Tuesday, November 8, 2016.
fn check_all(cases: &[(&str, &str, &str)]) {
    for &(text, words, value) in cases {
        check_on(text, Some("2016-11-08"), &[(words, value)]);
    }
}

#[test]
fn this_past_and_this_coming_point_from_the_day_and_not_from_the_week() {
    check_all(&[
        (
            "It opened this past Thursday.",
            "this past Thursday",
            "2016-11-03",
        ),
        ("It opened this past Monday.", "this past Monday", "2016-11-07"),
        (
            "It opens this coming Thursday.",
            "this coming Thursday",
            "2016-11-10",
        ),
        ("It opened this past June.", "this past June", "2016-06"),
    ]);
}

#[test]
fn to_last_is_a_verb() {
    check_all(&[
        ("It is expected to last three weeks.", "three weeks", "P3W"),
        ("It could last two years.", "two years", "P2Y"),
        ("It rained in last two years.", "last two years", "2014/2016"),
    ]);
}

#[test]
fn decades_in_words_are_neither_degrees_nor_ages() {
    check_all(&[
        ("It opened in the seventies.", "seventies", "197X"),
        ("It opened in the early eighties.", "eighties", "198X"),
        ("It opened in the nineteen sixties.", "nineteen sixties", "196X"),
    ]);
    for text in ["Temperatures rose to the seventies.", "He is in his seventies."] {
        assert!(figures(text, None).1.is_empty(), "{text}");
    }
}

#[test]
fn days_in_many_spellings() {
    check_all(&[
        ("It opened on 2015-Sep-3.", "2015-Sep-3", "2015-09-03"),
        ("It opened on 3/Sep/2015.", "3/Sep/2015", "2015-09-03"),
        ("It opened in 3/2015.", "3/2015", "2015-03"),
        ("It opened on 9-18-15.", "9-18-15", "2015-09-18"),
        ("It opened on 4/22.", "4/22", "2016-04-22"),
        ("It opened on 08/12,2015.", "08/12,2015", "2015-08-12"),
        ("It opened on May twenty-first.", "May twenty-first", "2016-05-21"),
        (
            "It opened on June the 28th 2015.",
            "June the 28th 2015",
            "2015-06-28",
        ),
        ("It opened on the 27th.", "the 27th", "2016-10-27"),
        ("It opened on Friday the 14th.", "Friday the 14th", "2016-10-14"),
        (
            "It will open on the 20th of next month.",
            "the 20th of next month",
            "2016-12-20",
        ),
        ("It opened on Feb. 29.", "Feb. 29", "2016-02-29"),
        (
            "It opened in June of nineteen ninety-nine.",
            "June of nineteen ninety-nine",
            "1999-06",
        ),
        (
            "It opened on Wednesday of last week.",
            "Wednesday of last week",
            "2016-11-02",
        ),
        (
            "It opened on the first Friday of July.",
            "the first Friday of July",
            "2016-07-01",
        ),
        (
            "It opened on the last Monday of May 2015.",
            "the last Monday of May 2015",
            "2015-05-25",
        ),
        ("It opened on Labor Day 2015.", "Labor Day 2015", "2015-09-07"),
        ("It opened on Easter 2018.", "Easter 2018", "2018-04-01"),
        ("It will open on Christmas Eve.", "Christmas Eve", "2016-12-24"),
    ]);
}

#[test]
fn periods() {
    check_all(&[
        (
            "It grew in the third week of October.",
            "the third week of October",
            "2016-10-17/2016-10-23",
        ),
        (
            "It grew in the last week of 2015.",
            "the last week of 2015",
            "2015-12-28/2016-01-03",
        ),
        (
            "It grew in the first ten days of March.",
            "the first ten days of March",
            "2016-03-01/2016-03-10",
        ),
        ("It grew in H1 2016.", "H1 2016", "2016-01/2016-06"),
        (
            "It grew the week of April 6.",
            "the week of April 6",
            "2016-04-04/2016-04-10",
        ),
        ("It grew over the past three weeks.", "three weeks", "P3W"),
        ("It will grow for the next 2 days.", "2 days", "P2D"),
        (
            "It will grow next 2 days.",
            "next 2 days",
            "2016-11-09/2016-11-10",
        ),
        (
            "It will grow for the rest of the month.",
            "the rest of the month",
            "2016-11-08/2016-11-30",
        ),
        (
            "It will grow the week after next.",
            "the week after next",
            "2016-11-21/2016-11-27",
        ),
    ]);
}

#[test]
fn ranges_share_what_one_end_leaves_out() {
    check_all(&[
        ("It ran from 4 to 22 May.", "4 to 22 May", "2016-05-04/2016-05-22"),
        (
            "It ran from 4 to 22 this month.",
            "4 to 22 this month",
            "2016-11-04/2016-11-22",
        ),
        (
            "It ran Nov 18 2014-Dec 19 2015.",
            "Nov 18 2014-Dec 19 2015",
            "2014-11-18/2015-12-19",
        ),
        (
            "It ran from November to February 2016.",
            "November to February 2016",
            "2015-11/2016-02",
        ),
        ("It ran Jan-Feb 2015.", "Jan-Feb 2015", "2015-01/2015-02"),
        (
            "It ran from June 28 to July 2.",
            "June 28 to July 2",
            "2016-06-28/2016-07-02",
        ),
        (
            "It ran from Monday to Friday.",
            "Monday to Friday",
            "2016-11-07/2016-11-11",
        ),
        (
            "It ran from 2016-08-01 to yesterday.",
            "2016-08-01 to yesterday",
            "2016-08-01/2016-11-07",
        ),
        (
            "It ran from 2007 to the end of 2008.",
            "2007 to the end of 2008",
            "2007/2008",
        ),
    ]);
    // What was moved did not last.
    check_on(
        "It was moved from May to June.",
        Some("2016-11-08"),
        &[("May", "2016-05"), ("June", "2016-06")],
    );
}

#[test]
fn days_with_a_time() {
    check_all(&[
        (
            "It starts tomorrow at 5pm.",
            "tomorrow at 5pm",
            "2016-11-09T17:00",
        ),
        (
            "It began on Monday at 9 p.m. ET.",
            "Monday at 9 p.m. ET",
            "2016-11-07T21:00",
        ),
        (
            "It began at 9 a.m. on Monday.",
            "9 a.m. on Monday",
            "2016-11-07T09:00",
        ),
        (
            "It began Monday morning at 9.",
            "Monday morning at 9",
            "2016-11-07T09:00",
        ),
        (
            "It ran Monday from 2 to 4 p.m.",
            "Monday from 2 to 4 p.m.",
            "2016-11-07T14:00/2016-11-07T16:00",
        ),
        ("It began on Monday night.", "Monday night", "2016-11-07TNI"),
        ("It began this morning.", "this morning", "2016-11-08TMO"),
        ("It began last night.", "last night", "2016-11-07TNI"),
    ]);
}

#[test]
fn clocks_in_words() {
    check_all(&[
        ("He woke at eleven twenty pm.", "eleven twenty pm", "T23:20"),
        ("He woke at 1140 a.m. sharp.", "1140 a.m.", "T11:40"),
        (
            "He woke at 30 minutes past eight.",
            "30 minutes past eight",
            "T08:30",
        ),
        ("He woke at twenty past seven.", "twenty past seven", "T07:20"),
        ("He woke at mid-morning.", "mid-morning", "T10:00"),
    ]);
}

#[test]
fn lengths_of_time_from_a_day() {
    check_all(&[
        ("They will leave in two weeks.", "two weeks", "2016-11-22"),
        (
            "They left two days before yesterday.",
            "two days before yesterday",
            "2016-11-05",
        ),
        (
            "They will leave three days after tomorrow.",
            "three days after tomorrow",
            "2016-11-12",
        ),
        (
            "They will leave a week from Friday.",
            "a week from Friday",
            "2016-11-18",
        ),
        (
            "They left 1 year 2 months ago.",
            "1 year 2 months ago",
            "2015-09-08",
        ),
        ("They left two years ago.", "two years ago", "2014"),
        ("They left five minutes ago.", "five minutes ago", "2016-11-08"),
        ("They built it in two weeks.", "two weeks", "P2W"),
        ("They have not met in six months.", "six months", "P6M"),
    ]);
}

#[test]
fn lengths_of_more_than_one_unit() {
    check_all(&[
        (
            "It took 1 year 1 month 21 days.",
            "1 year 1 month 21 days",
            "P1Y1M21D",
        ),
        ("It took one and half hours.", "one and half hours", "PT1.5H"),
        ("It took a year and a quarter.", "a year and a quarter", "P1.25Y"),
        ("It took a couple of days.", "a couple of days", "~P2D"),
        ("It took a few minutes.", "a few minutes", "~PT3M"),
    ]);
}

#[test]
fn open_intervals() {
    check_all(&[
        ("It has grown since March.", "March", "2016-03"),
        ("It will stay until Friday.", "Friday", "../2016-11-11"),
        ("It closed before May 5, 2015.", "May 5, 2015", "../2015-05-04"),
        ("It grew after 2012.", "2012", "2012"),
        ("It has grown since May 5, 2015.", "May 5, 2015", "2015-05-05/.."),
        (
            "It will close by Friday at 5pm.",
            "Friday at 5pm",
            "../2016-11-11T17:00",
        ),
        ("The day after Friday it closed.", "Friday", "2016-11-04"),
        ("It closed after the 2012 election.", "2012", "2012"),
    ]);
}

#[test]
fn the_clause_says_which_way_a_day_lies() {
    check_all(&[
        ("12 January is set for the vote.", "12 January", "2017-01-12"),
        ("On Thursday, voters will decide.", "Thursday", "2016-11-10"),
        ("On Thursday, she said no.", "Thursday", "2016-11-03"),
        ("The vote is set for Thursday.", "Thursday", "2016-11-10"),
        (
            "Rail traffic stopped on Thursday due to snow.",
            "Thursday",
            "2016-11-03",
        ),
        ("He was gone by Thursday.", "Thursday", "../2016-11-03"),
    ]);
}

#[test]
fn what_is_no_date_for_a_reader() {
    for text in [
        "She is the teacher of the year.",
        "She now has the key.",
        "The 9/11 attacks and the 24/7 news came up.",
        "Rule 1-1-1-1 holds.",
    ] {
        check_on(text, Some("2016-11-08"), &[]);
    }
}

#[test]
fn loose_words_are_found_but_not_sure() {
    for text in [
        "It took a few minutes.",
        "It took several weeks.",
        "They left that weekend.",
        "They slept in the morning.",
        "They ate the Thanksgiving dinner.",
        "They slept all day.",
        "The team won 9-18-15 there.",
    ] {
        let (_, found) = figures(text, Some("2016-11-08"));
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|f| f.confidence < 0.65), "{text}: {found:?}");
    }
}
