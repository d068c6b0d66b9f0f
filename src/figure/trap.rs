//! Numbers that are no figures: names, addresses, codes, list numbers, web addresses.

use super::piece::{PieceKind, Words};
use super::reader::Reader;
use crate::lexicon::figures::{
    NumberContext, ends_noun_phrase, ends_street_name, is_number_name, is_plural, makes_number_a_name,
};
use crate::lexicon::numbers::{self, NumberClass};
use crate::lexicon::units;
use crate::pattern::figure::Pattern;

/// Longest name of a street behind its number, in pieces.
const STREET: usize = 4;

/// How far around a number word small letters are looked for, in pieces.
const HEADLINE: usize = 8;

/// The piece behind what begins with piece `i` and is no figure; none where it may be one.
pub(super) fn skip(reader: &Reader, i: usize) -> Option<usize> {
    let words = reader.words;
    let piece = words.get(i)?;
    match piece.kind {
        PieceKind::Surface(pattern) => surface(words, i, pattern),
        PieceKind::Opaque => Some(i + 1),
        PieceKind::Number(_) => number(words, i),
        PieceKind::Word => word(words, i),
        _ => None,
    }
}

fn surface(words: Words, i: usize, pattern: Pattern) -> Option<usize> {
    match pattern {
        Pattern::Url
        | Pattern::Handle
        | Pattern::Version
        | Pattern::Phone
        | Pattern::PhoneShort
        | Pattern::PhoneInternational
        | Pattern::PhoneUk
        | Pattern::Tens => Some(i + 1),
        Pattern::Fraction if is_number_name(words.lower(i)) => Some(i + 1),
        Pattern::Ordinal => {
            // "21st Street"
            let street = (1..=2).any(|n| words.capital(i + n) && ends_street_name(words.lower(i + n)));
            street.then_some(i + 2)
        }
        _ => None,
    }
}

/// A word that begins a name with a number: "No. 2", "Number 10", "Section 5 and 6".
fn word(words: Words, i: usize) -> Option<usize> {
    // "G-20", "COVID-19", "F-16": letters, a hyphen, digits. A month may stand so, and "mid-2015".
    if words.hyphen(i + 1)
        && matches!(words.get(i + 2)?.kind, PieceKind::Number(_) | PieceKind::Opaque)
        && !words.is_any(
            i,
            &["mid", "early", "late", "pre", "post", "sub", "under", "over"],
        )
        && words.month(i).is_none()
        && words.weekday(i).is_none()
        && words.number_word(i).is_none()
        && (!is_plural(words.lower(i)) || initials(words, i))
        && (words.capital(i)
            || units::unit(words.lower(i)).is_none() && words.get(i)?.text.len() <= 3
            || makes_number_a_name(words.lower(i)) == Some(NumberContext::Always))
    {
        return Some(i + 3);
    }
    if spelled_name(words, i) {
        return Some(i + 1);
    }
    // "A1", "MI6" are one word for the tokens; letters with digits inside are never figures.
    let context = context(words, i)?;
    let number = if words.is_any(i + 1, &[".", "#"]) {
        i + 2
    } else {
        i + 1
    };
    // "week 10" is a date.
    if words.get(i)?.text == "week" {
        return None;
    }
    let text = words.get(number).filter(|_| words.number(number).is_some())?.text;
    // "phase 3 trials", but "at this stage 40 people left"
    let counted = is_plural(words.lower(number + 1))
        && match words.before(i) {
            "" | "this" | "that" | "each" | "every" | "per" | "last" | "next" | "same" => true,
            "the" => text.len() > 1,
            _ => text.len() > 2,
        };
    let names = match context {
        NumberContext::Always => true,
        NumberContext::Capital => words.capital(i) && !text.contains('.') && !counted,
        NumberContext::Small => !words.hyphen(number + 1) && !counted,
    };
    if !names || plainly_an_amount(words, number) {
        return None;
    }
    let mut end = number + 1;
    // "14C"
    if words.glued(end) && words.capital(end) && words.get(end).is_some_and(|p| p.text.len() == 1) {
        end += 1;
    }
    // "15-674", "2019/790", "3, 4 and 5"
    loop {
        let part = (words.hyphen(end) || words.is(end, "/") && words.glued(end))
            && words.get(end + 1).is_some_and(|p| p.text.len() <= 6);
        let another = words.is_any(end, &[",", "and", "or", "to", "&"])
            && words.number(end + 1).is_some()
            && !plainly_an_amount(words, end + 1)
            && is_plural(words.lower(i));
        if !part && !another {
            return Some(end);
        }
        end += 2;
    }
}

