//! Words that begin a sentence and no name (`sentence_starts.txt`).

use super::tables::SENTENCE_STARTS;

/// Whether `word`, in any case, begins sentences and no names.
#[must_use]
pub fn holds(word: &str) -> bool {
    word.len() <= 16 && SENTENCE_STARTS.holds(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_begin_sentences_and_nouns_do_not() {
        assert!(holds("The") && holds("However"));
        assert!(!holds("Senate"));
    }
}
