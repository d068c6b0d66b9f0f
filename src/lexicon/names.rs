//! What is known of names and small words: given names, places, forms of address, words that end a phrase
//! (`given_names.txt`, `places.txt`, `honorifics.txt`, `function_words.txt`), and those of other languages
//! (`foreign_words.txt`).

use super::tables::{FOREIGN_WORDS, FUNCTION_WORDS, GIVEN_NAMES, HONORIFICS, PLACES};

/// Gender that mostly goes with a given name: `m`, `f` or nothing; none for a word that is no given name.
#[must_use]
pub fn given_name(word: &str) -> Option<&'static str> {
    GIVEN_NAMES.look_up(word).map(|[gender]| gender)
}

/// country | capital | city | region | adjective
#[must_use]
pub fn place(name: &str) -> Option<&'static str> {
    PLACES.look_up(name).map(|[kind]| kind)
}

/// Gender (`m`, `f` or nothing) and role of a form of address ("Mr.", "Sen."), with or without its full stop.
#[must_use]
pub fn honorific(word: &str) -> Option<(&'static str, &'static str)> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    if !bare.starts_with(char::is_uppercase) {
        return None;
    }
    HONORIFICS
        .look_up(&bare.to_lowercase())
        .map(|[gender, role]| (gender, role))
}

/// Class of a small word; see the header of `function_words.txt`. `lower` is the word in lower case, `word` as written.
#[must_use]
pub fn function_word(word: &str, lower: &str) -> Option<&'static str> {
    FUNCTION_WORDS
        .look_up(lower)
        .or_else(|| FUNCTION_WORDS.look_up(word.trim_end_matches('.')))
        .map(|[class]| class)
}

/// Whether `lower`, in lower case, is a small word of a language that is not English; it may be an English word too.
#[must_use]
pub fn is_foreign(lower: &str) -> bool {
    FOREIGN_WORDS.holds(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        assert_eq!(given_name("Tammy"), Some("f"));
        assert_eq!(place("Washington"), Some("capital"));
        assert_eq!(honorific("Sen."), Some(("", "senator")));
        assert_eq!(honorific("Mr"), Some(("m", "")));
        assert_eq!(honorific("st"), None);
        assert_eq!(function_word("The", "the"), Some("definite"));
        assert_eq!(function_word("Monday", "monday"), Some("day"));
        assert_eq!(function_word("report", "report"), None);
    }
}
