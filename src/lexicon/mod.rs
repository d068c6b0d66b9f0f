//! Word lists as tables, made by `build/words.rs` from the `.txt` files beside this one.

mod tables {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub mod abbreviations;
pub mod anonymity;
pub mod calendar;
pub mod document_verbs;
pub mod estimates;
pub mod figures;
pub mod hedges;
pub mod names;
pub mod nouns;
pub mod numbers;
pub mod occasions;
pub mod outlets;
pub mod page;
pub mod relays;
pub mod sentence_starts;
pub mod superlatives;
mod table;
pub mod transcripts;
pub mod units;
pub mod verbs;
pub mod works;

pub use tables::CHECKSUM;
