//! Names in a text: capitalised runs, told apart into people, organisations, outlets and places.

use super::roles;
use super::words::Words;
use crate::lexicon::{names as lists, nouns, outlets};
use core::ops::Range;
use std::collections::HashMap;

/// Gender of a person, as far as the text or a given name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    /// From the letter of a word list.
    pub fn from_letter(letter: &str) -> Option<Self> {
        match letter {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A person.
    Person,
    /// An organisation, with the family of its head ("company"), empty where it is not known.
    Organisation(&'static str),
    /// An outlet: its name in the gazetteer.
    Outlet(&'static str),
    /// A country, city, region.
    Place,
    /// Several capitalised words that may be anything.
    Unknown,
}

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Tokens of the name itself, without forms of address and roles.
    pub tokens: Range<usize>,
    /// Tokens before it that give a role ("State Department spokesperson").
    pub role: Option<Range<usize>>,
    /// What it names.
    pub kind: NameKind,
    /// Gender, from a form of address, a role or the given name.
    pub gender: Option<Gender>,
    /// Whether a form of address stands before it ("Ms. Lee").
    pub addressed: bool,
}

/// Most tokens that a name may have.
const LONGEST: usize = 16;

/// Finds all names, in order and apart from each other.
pub(super) fn find(words: &Words<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.document.tokens.len() {
        if words.in_title(i) {
            i += 1;
            continue;
        }
        if let Some(end) = outlet_end(words, i)
            && let Some(outlet) = strong_outlet(words, i..end)
        {
            found.push(Name {
                tokens: i..end,
                role: None,
                kind: NameKind::Outlet(outlet),
                gender: None,
                addressed: false,
            });
            i = end;
            continue;
        }
        match run(words, i) {
            Some(end) => {
                if let Some(name) = read_run(words, i..end) {
                    found.push(name);
                }
                i = end;
            }
            None => i += 1,
        }
    }
    settle(words, &mut found);
    found
}

/// End of the longest name of an outlet that begins with token `i`.
pub(super) fn outlet_end(words: &Words<'_>, i: usize) -> Option<usize> {
    if !(words.capital(i) || words.lower(i) == "die" || words.lower(i) == "de" || words.lower(i) == "taz") {
        return None;
    }
    (1..=6)
        .rev()
        .map(|n| i + n)
        .find(|&end| outlets::look_up(&words.text(i..end)).next().is_some())
}

fn strong_outlet(words: &Words<'_>, tokens: Range<usize>) -> Option<&'static str> {
    let outlet = outlets::look_up(&words.text(tokens.clone())).find(|o| !o.weak)?;
    // "Bloomberg" may be the man, "NBC" may go on as "NBC Sports Holdings".
    let after = tokens.end;
    let given = tokens.start > 0 && lists::given_name(words.word(tokens.start - 1)).is_some();
    (!(given || words.hyphen(after))).then_some(outlet.name)
}

/// End of the run of capitalised words that begins with token `i`.
fn run(words: &Words<'_>, i: usize) -> Option<usize> {
    let joined_particle =
        matches!(words.lower(i), "al" | "el" | "bin" | "d'") && words.hyphen(i + 1) && words.capital(i + 2);
    if !joined_particle && (!words.capital(i) || !may_begin(words, i)) {
        return None;
    }
    let mut end = i + 1;
    while end - i < LONGEST {
        end = match step(words, i, end) {
            Some(next) => next,
            None => break,
        };
    }
    Some(end)
}

fn may_begin(words: &Words<'_>, i: usize) -> bool {
    match words.class(i) {
        None => true,
        // "Will Smith", "April Jones"; "Will Trump" only where a sentence begins.
        Some("auxiliary" | "day") => {
            lists::given_name(words.word(i)).is_some()
                && !words.initial(i)
                && words.capital(i + 1)
                && words.class(i + 1).is_none()
        }
        // "the Met Office"
        Some("verb") => !words.initial(i) && words.capital(i + 1) && words.class(i + 1).is_none(),
        Some(_) => false,
    }
}

/// The token after the next part of a run, where the run goes on at `at`.
fn step(words: &Words<'_>, start: usize, at: usize) -> Option<usize> {
    if words.sentence(at) != words.sentence(start) {
        return None;
    }
    if words.hyphen(at) {
        return Some(at + 2);
    }
    if words.is_word(at) && words.joined(at) {
        return None;
    }
    let goes_on = |i: usize| {
        // "Theresa May"
        let month = i == start + 1
            && matches!(words.class(i), Some("day" | "auxiliary"))
            && lists::given_name(words.word(start)).is_some()
            && words.kind(i + 1) != Some(crate::text::TokenKind::Number);
        words.capital(i) && (words.class(i).is_none() || month) && words.sentence(i) == words.sentence(start)
    };
    match words.lower(at) {
        "," => {
            return matches!(
                words.lower(at + 1),
                "jr" | "jr." | "sr" | "sr." | "inc." | "inc" | "ltd." | "llc"
            )
            .then_some(at + 2);
        }
        "&" if words.capital(at + 1) => return Some(at + 2),
        "of" | "for" | "on" | "and" => return connector(words, start, at),
        "de" | "da" | "del" | "della" | "der" | "den" | "di" | "dos" | "du" | "la" | "le" | "van" | "von"
        | "bin" | "ibn" | "bint" | "al" | "el" | "ter" | "ten" | "y" | "zu" | "e" | "abu"
            if words.is_word(at) && !words.capital(at) =>
        {
            let mut next = at + 1;
            if words.hyphen(next) || matches!(words.lower(next), "la" | "der" | "den" | "el" | "los" | "las")
            {
                next += 1;
            }
            return words.capital(next).then_some(next + 1);
        }
        _ => {}
    }
    let word = words.word(at);
    let addresses = lists::honorific(word).is_some() && word.ends_with('.');
    (goes_on(at) && !addresses).then_some(at + 1)
}

/// "of" and its like inside the name of an authority: "Ministry of Health and Welfare", "Secretary of State".
fn connector(words: &Words<'_>, start: usize, at: usize) -> Option<usize> {
    let mut next = at + 1;
    if words.lower(next) == "the" {
        next += 1;
    }
    if !(words.capital(next) && words.class(next).is_none() && words.sentence(next) == words.sentence(start))
    {
        return None;
    }
    let before = words.lower(at - 1);
    let after_head = nouns::organisation(before).is_some()
        || matches!(
            before,
            "bank" | "house" | "institutes" | "centers" | "chiefs" | "secretary" | "chief" | "speaker"
        );
    let ok = match words.lower(at) {
        "of" => after_head || nouns::role(before).is_some_and(|r| r.second == "office"),
        "and" => (start + 1..at).any(|i| {
            matches!(words.lower(i), "of" | "for" | "on") && nouns::organisation(words.lower(i - 1)).is_some()
        }),
        _ => after_head,
    };
    ok.then_some(next + 1)
}

/// Cuts forms of address and roles off a run; none where no name is left.
fn read_run(words: &Words<'_>, run: Range<usize>) -> Option<Name> {
    let mut start = run.start;
    let mut end = run.end;
    // "Yesterday Trump": the first word of a sentence has a capital without being a name.
    while start + 1 < end
        && words.initial(start)
        && !words.hyphen(start + 1)
        && lists::given_name(words.word(start)).is_none()
        && lists::place(words.word(start)).is_none()
        && nouns::role(words.lower(start)).is_none()
        && !nouns::goes_before_role(words.lower(start))
        && nouns::organisation(words.lower(start)).is_none()
        // "Education Secretary Ann Lee"
        && nouns::role(words.lower(start + 1)).is_none()
        && (words.written_small(words.lower(start)) || words.lower(start).ends_with("ly"))
    {
        start += 1;
    }
    // "Amazon-owned Whole Foods", "Mercer Island-based Acme": what is hyphened to a participle is no part of the name.
    if let Some(cut) = (start..end).rev().find(|&i| {
        words.hyphen(i)
            && !words.capital(i + 1)
            && (words.lower(i + 1).ends_with("ed") || words.lower(i + 1) == "led")
    }) && cut + 2 < end
    {
        start = cut + 2;
    }
    // "Republican Ann Lee"
    while start + 2 < end
        && lists::place(words.word(start)) == Some("adjective")
        && lists::given_name(words.word(start + 1)).is_some()
    {
        start += 1;
    }
    // "Senior Israeli officials": an adjective before a common noun ends no name.
    while end > start && lists::place(words.word(end - 1)) == Some("adjective") && is_small_word(words, end) {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    let mut gender = None;
    let mut role = None;
    let mut addressed = false;
    if !ends_like_organisation(words, start..end) {
        if let Some(cut) = role_end(words, start..end).or_else(|| trade_end(words, start..end)) {
            role = Some(start..cut);
            gender = role_gender(words, start..cut);
            start = cut;
        }
        while start + 1 < end
            && let Some((letter, title)) = lists::honorific(words.word(start))
        {
            gender = gender.or(Gender::from_letter(letter));
            addressed = true;
            if !title.is_empty() {
                role = Some(role.map_or(start, |r: Range<usize>| r.start)..start + 1);
            }
            start += 1;
        }
    }
    let tokens = start..end;
    let kind = kind_of(words, tokens.clone(), addressed || role.is_some())?;
    if kind == NameKind::Person && gender.is_none() {
        gender = lists::given_name(&first_name(words, tokens.clone()))
            .and_then(Gender::from_letter)
            .or_else(|| lists::given_name(words.word(start)).and_then(Gender::from_letter));
    }
    Some(Name {
        tokens,
        role,
        kind,
        gender,
        addressed,
    })
}

/// "Jean-Luc" of "Jean-Luc Martin".
fn first_name(words: &Words<'_>, tokens: Range<usize>) -> String {
    let mut end = tokens.start + 1;
    while end < tokens.end && words.hyphen(end) {
        end += 2;
    }
    words.text(tokens.start..end.min(tokens.end))
}

fn is_small_word(words: &Words<'_>, i: usize) -> bool {
    words.is_word(i) && !words.capital(i) && words.class(i).is_none()
}

/// Whether the last word, or a word before "of", is the head of an organisation's name.
fn ends_like_organisation(words: &Words<'_>, tokens: Range<usize>) -> bool {
    family(words, tokens).is_some()
}

fn family(words: &Words<'_>, tokens: Range<usize>) -> Option<&'static str> {
    let head = |i: usize| nouns::organisation(words.lower(i)).map(|n| n.first);
    if tokens.len() > 1
        && let Some(family) = head(tokens.end - 1)
    {
        return Some(family);
    }
    // Before "of", but not in "Chairman of the Bank of England Ann Lee".
    let named_person = (tokens.start..tokens.end)
        .take_while(|&i| !matches!(words.lower(i), "of" | "for" | "on"))
        .any(|i| nouns::role(words.lower(i)).is_some());
    (tokens.start..tokens.end.saturating_sub(1))
        .find(|&i| matches!(words.lower(i + 1), "of" | "for" | "on") && !named_person)
        .and_then(head)
}

/// The token after the last word of a role inside a run ("Security Council Deputy Chair | Dmitry Medvedev").
fn role_end(words: &Words<'_>, run: Range<usize>) -> Option<usize> {
    let role = (run.start..run.end.saturating_sub(1))
        .rev()
        .find(|&i| nouns::role(words.lower(i)).is_some_and(|r| !r.plural))?;
    let given_before = (run.start..role).any(|i| {
        lists::given_name(words.word(i)).is_some() && lists::place(words.word(i)).is_none() && i + 1 == role
    });
    if given_before && matches!(words.lower(role + 1), "jr." | "jr" | "iii" | "ii" | "sr.") {
        return None;
    }
    if run.start == role && run.len() == 2 && lists::given_name(words.word(role)).is_some() {
        return None;
    }
    if words.hyphen(role + 1) {
        // "President-elect Ann Lee"
        let end = role + 3;
        return (end < run.end).then_some(end);
    }
    if words.lower(role + 1) != "of" {
        return Some(role + 1);
    }
    let phrase = (2..=5)
        .rev()
        .map(|n| role + n)
        .filter(|&end| end < run.end)
        .find(|&end| nouns::role(&words.text(role..end).to_lowercase()).is_some());
    phrase.or_else(|| {
        let cut = run.end - 2;
        (cut > role + 2).then_some(cut)
    })
}

/// The token behind a trade of no list at the head of a sentence: "Goalkeeper | Adam Pike".
fn trade_end(words: &Words<'_>, run: Range<usize>) -> Option<usize> {
    let name = run.start + 1;
    let trade = words.lower(run.start);
    let given = |i: usize| lists::given_name(words.word(i)).is_some();
    let named = run.len() == 3 && given(name) && !given(run.start);
    let trades = ["er", "ist", "man", "woman"].iter().any(|e| trade.ends_with(e));
    (named && trades && words.initial(run.start) && lists::place(words.word(run.start)).is_none())
        .then_some(name)
}

/// Gender that a word of the role tells ("chairwoman").
pub(super) fn role_gender(words: &Words<'_>, tokens: Range<usize>) -> Option<Gender> {
    tokens
        .rev()
        .find_map(|i| Gender::from_letter(nouns::role(words.lower(i))?.first))
}

fn kind_of(words: &Words<'_>, tokens: Range<usize>, certain_person: bool) -> Option<NameKind> {
    let text = words.text(tokens.clone());
    let count = (tokens.start..tokens.end)
        .filter(|&i| words.is_word(i) && !(i > tokens.start && words.hyphen(i - 1)))
        .count();
    let first = tokens.start;
    let last = tokens.end - 1;
    if let Some(place) = lists::place(&text)
        && !certain_person
    {
        return (place != "adjective").then_some(NameKind::Place);
    }
    if let Some(family) = family(words, tokens.clone()) {
        return Some(if family == "place" {
            NameKind::Place
        } else {
            NameKind::Organisation(family)
        });
    }
    if certain_person {
        return (count <= 5).then_some(NameKind::Person);
    }
    // "the President", "Prime Minister": roles without a name are phrases.
    let given = lists::given_name(words.word(first)).is_some()
        || lists::given_name(&first_name(words, tokens.clone())).is_some();
    if nouns::role(words.lower(last)).is_some() && !given {
        return None;
    }
    if (nouns::document(words.lower(last)).is_some() || nouns::unnamed(words.lower(last)).is_some()) && !given
    {
        return None;
    }
    if count == 1 && nouns::organisation(words.lower(last)).is_some() {
        let proper = matches!(
            words.lower(last),
            "congress"
                | "senate"
                | "parliament"
                | "pentagon"
                | "kremlin"
                | "vatican"
                | "knesset"
                | "bundestag"
                | "police"
                | "treasury"
                | "commons"
        );
        return proper.then_some(NameKind::Organisation("authority"));
    }
    if acronym(&text) {
        return Some(NameKind::Organisation(""));
    }
    let initials = words.word(first).len() == 2 && words.word(first).ends_with('.') && count > 1;
    if count > 1 && count <= 4 && (given || initials) && lists::place(words.word(first)) != Some("adjective")
    {
        return Some(NameKind::Person);
    }
    Some(NameKind::Unknown)
}

/// Two to six capital letters ("FDIC", "NASA").
fn acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=7).contains(&letters)
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-'))
        && !matches!(
            text,
            "TV" | "CEO"
                | "II"
                | "III"
                | "IV"
                | "AM"
                | "PM"
                | "OK"
                | "ID"
                | "DNA"
                | "MP"
                | "CFO"
                | "VI"
                | "GMT"
                | "EST"
                | "PST"
                | "GDP"
        )
}

/// Second look, when all names are known: which single words at the beginning of a sentence are names, and what
/// the unknown ones are.
fn settle(words: &Words<'_>, found: &mut Vec<Name>) {
    let mut evidence: HashMap<String, Evidence> = HashMap::new();
    for name in found.iter() {
        let last = name.tokens.end - 1;
        for i in name.tokens.clone() {
            if words.capital(i) && (!words.initial(i) || name.tokens.len() > 1) {
                evidence.entry(words.word(i).to_owned()).or_default().seen = true;
            }
        }
        let entry = evidence.entry(words.text(name.tokens.clone())).or_default();
        let before = name.tokens.start.checked_sub(1);
        entry.article |= before.is_some_and(|i| words.lower(i) == "the");
        entry.age |= words.word(last + 1) == ","
            && words.kind(last + 2) == Some(crate::text::TokenKind::Number)
            && words.word(last + 3) == ",";
        entry.body |= is_body(words, name);
        entry.speaks |= words.reporting_verb(last + 1)
            || before.is_some_and(|i| words.lower(i) == "said")
            || (matches!(words.lower(last + 1), ",") && words.lower(last + 2) == "who");
        if name.addressed || name.role.is_some() || name.kind == NameKind::Person {
            evidence.entry(words.word(last).to_owned()).or_default().surname = true;
        }
        if name.tokens.len() == 1 {
            let entry = evidence.entry(words.word(last).to_owned()).or_default();
            entry.alone += 1;
        }
    }
    let known = |word: &str| evidence.get(word);
    found.retain(|name| {
        let first = name.tokens.start;
        let word = words.word(first);
        let bare = name.tokens.len() == 1 && words.initial(first) && name.role.is_none() && !name.addressed;
        if !bare
            || matches!(
                name.kind,
                NameKind::Outlet(_) | NameKind::Organisation(_) | NameKind::Place
            )
        {
            return true;
        }
        known(word).is_some_and(|e| e.seen || e.surname)
            || lists::given_name(word).is_some()
            || word.chars().skip(1).any(char::is_uppercase)
            || (known(word).is_some_and(|e| e.alone > 1) && !words.written_small(words.lower(first)))
            || (known(word).is_some_and(|e| e.speaks)
                && !words.written_small(words.lower(first))
                && nouns::document(words.lower(first)).is_none()
                && !word.ends_with('s'))
    });
    for name in found.iter_mut().filter(|n| n.kind == NameKind::Unknown) {
        let last = words.word(name.tokens.end - 1);
        let full = words.text(name.tokens.clone());
        let own = known(&full).copied().unwrap_or_default();
        if own.body && name.role.is_none() && !name.addressed {
            name.kind = NameKind::Organisation("");
            continue;
        }
        let count = (name.tokens.clone()).filter(|&i| words.is_word(i)).count();
        if name.tokens.len() == 1 {
            if known(last).is_some_and(|e| e.surname && !e.article) || own.age {
                name.kind = NameKind::Person;
            }
        } else if !own.article
            && count <= 4
            && (own.age || own.speaks || known(last).is_some_and(|e| e.alone > 0 && !e.article))
            && lists::place(words.word(name.tokens.start)).is_none()
        {
            name.kind = NameKind::Person;
        }
    }
}

/// Whether a name of unknown kind is no person's: by its own words ("Northern Grid", "Statistics Norway"), by what stands before it
/// ("the operator, Nordline", "campaign group Blue Sea"), or behind it ("Nordline, which").
fn is_body(words: &Words<'_>, name: &Name) -> bool {
    if name.kind != NameKind::Unknown {
        return false;
    }
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let lower = words.lower(first);
    let several = name.tokens.len() > 1;
    let place = lists::place(words.word(last)).is_some_and(|kind| kind != "adjective");
    let own = several
        && (nouns::phrase_word(lower, 'f')
            || nouns::phrase_word(words.lower(last), 'e')
            || place
            || words.written_small(lower));
    let apposed = first > 1 && words.word(first - 1) == ",";
    let head = first.checked_sub(1 + usize::from(apposed));
    let described = head.is_some_and(|i| {
        !words.capital(i)
            && nouns::organisation(words.lower(i)).is_some()
            && words.sentence(i) == words.sentence(first)
            && (!apposed || words.word(last + 1) == ",")
            && roles::before(words, name).is_none()
    });
    own || described || words.word(last + 1) == "," && words.lower(last + 2) == "which"
}

#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Something says that it is no person's.
    body: bool,
    /// Has a capital where a capital says something.
    seen: bool,
    /// "the" stands before it.
    article: bool,
    /// An age stands behind it.
    age: bool,
    /// A verb of saying stands beside it.
    speaks: bool,
    /// Ends the name of a person.
    surname: bool,
    /// How often it stands alone.
    alone: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::text::Document;

    fn names(text: &str) -> Vec<String> {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let words = Words::read(&document);
        find(&words)
            .iter()
            .map(|n| {
                let role = n
                    .role
                    .clone()
                    .map_or(String::new(), |r| format!("[{}] ", words.text(r)));
                let kind = match n.kind {
                    NameKind::Person => "P",
                    NameKind::Organisation(_) => "O",
                    NameKind::Outlet(_) => "M",
                    NameKind::Place => "L",
                    NameKind::Unknown => "?",
                };
                format!("{role}{} {kind}", words.text(n.tokens.clone()))
            })
            .collect()
    }

    #[test]
    fn roles_and_forms_of_address_are_cut_off() {
        assert_eq!(
            names(
                "On Monday Harbour Council Deputy Chair Vera Lindqvist met President Tomas Okafor and Ms. Ortega."
            ),
            [
                "[Harbour Council Deputy Chair] Vera Lindqvist P",
                "[President] Tomas Okafor P",
                "Ortega P"
            ]
        );
    }

    #[test]
    fn titles_are_cut_off_with_and_without_a_full_stop() {
        for (text, expected) in [
            ("Dr Ann Lee said so.", "Ann Lee P"),
            ("Cllr Tom Begg said so.", "[Cllr] Tom Begg P"),
            (
                "Education Secretary Dame Sheila Grant spoke on education.",
                "[Education Secretary] Sheila Grant P",
            ),
            ("Goalkeeper Adam Pike said so.", "[Goalkeeper] Adam Pike P"),
            ("Ann Mary Lee said so.", "Ann Mary Lee P"),
            ("Britain heard Prime Minister Theresa May on Monday.", "Britain L"),
            ("Theresa May said so.", "Theresa May P"),
            ("They met Ann May 5 and left.", "Ann ?"),
        ] {
            assert_eq!(names(text)[0], expected, "{text}");
        }
    }

    #[test]
    fn particles_initials_and_suffixes_belong_to_a_name() {
        assert_eq!(
            names("Talks with Omar al-Haddad, J. K. Marlow, Martin Shaw Jr. and Anna van der Berg failed."),
            [
                "Omar al-Haddad P",
                "J. K. Marlow P",
                "Martin Shaw Jr. P",
                "Anna van der Berg P"
            ]
        );
    }

    #[test]
    fn kinds_are_told_apart() {
        assert_eq!(
            names(
                "It was the Ministry of Health and Welfare, the New York Times, the FDIC, Acme Corp. and Norway."
            ),
            [
                "Ministry of Health and Welfare O",
                "New York Times M",
                "FDIC O",
                "Acme Corp. O",
                "Norway L"
            ]
        );
    }

    #[test]
    fn what_speaks_is_not_always_a_person() {
        for (text, expected) in [
            ("Kestrel Foods said profits fell.", "Kestrel Foods O"),
            ("Northern Oak said profits fell.", "Northern Oak O"),
            ("Statistics Norway said prices fell.", "Statistics Norway O"),
            (
                "The operator, Skarn Tivoli, said trains would run.",
                "Skarn Tivoli O",
            ),
            ("Campaign group Skarn Tivoli said so.", "Skarn Tivoli O"),
            ("Skarn Tivoli, which sells fish, said so.", "Skarn Tivoli O"),
            ("Skarn Tivoli said so.", "Skarn Tivoli P"),
            ("Samantha Power said so.", "Samantha Power P"),
            ("The Met Office said so.", "Met Office O"),
            (
                "They closed the company, Tivoli said. Mr. Tivoli has run it.",
                "Tivoli P",
            ),
        ] {
            assert_eq!(names(text)[0], expected, "{text}");
        }
    }

    #[test]
    fn the_first_word_of_a_sentence_is_not_a_name_by_itself() {
        assert!(names("Protesters left. Hackers stayed. The hackers slept; protesters did not.").is_empty());
        assert_eq!(
            names("Yesterday Ann Lee left. Lee said so."),
            ["Ann Lee P", "Lee P"]
        );
    }

    #[test]
    fn a_headline_in_capitals_names_nobody() {
        assert!(names("MAYOR TELLS COUNCIL THAT BRIDGE MUST CLOSE SOON\nThe bridge is old.").is_empty());
        assert_eq!(
            names("Ann Lee Defends Tower Against Angry Critics.\n\nIt is safe, Ann Lee said."),
            ["Ann Lee P"],
            "a full stop makes no sentence of it"
        );
    }
}
