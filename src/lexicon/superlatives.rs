//! Words of rank (`superlatives.txt`).

use super::tables::SUPERLATIVES;

/// Whether `word`, in lower case, is a word of rank ("largest", "main").
#[must_use]
pub fn holds(word: &str) -> bool {
    SUPERLATIVES.holds(word)
}

/// Whether `word` is a rank on a scale that can be measured ("largest"), not one of judgement ("main").
#[must_use]
pub fn is_measured(word: &str) -> bool {
    SUPERLATIVES
        .look_up(word)
        .is_some_and(|[scale]| scale == "measured")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_known_and_nouns_in_est_are_not() {
        assert!(holds("largest") && holds("main"));
        assert!(is_measured("largest") && !is_measured("main"));
        assert!(!holds("interest") && !holds("west"));
    }
}
