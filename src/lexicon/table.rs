//! A word list as one text, with an index that is made when it is first asked.
//!
//! The lists are most of what the browser downloads beside the code. As arrays of strings each word costs two
//! numbers, which are half of the bytes and hardly compress; as lines of one text it costs one character.

use std::sync::OnceLock;

/// A list: lines `key<TAB>cell<TAB>cell` with `N` cells behind the key, sorted by the bytes of the key. Several lines
/// may have one key.
pub struct Table<const N: usize> {
    lines: &'static str,
    index: OnceLock<Vec<u32>>,
    letters: OnceLock<Letters>,
}

/// For each byte below 128 and for all others together, where the first line begins whose key begins with it or with a
/// larger one.
type Letters = [u32; 129];

/// A line of a table.
#[derive(Clone, Copy)]
pub struct Row<const N: usize> {
    /// What it is looked up by.
    pub key: &'static str,
    /// The cells with their tabs: most rows that are visited are dropped for their key.
    rest: &'static str,
}

impl<const N: usize> Row<N> {
    /// The cells behind the key.
    #[must_use]
    pub fn cells(self) -> [&'static str; N] {
        let mut rest = self.rest;
        [(); N].map(|()| {
            let (cell, behind) = cut(rest, b'\t');
            rest = behind;
            cell
        })
    }
}

impl<const N: usize> Table<N> {
    /// A table of these lines, which are sorted and end with a line break each.
    #[must_use]
    pub const fn new(lines: &'static str) -> Self {
        Self {
            lines,
            index: OnceLock::new(),
            letters: OnceLock::new(),
        }
    }

    /// The cells of the first row with `key`, which must be written as in the list (mostly lower case).
    #[must_use]
    pub fn look_up(&self, key: &str) -> Option<[&'static str; N]> {
        Some(self.row(key)?.cells())
    }

    /// The first row with `key`.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<Row<N>> {
        self.row_of_parts(&[key])
    }

    /// The first row whose key is these parts one behind the other.
    #[must_use]
    pub fn row_of_parts(&self, parts: &[&str]) -> Option<Row<N>> {
        self.rows_with_first_word(parts)
            .find(|row| row.key.bytes().eq(bytes(parts)))
    }

    /// All rows with `key`.
    pub fn rows_of<'k>(&self, key: &'k str) -> impl Iterator<Item = Row<N>> + use<'k, N> {
        self.rows_with_first_word(&[key])
            .skip_while(move |row| row.key != key)
            .take_while(move |row| row.key == key)
    }

    /// All rows whose keys are `word` or begin with it and a space.
    pub fn rows_of_first_word(&self, word: &str) -> impl Iterator<Item = Row<N>> + use<N> {
        self.rows_with_first_word(&[word])
    }

    /// All rows whose keys begin with the same word as the key that is these parts one behind the other.
    fn rows_with_first_word(&self, parts: &[&str]) -> impl Iterator<Item = Row<N>> + use<N> {
        let index = self.index.get_or_init(|| index(self.lines));
        let lines = find(self.lines, index, parts).unwrap_or("");
        let word = first_word(lines);
        rows(lines).take_while(move |row| first_word(row.key) == word)
    }

    /// All rows whose keys begin with this letter.
    pub fn rows_by_letter(&self, letter: char) -> impl Iterator<Item = Row<N>> + use<N> {
        let letters = self.letters.get_or_init(|| letters(self.lines));
        let start = letters[usize::from(u8::try_from(letter).unwrap_or(128).min(128))];
        rows(self.lines.get(start as usize..).unwrap_or(""))
            .skip_while(move |row| !letter.is_ascii() && !row.key.starts_with(letter))
            .take_while(move |row| row.key.starts_with(letter))
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<N>> + use<N> {
        rows(self.lines)
    }

    /// Whether there is a row with `key`.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.row(key).is_some()
    }
}

fn rows<const N: usize>(mut lines: &'static str) -> impl Iterator<Item = Row<N>> + use<N> {
    std::iter::from_fn(move || {
        if lines.is_empty() {
            return None;
        }
        let (line, behind) = cut(lines, b'\n');
        lines = behind;
        let (key, rest) = cut(line, b'\t');
        Some(Row { key, rest })
    })
}

/// What stands before the first `border` (a character of ASCII) and behind it; all and nothing where there is none.
fn cut(text: &'static str, border: u8) -> (&'static str, &'static str) {
    let end = text.bytes().position(|b| b == border).unwrap_or(text.len());
    (text.get(..end).unwrap_or(""), text.get(end + 1..).unwrap_or(""))
}

#[inline(never)]
fn letters(lines: &str) -> Letters {
    let mut letters = [u32::try_from(lines.len()).unwrap_or(u32::MAX); 129];
    let mut from = 0;
    let mut begin = 0;
    for line in lines.split_inclusive('\n') {
        let first = line.bytes().next().unwrap_or(0).min(128);
        while from <= first {
            if let Some(start) = letters.get_mut(usize::from(from)) {
                *start = begin;
            }
            from += 1;
        }
        begin += u32::try_from(line.len()).unwrap_or(0);
    }
    letters
}

/// Whether a byte ends the first word of a key.
const fn ends_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

/// The first word of what begins with a key.
fn first_word(key: &str) -> &str {
    let end = key.bytes().position(ends_word).unwrap_or(key.len());
    key.get(..end).unwrap_or("")
}

fn bytes(parts: &[&str]) -> impl Iterator<Item = u8> {
    parts.iter().flat_map(|part| part.bytes())
}

