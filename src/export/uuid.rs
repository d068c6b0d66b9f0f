//! Names for what has none of its own: UUIDs that are the same for the same content, on every machine.

/// The names of one content, by numbers.
pub(super) struct Names(u64);

impl Names {
    /// The names of what `parts` together are, by their FNV-1a hash.
    pub fn new(parts: &[&str]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for part in parts {
            // A byte that no text holds stands behind each part, so that "ab", "c" is not "a", "bc".
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }

    /// A `urn:uuid:` of version 8, which is made as its maker likes (RFC 9562).
    pub fn urn(&self, number: usize) -> String {
        let hash = self.0;
        format!(
            "urn:uuid:{:08x}-{:04x}-8{:03x}-8000-{number:012x}",
            hash >> 32,
            (hash >> 16) & 0xffff,
            hash & 0xfff,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_of_version_8_and_hangs_on_all_that_it_is_made_of() {
        let name = Names::new(&["an article"]).urn(7);
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'8', "version");
        assert_eq!(uuid.as_bytes()[19], b'8', "variant");
        assert_eq!(name, Names::new(&["an article"]).urn(7));
        assert_ne!(name, Names::new(&["an article"]).urn(8));
        assert_ne!(Names::new(&["ab", "c"]).urn(0), Names::new(&["a", "bc"]).urn(0));
    }
}
