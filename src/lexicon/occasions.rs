//! Words that say where or by what means something was said (`occasions.txt`).

use super::tables::OCCASIONS;
use crate::span::Span;

/// The words of the list in a stretch of text.
pub fn find(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut at = within.start();
    within
        .of(text)
        .split_inclusive(|c: char| !c.is_alphanumeric() && c != '-')
        .filter_map(move |piece| {
            let start = at;
            at += u32::try_from(piece.len()).unwrap_or(0);
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            OCCASIONS
                .holds(&word.to_lowercase())
                .then(|| Span::new(start, start + u32::try_from(word.len()).unwrap_or(0)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_are_found_as_whole_words() {
        let text = "He said so in an Interview, not interviewing, on Twitter.";
        let whole = Span::new(0, u32::try_from(text.len()).unwrap());
        let found: Vec<_> = find(text, whole).map(|s| s.of(text)).collect();
        assert_eq!(found, ["Interview", "Twitter"]);
    }
}
