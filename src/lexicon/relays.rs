//! Participles before "by" and those through whom words came (`relays.txt`).

use super::tables::RELAYS;

/// Whether whoever stands behind `participle` and "by" passes words on: `Some(true)` where only an outlet does, none where the
/// word is no such participle.
#[must_use]
pub fn only_outlets(participle: &str) -> Option<bool> {
    RELAYS.look_up(participle).map(|[who]| who == "outlet")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_quotes_passes_on_and_who_sees_may() {
        assert_eq!(only_outlets("quoted"), Some(false));
        assert_eq!(only_outlets("seen"), Some(true));
        assert_eq!(only_outlets("built"), None);
    }
}
