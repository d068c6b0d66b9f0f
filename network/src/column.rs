//! The columns that a network reads, and the words that have an embedding of their own.

/// A column: how many values it has and how many numbers stand for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name, for messages.
    pub name: &'static str,
    /// How many values; that of the first column, the words, is the vocabulary's.
    pub size: usize,
    /// Numbers a value.
    pub width: usize,
}

/// Numbers of all columns together.
#[must_use]
pub fn input_width(columns: &[Column]) -> usize {
    columns.iter().map(|c| c.width).sum()
}

/// The words that have an embedding of their own, as hashes; the place in the list is the number, and 0 is for all other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Sorted hashes of 24 bits.
    pub hashes: Vec<u32>,
}

impl Vocabulary {
    /// The number of a normalised word.
    #[must_use]
    pub fn id(&self, word: &str) -> usize {
        self.hashes.binary_search(&Self::key(word)).map_or(0, |at| at + 1)
    }

    /// The hash that stands for a word.
    #[must_use]
    pub fn key(word: &str) -> u32 {
        let hash = hash(word);
        (hash ^ (hash >> 24)) & 0x00ff_ffff
    }
}

/// A hash of a word (FNV-1a), of 32 bits.
#[must_use]
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
