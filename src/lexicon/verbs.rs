//! Verbs of saying, writing, asking, thinking (`verbs.txt`).

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

/// All readings of a form in lower case ("said", "points out").
pub fn look_up(form: &str) -> impl Iterator<Item = VerbForm> + use<'_> {
    VERB_FORMS.rows_of(form).filter_map(|row| {
        let [lemma, letters] = row.cells();
        let verb = VERBS.row(lemma)?;
        let [stance, act, frames] = verb.cells();
        Some(VerbForm {
            lemma,
            letters,
            stance,
            act,
            frames,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_lemma() {
        let said = look_up("said").next().unwrap();
        assert_eq!((said.lemma, said.letters), ("say", "dn"));
        assert_eq!(look_up("tells").next().unwrap().lemma, "tell");
        assert_eq!(look_up("zzz").count(), 0);
    }
}
