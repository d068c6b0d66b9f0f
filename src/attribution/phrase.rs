//! Noun phrases that name who speaks, read from the words alone: backwards from a verb, or forwards from one.

use core::ops::Range;

use super::words::Words;
use crate::lexicon::{nouns, relays};

/// Most tokens of a noun phrase.
const LONGEST: usize = 24;
/// Most tokens of an insertion between commas ("Ann Lee, who has run the town since 2010, said").
const LONGEST_INSERTION: usize = 40;

/// The noun phrase that ends before token `end` and does not reach before `low`.
pub(super) fn before(words: &Words<'_>, end: usize, low: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&i| i >= low)?;
    if words.word(last) == ")" {
        let open = (low..last).rev().take(12).find(|&i| words.word(i) == "(")?;
        let phrase = before(words, open, low)?;
        return Some(phrase.start..end);
    }
    if words.is_pronoun(last)
        || matches!(
            words.lower(last),
            "many" | "some" | "others" | "most" | "both" | "one" | "none"
        )
    {
        return Some(last..end);
    }
    let mut start = end;
    let mut at = last;
    loop {
        let class = words.class(at);
        if words.begins_phrase(at) {
            start = at;
            // "all of the", "a friend of the", "some 20": what is before belongs to it.
            match preposition_before(words, at, low) {
                Some(noun) => {
                    at = noun;
                    continue;
                }
                None if at > low && words.begins_phrase(at - 1) => {
                    at -= 1;
                    continue;
                }
                None => break,
            }
        }
        let clitic = matches!(words.word(at), "'s" | "’s" | "’" | "'");
        let inner = matches!(words.word(at), "-" | "/" | "&" | "." | "‑") && !words.is_dash(at);
        let joins = class == "conjunction" && words.is(at, &["and", "or"]) && joins_names(words, at, low);
        // "Initial estimates put": the form of a verb that is a document's noun as well.
        let noun = if at < last {
            is_nominal(words, at)
        } else {
            words.lower(at) == "estimates"
        };
        if (words.is_open(at) || noun) && class != "day" && !words.is_auxiliary(at) {
            if is_time(words, at) && start > at && start < end {
                break;
            }
            start = at;
            if let Some(noun) = preposition_before(words, at, low) {
                at = noun;
                continue;
            }
        } else if !(clitic || inner || joins) || at == last && !clitic {
            break;
        }
        if at <= low || end - at >= LONGEST {
            break;
        }
        at -= 1;
    }
    (start < end)
        .then_some(start..end)
        .filter(|p| names_somebody(words, p))
}

/// With a preposition before `at` and a noun before that: the noun.
fn preposition_before(words: &Words<'_>, at: usize, low: usize) -> Option<usize> {
    let preposition = at.checked_sub(1).filter(|&i| i > low)?;
    let noun = preposition - 1;
    let binds = words.is(
        preposition,
        &[
            "of", "for", "at", "with", "from", "in", "on", "to", "near", "within", "behind",
        ],
    );
    let is_head = words.is_open(noun) && words.class(noun) != "day" && !is_time(words, noun);
    let strong = words.is(preposition, &["of"])
        || is_speaker(words, noun)
        || (words.is(preposition, &["for", "at", "with"]) && words.is_capital(noun));
    (binds && is_head && strong).then_some(noun)
}

/// A noun that people or documents are called by.
fn is_speaker(words: &Words<'_>, at: usize) -> bool {
    let word = words.lower(at);
    nouns::role(word).is_some() || nouns::unnamed(word).is_some() || nouns::document(word).is_some()
}

/// "Lee and Roe said", "officials and residents said"; not "it fell and Lee said".
fn joins_names(words: &Words<'_>, and: usize, low: usize) -> bool {
    let Some(left) = and.checked_sub(1).filter(|&i| i >= low) else {
        return false;
    };
    (words.is_capital(left)
        && words.class(left).is_empty()
        && (words.is_capital(and + 1) || words.begins_phrase(and + 1)))
        || (is_speaker(words, left)
            && (is_speaker(words, and + 1) || words.is_capital(and + 1) || is_speaker(words, and + 2)))
}

/// "a leaked memo", "according to emails": a form of a verb of saying that the word before makes a noun or adjective.
fn is_nominal(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| words.is_reporting(at)) else {
        return false;
    };
    matches!(words.class(before), "indefinite" | "possessive")
        || words.lower(before) == "the"
        || words.class(before) == "preposition" && words.lower(at).ends_with('s')
}

/// "last week", "this year": when, not who.
pub(super) fn is_time(words: &Words<'_>, at: usize) -> bool {
    words.is(
        at,
        &[
            "week",
            "month",
            "year",
            "years",
            "months",
            "weeks",
            "days",
            "day",
            "morning",
            "afternoon",
            "evening",
            "night",
            "today",
            "yesterday",
            "tomorrow",
            "weekend",
            "ago",
            "time",
            "century",
            "decade",
        ],
    )
}

/// Whether a phrase can name who speaks: it has a word of its own and does not end in a time.
fn names_somebody(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let last = phrase.end - 1;
    let has_noun = phrase.clone().any(|i| words.is_open(i) && words.is_word(i));
    let alone = phrase.len() == 1 && matches!(words.class(last), "quantity" | "definite");
    (has_noun || alone) && !is_time(words, last) && words.class(last) != "day"
}

