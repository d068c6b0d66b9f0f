//! What documents do with their content (`document_verbs.txt`).

use super::tables::{DOCUMENT_VERB_PASTS, DOCUMENT_VERBS};

/// Whether `word`, in lower case, is the base form, third person or past of a verb of the list.
#[must_use]
pub fn holds(word: &str) -> bool {
    let base = |word: &str| DOCUMENT_VERBS.holds(word);
    if base(word) || DOCUMENT_VERB_PASTS.holds(word) {
        return true;
    }
    ["s", "es", "ed", "d"].iter().any(|ending| {
        word.strip_suffix(ending).is_some_and(|stem| {
            let undoubled = stem.get(..stem.len().saturating_sub(1)).unwrap_or("");
            let doubled = undoubled.chars().next_back() == stem.chars().next_back();
            base(stem)
                || (*ending == "ed" && doubled && base(undoubled))
                || stem
                    .strip_suffix('i')
                    .is_some_and(|stem| base(&format!("{stem}y")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_by_rule() {
        for form in [
            "grants",
            "granted",
            "barred",
            "specifies",
            "gave",
            "establishes",
            "include",
            "permitted",
        ] {
            assert!(holds(form), "{form}");
        }
        assert!(!holds("walks") && !holds("s") && !holds(""));
    }
}
