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

/// Longest key of any list, in bytes.
const LONGEST: usize = 80;

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
        self.rows_with_first_word(key.as_bytes())
            .find(|row| row.key == key)
    }

    /// The first row whose key is these parts one behind the other.
    #[must_use]
    pub fn row_of_parts(&self, parts: [&str; 3]) -> Option<Row<N>> {
        let mut buffer = [0; LONGEST];
        let mut length = 0;
        for part in parts {
            let end = length + part.len();
            buffer.get_mut(length..end)?.copy_from_slice(part.as_bytes());
            length = end;
        }
        let key = buffer.get(..length)?;
        self.rows_with_first_word(key)
            .find(|row| row.key.as_bytes() == key)
    }

    /// All rows with `key`.
    pub fn rows_of<'k>(&self, key: &'k str) -> impl Iterator<Item = Row<N>> + use<'k, N> {
        self.rows_with_first_word(key.as_bytes())
            .skip_while(move |row| row.key != key)
            .take_while(move |row| row.key == key)
    }

    /// All rows whose keys are `word` or begin with it and a space.
    pub fn rows_of_first_word(&self, word: &str) -> impl Iterator<Item = Row<N>> + use<N> {
        self.rows_with_first_word(word.as_bytes())
    }

    /// All rows whose keys begin with the same word as `key`.
    fn rows_with_first_word(&self, key: &[u8]) -> impl Iterator<Item = Row<N>> + use<N> {
        let index = self.index.get_or_init(|| index(self.lines));
        let word = first_word(key);
        let lines = find(self.lines, index, word).unwrap_or("");
        let word = lines.get(..word.len()).unwrap_or("");
        rows(lines).take_while(move |row| first_word(row.key.as_bytes()) == word.as_bytes())
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
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != border {
        end += 1;
    }
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

/// The first word of a key, or of lines that begin with one. (Plain loops here and below: the crate is compiled for
/// size, where iterators are calls.)
fn first_word(key: &[u8]) -> &[u8] {
    let mut end = 0;
    while end < key.len() && !matches!(key[end], b' ' | b'\t' | b'\n') {
        end += 1;
    }
    key.get(..end).unwrap_or_default()
}

/// A place for a word in an index of `size` places, a power of two (FNV-1a).
fn hash(word: &[u8], size: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in word {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize & (size - 1)
}

/// Hash table by open addressing: where the first line with each first word begins, plus one; 0 is an empty place, of
/// which there are at least as many as full ones.
#[inline(never)]
fn index(lines: &str) -> Vec<u32> {
    let lines = lines.as_bytes();
    let mut begins: Vec<u32> = Vec::new();
    let mut before: &[u8] = &[];
    let mut at = 0;
    while at < lines.len() {
        let line = lines.get(at..).unwrap_or_default();
        let word = first_word(line);
        if word != before || at == 0 {
            begins.push(u32::try_from(at).unwrap_or(u32::MAX));
            before = word;
        }
        at += word.len();
        while at < lines.len() && lines[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    let size = (2 * begins.len() + 1).next_power_of_two();
    let mut index = vec![0; size];
    for begin in begins {
        let word = first_word(lines.get(begin as usize..).unwrap_or_default());
        let mut at = hash(word, size);
        while index[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        index[at] = begin + 1;
    }
    index
}

/// The lines from the first on whose key begins with `word`.
fn find(lines: &'static str, index: &[u32], word: &[u8]) -> Option<&'static str> {
    let mut at = hash(word, index.len());
    loop {
        let begin = index.get(at)?.checked_sub(1)? as usize;
        let end = begin + word.len();
        let bytes = lines.as_bytes();
        if bytes.get(begin..end) == Some(word) && matches!(bytes.get(end), Some(b' ' | b'\t' | b'\n')) {
            return lines.get(begin..);
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
        let in_parts = list.row_of_parts(["ne", "w yo", "rk"]);
        assert_eq!(in_parts.map(|row| row.key), Some("new york"));
        assert!(list.row_of_parts(["new", "york", ""]).is_none());
        assert!(list.row_of_parts(["n", &"e".repeat(LONGEST), "w"]).is_none());
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
