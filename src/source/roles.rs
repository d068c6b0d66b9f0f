//! Roles of people: before a name, behind it, and in "X is the chair of Y".

use super::names::{Name, NameKind};
use super::phrases;
use super::words::Words;
use crate::lexicon::{names, nouns, verbs};
use crate::text::TokenKind;
use core::ops::Range;

/// Longest role behind a name, in tokens.
const LONGEST: usize = 30;

/// The role before a name, its article left out: `the port's chief engineer Ann Lee`, `the chief engineer, Ann Lee,`.
pub(super) fn before(words: &Words<'_>, name: &Name) -> Option<Range<usize>> {
    // The part of it that was found within the capitalised run.
    if let Some(inside) = &name.role {
        return Some(widened(words, inside.start)..inside.end);
    }
    // "the coxswain, Dr. Ann Lee"
    let mut first = name.tokens.start;
    while first > 0 && name.addressed && names::honorific(words.word(first - 1)).is_some() {
        first -= 1;
    }
    let last = first.checked_sub(1)?;
    if words.is_word(last) && !words.joined(first) {
        let head = (1..=4)
            .filter_map(|n| first.checked_sub(n))
            .filter(|&from| words.sentence(from) == words.sentence(first))
            .filter(|&from| {
                let text = words.text(from..first).to_lowercase();
                nouns::role(&text).is_some_and(|r| !r.plural)
            })
            .min()?;
        return Some(widened(words, head)..first);
    }
    let apposed = words.word(last) == ","
        && matches!(name.kind, NameKind::Person | NameKind::Unknown)
        && closes(words, name.tokens.end);
    apposed
        .then(|| listed(words, name, last).or_else(|| unlisted(words, name, last)))
        .flatten()
        .filter(|role| words.sentence(role.start) == words.sentence(first))
}

/// Whether an apposition ends before the token: "the port's chief engineer, Ann Lee, said", "said the engineer, Ann Lee (52)".
fn closes(words: &Words<'_>, end: usize) -> bool {
    let mark = matches!(
        words.kind(end),
        Some(TokenKind::Punctuation | TokenKind::Quote) | None
    );
    mark && !words.hyphen(end)
        || words.lower(end) == "of"
        || words.reporting_verb(end)
        || words.sentence(end) != words.sentence(end - 1)
}

/// "The port's chief engineer, Ann Lee, said": the head is a known role before the comma, or before "of its technology division,".
fn listed(words: &Words<'_>, name: &Name, comma: usize) -> Option<Range<usize>> {
    let head = (comma.saturating_sub(14)..comma)
        .rev()
        .take_while(|&i| words.is_word(i) || words.possessive(i) || words.hyphen(i))
        .filter(|&i| !words.reporting_verb(i) || nouns::role(words.lower(i)).is_some())
        .find(|&i| {
            nouns::role(words.lower(i)).is_some_and(|r| !r.plural)
                && (i + 1 == comma || matches!(words.lower(i + 1), "of" | "for" | "at" | "in"))
        })?;
    // "A spokesman for the operator, Nordline, said": the name is the operator's.
    let owner = head + 1 < comma && name.kind != NameKind::Person;
    if owner && !words.capital(comma - 1) && nouns::organisation(words.lower(comma - 1)).is_some() {
        return None;
    }
    let role = nouns::role(words.lower(head))?;
    let (start, determiner) = phrases::start(words, head);
    // "As the candidates head home, Lee": a plural before it makes the head a verb.
    let verb = head > start && phrases::Head::of(words.lower(head - 1)).is_some_and(|h| h.noun().plural);
    let bound = determiner.is_some() || (start < head && words.possessive_inside(start..head));
    let speaks = role.second != "relation" || bound;
    // "The engineer, Ann Lee said": without a second comma only at the head of a sentence.
    let open = words.reporting_verb(name.tokens.end) && !words.initial(determiner.unwrap_or(start));
    (bound && speaks && !verb && !open).then_some(start..comma)
}

/// "said the harbour master, Ann Lee.", "The harbour master, Ann Lee, said": who speaks is described by a word of no list.
fn unlisted(words: &Words<'_>, name: &Name, comma: usize) -> Option<Range<usize>> {
    let head = comma.checked_sub(1)?;
    let certain = name.kind == NameKind::Person && name.tokens.len() > 1;
    let other = matches!(
        phrases::Head::of(words.lower(head)),
        Some(phrases::Head::Document(_) | phrases::Head::Organisation(_))
    );
    let common = words.is_word(head) && !words.capital(head) && words.class(head).is_none();
    if !certain || other || !common || words.reporting_verb(name.tokens.end) {
        return None;
    }
    let (start, determiner) = phrases::start(words, head);
    let first = determiner.unwrap_or(start);
    let bound = determiner
        .is_some_and(|d| words.class(d) == Some("definite") || words.class(d) == Some("possessive"))
        || words.possessive_inside(start..head);
    let before = first.checked_sub(1);
    let said = before.is_some_and(|b| {
        let according = words.lower(b) == "to" && b > 0 && words.lower(b - 1) == "according";
        according || matches!(words.lower(b), "said" | "says")
    });
    let subject = words.initial(first) || before.is_some_and(|b| words.word(b) == ",");
    let end = name.tokens.end;
    let says = words.word(end) == "," && words.reporting_verb(end + 1);
    (bound && (said || subject && says)).then_some(start..comma)
}

