//! Words and phrases that take certainty away (`hedges.txt`).

use super::tables::HEDGES;

/// An entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HedgeEntry {
    /// How many words it has.
    pub words: usize,
    /// modal | adverb | condition | expectation | hearsay
    pub kind: &'static str,
    /// Whether it counts only behind a form of "be".
    pub needs_be: bool,
}

/// The longest entry that begins with the word `first` and goes on with the words that `next` gives (both in lower
/// case; `next(1)` is the word behind the first).
pub fn longest<'w>(first: &str, next: impl Fn(usize) -> &'w str) -> Option<HedgeEntry> {
    HEDGES
        .rows_of_first_word(first)
        .filter(|row| {
            let mut further = row.key.split(' ').enumerate().skip(1);
            further.all(|(i, word)| next(i).eq_ignore_ascii_case(word))
        })
        .max_by_key(|row| row.key.len())
        .map(|row| {
            let [kind, needs] = row.cells();
            HedgeEntry {
                words: row.key.split(' ').count(),
                kind,
                needs_be: needs == "be",
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_up(words: &str) -> Option<HedgeEntry> {
        let words: Vec<&str> = words.split(' ').collect();
        longest(words[0], |i| words.get(i).copied().unwrap_or(""))
    }

    #[test]
    fn the_longest_entry_wins() {
        assert_eq!(look_up("could be").map(|e| (e.words, e.kind)), Some((1, "modal")));
        assert_eq!(look_up("could have been").map(|e| e.words), Some(2));
        assert_eq!(look_up("expected to win").map(|e| e.needs_be), Some(true));
        assert_eq!(look_up("expected a win"), None);
        assert_eq!(look_up("i"), None);
    }

    #[test]
    fn the_kinds_are_those_of_the_header() {
        assert!(HEDGES.rows().all(|row| {
            let [kind, needs] = row.cells();
            ["modal", "adverb", "condition", "expectation", "hearsay"].contains(&kind)
                && ["", "be"].contains(&needs)
        }));
    }
}