/// The subject that ends before token `end`, an insertion between commas left out: "Ann Lee, the mayor, said".
pub(super) fn subject_before(words: &Words<'_>, end: usize, low: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&i| i >= low)?;
    if words.class(last) == "relative" || words.is(last, &["who", "which", "that"]) {
        let end = if last > low && words.lower(last - 1) == "," {
            last - 1
        } else {
            last
        };
        return before(words, end, low);
    }
    if words.word(last) != "," && !words.is_dash(last) {
        if let Some(head) = with_participle(words, end, low) {
            return Some(head);
        }
        let phrase = before(words, end, low)?;
        return Some(with_relative(words, &phrase, low).unwrap_or(phrase));
    }
    let mark = words.word(last);
    let far = low.max(last.saturating_sub(LONGEST_INSERTION));
    for comma in (far..last).rev() {
        if words.word(comma) != mark || comma == low {
            continue;
        }
        let Some(phrase) = before(words, comma, low) else {
            continue;
        };
        let proper = (words.is_capital(comma - 1)
            || words.word(comma - 1) == ")"
            || is_speaker(words, comma - 1)
            || words.begins_phrase(phrase.start) && is_name(words, &(comma + 1..last)))
            && !nouns_of_place(words, &phrase, low);
        if proper && begins_clause(words, phrase.start, low) {
            return Some(phrase);
        }
    }
    None
}

/// "the harbour master, | Ann Lee |, said": the phrase before says who the name is, whatever its words.
pub(super) fn is_name(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    (2..=4).contains(&tokens.len())
        && tokens
            .clone()
            .all(|i| words.is_capital(i) && words.class(i).is_empty())
}

/// "a study | published in Nature | found", "a poll | released on Friday | showed": the study, the poll.
fn with_participle(words: &Words<'_>, end: usize, low: usize) -> Option<Range<usize>> {
    let far = low.max(end.saturating_sub(LONGEST_RELATIVE));
    let participle = (far + 1..end)
        .rev()
        .take_while(|&i| !words.is_border(i) && words.quotation(i).is_none())
        .find(|&i| relays::only_outlets(words.lower(i)).is_some() && !words.begins_phrase(i - 1))?;
    let linked =
        matches!(words.class(participle + 1), "preposition" | "day") || words.is_adverb(participle + 1);
    let head = before(words, participle, low).filter(|_| linked)?;
    let speaks = is_speaker(words, participle - 1) && begins_clause(words, head.start, low);
    speaks.then_some(head.start..end)
}

/// Most tokens of a relative clause without commas.
const LONGEST_RELATIVE: usize = 16;

/// "people who have seen | the memo | said": the people speak, not the memo.
fn with_relative(words: &Words<'_>, phrase: &Range<usize>, low: usize) -> Option<Range<usize>> {
    let far = low.max(phrase.start.saturating_sub(LONGEST_RELATIVE));
    let who = (far..phrase.start)
        .rev()
        .take_while(|&i| !words.is_border(i) && words.quotation(i).is_none())
        .find(|&i| words.lower(i) == "who")?;
    // "whom Lee said", "who Lee said would": Lee speaks.
    let clause = who + 1 < phrase.start;
    let head = before(words, who, low).filter(|p| clause && begins_clause(words, p.start, low))?;
    Some(head.start..phrase.end)
}

/// "in Austin, Texas, officials": a place behind a preposition is no subject.
fn nouns_of_place(words: &Words<'_>, phrase: &Range<usize>, low: usize) -> bool {
    phrase.start > low && words.class(phrase.start - 1) == "preposition"
}

/// Whether a clause can begin at the token.
pub(super) fn begins_clause(words: &Words<'_>, at: usize, low: usize) -> bool {
    at <= low
        || words.is_border(at - 1)
        || matches!(words.class(at - 1), "conjunction" | "relative" | "adverb")
        || words.is_adverb(at - 1)
        || words.class(at - 1) == "day"
        || is_time(words, at - 1)
}

/// The noun phrase that begins at token `start` and ends before `high`.
pub(super) fn after(words: &Words<'_>, start: usize, high: usize) -> Option<Range<usize>> {
    if start >= high {
        return None;
    }
    if words.is_pronoun(start)
        || words.is(start, &["him", "her", "them", "me", "us"]) && !words.is_open(start + 1)
    {
        return Some(start..start + 1);
    }
    let mut at = start;
    let mut end = start;
    while at < high && at - start < LONGEST {
        let clitic = matches!(words.word(at), "'s" | "’s" | "’" | "'");
        let inner = matches!(words.word(at), "-" | "/" | "&" | "." | "‑")
            && !words.is_dash(at)
            && words.is_open(at + 1);
        let next_opens = words.is_open(at + 1) || words.begins_phrase(at + 1);
        if words.begins_phrase(at)
            && (at == start || words.class(at - 1) == "preposition" || words.begins_phrase(at - 1))
        {
            at += 1;
            if words.is(at - 1, &["many", "some", "most", "both", "one", "others"]) {
                end = at;
            }
        } else if (words.is_open(at) || is_nominal(words, at))
            && words.class(at) != "day"
            && !is_time(words, at)
        {
            at += 1;
            end = at;
        } else if end > start && clitic && words.is_open(at + 1)
            || inner && end > start
            || end > start && words.is(at, &["of", "for", "at", "with", "from", "to", "near"]) && next_opens
            || end > start && words.lower(at) == "and" && words.is_capital(at + 1) && words.is_capital(at - 1)
            // "their friends and advisers", "the mayor and her deputy"
            || end > start
                && words.lower(at) == "and"
                && is_speaker(words, at - 1)
                && (is_speaker(words, at + 1) || is_speaker(words, at + 2) && words.is_open(at + 1))
        {
            at += 1;
        } else {
            break;
        }
    }
    (end > start).then_some(start..end)
}
