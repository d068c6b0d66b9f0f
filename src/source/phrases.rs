//! Noun phrases whose head may speak: unnamed people, roles without a name, documents, organisations by their kind.

use super::names::Name;
use super::words::Words;
use crate::lexicon::nouns::{self, Noun};
use crate::lexicon::verbs;
use crate::source::Number;
use core::ops::Range;

/// What the head of a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// "mayor", "officials"
    Role(Noun),
    /// "source", "critics"
    Unnamed(Noun),
    /// "report", "poll"
    Document(Noun),
    /// "ministry", "company"
    Organisation(Noun),
}

impl Head {
    /// The noun itself.
    pub fn noun(self) -> Noun {
        match self {
            Self::Role(n) | Self::Unnamed(n) | Self::Document(n) | Self::Organisation(n) => n,
        }
    }

    /// The head that a word can be.
    pub fn of(word: &str) -> Option<Self> {
        // "critics" are nobody in particular, "the critic Ann Lee" is somebody.
        let generic = nouns::unnamed(word)
            .filter(|n| n.plural && (n.second == "generic" || nouns::role(word).is_none()));
        if let Some(noun) = generic {
            return Some(Self::Unnamed(noun));
        }
        nouns::role(word)
            .map(Self::Role)
            .or_else(|| nouns::unnamed(word).map(Self::Unnamed))
            .or_else(|| nouns::document(word).map(Self::Document))
            .or_else(|| nouns::organisation(word).map(Self::Organisation))
    }
}

/// What a phrase begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// Nothing ("officials").
    None,
    /// "the", "this"
    Definite,
    /// "a"
    Indefinite,
    /// "his", "our"
    Possessive,
    /// "one source", "a third source": one of several.
    One,
    /// "another", "other"
    Another,
    /// "some", "two"
    Quantity,
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// With its determiner.
    pub start: usize,
    /// Without.
    pub base: usize,
    /// Its head.
    pub head: usize,
    /// What the head is.
    pub noun: Head,
    /// How it begins.
    pub determiner: Determiner,
    /// How many.
    pub number: Number,
}

/// Finds the phrases of a text outside its names; in order of their heads.
pub(super) fn find(words: &Words<'_>, names: &[Name], roles: &[Option<Range<usize>>]) -> Vec<Phrase> {
    let mut taken = vec![false; words.document.tokens.len()];
    let of_names = names.iter().map(|n| n.tokens.clone());
    let of_roles = roles.iter().flatten().cloned();
    for range in of_names.chain(of_roles) {
        for slot in taken.get_mut(range).unwrap_or(&mut []) {
            *slot = true;
        }
    }
    (0..taken.len())
        .filter(|&i| words.is_word(i) && !taken[i] && !words.hyphen(i + 1))
        .filter_map(|i| at_head(words, i, &taken))
        .collect()
}

fn at_head(words: &Words<'_>, head: usize, taken: &[bool]) -> Option<Phrase> {
    let noun = Head::of(words.lower(head))?;
    // "report authors", "police officers": the head comes later.
    let next = words.lower(head + 1);
    if words.is_word(head + 1)
        && !words.joined(head + 1)
        && Head::of(next).is_some()
        && words.class(head + 1).is_none()
        && !verb_after(words, head + 1)
    {
        return None;
    }
    let phrase = read(words, head, noun);
    let modified = phrase.base < head;
    let bare = phrase.determiner == Determiner::None;
    let plural = noun.noun().plural;
    let before = phrase.start.checked_sub(1);
    let enough = match noun {
        Head::Unnamed(n) => {
            !bare || plural || n.lemma.ends_with("one") || n.lemma.ends_with("body") || modified
        }
        Head::Role(_) => !bare || plural || modified,
        Head::Document(n) => {
            !bare || modified || (plural && !acts(words, head, before, taken)) || n.lemma == "data"
        }
        Head::Organisation(_) => {
            matches!(
                phrase.determiner,
                Determiner::Definite | Determiner::Possessive | Determiner::Indefinite
            ) || (modified && words.possessive_inside(phrase.base..head))
                || (modified && words.capital(phrase.base) && !words.initial(phrase.base))
                || matches!(words.lower(head), "police")
        }
    };
    let verb = bare
        && !plural
        && before.is_some_and(|b| {
            matches!(
                words.lower(b),
                "to" | "will" | "would" | "not" | "can" | "could" | "should"
            )
        });
    (enough && !verb).then_some(phrase)
}

/// Whether the word is a verb here because a reporting verb form cannot be a head ("officials report").
fn verb_after(words: &Words<'_>, i: usize) -> bool {
    verbs::look_up(words.lower(i)).next().is_some()
}

/// "Roscosmos reports losses": a plural that is a verb.
fn acts(words: &Words<'_>, head: usize, before: Option<usize>, taken: &[bool]) -> bool {
    verbs::look_up(words.lower(head)).any(|v| v.letters.contains('s'))
        && before.is_some_and(|b| taken.get(b).copied().unwrap_or(false) || words.class(b) == Some("pronoun"))
}

