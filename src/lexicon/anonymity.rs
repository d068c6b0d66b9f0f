//! Words that say that somebody is not named (`anonymity.txt`).

use super::tables::ANONYMITY;

/// What must stand before such a word for it to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: "anonymity".
    Nothing,
    /// A negation: "not authorised".
    Not,
    /// A negation and "be": "not to be named".
    NotBe,
}

/// What a word of a source's description needs ("who declined to be named"); none where it is no such word.
#[must_use]
pub fn in_description(word: &str) -> Option<Needs> {
    look_up(word, "request")
}

/// What a word of somebody's request needs ("that her name not be used"); none where it is no such word.
#[must_use]
pub fn in_request(word: &str) -> Option<Needs> {
    look_up(word, "description")
}

fn look_up(word: &str, elsewhere: &str) -> Option<Needs> {
    let [needs, place] = ANONYMITY.look_up(word)?;
    let needs = match needs {
        "" => Needs::Nothing,
        "not" => Needs::Not,
        _ => Needs::NotBe,
    };
    (place != elsewhere).then_some(needs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_words_stand_in_descriptions_only_and_some_in_requests() {
        assert_eq!(in_description("anonymity"), Some(Needs::Nothing));
        assert_eq!(in_description("authorised"), Some(Needs::Not));
        assert_eq!(in_request("authorised"), None);
        assert_eq!(in_request("used"), Some(Needs::NotBe));
        assert_eq!(in_description("used"), None);
        assert_eq!(in_request("walked"), None);
    }
}