/// A hash of the first word (FNV-1a) for a list of `size` places, a power of two.
fn hash(key: impl Iterator<Item = u8>, size: usize) -> usize {
    let word = key.take_while(|byte| !ends_word(*byte));
    let hash = word.fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize & (size - 1)
}

/// Hash table by open addressing: where the first line with each first word begins, plus one; 0 is an empty place, of
/// which there are at least as many as full ones.
#[inline(never)]
fn index(lines: &str) -> Vec<u32> {
    let starts = || {
        let mut before = "";
        let mut begin = 0;
        lines.split_inclusive('\n').filter_map(move |line| {
            begin += line.len();
            let word = first_word(line);
            let new = word != core::mem::replace(&mut before, word) || begin == line.len();
            new.then_some((word, begin - line.len()))
        })
    };
    let size = (2 * starts().count() + 1).next_power_of_two();
    let mut index = vec![0; size];
    for (word, start) in starts() {
        let mut at = hash(word.bytes(), size);
        while index[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        index[at] = u32::try_from(start + 1).unwrap_or(0);
    }
    index
}

/// The lines from the first on whose key begins with the same word as `key`.
fn find(lines: &'static str, index: &[u32], key: &[&str]) -> Option<&'static str> {
    let word = || bytes(key).take_while(|byte| !ends_word(*byte));
    let mut at = hash(word(), index.len());
    loop {
        let start = (*index.get(at)?).checked_sub(1)?;
        let from = lines.get(start as usize..)?;
        // The lines are compared byte by byte: almost all that are looked at are the right ones.
        let mut bytes = from.bytes();
        if word().all(|byte| bytes.next() == Some(byte)) && bytes.next().is_none_or(ends_word) {
            return Some(from);
        }
        at = (at + 1) & (index.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FRUIT: Table<2> =
        Table::new("app\t\tshort\napple\tred\t\nfig\t1\ta\nfig\t2\tb\nfig\t3\tc\nélan\tx\ty\nüb\t\t\n");

    #[test]
    fn first_last_and_all_between_are_found() {
        for (key, cells) in [
            ("app", ["", "short"]),
            ("apple", ["red", ""]),
            ("fig", ["1", "a"]),
            ("élan", ["x", "y"]),
            ("üb", ["", ""]),
        ] {
            assert_eq!(FRUIT.look_up(key), Some(cells), "{key}");
        }
    }

    #[test]
    fn what_is_missing_is_not_found() {
        for key in [
            "",
            "a",
            "appl",
            "apples",
            "b",
            "fi",
            "figs",
            "zebra",
            "é",
            "über",
            "ÿ",
            "app\t",
            "app\t\tshort",
            "\n",
            "fig\t1\ta\nfig",
        ] {
            assert!(!FRUIT.holds(key), "{key:?}");
        }
    }

    #[test]
    fn equal_keys_stand_together() {
        let seconds: Vec<_> = FRUIT.rows_of("fig").map(|row| row.cells()[1]).collect();
        assert_eq!(seconds, ["a", "b", "c"]);
        assert_eq!(FRUIT.rows_of("app").count(), 1);
        assert_eq!(FRUIT.rows_of("nut").count(), 0);
    }

    #[test]
    fn a_first_word_leads_to_all_that_begin_with_it() {
        let list: Table<0> = Table::new("new\nnew age\nnew york\nnews\nyork\n");
        let of = |word| {
            list.rows_of_first_word(word)
                .map(|row| row.key)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("new"), ["new", "new age", "new york"]);
        assert_eq!(of("news"), ["news"]);
        assert!(of("ne").is_empty() && of("").is_empty());
        assert_eq!(list.row("new york").map(|row| row.key), Some("new york"));
        assert!(list.row("new yor").is_none() && list.row("new york city").is_none());
        let in_parts = list.row_of_parts(&["ne", "", "w yo", "rk"]);
        assert_eq!(in_parts.map(|row| row.key), Some("new york"));
        assert!(list.row_of_parts(&["new", "york"]).is_none());
    }

    #[test]
    fn a_letter_leads_to_all_that_begin_with_it() {
        let of = |letter| {
            FRUIT
                .rows_by_letter(letter)
                .map(|row| row.key)
                .collect::<Vec<_>>()
        };
        assert_eq!(of('a'), ["app", "apple"]);
        assert_eq!(of('ü'), ["üb"]);
        assert!(of('b').is_empty() && of('z').is_empty() && of('ÿ').is_empty());
    }

    #[test]
    fn an_empty_table_and_one_without_cells() {
        assert!(!Table::<1>::new("").holds("a") && Table::<1>::new("").rows().next().is_none());
        let words = Table::<0>::new("one\ntwo\n");
        assert!(words.holds("one") && words.holds("two") && !words.holds("on") && !words.holds("twos"));
    }

    #[test]
    fn every_list_is_found_row_by_row() {
        use super::super::tables::{GIVEN_NAMES, PLACES, VERB_FORMS};
        assert!(
            GIVEN_NAMES
                .rows()
                .all(|row| GIVEN_NAMES.look_up(row.key) == Some(row.cells()))
        );
        assert!(
            PLACES
                .rows()
                .all(|row| PLACES.look_up(row.key) == Some(row.cells()))
        );
        assert!(VERB_FORMS.rows().all(|row| {
            VERB_FORMS
                .rows_of(row.key)
                .any(|other| other.cells() == row.cells())
        }));
    }
}
