//! Words before a colon that are no names (`transcript_labels.txt`).

use super::tables::TRANSCRIPT_LABELS;

/// Whether a label in lower case is a heading, before which nobody speaks ("read more").
#[must_use]
pub fn is_heading(label: &str) -> bool {
    TRANSCRIPT_LABELS.look_up(label) == Some(["heading"])
}

/// Whether a word of a label, in lower case, stands for a speaker without a name ("q", "moderator").
#[must_use]
pub fn is_unnamed(word: &str) -> bool {
    TRANSCRIPT_LABELS.look_up(word) == Some(["unnamed"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_apart() {
        assert!(is_heading("read more") && !is_heading("q"));
        assert!(is_unnamed("q") && !is_unnamed("lee"));
    }
}
