//! Verbs (`src/lexicon/verbs.txt`): which of their forms are made by rule, and what the others are.
//!
//! Only the others go into a table. `src/lexicon/verbs.rs` undoes the rules at look-up; its tests hold it against a table
//! of all forms, which nothing else gets.

use super::words::{List, write_table};
use std::collections::BTreeMap;

/// Verbs that double their last consonant.
const DOUBLING: [&str; 14] = [
    "admit", "blab", "chat", "concur", "quip", "rap", "rebut", "refer", "slam", "submit", "plan", "pan",
    "infer", "stop",
];

/// A form and its letter: `b` base, `s` third person, `d` past, `n` past participle, `g` -ing form.
type Form = (String, char);

/// Writes `VERBS`, `VERB_FORMS`, and `EVERY_VERB_FORM` for tests.
pub fn write(code: &mut String, list: &List) {
    let mut verbs = Vec::new();
    let mut every = BTreeMap::new();
    let mut others = BTreeMap::new();
    for (lemma, cells) in &list.rows {
        // Of a verb with a particle ("point out") the first word is inflected.
        let (verb, particle) = lemma.split_at(lemma.find(' ').unwrap_or(lemma.len()));
        let mut letters: BTreeMap<String, String> = BTreeMap::new();
        let mut not_by_rule = Vec::new();
        for ((form, letter), (by_rule, _)) in
            inflect(verb, &cells[0], &cells[1]).into_iter().zip(by_rule(verb))
        {
            if form != by_rule {
                not_by_rule.push(form.clone());
            }
            letters.entry(form).or_default().push(letter);
        }
        let mut other_letters = String::new();
        for (form, letters) in letters {
            let key = (format!("{form}{particle}"), lemma.as_str());
            if not_by_rule.contains(&form) {
                other_letters += &letters;
                others.insert(key.clone(), letters.clone());
            }
            every.insert(key, letters);
        }
        verbs.push((lemma, other_letters, &cells[2..]));
    }
    write_table(
        code,
        "VERBS",
        "`verbs.txt`: key, the letters of the forms that no rule makes, stance, act, frames.",
        4,
        verbs.iter().map(|(lemma, letters, cells)| {
            let cells = cells.iter().map(String::as_str);
            (
                lemma.as_str(),
                [letters.as_str()].into_iter().chain(cells).collect(),
            )
        }),
    );
    write_forms(code, "VERB_FORMS", "Forms of `VERBS` that no rule makes", &others);
    code.push_str("#[cfg(test)]\n");
    write_forms(code, "EVERY_VERB_FORM", "All forms of `VERBS`", &every);
}

fn write_forms(code: &mut String, name: &str, what: &str, forms: &BTreeMap<(String, &str), String>) {
    let rows = forms.iter();
    write_table(
        code,
        name,
        &format!("{what}: form, lemma, letters (b s d n g)."),
        2,
        rows.map(|((form, lemma), letters)| (form.as_str(), vec![*lemma, letters.as_str()])),
    );
}

/// The forms of an English verb; `past` and `participle` only where they are irregular.
fn inflect(verb: &str, past: &str, participle: &str) -> [Form; 5] {
    let [base, third, mut past_form, mut participle_form, mut ing] = by_rule(verb);
    if DOUBLING.contains(&verb) {
        let doubled = format!("{verb}{}", &verb[verb.len() - 1..]);
        past_form.0 = format!("{doubled}ed");
        participle_form.0 = format!("{doubled}ed");
        ing.0 = format!("{doubled}ing");
    }
    if !past.is_empty() {
        past_form.0 = past.to_owned();
        participle_form.0 = past.to_owned();
    }
    if !participle.is_empty() {
        participle_form.0 = participle.to_owned();
    }
    [base, third, past_form, participle_form, ing]
}

/// The forms that the rules of `src/lexicon/verbs.rs` make.
fn by_rule(verb: &str) -> [Form; 5] {
    let vowels = ['a', 'e', 'i', 'o', 'u'];
    let stem_of_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(vowels));
    let hisses = verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh");
    let third = match stem_of_y {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    let past = match stem_of_y {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}ed"),
    };
    let ing = match (verb.strip_suffix("ie"), verb.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ying"),
        (None, Some(stem)) if !stem.ends_with('e') && verb != "be" => format!("{stem}ing"),
        _ => format!("{verb}ing"),
    };
    [
        (verb.to_owned(), 'b'),
        (third, 's'),
        (past.clone(), 'd'),
        (past, 'n'),
        (ing, 'g'),
    ]
}