/// Whether a word (or it and the one before it) makes a number behind it a name.
fn context(words: Words, i: usize) -> Option<NumberContext> {
    let pair = i.checked_sub(1).and_then(|before| words.pair(before));
    pair.and_then(|p| makes_number_a_name(&p))
        .or_else(|| makes_number_a_name(words.lower(i)))
}

/// Whether a word is written like initials: "STS", "iOS".
fn initials(words: Words, i: usize) -> bool {
    words
        .get(i)
        .is_some_and(|p| p.text.len() > 1 && p.text.chars().skip(1).all(char::is_uppercase))
}

/// A number word with a capital inside a sentence, which is part of a name: "the Group of Seven", "SEAL Team Six". In a
/// headline all words have capitals.
fn spelled_name(words: Words, i: usize) -> bool {
    let begins = i
        .checked_sub(1)
        .is_none_or(|before| !words.is_word(before) && words.before(i) != "'s");
    if begins || !words.capital(i) || !is_cardinal(words.lower(i)) {
        return false;
    }
    let near = i.saturating_sub(HEADLINE)..i + HEADLINE;
    near.into_iter()
        .any(|at| words.is_word(at) && !words.capital(at) && words.lower(at).len() > 3)
}

/// Whether a word is a number from zero to twenty.
fn is_cardinal(word: &str) -> bool {
    matches!(numbers::look_up(word), Some((NumberClass::Unit, _)))
}

/// A number with a currency, a percent sign, a magnitude or a unit.
fn plainly_an_amount(words: Words, at: usize) -> bool {
    let next = words.lower(at + 1);
    matches!(
        next,
        "%" | "percent" | "million" | "billion" | "trillion" | "thousand" | "percentage"
    ) || units::currency(next).is_some_and(|(_, kind)| kind == units::CurrencyKind::Word)
        || (units::unit(next).is_some_and(|u| u.note == units::UnitNote::Word) && next.len() > 2)
}