/// Where a role whose first known word is `from` really begins.
fn widened(words: &Words<'_>, from: usize) -> usize {
    let (start, determiner) = phrases::start(words, from);
    // "no reason President Okafor would": a noun before a title is no part of it.
    let apart = start < from
        && words.capital(from)
        && words.is_word(from - 1)
        && !words.capital(from - 1)
        && words.class(from - 1).is_none()
        && !nouns::goes_before_role(words.lower(from - 1));
    if (determiner.is_some() || words.possessive_inside(start..from)) && !apart {
        return start;
    }
    // Without an article only words that are known to stand before roles, and capitalised ones.
    let mut at = from;
    while at > start {
        let before = at - 1;
        let hyphen = words.hyphen(before) || (before > 0 && words.hyphen(before - 1));
        if !(hyphen
            || words.capital(before) && !words.initial_small(before)
            || nouns::goes_before_role(words.lower(before)))
        {
            break;
        }
        at = before;
    }
    at
}

/// The role behind the name that ends before token `end`, its article left out: `Ann Lee, chair of the board,`,
/// `Ann Lee, 52, who leads the port`, `Ann Lee is the chair of the board`. `certain`: whether the name is a person's.
pub(super) fn after(words: &Words<'_>, end: usize, certain: bool) -> Option<Range<usize>> {
    let mut at = end;
    if words.word(at) == "," {
        at += 1;
        if words.kind(at) == Some(TokenKind::Number) && words.word(at + 1) == "," {
            at += 2;
        }
    } else if matches!(words.lower(at), "is" | "was" | "became")
        && matches!(words.lower(at + 1), "a" | "an" | "the")
    {
        at += 1;
    } else {
        return None;
    }
    if words.sentence(at) != words.sentence(end.checked_sub(1)?) {
        return None;
    }
    if words.lower(at) == "who" && leads(words, at + 1) {
        return Some(at..clause_end(words, at));
    }
    let indefinite = words.class(at) == Some("indefinite");
    if matches!(
        words.lower(at),
        "a" | "an" | "the" | "his" | "her" | "their" | "its" | "then"
    ) {
        at += 1;
    }
    let stop = clause_end(words, at);
    let head_end = (at..stop)
        .find(|&i| words.class(i).is_some() && !words.possessive(i) && !words.hyphen(i + 1))
        .unwrap_or(stop);
    let head = head_end.checked_sub(1).filter(|&h| h >= at)?;
    if head_end < stop
        && !matches!(
            words.class(head_end),
            Some("preposition" | "relative" | "conjunction" | "day")
        )
    {
        return None;
    }
    if head - at > 10 || words.reporting_verb(at) && nouns::role(words.lower(at)).is_none() {
        return None;
    }
    // "Ann Lee, a plumber": behind a comma what "a" begins says what somebody is, listed or not.
    let unlisted = indefinite
        && words.word(end) == ","
        && certain
        && matches!(words.word(stop), "," | "." | "—" | "–")
        && (at..=head).all(|i| words.is_word(i) || words.hyphen(i) || words.possessive(i));
    match nouns::role(words.lower(head)) {
        Some(role) if role.plural => return None,
        None if !unlisted => return None,
        _ => {}
    }
    // "chief of staff", "author of a book and leader of ..." go on; "who ..." does not.
    let cut = (at..stop)
        .find(|&i| {
            matches!(words.lower(i), "who" | "which" | "whose" | "that" | "where")
                || (words.class(i) == Some("auxiliary") && !words.possessive(i))
        })
        .unwrap_or(stop);
    Some(at..cut)
}

/// "leads the port", "has chaired the board": verbs that say what somebody is.
fn leads(words: &Words<'_>, at: usize) -> bool {
    let at = if matches!(words.lower(at), "has" | "had" | "currently" | "also") {
        at + 1
    } else {
        at
    };
    nouns::phrase_word(words.lower(at), 'l')
}

/// The token that ends the clause from `at` on: a comma, a stop, a quotation mark, a verb of saying.
fn clause_end(words: &Words<'_>, at: usize) -> usize {
    let sentence = words.sentence_tokens(at);
    (at..sentence.end.min(at + LONGEST))
        .find(|&i| match words.kind(i) {
            Some(TokenKind::Punctuation) => !words.hyphen(i) && !words.hyphen(i.saturating_sub(1)),
            Some(TokenKind::Quote) => true,
            _ => i > at && words.lower(i) == "said" || (i > at + 1 && said(words, i)),
        })
        .unwrap_or(sentence.end.min(at + LONGEST))
}

fn said(words: &Words<'_>, i: usize) -> bool {
    !words.capital(i)
        && verbs::look_up(words.lower(i)).any(|v| v.letters.contains('d'))
        && !matches!(
            words.lower(i - 1),
            "who" | "which" | "that" | "has" | "had" | "have"
        )
}
