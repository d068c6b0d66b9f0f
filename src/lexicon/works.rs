//! Words that lead in the name of a work or a nickname between quotation marks (`works.txt`).

use super::tables::WORKS;

/// Whether `word`, in lower case, leads in the name of a work ("film", "titled").
#[must_use]
pub fn leads_in_title(word: &str) -> bool {
    WORKS.look_up(word) == Some(["title"])
}

/// Whether `word`, in lower case, leads in a nickname ("nicknamed").
#[must_use]
pub fn leads_in_nickname(word: &str) -> bool {
    WORKS.look_up(word) == Some(["nickname"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_nicknames_are_led_in() {
        assert!(leads_in_title("film") && !leads_in_title("nicknamed"));
        assert!(leads_in_nickname("dubbed") && !leads_in_nickname("said"));
    }
}