/// Reads the phrase with this head.
pub(super) fn read(words: &Words<'_>, head: usize, noun: Head) -> Phrase {
    let (base, determiner_at) = start(words, head);
    let start = determiner_at.unwrap_or(base);
    let mut determiner = Determiner::None;
    let mut number = if noun.noun().plural {
        Number::Several
    } else {
        Number::One
    };
    if matches!(noun, Head::Unnamed(n) if n.first == "group" || n.first == "respondents") {
        number = Number::Several;
    }
    if let Some(at) = determiner_at {
        determiner = match words.class(at) {
            Some("definite") => Determiner::Definite,
            Some("indefinite") => Determiner::Indefinite,
            Some("possessive") => Determiner::Possessive,
            Some("one") => Determiner::One,
            Some("another") => Determiner::Another,
            Some("quantity" | "number") => Determiner::Quantity,
            _ => Determiner::None,
        };
        if let Some(count) = counted(words.lower(at)) {
            number = Number::Exactly(count);
        } else if determiner == Determiner::One && !noun.noun().plural {
            number = Number::One;
        }
    }
    for i in base..head {
        if let Some(count) = counted(words.lower(i)).filter(|_| noun.noun().plural) {
            number = Number::Exactly(count);
        }
        if matches!(
            words.lower(i),
            "second" | "third" | "fourth" | "fifth" | "separate" | "different"
        ) && determiner == Determiner::Indefinite
        {
            determiner = Determiner::Another;
        }
        if words.lower(i) == "other" {
            determiner = Determiner::Another;
        }
    }
    Phrase {
        start,
        base,
        head,
        noun,
        determiner,
        number,
    }
}

/// "two" and its like, and figures.
fn counted(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
    ];
    NUMBERS
        .iter()
        .position(|n| *n == word)
        .map(|i| {
            if i == 11 {
                20
            } else {
                u32::try_from(i + 2).unwrap_or(0)
            }
        })
        .or_else(|| word.parse().ok().filter(|n| (2..1000).contains(n)))
}

/// Most tokens before the head.
const LONGEST: usize = 12;

/// Where the phrase with this head begins, without its determiner, and the determiner where it has one.
pub(super) fn start(words: &Words<'_>, head: usize) -> (usize, Option<usize>) {
    let mut at = head;
    while let Some(before) = at.checked_sub(1) {
        if head - before > LONGEST || words.sentence(before) != words.sentence(head) {
            break;
        }
        if words.is_word(before) {
            match words.class(before) {
                Some("definite" | "indefinite" | "possessive" | "quantity" | "one" | "number")
                    if !words.hyphen(at) && !words.hyphen(before + 1) =>
                {
                    return (at, Some(before));
                }
                Some("another") => {
                    // "the other official", "another official"
                    if before > 0 && words.class(before - 1) == Some("definite") {
                        return (before, Some(before - 1));
                    }
                    return (at, Some(before));
                }
                Some("number" | "one") | None => {}
                Some("preposition") if words.hyphen(before + 1) => {}
                Some(_) => break,
            }
            if words.class(before).is_none() && acts_before(words, before) {
                break;
            }
        } else if words.possessive(before) {
            let owner = before.checked_sub(1);
            if !owner.is_some_and(|o| words.is_word(o) && words.class(o).is_none()) {
                break;
            }
        } else if !(words.kind(before) == Some(crate::text::TokenKind::Number)
            || (words.hyphen(before) && before > 0 && words.is_word(before - 1)))
        {
            break;
        }
        at = before;
    }
    (at, None)
}

/// Whether the word before a phrase is a verb and no participle inside it ("newly signed", "a proposed").
fn acts_before(words: &Words<'_>, i: usize) -> bool {
    let lower = words.lower(i);
    if words.capital(i) && !words.initial(i) {
        return false;
    }
    let form = verbs::look_up(lower).any(|v| v.letters.contains(['d', 's', 'g']));
    if !(form || lower.ends_with("ed") && lower.len() > 4 || lower.ends_with("ing") && lower.len() > 5) {
        return false;
    }
    let before = i.checked_sub(1);
    let inside = before.is_some_and(|b| {
        matches!(
            words.class(b),
            Some("definite" | "indefinite" | "possessive" | "quantity" | "number" | "one")
        ) || words.lower(b).ends_with("ly")
            || words.hyphen(b)
            || words.possessive(b)
    });
    !inside && !words.hyphen(i + 1) && !nouns::phrase_word(lower, 'n')
}

impl Words<'_> {
    /// Whether a possessive `'s` stands in the range.
    pub fn possessive_inside(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|i| self.possessive(i))
    }

    /// Whether the token begins a sentence with a word that the text also has in small letters.
    pub fn initial_small(&self, i: usize) -> bool {
        self.initial(i) && self.written_small(self.lower(i))
    }
}