fn number(words: Words, i: usize) -> Option<usize> {
    let text = words.get(i)?.text;
    // Chains of digits: 1-1-1.
    let mut end = i + 1;
    while words.hyphen(end)
        && words
            .get(end + 1)
            .is_some_and(|p| matches!(p.kind, PieceKind::Number(_) | PieceKind::Opaque))
    {
        end += 2;
    }
    if end > i + 3 {
        // "9-18-15" may be a day.
        return super::calendar::numeric(words, i).is_none().then_some(end);
    }
    // "9-to-5", "7-Eleven", "911 call"
    let mut name = String::from(text);
    for at in i + 1..(i + 6).min(words.len()) {
        if !words.glued(at) {
            name.push(' ');
        }
        name.push_str(words.lower(at));
        if is_number_name(&name) {
            return Some(at + 1);
        }
    }
    // "401(k)", "14(2)"
    if words.is(end, "(") && words.glued(end) && words.is(end + 2, ")") {
        return Some(end + 3);
    }
    // List numbers: "1)", "1." at the start; notes: "(38, 39)", "[4]".
    let short = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    if short && words.is(i + 1, ")") && i == 0 {
        return Some(i + 2);
    }
    if short && i == 0 && words.is_any(1, &[".", ":"]) && (words.len() == 2 || words.capital(2)) {
        return Some(2);
    }
    if short && matches!(words.before(i), "(" | "[") {
        return note(words, i);
    }
    if words.before(i) == "#" {
        return Some(i + 1);
    }
    // Letters directly behind the digits that are neither magnitude nor unit: "747s", "4x4", "23andMe".
    if words.glued(i + 1) && words.is_word(i + 1) && !known_suffix(words, i + 1) {
        return Some(i + 2);
    }
    // Resolutions of screens: 1080p, 4K.
    let resolution = match words.lower(i + 1) {
        "p" => matches!(text, "240" | "360" | "480" | "720" | "1080" | "1440" | "2160"),
        "k" => matches!(text, "4" | "8") && !matches!(words.before(i), "$" | "£" | "€"),
        // Mobile telephony.
        "g" => words.capital(i + 1) && matches!(text, "2" | "3" | "4" | "5" | "6"),
        _ => false,
    };
    if resolution && words.glued(i + 1) {
        return Some(i + 2);
    }
    // Inside a name: "ID.3", "and/2".
    if words.glued(i)
        && matches!(words.before(i), "." | "/" | "_" | "@" | "&" | "+" | "=" | "*")
        && i >= 2
        && words.glued(i - 1)
        && words.is_word(i - 2)
    {
        return Some(i + 1);
    }
    if street(words, i) {
        return Some(i + 1);
    }
    // A capitalised name and a number: "Patriot 125 weekdays", "Leopard 2 tanks", "USB 3.1".
    let named = i >= 1
        && (words.capital(i - 1) || initials(words, i - 1))
        && words.is_word(i - 1)
        && words.get(i).is_some_and(|p| p.space_before)
        && (text.bytes().all(|b| b.is_ascii_digit()) || initials(words, i - 1) && text.len() < 5)
        && text.len() != 4
        && !plainly_an_amount(words, i)
        && (!is_plural(words.lower(i + 1))
            || text.len() == 1
                && i >= 2
                && !matches!(words.before(i - 1), "in" | "at" | "of" | "from" | "on" | "near"))
        && (i >= 2 || !is_plural(words.lower(0)))
        && !words.hyphen(i + 1)
        && !words.is_any(i + 1, &["in", "out", "to", "or", "of"])
        && words.month(i - 1).is_none()
        && words.weekday(i - 1).is_none()
        && units::currency(words.lower(i - 1)).is_none()
        && !ends_noun_phrase(words.lower(i - 1))
        && crate::lexicon::figures::approximator(words.lower(i - 1), true).is_none();
    named.then_some(i + 1)
}

/// The piece behind the numbers of a note in brackets.
fn note(words: Words, i: usize) -> Option<usize> {
    let mut end = i + 1;
    while (words.is_any(end, &[",", ";"]) || words.hyphen(end)) && words.number(end + 1).is_some() {
        end += 2;
    }
    words.is_any(end, &[")", "]"]).then_some(end)
}

fn known_suffix(words: Words, at: usize) -> bool {
    let word = words.bare(at);
    let text = words.get(at).map_or("", |p| p.text);
    numbers::magnitude(word, true).is_some()
        || units::unit(word).is_some()
        || units::currency(word).is_some()
        || matches!(
            text,
            "C" | "F" | "pc" | "pct" | "percent" | "fold" | "am" | "pm" | "million" | "billion" | "trillion"
        )
}

/// "10 Downing Street", "1600 Pennsylvania Ave."
fn street(words: Words, i: usize) -> bool {
    let mut at = i + 1;
    while at <= i + STREET
        && words.is_word(at)
        && (words.capital(at) || words.surface(at) == Some(Pattern::Ordinal))
    {
        if at > i + 1 && ends_street_name(words.lower(at)) {
            return true;
        }
        at += 1;
    }
    false
}
