//! From bytes to the units of others: UTF-16 for JavaScript, Unicode scalars for Python.

/// Converts byte offsets of one text into UTF-16 units or characters, in `O(log n)` each: an index of the
/// characters that are not ASCII, as in rust-analyzer's `line-index`.
#[derive(Clone, Debug)]
pub struct Offsets {
    /// After each non-ASCII character: byte offset, UTF-16 offset, character offset.
    marks: Vec<[u32; 3]>,
}

impl Offsets {
    /// The index of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::new();
        let (mut bytes, mut units, mut characters) = (0u32, 0u32, 0u32);
        for c in text.chars() {
            bytes += c.len_utf8() as u32;
            units += c.len_utf16() as u32;
            characters += 1;
            if !c.is_ascii() {
                marks.push([bytes, units, characters]);
            }
        }
        Self { marks }
    }

    /// UTF-16 units before the byte at `offset`, which must lie on a character border.
    #[must_use]
    pub fn utf16(&self, offset: u32) -> u32 {
        self.convert(offset, 1)
    }

    /// Unicode scalars before the byte at `offset`, which must lie on a character border.
    #[must_use]
    pub fn characters(&self, offset: u32) -> u32 {
        self.convert(offset, 2)
    }

    fn convert(&self, offset: u32, unit: usize) -> u32 {
        let before = self.marks.partition_point(|m| m[0] <= offset);
        match before.checked_sub(1).map(|i| self.marks[i]) {
            Some(mark) => mark[unit] + (offset - mark[0]),
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_utf16_units_and_characters() {
        let text = "é “👩‍👧” x";
        let offsets = Offsets::new(text);
        for (i, (byte, _)) in text.char_indices().enumerate() {
            let at = u32::try_from(byte).unwrap();
            assert_eq!(offsets.characters(at) as usize, i);
            assert_eq!(offsets.utf16(at) as usize, text[..byte].encode_utf16().count());
        }
    }
}
