//! Verbs of saying, writing, asking, thinking (`verbs.txt`).
//!
//! Most of their forms are made by rule, and are not stored: a look-up undoes the rules and asks whether there is such a
//! verb. `build/verbs.rs` knows the same rules, and stores the forms that they do not make.

use super::tables::{VERB_FORMS, VERBS};

/// A form of a verb that can introduce a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// Dictionary form.
    pub lemma: &'static str,
    /// Letters: `b` base, `s` third person, `d` past, `n` past participle, `g` -ing.
    pub letters: &'static str,
    /// neutral | endorsing | distancing | evaluative
    pub stance: &'static str,
    /// Speech act: say, tell, ask, warn ...
    pub act: &'static str,
    /// Frames it stands in; see the header of `verbs.txt`.
    pub frames: &'static str,
}

/// All readings of a form in lower case ("said", "points out"), by their lemmas.
pub fn look_up(form: &str) -> impl Iterator<Item = VerbForm> + use<> {
    let mut readings = Readings::default();
    for row in VERB_FORMS.rows_of(form) {
        let [lemma, letters] = row.cells();
        readings.add([lemma, "", ""], letters, false);
    }
    readings.add([form, "", ""], "b", true);
    // Of a verb with a particle ("point out") the first word is inflected.
    let (word, particle) = form.split_at(form.find(' ').unwrap_or(form.len()));
    undo(word, |stem, ending, letters| {
        readings.add([stem, ending, particle], letters, true);
    });
    readings.found.into_iter()
}

/// Tells what verbs `word` may be a form of, as a stem and its ending, with the letters of the form.
fn undo(word: &str, mut tell: impl FnMut(&str, &str, &'static str)) {
    if let Some(stem) = word.strip_suffix('s') {
        if !hisses(stem) && !ends_with_lone_y(stem) {
            tell(stem, "", "s");
        }
        if let Some(stem) = stem.strip_suffix('e') {
            if hisses(stem) {
                tell(stem, "", "s");
            }
            if let Some(stem) = stem.strip_suffix('i').filter(|stem| !ends_with_vowel(stem)) {
                tell(stem, "y", "s");
            }
        }
    } else if let Some(stem) = word.strip_suffix("ed") {
        tell(stem, "e", "dn");
        if !stem.ends_with('e') && !ends_with_lone_y(stem) {
            tell(stem, "", "dn");
        }
        if let Some(stem) = stem.strip_suffix('i').filter(|stem| !ends_with_vowel(stem)) {
            tell(stem, "y", "dn");
        }
    } else if let Some(stem) = word.strip_suffix("ing") {
        if !stem.ends_with('e') || stem.ends_with("ee") || stem == "be" {
            tell(stem, "", "g");
        }
        if !stem.ends_with(['e', 'i']) && stem != "b" {
            tell(stem, "e", "g");
        }
        if let Some(stem) = stem.strip_suffix('y') {
            tell(stem, "ie", "g");
        }
    }
}

/// Whether the third person has "es".
fn hisses(verb: &str) -> bool {
    verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh")
}

/// Whether "y" becomes "ie" and "i".
fn ends_with_lone_y(verb: &str) -> bool {
    verb.strip_suffix('y').is_some_and(|stem| !ends_with_vowel(stem))
}

fn ends_with_vowel(text: &str) -> bool {
    text.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// Readings of a form, in the order of their lemmas.
#[derive(Default)]
struct Readings {
    found: Vec<VerbForm>,
}

impl Readings {
    /// Adds the form of `lemma` (in parts), if that is a verb of the list; `by_rule` only with the letters whose forms are made by
    /// rule, if there are any.
    fn add(&mut self, lemma: [&str; 3], letters: &'static str, by_rule: bool) {
        let Some(verb) = VERBS.row_of_parts(lemma) else {
            return;
        };
        let [others, stance, act, frames] = verb.cells();
        let letters = if by_rule {
            letters.trim_matches(|letter| others.contains(letter))
        } else {
            letters
        };
        if letters.is_empty() {
            return;
        }
        let reading = VerbForm {
            lemma: verb.key,
            letters,
            stance,
            act,
            frames,
        };
        let later = self.found.iter().position(|other| other.lemma > reading.lemma);
        self.found.insert(later.unwrap_or(self.found.len()), reading);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables::EVERY_VERB_FORM;
    use super::*;

    #[test]
    fn forms_lead_to_their_lemma() {
        let said = look_up("said").next().unwrap();
        assert_eq!((said.lemma, said.letters), ("say", "dn"));
        assert_eq!(look_up("tells").next().unwrap().lemma, "tell");
        assert_eq!(look_up("zzz").count(), 0);
    }

    /// Looks `form` up in the table of all forms, too.
    fn check(form: &str) {
        let stored: Vec<_> = EVERY_VERB_FORM
            .rows_of(form)
            .map(|row| {
                let [lemma, letters] = row.cells();
                let [_, stance, act, frames] = VERBS.look_up(lemma).unwrap();
                VerbForm {
                    lemma,
                    letters,
                    stance,
                    act,
                    frames,
                }
            })
            .collect();
        assert_eq!(look_up(form).collect::<Vec<_>>(), stored, "{form}");
    }

    #[test]
    fn every_form_is_found() {
        assert!(EVERY_VERB_FORM.rows().count() > 2000);
        EVERY_VERB_FORM.rows().for_each(|row| check(row.key));
    }

    #[test]
    fn what_looks_like_a_form_is_none() {
        let endings = [
            "", "s", "es", "ies", "ses", "ed", "d", "ied", "eed", "ing", "eing", "ying", "ying", "yed", "ys",
            "y", "e", "ie", "n", "en",
        ];
        for verb in VERBS.rows() {
            let (word, particle) = verb.key.split_at(verb.key.find(' ').unwrap_or(verb.key.len()));
            let doubled = format!("{word}{}", &word[word.len() - 1..]);
            for stem in [word, &word[..word.len() - 1], &word[..word.len() - 2], &doubled] {
                for ending in endings {
                    check(&format!("{stem}{ending}{particle}"));
                    check(&format!("{stem}{ending}"));
                    check(&format!("{stem}{particle}{ending}"));
                }
            }
        }
        for word in [
            "", " ", "s", "ed", "ing", "ied", "ying", "a", "é", "éed", "says ", " says", "said out",
        ] {
            check(word);
        }
    }
}
