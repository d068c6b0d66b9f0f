//! A word list as one text, searched by halving.
//!
//! The lists are most of what the browser downloads beside the code. As arrays of strings each word costs two
//! numbers, which are half of the bytes and hardly compress; as lines of one text it costs one character.

use std::cmp::Ordering;
use std::sync::OnceLock;

/// A list: lines `key<TAB>cell<TAB>cell` with `N` cells behind the key, sorted by the bytes of the key. Several lines
/// may have one key.
pub struct Table<const N: usize> {
    lines: &'static str,
    starts: OnceLock<Starts>,
}

/// For each byte below 128 and for all others together, where the first line begins whose key begins with it or with a
/// larger one. Counted at the first look-up: it spares half of the steps of each.
type Starts = [u32; 129];

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
            starts: OnceLock::new(),
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
        self.rows_from(key).next().filter(|row| row.key == key)
    }

    /// All rows with `key`.
    pub fn rows_of<'k>(&self, key: &'k str) -> impl Iterator<Item = Row<N>> + use<'k, N> {
        self.rows_from(key).take_while(move |row| row.key == key)
    }

    /// The rows from the first whose key is not below `key`.
    pub fn rows_from(&self, key: &str) -> impl Iterator<Item = Row<N>> + use<N> {
        let starts = self.starts.get_or_init(|| starts(self.lines));
        rows(
            self.lines
                .get(first_from(self.lines, starts, key)..)
                .unwrap_or(""),
        )
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
fn starts(lines: &str) -> Starts {
    let mut starts = [u32::try_from(lines.len()).unwrap_or(u32::MAX); 129];
    let mut from = 0;
    let mut begin = 0;
    for line in lines.split_inclusive('\n') {
        let first = line.bytes().next().unwrap_or(0).min(128);
        while from <= first {
            if let Some(start) = starts.get_mut(usize::from(from)) {
                *start = begin;
            }
            from += 1;
        }
        begin += u32::try_from(line.len()).unwrap_or(0);
    }
    starts
}

/// Where the first line begins whose key is not below `key`: halves the bytes, and from their middle goes back to where
/// the line begins.
fn first_from(lines: &str, starts: &Starts, key: &str) -> usize {
    let (bytes, key) = (lines.as_bytes(), key.as_bytes());
    let start = |byte: u8| starts.get(usize::from(byte)).map(|start| *start as usize);
    let first = key.first().map_or(0, |first| (*first).min(128));
    let mut low = start(first).unwrap_or(0);
    let mut high = start(first + 1).unwrap_or(bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let before = bytes.get(low..middle).unwrap_or_default();
        let begin = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(low, |at| low + at + 1);
        let line = bytes.get(begin..high).unwrap_or_default();
        if order(line, key) == Ordering::Less {
            let behind = bytes.get(middle..high).unwrap_or_default();
            low = behind
                .iter()
                .position(|b| *b == b'\n')
                .map_or(high, |at| middle + at + 1);
        } else {
            high = begin;
        }
    }
    low
}

/// How the key at the beginning of `line` compares to `key`. It is read no further than it must be.
fn order(line: &[u8], key: &[u8]) -> Ordering {
    let ended = |byte: Option<&u8>| matches!(byte, None | Some(b'\t' | b'\n'));
    for (at, wanted) in key.iter().enumerate() {
        match line.get(at) {
            byte if ended(byte) => return Ordering::Less,
            Some(byte) if byte != wanted => return byte.cmp(wanted),
            _ => {}
        }
    }
    if ended(line.get(key.len())) {
        Ordering::Equal
    } else {
        Ordering::Greater
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
    fn rows_go_on_from_a_key_that_need_not_exist() {
        assert_eq!(FRUIT.rows_from("b").next().map(|row| row.key), Some("fig"));
        assert_eq!(FRUIT.rows_from("").count(), 7);
        assert_eq!(FRUIT.rows_from("ÿ").count(), 0);
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
