//! Word lists as tables: sorted arrays made by `build/words.rs` from the `.txt` files beside this one.

mod tables {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub mod abbreviations;
pub mod calendar;
pub mod document_verbs;
pub mod figures;
pub mod hedges;
pub mod names;
pub mod nouns;
pub mod numbers;
pub mod occasions;
pub mod outlets;
pub mod page;
pub mod sentence_starts;
pub mod superlatives;
pub mod units;
pub mod verbs;

pub use tables::CHECKSUM;

/// A table made from a list: key and columns, sorted by key.
pub type Table<const N: usize> = [(&'static str, [&'static str; N])];

/// The columns of `key`, which must be written as in the list (mostly lower case).
#[must_use]
pub fn look_up<const N: usize>(table: &'static Table<N>, key: &str) -> Option<&'static [&'static str; N]> {
    table
        .binary_search_by(|(k, _)| (*k).cmp(key))
        .ok()
        .map(|i| &table[i].1)
}
